package golang

import (
	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/gen/internal/gocode"
)

// functions prints the functions of the package.
func functions() []jen.Code {
	return []jen.Code{
		gocode.Documented(parse(), `Parse reads a status code from its number ("403"), its definition ("Forbidden", in any letter case) or both ("403 Forbidden").`,
			"A number has three digits and need not be documented.",
			"Parse reads what String writes for 100 to 999."),
		gocode.Documented(all(), "All yields the documented codes in ascending order."),
		gocode.Documented(rows(), "Rows returns the rows of the documented codes, as another catalog's fallback.", "They must not be changed."),
	}
}

// parse prints
//
//	func Parse(s string) (Status, error) { return status.Parse[Status](Catalog, s) }
func parse() *jen.Statement {
	return jen.Func().Id("Parse").Params(jen.Id("s").String()).Params(jen.Id("Status"), jen.Error()).
		Custom(gocode.OneLine, jen.Return(qual("Parse").Index(jen.Id("Status")).Call(jen.Id("Catalog"), jen.Id("s"))))
}

// rows prints
//
//	func Rows() *status.Rows { return &rows }
func rows() *jen.Statement {
	return jen.Func().Id("Rows").Params().Op("*").Add(qual("Rows")).Custom(gocode.OneLine, jen.Return(jen.Op("&").Id("rows")))
}

// all prints
//
//	func All() iter.Seq[Status] { return status.Codes[Status](Catalog) }
func all() *jen.Statement {
	return jen.Func().Id("All").Params().Id("iter").Dot("Seq").Index(jen.Id("Status")).
		Custom(gocode.OneLine, jen.Return(qual("Codes").Index(jen.Id("Status")).Call(jen.Id("Catalog"))))
}
