//go:build renderers

package markdown_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/spec"
)

// TestRenderers gives pages to the renderers themselves and compares what they
// make of them with what goldmark does. testdata/renderers/run.sh installs the
// renderers and runs it: they take a network and minutes, which a plain go test
// does not.
func TestRenderers(t *testing.T) {
	modules, python := os.Getenv("RENDERERS"), os.Getenv("PYTHON")
	if modules == "" || python == "" {
		t.Fatal("run testdata/renderers/run.sh")
	}
	catalogs := append(slices.Concat(spec.Bundled(), vendors(t)), catalog(3, hostile...), catalog(7, hostile...))
	for _, s := range hostile {
		catalogs = append(catalogs, catalog(2, s))
	}
	pages := map[string]gen.File{}
	in := t.TempDir()
	for i, c := range catalogs {
		files, err := markdown.Output.Emit([]*spec.Catalog{c}, gen.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for j, f := range files {
			name := fmt.Sprintf("page-%d-%d", i, j)
			pages[name] = f
			if err := os.WriteFile(filepath.Join(in, name+".md"), f.Content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	scripts := "testdata/renderers"
	for name, command := range map[string][]string{
		"GitHub":     {"sh", filepath.Join(scripts, "github.sh")},
		"Hugo":       {"sh", filepath.Join(scripts, "hugo.sh")},
		"MkDocs":     {python, filepath.Join(scripts, "mkdocs.py")},
		"Docusaurus": {"node", filepath.Join(modules, "docusaurus.mjs")},
	} {
		t.Run(name, func(t *testing.T) {
			out := t.TempDir()
			cmd := exec.Command(command[0], append(command[1:], in, out)...)
			if output, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v: %v\n%s", cmd, err, output)
			}
			for page, f := range pages {
				src, err := os.ReadFile(filepath.Join(out, page+".html"))
				if err != nil {
					t.Fatal(err)
				}
				d := parse(t, f, renderers["GitHub"])
				blocks, links, ids := blocksOf(t, string(src))
				if diff := cmp.Diff(d.blocks, blocks); diff != "" {
					t.Errorf("%s (-goldmark +%s):\n%s\nThe page:\n%s\nThe HTML:\n%s", f.Path, name, diff, f.Content, src)
				}
				if links != len(d.links) {
					t.Errorf("%s: %d links, want %d", f.Path, links, len(d.links))
				}
				for _, link := range d.links {
					// GitHub makes the anchors after its library has run.
					if anchor, ok := strings.CutPrefix(link, "#"); ok && !slices.Contains(ids, anchor) && name != "GitHub" {
						t.Errorf("%s: no anchor %s among %q", f.Path, anchor, ids)
					}
				}
			}
		})
	}
}

var block = regexp.MustCompile(`^(h[1-6]|p|li|td|th)$`)

// blocksOf returns the texts of an HTML page's headings, paragraphs, items and
// cells, the number of its links and its anchors.
func blocksOf(t *testing.T, src string) (blocks []string, links int, ids []string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader("<html>" + src + "</html>"))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var text *strings.Builder
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return blocks, links, ids
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, src)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == "a" {
				links++
			}
			for _, a := range token.Attr {
				if a.Name.Local == "id" {
					ids = append(ids, a.Value)
				}
			}
			if block.MatchString(token.Name.Local) {
				text = new(strings.Builder)
			}
		case xml.CharData:
			if text != nil {
				text.Write(token)
			}
		case xml.EndElement:
			if block.MatchString(token.Name.Local) && text != nil {
				blocks = append(blocks, strings.ReplaceAll(text.String(), "’", "'"))
				text = nil
			}
		}
	}
}
