package golang

import (
	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/gen/internal/gocode"
)

// functions prints the two that begin with something else than a Status.
func functions() []jen.Code {
	return []jen.Code{
		gocode.Documented(parse(), `Parse reads a status code from its number ("403"), its definition ("Forbidden", in any letter case) or both ("403 Forbidden").`,
			"A number has three digits and may be undocumented.",
			"Parse reads whatever String writes for 100 to 999."),
		gocode.Documented(all(), "All yields the documented codes in ascending order."),
	}
}

// parse prints
//
//	func Parse(s string) (Status, error) {
//		code, err := Catalog.Parse(s)
//		return Status(code), err
//	}
func parse() *jen.Statement {
	return jen.Func().Id("Parse").Params(jen.Id("s").String()).Params(jen.Id("Status"), jen.Error()).Block(
		jen.List(jen.Id("code"), jen.Err()).Op(":=").Id("Catalog").Dot("Parse").Call(jen.Id("s")),
		jen.Return(jen.Id("Status").Call(jen.Id("code")), jen.Err()),
	)
}

// all prints
//
//	func All() iter.Seq[Status] {
//		return func(yield func(Status) bool) {
//			for info := range Catalog.All() {
//				if !yield(Status(info.Code)) {
//					return
//				}
//			}
//		}
//	}
func all() *jen.Statement {
	return jen.Func().Id("All").Params().Id("iter").Dot("Seq").Index(jen.Id("Status")).Block(
		jen.Return(jen.Func().Params(jen.Id("yield").Func().Params(jen.Id("Status")).Bool()).Block(
			jen.For(jen.Id("info").Op(":=").Range().Id("Catalog").Dot("All").Call()).Block(
				jen.If(jen.Op("!").Id("yield").Call(jen.Id("Status").Call(jen.Id("info").Dot("Code")))).Block(
					jen.Return(),
				),
			),
		)),
	)
}
