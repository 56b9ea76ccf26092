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
	"strings"

	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/spec"
)

// Options tells where the generated packages find the runtime and what they are
// called.
type Options struct {
	// Runtime is the import path of package status, DefaultRuntime if empty.
	// The packages that codes fall back to are below it.
	Runtime string

	// Package, if set, is the name of the only vendor's package, and the file
	// then stands at the root of the destination. Otherwise each package is
	// named by its vendor's key and stands in a folder of that name.
	Package string
}

// DefaultRuntime is where statuscat's own package status is imported from.
const DefaultRuntime = "github.com/statuscat/statuscat/status"

// FileName is the name of the file that holds a vendor's package.
const FileName = "status_gen.go"

// Emit prints each vendor's package, in the order of the vendors.
func Emit(c *spec.Catalog, o Options) ([]gen.File, error) {
	if o.Runtime == "" {
		o.Runtime = DefaultRuntime
	}
	mark := gen.Mark(c.File)
	return gen.PerVendor(c, o.Package, FileName, func(v *spec.Vendor, pkg string) ([]byte, error) {
		var src bytes.Buffer
		if err := render(v, pkg, mark, o.Runtime).Render(&src); err != nil {
			return nil, fmt.Errorf("%s: %w", v.Key, err)
		}
		return src.Bytes(), nil
	})
}

// render puts a vendor's file together; each of its parts has a file of the
// same name here.
func render(v *spec.Vendor, name, mark, runtime string) *jen.File {
	f := jen.NewFile(name)
	f.HeaderComment(strings.Join(strings.Fields(mark), " "))
	f.PackageComment(packageComment(v, name).String())
	f.Add(imports(v, runtime))
	for _, declaration := range slices.Concat(constants(v), data(v), functions(), methods(v)) {
		f.Add(declaration)
	}
	return f
}
