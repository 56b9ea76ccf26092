package golang

import (
	"fmt"

	"github.com/statuscat/statuscat/spec"
)

// reserved are the exported names that every package declares beside the constants.
var reserved = []string{"Status", "Rows", "Catalog", "Parse", "All"}

// check returns an error for each constant of a code or a case whose name the
// package declares for something else.
func check(c *spec.Catalog) (list spec.ErrorList) {
	for _, v := range c.Vendors {
		owners := map[string]string{}
		for _, name := range reserved {
			owners[name] = "the package itself"
		}
		claim := func(name, owner string, pos spec.Pos, fix string) {
			switch other := owners[name]; other {
			case "", owner:
				owners[name] = owner
			default:
				list = append(list, &spec.Diagnostic{File: c.File, Pos: pos, Message: fmt.Sprintf(
					"%s of %s yields the constant name %s, as does %s; %s", owner, v.Key, name, other, fix)})
			}
		}
		for _, variant := range v.Variants {
			claim(variant.GoName, fmt.Sprintf("code %d", variant.Code), variant.NamePos(), "set another with name:")
		}
		for name, pos := range v.CaseNames {
			claim(spec.CaseName(name), fmt.Sprintf("case %q", name), pos, "rename the case")
		}
	}
	return list
}
