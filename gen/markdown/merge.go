package markdown

import (
	"slices"

	"github.com/statuscat/statuscat/spec"
)

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
