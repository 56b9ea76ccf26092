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

// texts returns what has to be on a page, in order: on the page of the vendor
// with that key, or else on the page that compares the vendors.
func texts(c *spec.Catalog, key string) wants {
	v := c.Vendor(key)
	if v == nil {
		return comparison(c)
	}
	var list wants
	list.add("", v.Title()+": status codes")
	for p := range strings.SplitSeq(v.Overview, "\n\n") {
		list.add("", p)
	}
	list.facts(v.Facts(), status.Wait{}, nil)
	list.cases(v, v.When, "Any code: ", nil, v.ExamplesOfAny)
	for _, class := range status.Classes() {
		list.add("", v.Classes[class])
		of := slices.DeleteFunc(slices.Clone(v.Variants), func(v *spec.Variant) bool { return v.Class() != class })
		for _, variant := range of {
			list.add("", variant.Definition)
			list.add("", variant.Purpose)
		}
		for _, variant := range of {
			list.add("", variant.Purpose)
			list.facts(variant.Facts(), variant.Wait, nil)
			list.add("Go constant: ", v.Key+"."+variant.GoName)
			list.examples(v, v.ExamplesOf(variant.Code, ""))
			list.cases(v, variant.When, fmt.Sprint(variant.Code, " "), variant.Facts(), func(name string) []*spec.Example { return v.ExamplesOf(variant.Code, name) })
		}
	}
	return list
}

// facts adds what the model has of something, in the model's order.
func (w *wants) facts(facts []spec.Fact, wait status.Wait, when *want) {
	for _, f := range facts {
		switch f.Key {
		case "purpose":
		case "when":
			*w = append(*w, *when)
		case "wait":
			samples := []string{}
			for _, s := range wait.From {
				samples = append(samples, s.Name())
			}
			*w = append(*w, want{text: f.Label + ": ", samples: samples})
		default:
			w.add(f.Label+": ", f.Text)
		}
	}
}

// cases adds a list of cases, each with what it says, but for the prose that its
// code has already.
func (w *wants) cases(v *spec.Vendor, cases []status.Case, head string, code []spec.Fact, examples func(name string) []*spec.Example) {
	for i := range cases {
		w.add("", cases[i].Name)
	}
	for i := range cases {
		c := &cases[i]
		w.add("", head+c.Name)
		w.add("", c.Purpose)
		var samples []string
		for _, k := range c.Criteria {
			if k.Name != "" {
				samples = append(samples, k.Name)
			}
			samples = append(append(samples, k.Pointers...), k.Values...)
		}
		facts := slices.DeleteFunc(spec.CaseFacts(c), func(f spec.Fact) bool {
			return (f.Key == "remedy" || f.Key == "note") && slices.Contains(code, f)
		})
		w.facts(facts, c.Wait, &want{text: "When: ", samples: samples})
		w.examples(v, examples(c.Name))
	}
}

// examples adds the messages, each as a block or line by line.
func (w *wants) examples(v *spec.Vendor, examples []*spec.Example) {
	for _, e := range examples {
		definition := ""
		if documented := v.Lookup(e.Code); documented != nil {
			definition = documented.Definition
		} else if other := v.FallbackOf(e.Code); other != nil {
			definition = other.Lookup(e.Code).Definition
		}
		if message := e.HTTP(definition); strings.Contains(message, "\n") {
			*w = append(*w, want{message: message})
		}
	}
}

// comparison returns what has to be on the page that compares the vendors.
func comparison(c *spec.Catalog) wants {
	var list wants
	for _, code := range c.Codes {
		list.add("What sets them apart: ", code.Contrast)
		for _, v := range code.Variants {
			if v != nil {
				list = append(list, want{text: v.Kind.String() + ", " + v.Retry.String(), samples: []string{fold(v.Purpose)}})
			}
		}
	}
	for _, v := range c.Vendors {
		list.add("", v.Title())
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
