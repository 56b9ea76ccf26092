// Package outputs lists what catalogs compile to.
package outputs

import (
	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/gen/gotest"
	"github.com/statuscat/statuscat/gen/html"
	"github.com/statuscat/statuscat/gen/hugo"
	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/gen/picture"
	"github.com/statuscat/statuscat/gen/schema"
	"github.com/statuscat/statuscat/gen/vectors"
)

// All is every output, in the order in which the command does them. It is meant
// to be read only.
var All = []gen.Output{
	golang.Output,
	gotest.Output,
	markdown.Output,
	hugo.Output,
	picture.Output,
	html.Output,
	vectors.Output,
	schema.Output,
}
