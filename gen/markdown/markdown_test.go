package markdown_test

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/gen/view"
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

// check emits a catalog, reads the pages back, and finds every text of the catalog:
// as a block or a cell of its own, in the order of the model.
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
				if want.message != "" {
					blocks = afterMessage(t, blocks, want.message)
					continue
				}
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
	message string // in place of the others
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

// afterMessage returns the blocks behind a message, which is a block of code, or
// an item for each of its lines where code would not keep it.
func afterMessage(t *testing.T, blocks []string, message string) []string {
	t.Helper()
	if i := slices.Index(blocks, straight(message)); i >= 0 {
		return blocks[i+1:]
	}
	for line := range strings.SplitSeq(message, "\n") {
		i := slices.IndexFunc(blocks, want{samples: []string{line}}.is)
		if i < 0 {
			t.Fatalf("line %q of an example is missing among %q", line, blocks)
		}
		blocks = blocks[i+1:]
	}
	return blocks
}

// wants collects them.
type wants []want

// add adds a block with a text of the catalog, if there is one.
func (w *wants) add(label, text string) {
	if text = fold(text); text != "" {
		*w = append(*w, want{text: label + text})
	}
}

// texts returns what has to be on a page, in order: on the page of the vendor with
// that key, or else on the page that compares the vendors.
func texts(c *spec.Catalog, key string) wants {
	v := c.Vendor(key)
	if v == nil {
		return comparison(c)
	}
	var list wants
	list.add("", v.Title()+": status codes")
	for _, retry := range slices.Backward(status.Retries()) {
		for _, variant := range v.Variants {
			if most(variant) == retry {
				list.samples(variant.Definition, variant.Kind.String(), variant.Purpose, variant.Remedy)
			}
		}
	}
	list.cases(v.When)
	list.messages(v, func(e *spec.Example) bool { return e.VendorCase != "" })
	var sections, messages wants
	for _, variant := range v.Variants {
		messages = nil
		messages.messages(v, func(e *spec.Example) bool { return e.Code == variant.Code && e.VendorCase == "" })
		about, label := &list, strconv.Itoa(variant.Code)+":"
		if len(variant.When)+len(messages) > 0 {
			about, label = &sections, ""
		}
		if text := cmp.Or(variant.Note, variant.Reference); text != "" {
			about.samples(label, text, v.Key+"."+variant.GoName)
		}
		sections.cases(variant.When)
		sections = append(sections, messages...)
	}
	list = append(list, sections...)
	for p := range strings.SplitSeq(v.Overview, "\n\n") {
		list.add("", p)
	}
	for _, class := range status.Classes() {
		if about := v.Classes[class]; about != "" {
			list.add(class.Title()+": ", about)
		}
	}
	return list
}

// most returns the widest retry of a code and its cases, by which the table of codes
// is ordered.
func most(v *spec.Variant) status.Retry {
	retry := v.Retry
	for _, c := range v.When {
		retry = max(retry, c.Retry)
	}
	return retry
}

// samples adds a block that has these texts of the catalog in order.
func (w *wants) samples(texts ...string) {
	samples := []string{}
	for _, s := range texts {
		if s = fold(s); s != "" {
			samples = append(samples, s)
		}
	}
	*w = append(*w, want{samples: samples})
}

// cases adds a table of cases and what is noted of them.
func (w *wants) cases(cases []status.Case) {
	for i := range cases {
		c := &cases[i]
		samples := []string{}
		for _, criterion := range c.Criteria {
			if criterion.Name != "" {
				samples = append(samples, criterion.Name)
			}
			samples = append(append(samples, criterion.Pointers...), criterion.Values...)
		}
		*w = append(*w, want{samples: samples})
		w.samples(c.Name, c.Purpose)
		w.samples(c.Remedy)
	}
	for i := range cases {
		if cases[i].Note != "" {
			w.samples(cases[i].Name+":", cases[i].Note)
		}
	}
}

// messages adds the examples that have something to show, each as a block or line by
// line.
func (w *wants) messages(v *spec.Vendor, shown func(*spec.Example) bool) {
	for _, e := range v.Examples {
		if message := view.Message(v, e); shown(e) && message != "" {
			*w = append(*w, want{message: message})
		}
	}
}

// comparison returns what has to be on the page that compares the vendors: a row for
// each meaning that differs from the standard, and the vendors.
func comparison(c *spec.Catalog) wants {
	var list wants
	for _, k := range view.ByDisagreement(view.Compare([]*spec.Catalog{c})) {
		for _, contrast := range k.Contrasts {
			list.add("", contrast)
		}
		for _, d := range k.Differ {
			for _, r := range d.Senses {
				list.add("", r.Kind.String())
			}
		}
	}
	for _, v := range c.Vendors {
		if !view.IsStandard(v) {
			list.add("", v.Title())
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
