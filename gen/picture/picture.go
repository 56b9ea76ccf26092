// Package picture is the emitter of one picture, which shows at a glance that the
// same code means different things at different vendors: a matrix of the vendors
// and the codes on which they differ, coloured by whether a retry can succeed.
package picture

import (
	"bytes"
	_ "embed"
	"html/template"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/spec"
)

// Output is the picture: matrix.svg, of all vendors of a run beside the standard.
var Output = gen.Output{
	Name:  "picture",
	Usage: "write a picture of vendors and codes below `DIR`",
	Root:  FileName,
	Emit:  emit,
}

// FileName is the name of the picture.
const FileName = "matrix.svg"

//go:embed matrix.svg.tmpl
var source string

// html/template escapes the texts of an SVG as well, since it writes only such
// character references as XML has too.
var picture = template.Must(template.New(FileName).Parse(source))

func emit(catalogs []*spec.Catalog, _ gen.Options) ([]gen.File, error) {
	files := make([]string, len(catalogs))
	for i, c := range catalogs {
		files[i] = c.File
	}
	var b bytes.Buffer
	err := picture.Execute(&b, struct {
		*matrix
		Mark string
	}{layOut(catalogs), gen.Mark(files...)})
	return []gen.File{{Path: FileName, Content: b.Bytes()}}, err
}
