package golang

import (
	"reflect"

	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/gen/internal/gocode"
	"github.com/statuscat/statuscat/spec"
)

// data prints what the methods read.
//
//	var rows = status.Rows{
//		OK: {Code: 200, Definition: "OK", …},
//	}
//
//	var fallback = []*status.Rows{iana.Rows()}
//
// They stand at the end of the file and are not exported, so that the documentation
// begins with the constants.
func data(v *spec.Vendor) []jen.Code {
	rows := make([]jen.Code, len(v.Variants))
	for i, variant := range v.Variants {
		// A meaning and its cases take lines of their own; number and phrase share the first.
		parts, _ := gocode.Parts(reflect.ValueOf(variant.Info))
		rows[i] = gocode.Field(variant.GoName, jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ","}, parts...))
	}
	declarations := []jen.Code{jen.Var().Id("rows").Op("=").Add(qual("Rows")).Custom(gocode.OnePerLine, rows...)}
	if len(v.Fallback) > 0 {
		var rows []jen.Code
		for _, key := range v.Fallback {
			rows = append(rows, jen.Id(key).Dot("Rows").Call())
		}
		declarations = append(declarations,
			jen.Line().Var().Id("fallback").Op("=").Index().Op("*").Add(qual("Rows")).Values(rows...))
	}
	return declarations
}

// catalog prints
//
//	// Catalog …
//	var Catalog = &status.Catalog{
//		Vendor: "…",
//		…
//	}
func catalog(v *spec.Vendor) jen.Code {
	catalog := *v.Runtime()
	catalog.Rows, catalog.Fallback = nil, nil // which are variables
	fields := []jen.Code{
		gocode.Field("Rows", jen.Op("&").Id("rows")),
		gocode.Field("AsError",
			jen.Func().Params(jen.Id("code").Int()).Error().Custom(gocode.OneLine, jen.Return(jen.Id("Status").Call(jen.Id("code"))))),
	}
	if len(v.Fallback) > 0 {
		fields = append(fields, gocode.Field("Fallback", jen.Id("fallback")))
	}
	parts, _ := gocode.Parts(reflect.ValueOf(catalog))
	return gocode.Documented(jen.Var().Id("Catalog").Op("=").Op("&").Add(qual("Catalog")).Custom(gocode.OnePerLine, append(parts, fields...)...),
		"Catalog describes the vendor for packages that work with any vendor, such as statushttp.", "It must not be changed.")
}

// qual prints a name of package status; jen.Qual would write the imports too.
func qual(name string) *jen.Statement { return jen.Id("status." + name) }
