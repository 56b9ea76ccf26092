package markdown

import (
	"fmt"
	"strings"

	"github.com/statuscat/statuscat/spec"
)

// readings is the layout for many vendors: it lists the different readings of a
// code and who shares them, so that the page grows in proportion to the number
// of variants.
func readings(c *spec.Catalog) layout {
	return layout{
		head: []string{"Code", "Vendors", "Standard"},
		row: func(code *spec.Code) []string {
			var counts []string
			documented := 0
			for _, r := range group(code) {
				counts = append(counts, fmt.Sprintf("%d: %s", len(r.variants), r.meaning)+someByCase(r.variants))
				documented += len(r.variants)
			}
			if n := len(c.Vendors) - documented; n > 0 {
				counts = append(counts, fmt.Sprintf("%d: undocumented", n))
			}
			return []string{codeCell(code), strings.Join(counts, " · "), standardCell(code)}
		},
		codeHead: []string{"Reading", "Vendors"},
		codeRows: func(code *spec.Code) [][]string {
			var rows [][]string
			for _, r := range group(code) {
				var names []string
				for _, v := range r.variants {
					names = append(names, link(text(v.Vendor.Title()), pageOf(v.Vendor), v.Code, v.Definition)+byCase(v)+called(v, code))
				}
				rows = append(rows, []string{r.meaning, strings.Join(names, ", ")})
			}
			var silent []string
			for i, v := range code.Variants {
				if v == nil {
					silent = append(silent, text(c.Vendors[i].Title()))
				}
			}
			if silent != nil {
				rows = append(rows, []string{"undocumented", strings.Join(silent, ", ")})
			}
			return append(rows, []string{standardCell(code), "Standard"})
		},
	}
}
