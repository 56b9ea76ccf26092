package markdown

import (
	"github.com/statuscat/statuscat/spec"
)

// columns is the layout for few vendors: a column for each, or a row with its
// purpose.
func columns(c *spec.Catalog) layout {
	head := []string{"Code"}
	for _, v := range c.Vendors {
		head = append(head, text(v.Title()))
	}
	return layout{
		head: append(head, "Standard"),
		row: func(code *spec.Code) []string {
			cells := []string{codeCell(code)}
			for _, v := range code.Variants {
				if v == nil {
					cells = append(cells, "undocumented")
				} else {
					cells = append(cells, meaning(v)+byCase(v)+called(v, code))
				}
			}
			return append(cells, standardCell(code))
		},
		codeHead: []string{"Vendor", "Kind", "Retry", "Purpose"},
		codeRows: func(code *spec.Code) [][]string {
			var rows [][]string
			for i, v := range code.Variants {
				rows = append(rows, vendorRow(c.Vendors[i], v, code))
			}
			return append(rows, standardRow(code))
		},
	}
}

func vendorRow(vendor *spec.Vendor, v *spec.Variant, c *spec.Code) []string {
	if v == nil {
		return []string{text(vendor.Title()), "undocumented", "", ""}
	}
	name := link(text(vendor.Title()), pageOf(vendor), v.Code, v.Definition)
	kind, retry := stressed(v)
	return []string{name + called(v, c), kind, retry + byCase(v), text(v.Purpose)}
}

func standardRow(c *spec.Code) []string {
	v := standard().Lookup(c.Number)
	if v == nil {
		return []string{"Standard", "not registered", "", ""}
	}
	return []string{"Standard" + called(v, c), v.Kind.String(), advice(&v.Info), text(v.Purpose)}
}
