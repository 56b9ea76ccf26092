package html

import (
	"html/template"
	"slices"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/view"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// page is what the template of that name shows.
type page struct {
	Mark, Policy string
	Style        template.CSS
	Script       template.JS

	Vendors  []*spec.Vendor
	Sections []template.HTML // of the vendors
	Codes    []*spec.Code    // the first of each number, ascending
	Compared []*view.Code    // nil if there is only one vendor beside the standard
	Kinds    []status.Kind   // that occur
	Retries  []status.Retry
}

func newPage(catalogs []*spec.Catalog) *page {
	p := &page{Retries: status.Retries()}
	var files []string
	var occurs [256]bool
	for _, c := range catalogs {
		files = append(files, c.File)
		p.Vendors = append(p.Vendors, c.Vendors...)
		p.Codes = append(p.Codes, c.Codes...)
	}
	for _, v := range p.Vendors {
		for i := range v.When {
			occurs[v.When[i].Kind] = true
		}
		for _, variant := range v.Variants {
			occurs[variant.Kind] = true
			for i := range variant.When {
				occurs[variant.When[i].Kind] = true
			}
		}
	}
	p.Mark = gen.Mark(files...)
	slices.SortStableFunc(p.Codes, func(a, b *spec.Code) int { return a.Number - b.Number })
	p.Codes = slices.CompactFunc(p.Codes, func(a, b *spec.Code) bool { return a.Number == b.Number })
	p.Kinds = slices.DeleteFunc(slices.Clone(status.Kinds()), func(k status.Kind) bool { return !occurs[k] })
	if several(p.Vendors) {
		p.Compared = view.Compare(catalogs)
	}
	return p
}

// several reports whether there are vendors to compare with each other.
func several(vendors []*spec.Vendor) bool {
	n := 0
	for _, v := range vendors {
		if !view.IsStandard(v) {
			n++
		}
	}
	return n > 1
}
