// Package markdown is the Markdown emitter: a reference page for each vendor, and
// pages that put vendors side by side.
//
// The pages read the same on GitHub, MkDocs (Python-Markdown), Docusaurus (MDX)
// and Hugo (goldmark). They hold no HTML, and catalog text stands in them as the
// text that it is: it never becomes markup, see escape.go.
package markdown

import (
	"bytes"
	"embed"
	"encoding/json"
	"slices"
	"strings"
	"text/template"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/view"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// Output is the reference pages: one a vendor, one at the root where there are
// several vendors to compare, and where these are from several catalogs, a page
// beside it for each catalog that has several. GitHub, MkDocs and Docusaurus take
// a README.md for the page of its folder, and its first heading for the title.
var Output = gen.Output{
	Name:    "markdown",
	Usage:   "write reference pages below `DIR`, for GitHub, MkDocs and Docusaurus",
	Files:   []string{"README.md"},
	Root:    "*.md",
	Comment: Comment,
	Emit:    site{root: "README.md", vendor: "README.md"}.emit,
}

// Comment is the form of a comment in Markdown.
var Comment = gen.Comment{Before: "[//]: # (", After: ")"}

// EmitHugo emits the same pages with the file names, the titles and the addresses
// that Hugo goes by.
var EmitHugo = site{root: "_index.md", vendor: "index.md", hugo: true}.emit

// site is where the pages go.
type site struct {
	root, vendor string // the files that are the page of their folder
	hugo         bool
}

func (s site) emit(catalogs []*spec.Catalog, o gen.Options) ([]gen.File, error) {
	var files []gen.File
	comparisons := s.compare(catalogs)
	if comparisons != nil && !s.hugo {
		comparisons[0].Picture = destination(o.Picture)
	}
	compared := map[*spec.Vendor]*comparison{}
	for _, c := range comparisons {
		content, err := render("comparison", c)
		if err != nil {
			return nil, err
		}
		files = append(files, gen.File{Path: c.file, Content: content})
		for _, v := range c.Vendors {
			compared[v] = comparisons[0]
		}
	}
	pages, err := gen.PerVendor(catalogs, o, s.vendor, func(v *spec.Vendor, pkg, mark string) ([]byte, error) {
		p := page{site: s, file: v.Key + "/" + s.vendor, Title: v.Title() + ": status codes", Mark: mark}
		return render("reference", &reference{page: p, Vendor: v, pkg: pkg, side: compared[v]})
	})
	if err != nil {
		return nil, err
	}
	return slices.Concat(files, pages), nil
}

// page is what every page has.
type page struct {
	site
	file        string
	Title, Mark string
}

// FrontMatter reports whether the title stands there, and so in no heading.
func (p *page) FrontMatter() bool { return p.hugo }

// to returns the address of the page of a file, as seen from this one.
func (p *page) to(file string) string {
	from := p.file
	if p.hugo {
		from, file = address(from), address(file)
	}
	return strings.Repeat("../", strings.Count(from, "/")) + file
}

// address returns where Hugo has the page of a file.
func address(file string) string {
	dir, base := file[:strings.LastIndex(file, "/")+1], file[strings.LastIndex(file, "/")+1:]
	if strings.HasSuffix(base, "index.md") {
		return dir
	}
	return dir + strings.TrimSuffix(base, ".md") + "/"
}

// table is a table of at most three columns, which fit a phone as long as one of
// them is narrow.
type table struct {
	Head []string
	Rows [][]string
}

//go:embed *.tmpl
var sources embed.FS

// The templates get Markdown from the methods of a page, and the model's own
// texts, which go through text.
var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"text": text,
	"quote": func(s string) (string, error) {
		b, err := json.Marshal(strings.Join(strings.FieldsFunc(s, asciiSpace), " "))
		return string(b), err
	},
	"paragraphs": func(s string) []string { return strings.Split(s, "\n\n") },
	"bullets":    func(items []string) string { return "- " + strings.Join(items, "\n- ") },
	"row":        func(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" },
	"retries":    status.Retries,
	"answer":     func(r status.Retry) string { return view.Advice{Retry: r}.Answer() },
	"units":      status.Units,
}).ParseFS(sources, "*.tmpl"))

func render(name string, data any) ([]byte, error) {
	var b bytes.Buffer
	err := templates.ExecuteTemplate(&b, name, data)
	return b.Bytes(), err
}
