// Package hugo is the emitter of the Markdown pages for Hugo, which has file names,
// titles and addresses of its own.
package hugo

import (
	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/markdown"
)

// Output is the pages of [markdown.Output] as Hugo wants them below its content.
var Output = gen.Output{
	Name:    "hugo",
	Usage:   "write the same reference pages for Hugo below `DIR`",
	Files:   []string{"index.md"},
	Root:    "*.md",
	Comment: markdown.Comment,
	Emit:    markdown.EmitHugo,
}
