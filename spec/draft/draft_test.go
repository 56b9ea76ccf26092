package draft_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/spec/draft"
)

var update = flag.Bool("update", false, "rewrite what the archives in testdata want")

// TestGolden reads the sources of each archive in their order, those in folders only
// if a source refers to them, and compares the catalog, or the error, with the last
// file. The catalog must load.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || files == nil {
		t.Fatal("no archives", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			last := len(archive.Files) - 1
			if archive.Files[last].Name != "acme.yaml" {
				t.Fatalf("the last file is %s, want acme.yaml", archive.Files[last].Name)
			}
			got := catalog(t, archive.Files[:last])
			if *update {
				archive.Files[last].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if diff := cmp.Diff(string(archive.Files[last].Data), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func catalog(t *testing.T, files []txtar.File) string {
	open := func(name string) ([]byte, error) {
		for _, f := range files {
			if f.Name == name {
				return f.Data, nil
			}
		}
		return nil, fs.ErrNotExist
	}
	d := &draft.Draft{}
	for _, f := range files {
		if strings.Contains(f.Name, "/") {
			continue
		}
		one, err := draft.Read(f.Name, f.Data, open)
		if err != nil {
			return err.Error() + "\n"
		}
		d.Merge(one)
	}
	text := d.Catalog("acme", "//go:generate go tool statuscat gen --go . acme.yaml", true)
	if _, err := spec.Load("acme.yaml", text); err != nil {
		t.Errorf("the catalog does not load: %v", err)
	}
	for _, left := range d.LeftOut {
		text = fmt.Appendf(text, "# left out: %s\n", left)
	}
	return string(text)
}

// TestReferences checks that the tables of the two vendors of the mission come out
// whole, in every shape in which references have been seen. The purposes are the
// bundled catalog's.
func TestReferences(t *testing.T) {
	cells := map[string]func(code int, definition, purpose string) string{
		"one line":     func(c int, d, p string) string { return fmt.Sprintf("%d %s %s\n", c, d, p) },
		"glued":        func(c int, d, p string) string { return fmt.Sprintf("%d%s%s\n", c, d, p) },
		"bars":         func(c int, d, p string) string { return fmt.Sprintf("%d\n|\n%s\n|\n%s\n|\n", c, d, broken(p)) },
		"bars at ends": func(c int, d, p string) string { return fmt.Sprintf("%d |\n%s |\n%s |\n", c, d, p) },
		"lines":        func(c int, d, p string) string { return fmt.Sprintf("%d\n\n\n%s\n%s\n\n", c, d, p) },
		"tabs":         func(c int, d, p string) string { return fmt.Sprintf("%d\t%s\t%s\n", c, d, p) },
		"markdown":     func(c int, d, p string) string { return fmt.Sprintf("| **%d** | **%s** | %s |\n", c, d, p) },
		"html": func(c int, d, p string) string {
			return fmt.Sprintf("<tr><td>%d</td>\n<td><p>%s</p></td><td>%s</td>", c, d, broken(p))
		},
		"html, together": func(c int, d, p string) string { return fmt.Sprintf("<tr><td>%d %s</td><td>%s</td></tr>", c, d, p) },
	}
	heads := map[string]string{
		"one line": "Code Definition Purpose\n", "glued": "CodeDefinitionPurpose\n", "bars": "Code\n|\nDefinition\n|\nPurpose\n|\n",
		"bars at ends": "Code |\nDefinition |\nPurpose |\n---|---|---|\n", "lines": "Codes\nDefinition\nPurpose\n\n", "tabs": "Code\tDefinition\tPurpose\n",
		"markdown": "| Code | Definition | Purpose |\n|:--:|---|---|\n", "html": "<table><tr><th>Code<th>Definition<th>Purpose</tr>",
		"html, together": "<table><tr><th>Code<th>Description</tr>",
	}
	for _, v := range spec.Bundled()[0].Vendors {
		for shape, row := range cells {
			t.Run(v.Key+"/"+shape, func(t *testing.T) {
				var page strings.Builder
				class := 0
				var want []string
				for _, variant := range v.Variants {
					if c := variant.Code / 100; c != class {
						class = c
						if strings.HasPrefix(heads[shape], "<") {
							fmt.Fprintf(&page, "</table><h2>%dxx</h2><p>%[1]dxx responses are sent 100 times a day.</p>%s", class, heads[shape])
						} else {
							fmt.Fprintf(&page, "\n%dxx Responses\n%[1]dxx responses are sent for one reason or\nanother.\n\n%s", class, heads[shape])
						}
					}
					page.WriteString(row(variant.Code, variant.Definition, variant.Purpose))
					want = append(want, fmt.Sprint(variant.Code, " ", variant.Definition, ": ", variant.Purpose))
				}
				d, err := draft.Read("reference", []byte(page.String()), nil)
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, c := range d.Codes {
					got = append(got, fmt.Sprint(c.Number, " ", c.Definition, ": ", c.Purpose))
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("(-want +got):\n%s\n%s", diff, &page)
				}
			})
		}
	}
}

// broken breaks a text into two lines.
func broken(s string) string {
	at := strings.LastIndexByte(s, ' ')
	return s[:at] + "\n" + s[at+1:]
}

// FuzzRead checks that any source ends in an error or in a catalog that loads.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, source := range archive.Files {
			f.Add(source.Data)
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		d, err := draft.Read("source", src, func(string) ([]byte, error) { return src, nil })
		if err != nil {
			return
		}
		text := d.Catalog("acme", "//go:generate x", true)
		if _, err := spec.Load("acme.yaml", text); err != nil {
			t.Errorf("%v in\n%s", err, text)
		}
	})
}

// Read bounds what it says to be left out, for a page of any length.
func TestLeftOut(t *testing.T) {
	var page strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&page, "| 404 | Not Found | Purpose %d. |\n", i)
	}
	d, err := draft.Read("errors.md", []byte("| Code | Definition | Purpose |\n|---|---|---|\n"+page.String()), nil)
	if err != nil || len(d.LeftOut) != 101 || d.LeftOut[100] != "more than these" {
		t.Errorf("%d are left out: %v", len(d.LeftOut), err)
	}
}

// A byte order mark, as some editors write it, is not part of a source.
func TestByteOrderMark(t *testing.T) {
	const doc = "\uFEFFopenapi: 3.0.0\npaths: {/a: {get: {responses: {'404': {description: Gone fishing.}}}}}\n"
	if d, err := draft.Read("api.yaml", []byte(doc), nil); err != nil || d.Codes[0].Purpose != "Gone fishing." {
		t.Error(d, err)
	}
}

// A response whose reference leads to nothing keeps its code, and this is said.
func TestLostReference(t *testing.T) {
	const doc = "openapi: 3.0.0\npaths: {/a: {get: {responses: {'404': {$ref: '#/components/responses/Lost'}}}}}\n"
	d, err := draft.Read("api.yaml", []byte(doc), nil)
	if err != nil || len(d.Codes) != 1 || len(d.LeftOut) != 1 {
		t.Error(d, err)
	}
}
