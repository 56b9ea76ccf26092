package golang

import (
	"reflect"

	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/gen/internal/gocode"
	"github.com/statuscat/statuscat/spec"
)

// data prints what the methods read.
//
//	// Rows …
//	var Rows = status.Rows{
//		OK: {Code: 200, Definition: "OK", …},
//	}
//
//	// Catalog …
//	var Catalog = &status.Catalog{
//		Vendor: "…",
//		…
//	}
//
//	var fallback = []*status.Rows{&iana.Rows}
func data(v *spec.Vendor) []jen.Code {
	rows := make([]jen.Code, len(v.Variants))
	for i, variant := range v.Variants {
		code, _ := gocode.Composite(reflect.ValueOf(variant.Info), true)
		rows[i] = gocode.Field(variant.GoName, code)
	}
	catalog := *v.Runtime()
	catalog.Rows, catalog.Fallback = nil, nil // which are variables
	fields := []jen.Code{
		gocode.Field("Rows", jen.Op("&").Id("Rows")),
		gocode.Field("AsError",
			jen.Func().Params(jen.Id("code").Int()).Error().Custom(gocode.OneLine, jen.Return(jen.Id("Status").Call(jen.Id("code"))))),
	}
	if len(v.Fallback) > 0 {
		fields = append(fields, gocode.Field("Fallback", jen.Id("fallback")))
	}
	parts, _ := gocode.Parts(reflect.ValueOf(catalog))
	declarations := []jen.Code{
		gocode.Documented(jen.Var().Id("Rows").Op("=").Add(qual("Rows")).Custom(gocode.OnePerLine, rows...),
			"Rows holds what each documented code means, by its number.", "It is meant to be read only."),
		gocode.Documented(jen.Var().Id("Catalog").Op("=").Op("&").Add(qual("Catalog")).Custom(gocode.OnePerLine, append(parts, fields...)...),
			"Catalog is the same for code that works with any vendor.", "It is meant to be read only."),
	}
	if len(v.Fallback) > 0 {
		var rows []jen.Code
		for _, key := range v.Fallback {
			rows = append(rows, jen.Op("&").Id(key).Dot("Rows"))
		}
		declarations = append(declarations,
			jen.Var().Id("fallback").Op("=").Index().Op("*").Add(qual("Rows")).Values(rows...))
	}
	return declarations
}

// qual prints a name of package status; jen.Qual would write the imports too.
func qual(name string) *jen.Statement { return jen.Id("status." + name) }
