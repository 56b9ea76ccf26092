// Package markdown is the Markdown emitter: a reference page for each vendor, and
// pages that put vendors side by side.
//
// The pages read the same on GitHub, MkDocs (Python-Markdown), Docusaurus (MDX)
// and Hugo (goldmark). They hold no HTML, and catalog text stands in them as the
// text that it is: it never becomes markup, see escape.go.
package markdown

import (
	"slices"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/spec"
)

// Output is the reference pages: one a vendor, README.md at the root where there
// are several vendors to compare, and where these are from several catalogs, a
// page beside it for each catalog that has several.
var Output = gen.Output{Name: "markdown", Usage: "write reference pages below `DIR`", Emit: emit}

// fileName is the name of every vendor's page, and of the one that compares all;
// all four renderers take it for the page of its folder.
const fileName = "README.md"

func emit(catalogs []*spec.Catalog, o gen.Options) ([]gen.File, error) {
	comparisons := compare(catalogs)
	compared := map[*spec.Vendor]bool{}
	for _, p := range comparisons {
		for _, v := range p.Vendors {
			compared[v] = true
		}
	}
	pages, err := gen.PerVendor(catalogs, o, fileName, func(v *spec.Vendor, pkg, mark string) ([]byte, error) {
		r := reference{Vendor: v, name: pkg, compared: compared[v]}
		return r.render(comment(mark)), nil
	})
	if err != nil {
		return nil, err
	}
	var files []gen.File
	for _, p := range comparisons {
		files = append(files, gen.File{Path: p.path, Content: p.render()})
	}
	return slices.Concat(files, pages), nil
}
