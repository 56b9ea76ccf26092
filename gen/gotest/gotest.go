// Package gotest is the emitter of test packages: beside each vendor's Go
// package one that plays the vendor, with typed names for the examples of the
// catalog.
package gotest

import (
	"bytes"
	"fmt"
	"reflect"

	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/internal/gocode"
	"github.com/statuscat/statuscat/spec"
	"golang.org/x/mod/module"
)

// Output is the test packages, one a vendor.
var Output = gen.Output{
	Name:    "test",
	Usage:   "write Go packages that play the vendors in tests below `DIR`",
	Files:   []string{fileName, exampleName},
	Comment: gen.Comment{Before: "// "},
	Emit: func(catalogs []*spec.Catalog, o gen.Options) ([]gen.File, error) {
		var err error
		if o.Runtime, err = o.RuntimePath(); err != nil {
			return nil, err
		}
		if err := module.CheckImportPath(o.Import); err != nil {
			return nil, fmt.Errorf("a test package imports the vendor's own, whose path is not known: %w", err)
		}
		n := 0
		for _, c := range catalogs {
			for _, v := range c.Vendors {
				n += len(v.Examples)
			}
		}
		if n > maxExamples {
			return nil, fmt.Errorf("--test takes at most %d examples, have %d; choose vendors with --vendor", maxExamples, n)
		}
		packages, err := gen.PerVendor(catalogs, o, fileName, func(v *spec.Vendor, name, mark string) ([]byte, error) {
			var src bytes.Buffer
			if err := render(v, name, mark, o).Render(&src); err != nil {
				return nil, fmt.Errorf("%s: %w", v.Key, err)
			}
			return src.Bytes(), nil
		})
		if err != nil {
			return nil, err
		}
		examples, err := gen.PerVendor(catalogs, o, exampleName, func(v *spec.Vendor, name, mark string) ([]byte, error) {
			return renderExample(v, name, mark, o)
		})
		return append(packages, examples...), err
	},
}

// maxExamples bounds the effort of a run. The bundled catalogs have some 1,000.
const maxExamples = 5000

const fileName = "*test/answers_gen.go"

// render puts a test package together. Name is that of the vendor's own package.
func render(v *spec.Vendor, name, mark string, o gen.Options) *jen.File {
	answers := namesOf(v)
	f := jen.NewFile(name + "test")
	f.HeaderComment(mark)
	var about gocode.Comment
	about.Paragraph("Package " + name + "test plays the " + v.Title() + " in tests: it sends the examples of the catalog, within the limits of the catalog, on a clock that only the test moves. In a testing/synctest bubble NewServer has the clock of the bubble, which policy.Transport has too.")
	f.PackageComment(about.String())
	f.Add(imports(v, name, o))

	var typed, table []jen.Code
	for i, a := range answers {
		var c gocode.Comment
		c.Paragraph(a.name + " is " + a.example.Name)
		value := jen.Id(a.name)
		switch {
		case a.same != "":
			value.Op("=").Id(a.same)
		default:
			value.Id("Answer").Op("=").Lit(i)
			code, _ := gocode.Composite(reflect.ValueOf(a.answer()), true)
			table = append(table, gocode.Field(a.name, code))
		}
		typed = append(typed, c.Jen().Line().Add(value))
	}
	f.Add(gocode.Documented(jen.Type().Id("Answer").Int(), "Answer names a response of the "+v.Title()))
	f.Add(gocode.Documented(jen.Const().Defs(typed...), "The responses, by code and then in the order of the catalog"))
	f.Add(jen.Var().Id("answers").Op("=").Index().Id("statustest.Answer").Custom(gocode.OnePerLine, table...))
	catalog := jen.Id(aliasOf(name)).Dot("Catalog")
	f.Add(gocode.Documented(
		jen.Func().Params(jen.Id("a").Id("Answer")).Id("String").Params().String().
			Custom(gocode.OneLine, jen.Return(jen.Id("answers").Index(jen.Id("a")).Dot("Name"))),
		"String returns the name of the example, as the test vectors have it."))
	f.Add(gocode.Documented(
		jen.Func().Id("Responses").Params().Index().Id("statustest.Example").
			Custom(gocode.OneLine, jen.Return(jen.Id("statustest.Examples").Call(catalog, jen.Id("answers")))),
		"Responses returns every example as a response, with the expected verdict."))
	f.Add(gocode.Documented(
		jen.Func().Id("NewVendor").Params().Op("*").Id("statustest.Vendor").Index(jen.Id("Answer")).
			Custom(gocode.OneLine, jen.Return(jen.Id("statustest.NewVendor").Index(jen.Id("Answer")).Call(catalog, jen.Id("answers")))),
		"NewVendor returns the vendor without a network: a transport for clients and a handler for servers."))
	f.Add(gocode.Documented(
		jen.Func().Id("NewServer").Params(jen.Id("tb").Id("testing.TB")).Op("*").Id("statustest.Server").Index(jen.Id("Answer")).
			Custom(gocode.OneLine, jen.Return(jen.Id("statustest.NewServer").Index(jen.Id("Answer")).Call(jen.Id("tb"), catalog, jen.Id("answers")))),
		"NewServer starts the vendor on the loopback interface, or in the memory of a testing/synctest bubble; it is closed when the test ends."))
	return f
}
