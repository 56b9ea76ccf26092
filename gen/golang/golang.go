// Package golang is the Go emitter: it prints each vendor of a catalog as one
// Go package of typed status codes.
//
// A generated file is gofmt's own output and needs package status and the
// standard library only. Its data are literals that the linker lays out, so it
// has no code to run at start-up. Catalog text becomes string literals and
// prose in comments, whatever it holds, and never code, a directive or markup.
package golang

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/spec"
)

// Output is the Go packages, one a vendor.
var Output = gen.Output{
	Name:    "go",
	Usage:   "write Go packages below `DIR`",
	Files:   []string{fileName},
	Comment: gen.Comment{Before: "// "},
	Check:   check,
	Emit:    emit,
}

const fileName = "status_gen.go"

// emit prints each vendor's package.
func emit(catalogs []*spec.Catalog, o gen.Options) ([]gen.File, error) {
	runtime, err := o.RuntimePath()
	if err != nil {
		return nil, err
	}
	for _, c := range catalogs {
		if list := check(c); list != nil {
			return nil, list
		}
	}
	return gen.PerVendor(catalogs, o, fileName, func(v *spec.Vendor, pkg, mark string) ([]byte, error) {
		var src bytes.Buffer
		if err := render(v, pkg, mark, runtime).Render(&src); err != nil {
			return nil, fmt.Errorf("%s: %w", v.Key, err)
		}
		return src.Bytes(), nil
	})
}

// render puts a vendor's file together; each of its parts has a file of the
// same name here.
func render(v *spec.Vendor, name, mark, runtime string) *jen.File {
	f := jen.NewFile(name)
	f.HeaderComment(mark)
	f.PackageComment(packageComment(v, name).String())
	f.Add(imports(v, runtime))
	for _, declaration := range slices.Concat(constants(v), cases(v), []jen.Code{catalog(v)}, functions(), methods(v), data(v)) {
		f.Add(declaration)
	}
	return f
}
