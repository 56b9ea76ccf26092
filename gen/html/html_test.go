package html_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/html"
	"github.com/statuscat/statuscat/spec"
)

var update = flag.Bool("update", false, "rewrite the pages in testdata")

func emit(tb testing.TB, catalogs ...*spec.Catalog) []byte {
	tb.Helper()
	files, err := html.Output.Emit(catalogs, gen.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return files[0].Content
}

func TestGolden(t *testing.T) {
	const name = "testdata/page.txtar"
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var catalogs []*spec.Catalog
	var got []txtar.File
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".yaml") {
			c, err := spec.Load(f.Name, f.Data)
			if err != nil {
				t.Fatal(err)
			}
			catalogs, got = append(catalogs, c), append(got, f)
		}
	}
	// Style and script are files of their own, and so is what follows from them.
	page := emit(t, catalogs...)
	for _, element := range []string{"style", "script"} {
		before, rest, _ := bytes.Cut(page, []byte("<"+element+">"))
		_, after, _ := bytes.Cut(rest, []byte("</"+element+">"))
		page = fmt.Appendf(nil, "%s<%s>…</%[2]s>%s", before, element, after)
	}
	page = digest.ReplaceAll(page, []byte("sha256-…"))
	got = append(got, txtar.File{Name: html.FileName, Data: page})
	if *update {
		archive.Files = got
		if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(txtar.Format(&txtar.Archive{Files: archive.Files})), string(txtar.Format(&txtar.Archive{Files: got}))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// All bundled vendors together are one page that a phone can take.
func TestSize(t *testing.T) {
	if n := len(emit(t, spec.Bundled()...)); n > 1<<20 {
		t.Errorf("%d bytes, want at most %d", n, 1<<20)
	}
}

// Whatever the catalog says of a code, a case or a vendor is on the page, in the
// order of the facts.
func TestFacts(t *testing.T) {
	catalogs := spec.Bundled()
	page := parse(t, emit(t, catalogs...))
	ordered := func(id string, facts []spec.Fact) {
		t.Helper()
		text, ok := page.texts[id]
		if !ok {
			t.Fatalf("nothing has the id %s", id)
		}
		rest := text
		for _, f := range facts {
			switch f.Key {
			case "purpose", "kind", "retry": // which have a place of their own
				if !strings.Contains(text, f.Text) {
					t.Errorf("%s lacks %s %q", id, f.Key, f.Text)
				}
			default:
				_, after, found := strings.Cut(rest, f.Label+f.Text)
				if !found {
					t.Errorf("%s lacks %s %q behind what comes before it", id, f.Key, f.Text)
				}
				rest = after
			}
		}
	}
	for _, c := range catalogs {
		for _, v := range c.Vendors {
			ordered(v.Key+"-any", v.Facts())
			for i := range v.When {
				ordered(v.Key+"-any-"+v.When[i].Name, spec.CaseFacts(&v.When[i]))
			}
			for _, variant := range v.Variants {
				id := fmt.Sprintf("%s-%d", v.Key, variant.Code)
				ordered(id, variant.Facts())
				for i := range variant.When {
					ordered(id+"-"+variant.When[i].Name, spec.CaseFacts(&variant.When[i]))
				}
			}
		}
	}
}

// hostile is a catalog with a text wherever one can stand. It is nil if the
// language does not take the text.
func hostile(tb testing.TB, text string) *spec.Catalog {
	quoted, err := json.Marshal(text)
	if err != nil {
		tb.Fatal(err)
	}
	c, err := spec.Load("hostile.yaml", fmt.Appendf(nil, `catalog: hostile
vendors:
  one: {name: %[1]s, version: %[1]s, overview: %[1]s, note: %[1]s, classes: {2xx: %[1]s, 4xx: %[1]s}}
  two: {name: %[1]s}
codes:
  200:
    definition: OK
    variants:
      one: {kind: ok, purpose: %[1]s, remedy: %[1]s, note: %[1]s, reference: %[1]s, examples: [{body: %[1]s}]}
      two: undocumented
  403:
    definition: %[1]s
    contrast: %[1]s
    variants:
      one:
        kind: rate-limited
        name: Forbidden
        purpose: %[1]s
        when: [{name: case, header: {name: X, present: true}, kind: ok, purpose: %[1]s, remedy: %[1]s, note: %[1]s, examples: [{header: {X: %[1]s}}]}]
      two: {kind: ok, name: Forbidden, purpose: %[1]s}
`, quoted))
	if err != nil {
		return nil
	}
	return c
}
