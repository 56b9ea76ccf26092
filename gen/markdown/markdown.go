// Package markdown is the Markdown emitter: a reference page for each vendor of
// a catalog, and a page that puts the vendors side by side.
//
// The pages read the same on GitHub, MkDocs (Python-Markdown), Docusaurus (MDX)
// and Hugo (goldmark). They hold no HTML, and catalog text stands in them as the
// text that it is: it never becomes markup, see escape.go.
package markdown

import (
	"fmt"
	"slices"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/spec"
)

// Options tells what the pages call the Go packages.
type Options struct {
	// Package, if set, is the name of the only vendor's package, and the page
	// then stands at the root of the destination. Otherwise each package is
	// named by its vendor's key and each page stands in a folder of that name.
	Package string
}

// FileName is the name of every page; all four renderers take it for the page
// of its folder.
const FileName = "README.md"

// Emit renders the page of each vendor, in the order of the vendors. If there
// are several, the page that compares them comes first, at the root.
func Emit(c *spec.Catalog, o Options) ([]gen.File, error) {
	mark, err := comment(gen.Mark(c.File))
	if err != nil {
		return nil, fmt.Errorf("%q cannot be named in a Markdown comment: %w", c.File, err)
	}
	pages, err := gen.PerVendor(c, o.Package, FileName, func(v *spec.Vendor, pkg string) ([]byte, error) {
		r := reference{Vendor: v, name: pkg, compared: len(c.Vendors) > 1}
		return r.render(mark), nil
	})
	if err != nil || len(c.Vendors) == 1 {
		return pages, err
	}
	all := comparison{Catalog: c}
	return slices.Insert(pages, 0, gen.File{Path: FileName, Content: all.render(mark)}), nil
}
