package markdown_test

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

func TestHostileTexts(t *testing.T) {
	check(t, catalog(3, hostile...))
	check(t, catalog(7, hostile...))
}

func TestVendors(t *testing.T) {
	for _, c := range vendors(t) {
		check(t, c)
	}
}

func TestBundled(t *testing.T) {
	for _, c := range spec.Bundled() {
		check(t, c)
	}
}

// check emits a catalog, reads the pages back, and finds every text of the
// catalog in its place: as a block or a cell of its own, in the order of the
// model.
func check(t *testing.T, c *spec.Catalog) {
	t.Helper()
	files, err := markdown.Output.Emit([]*spec.Catalog{c}, gen.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, renderer := range renderers {
		docs := map[string]*document{}
		for _, f := range files {
			docs[f.Path] = parse(t, f, renderer)
		}
		for _, f := range files {
			d := docs[f.Path]
			d.checkLinks(t, docs)
			blocks := d.blocks
			for _, want := range texts(c, path.Dir(f.Path)) {
				i := slices.IndexFunc(blocks, want.is)
				if i < 0 {
					t.Fatalf("%s as %s reads it lacks %q, or has it out of order, in\n%q\nThe page:\n%s", f.Path, name, want, blocks, f.Content)
				}
				blocks = blocks[i+1:]
			}
		}
	}
}

// want is a block that has to be on a page: with that text, and behind it, where
// there are samples, each of these in order and words between them.
type want struct {
	text    string
	samples []string
}

func (w want) is(block string) bool {
	rest, ok := strings.CutPrefix(block, w.text)
	if w.samples == nil {
		return ok && rest == ""
	}
	for _, s := range w.samples {
		quoted := strings.ReplaceAll(strconv.Quote(s), "  ", ` \x20`)
		_, plain, found := strings.Cut(rest, straight(s))
		_, behind, foundQuoted := strings.Cut(rest, straight(quoted))
		ok = ok && (found || foundQuoted)
		if rest = plain; len(behind) > len(plain) { // the earlier
			rest = behind
		}
	}
	return ok
}

// wants collects them.
type wants []want

// add adds a block with a text of the catalog, if there is one.
func (w *wants) add(label, text string) {
	if text = fold(text); text != "" {
		*w = append(*w, want{text: label + text})
	}
}

// texts returns what has to be on a page, in order: on the page of the vendor
// with that key, or else on the page that compares the vendors.
func texts(c *spec.Catalog, key string) wants {
	v := c.Vendor(key)
	if v == nil {
		return comparison(c)
	}
	var list wants
	list.add("", fold(v.Title())+": status codes")
	for p := range strings.SplitSeq(v.Overview, "\n\n") {
		list.add("", p)
	}
	list.add("Source: ", v.Source)
	list.pointers("Error message: ", v.ErrorBody.Message)
	list.pointers("Error code: ", v.ErrorBody.Code)
	for i := range v.When {
		list.add("", v.When[i].Name)
	}
	for i := range v.When {
		list.add("", v.When[i].Name)
		list.oneCase(&v.When[i], "")
	}
	for _, class := range status.Classes() {
		list.add("", v.Classes[class])
		for _, variant := range v.Variants {
			if variant.Class() == class {
				list.add("", variant.Definition)
				list.add("", variant.Purpose)
				list.add("", variant.Remedy)
			}
		}
		for _, variant := range v.Variants {
			if variant.Class() == class {
				list.variant(variant)
			}
		}
	}
	return list
}

func (w *wants) variant(v *spec.Variant) {
	w.add("", v.Purpose)
	w.add("What to do: ", v.Remedy)
	w.add("Go constant: ", v.Vendor.Key+"."+v.GoName)
	w.add("Reference: ", v.Reference)
	w.add("Catalog note: ", v.Note)
	for i := range v.When {
		w.add("", v.When[i].Name)
	}
	for i := range v.When {
		w.add("", fmt.Sprint(v.Code, " ", v.When[i].Name))
		w.oneCase(&v.When[i], v.Note)
	}
}

// case adds what is said of a case, but for the note that stands
// above already.
func (w *wants) oneCase(f *status.Case, above string) {
	w.add("", f.Purpose)
	var samples []string
	for _, r := range f.Status {
		samples = append(samples, r.String())
	}
	samples = append(samples, f.Method...)
	for _, m := range slices.Concat(f.Host, f.Path) {
		samples = append(samples, m.Values...)
	}
	samples = append(samples, f.Media...)
	for _, h := range f.Header {
		samples = append(append(samples, h.Name), h.Values...)
	}
	for _, b := range f.Body {
		samples = append(append(samples, b.Pointers...), b.Values...)
	}
	*w = append(*w, want{"When: ", samples})
	w.add("What to do: ", f.Remedy)
	if f.Note != above {
		w.add("Catalog note: ", f.Note)
	}
}

func (w *wants) pointers(label string, pointers []string) {
	if pointers != nil {
		*w = append(*w, want{label, pointers})
	}
}

// comparison returns what has to be on the page that compares the vendors.
func comparison(c *spec.Catalog) wants {
	var list wants
	for _, v := range c.Vendors {
		list.add("", v.Title())
	}
	for _, code := range c.Codes {
		list.add("", code.Contrast)
	}
	for _, code := range c.Codes {
		list.add("What sets them apart: ", code.Contrast)
		for _, v := range code.Variants {
			if v != nil && len(c.Vendors) <= 4 {
				list.add("", v.Purpose)
			}
		}
	}
	return list
}

// fold is what becomes of white space.
func fold(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' })
	return straight(strings.Join(words, " "))
}

// straight makes Hugo's typographic apostrophe a straight one, which it counts
// as here.
func straight(s string) string { return strings.ReplaceAll(s, "’", "'") }
