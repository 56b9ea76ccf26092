package gocode

import (
	"path"
	"slices"

	"github.com/dave/jennifer/jen"
)

// Imports prints the standard library's packages and the others in two blocks,
// each sorted and each path once. Jennifer's own imports would stand in one.
// Names has the packages whose name may not be the end of their path.
func Imports(names map[string]string, std, others []string) *jen.Statement {
	var lines []jen.Code
	for i, block := range [][]string{std, others} {
		if i > 0 {
			lines = append(lines, jen.Empty())
		}
		slices.Sort(block)
		for _, p := range slices.Compact(block) {
			name := jen.Null()
			if known := names[p]; known != "" && known != path.Base(p) {
				name = jen.Id(known)
			}
			lines = append(lines, name.Lit(p))
		}
	}
	return jen.Id("import").Custom(jen.Options{Open: "(", Close: ")", Multi: true}, lines...)
}
