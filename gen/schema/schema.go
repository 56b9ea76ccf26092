// Package schema is the emitter of the language's JSON Schema, by which editors
// complete and check a catalog while it is typed.
package schema

import (
	"bytes"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/spec"
)

// Output is the schema, which is the same whatever the catalogs are.
var Output = gen.Output{
	Name:    "schema",
	Usage:   "write the JSON Schema of catalogs below `DIR`, for editors",
	Root:    fileName,
	Comment: comment,
	Emit:    emit,
}

const fileName = "catalog.schema.json"

var comment = gen.Comment{Before: `  "$comment": "`, After: `",`}

func emit([]*spec.Catalog, gen.Options) ([]gen.File, error) {
	brace, rest, _ := bytes.Cut(spec.Schema(), []byte("\n"))
	mark := []byte(comment.Before + gen.Mark("package spec") + comment.After)
	return []gen.File{{Path: fileName, Content: bytes.Join([][]byte{brace, mark, rest}, []byte("\n"))}}, nil
}
