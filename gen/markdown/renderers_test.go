//go:build renderers

package markdown_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/spec"
)

// sites are the renderers that a site is built with, each by a script of its own
// in testdata/renderers.
var sites = []struct {
	name  string
	index string // the page at the root
	emit  func([]*spec.Catalog, gen.Options) ([]gen.File, error)
	main  func(*html.Node) bool    // the element that holds the page
	at    func(file string) string // where the page of a file is
}{
	{"github", "README.md", markdown.Output.Emit, element(atom.Body, ""), func(file string) string { return strings.TrimSuffix(file, ".md") + ".html" }},
	{"mkdocs", "README.md", markdown.Output.Emit, element(atom.Div, "main"), folder},
	{"docusaurus", "README.md", markdown.Output.Emit, element(atom.Div, "theme-doc-markdown"), folder},
	{"hugo", "_index.md", markdown.EmitHugo, element(atom.Main, ""), folder},
}

// folder is where most have the page of a file.
func folder(file string) string {
	dir, base := path.Split(file)
	if base = strings.TrimSuffix(base, ".md"); base == "README" || base == "index" || base == "_index" {
		base = ""
	}
	return path.Join(dir, base, "index.html")
}

// element finds an element, by its role or the first of its classes where one is
// given.
func element(a atom.Atom, class string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		first, _, _ := strings.Cut(attr(n, "class"), " ")
		return n.DataAtom == a && (class == "" || class == first || class == attr(n, "role"))
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// TestRenderers builds sites, compares what stands in them with what goldmark
// makes of the pages, and follows every link. testdata/renderers/run.sh installs
// the renderers and runs it: they take a network and minutes, which a plain go
// test does not.
func TestRenderers(t *testing.T) {
	if os.Getenv("RENDERERS") == "" {
		t.Fatal("run testdata/renderers/run.sh")
	}
	sets := map[string][]*spec.Catalog{
		"all": spec.Bundled(), "commerce": spec.Bundled()[:1], "three": {catalog(3, hostile...)}, "seven": {catalog(7, hostile...)},
	}
	for i, s := range hostile {
		sets[fmt.Sprintf("text%d", i)] = []*spec.Catalog{catalog(2, s)}
	}
	for _, site := range sites {
		t.Run(site.name, func(t *testing.T) {
			in, out := t.TempDir(), t.TempDir()
			pages := map[string]gen.File{}
			for name, set := range sets {
				files, err := site.emit(set, gen.Options{})
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range files {
					at := filepath.Join(in, name, f.Path)
					if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(at, f.Content, 0o644); err != nil {
						t.Fatal(err)
					}
					pages[path.Join(name, f.Path)] = f
				}
			}
			if err := os.WriteFile(filepath.Join(in, site.index), []byte("# Index\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("sh", filepath.Join("testdata/renderers", site.name+".sh"), in, out)
			if output, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v: %v\n%s", cmd, err, output)
			}
			built := read(t, out, site.main)
			for file, f := range pages {
				title, content := titled(f)
				want := parse(t, gen.File{Path: f.Path, Content: content}, renderers["GitHub"])
				got := built[site.at(file)]
				if got == nil {
					t.Fatalf("there is no %s for %s", site.at(file), file)
				}
				if diff := cmp.Diff(want.blocks, got.blocks); diff != "" {
					t.Errorf("%s (-goldmark +%s):\n%s", file, site.name, diff)
				}
				if title == "" && strings.HasPrefix(file, "all/") && site.name != "github" {
					title = want.blocks[0] // which a sidebar shows too
				}
				if title != "" && !strings.Contains(straight(got.title), title) {
					t.Errorf("%s is titled %q", file, got.title)
				}
				for _, link := range got.links {
					follow(t, built, site.at(file), link)
				}
			}
		})
	}
}

// titled returns the title of a page and the page with it as its first heading.
func titled(f gen.File) (title string, content []byte) {
	front := regexp.MustCompile(`(?s)^---\ntitle: (".*?")\n---\n`).FindSubmatch(f.Content)
	if front == nil {
		return "", f.Content
	}
	if err := json.Unmarshal(front[1], &title); err != nil {
		return err.Error(), nil
	}
	return fold(title), append([]byte("# "+markdown.Text(title)+"\n"), f.Content[len(front[0]):]...)
}

// webPage is what a page of a built site has.
type webPage struct {
	title              string
	blocks, links, ids []string
}

// read reads the pages of a site.
func read(t *testing.T, dir string, isMain func(*html.Node) bool) map[string]*webPage {
	t.Helper()
	pages := map[string]*webPage{}
	err := filepath.WalkDir(dir, func(at string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(at) != ".html" {
			return err
		}
		file, err := os.Open(at)
		if err != nil {
			return err
		}
		defer file.Close()
		root, err := html.Parse(file)
		if err != nil {
			return err
		}
		p := &webPage{}
		for n := range root.Descendants() {
			if id := attr(n, "id"); id != "" {
				p.ids = append(p.ids, id)
			}
			if n.DataAtom == atom.Title && p.title == "" {
				p.title = content(n)
			}
			if isMain(n) {
				p.read(n)
			}
		}
		if p.ids == nil {
			for _, b := range p.blocks { // GitHub makes the anchors after its library has run
				p.ids = append(p.ids, githubSlug(b))
			}
		}
		name, err := filepath.Rel(dir, at)
		pages[filepath.ToSlash(name)] = p
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// read reads the blocks and links below a node.
func (p *webPage) read(n *html.Node) {
	for child := range n.ChildNodes() {
		switch child.DataAtom {
		case atom.A:
			if !strings.Contains(attr(child, "class"), "hash-link") {
				p.links = append(p.links, attr(child, "href"))
			}
		case atom.Pre, atom.H1, atom.H2, atom.H3, atom.H4, atom.P, atom.Li, atom.Td, atom.Th:
			p.blocks = append(p.blocks, straight(strings.TrimSuffix(content(child), "\n")))
		}
		p.read(child)
	}
}

// content returns the text of a node as a reader sees it.
func content(n *html.Node) string {
	var b strings.Builder
	for child := range n.ChildNodes() {
		switch {
		case child.Type == html.TextNode:
			b.WriteString(child.Data)
		case child.DataAtom == atom.Br:
			b.WriteByte('\n')
		case !strings.Contains(attr(child, "class"), "hash-link"):
			b.WriteString(content(child))
		}
	}
	return b.String()
}

// follow reports a link that leads nowhere within the site.
func follow(t *testing.T, site map[string]*webPage, from, link string) {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "" {
		return
	}
	at := from
	if u.Path != "" {
		at = strings.TrimPrefix(path.Join("/", path.Dir(from), u.Path), "/")
		if strings.HasPrefix(u.Path, "/") {
			at = strings.TrimPrefix(path.Clean(u.Path), "/")
		}
		if rest, ok := strings.CutSuffix(at, ".md"); ok {
			at = rest + ".html"
		} else if !strings.HasSuffix(at, ".html") {
			at = path.Join(at, "index.html")
		}
	}
	target := site[at]
	if target == nil {
		t.Errorf("%s: a link to %s, and there is no %s", from, link, at)
	} else if u.Fragment != "" && !slices.Contains(target.ids, u.Fragment) {
		t.Errorf("%s: a link to %s, and no such anchor", from, link)
	}
}
