package markdown

import (
	"slices"

	"github.com/statuscat/statuscat/spec"
)

// compare returns the comparisons that a run is worth: first the one of all its
// vendors, if there are several, and then one for each of several catalogs that
// has several. The standard is in every comparison, and so is no vendor of it.
func compare(catalogs []*spec.Catalog) []*comparison {
	catalogs = slices.DeleteFunc(slices.Clone(catalogs), func(c *spec.Catalog) bool {
		return len(c.Vendors) == 1 && c.Vendors[0].Key == standard().Key
	})
	all := &comparison{Catalog: merge(catalogs), path: fileName, title: "Status codes side by side"}
	if len(all.Vendors) < 2 {
		return nil
	}
	for _, c := range catalogs {
		all.files = append(all.files, c.File)
		if len(catalogs) > 1 && len(c.Vendors) > 1 {
			title := "Catalog " + text(c.Name) + ": status codes side by side"
			all.parts = append(all.parts, &comparison{Catalog: c, path: c.Name + ".md", title: title, files: []string{c.File}})
		}
	}
	return append([]*comparison{all}, all.parts...)
}

// merge returns one catalog with the vendors of all. The first that has a code
// defines it. What sets vendors apart is the word of the catalog that has them
// all, and so is left out where there are several.
func merge(catalogs []*spec.Catalog) *spec.Catalog {
	if len(catalogs) == 1 {
		return catalogs[0]
	}
	merged := &spec.Catalog{}
	codes := map[int]*spec.Code{}
	for _, c := range catalogs {
		for _, code := range c.Codes {
			if codes[code.Number] == nil {
				codes[code.Number] = &spec.Code{Number: code.Number, Definition: code.Definition}
				merged.Codes = append(merged.Codes, codes[code.Number])
			}
		}
	}
	slices.SortFunc(merged.Codes, func(a, b *spec.Code) int { return a.Number - b.Number })
	for _, c := range catalogs {
		for _, v := range c.Vendors {
			merged.Vendors = append(merged.Vendors, v)
			for _, code := range merged.Codes {
				code.Variants = append(code.Variants, v.Lookup(code.Number))
			}
		}
	}
	return merged
}
