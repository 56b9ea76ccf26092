// Package gen is what statuscat's outputs have in common: the files they
// return and the comparison of files with what stands on a disk. Each output is
// a package below this one with a variable Output, and package outputs lists
// them.
package gen

import (
	"cmp"
	"fmt"

	"github.com/statuscat/statuscat/spec"
	"golang.org/x/mod/module"
)

// Output is something that catalogs compile to.
type Output struct {
	Name  string // one word, which names the command's flag: "go"
	Usage string // of that flag; DIR in backquotes stands for the destination

	// Files are each vendor's files, below a folder that is named by the vendor's key;
	// * stands for the name of the vendor's Go package.
	Files []string

	// Root is a pattern, as of [path.Match], of the other files, which stand at the
	// root of the destination; empty if there are none.
	Root string

	// Comment is the form of the line that holds the [Mark] of a file.
	Comment Comment

	// Check returns an error for each name in a catalog that Emit refuses, since a
	// name of the generated code would be declared twice. It is nil if Emit takes
	// every catalog.
	Check func(c *spec.Catalog) spec.ErrorList

	// Emit renders the catalogs of a run, in their order. It is pure: it touches
	// no disk, no clock and no environment, and the same catalogs always give the
	// same bytes. It may be called concurrently. Every file stands where Files or Root
	// say, and carries a [Mark], within Comment, in a line of its own among its first
	// ten.
	Emit func(catalogs []*spec.Catalog, o Options) ([]File, error)
}

// Options are the options of all outputs. An output ignores those of others.
type Options struct {
	// Runtime is the import path of package status, DefaultRuntime if empty; see
	// RuntimePath. The packages that codes fall back to are below it.
	Runtime string

	// Package, if set, is the name of the only vendor's package, and its files
	// then stand at the root of the destination. Otherwise each package is named
	// by its vendor's key, and its files stand in a folder of that name.
	Package string

	// Import is the import path of the folder that holds the Go packages; with
	// Package, of that package.
	Import string

	// TestImport is the same of the test packages; Import if empty.
	TestImport string

	// Picture is where the picture is, as seen from the Markdown page that
	// compares all vendors, which shows it then; empty if there is none.
	Picture string
}

// RuntimePath returns the import path of package status. It returns an error if
// that cannot be imported.
func (o Options) RuntimePath() (string, error) {
	runtime := cmp.Or(o.Runtime, DefaultRuntime)
	if err := module.CheckImportPath(runtime); err != nil {
		return "", fmt.Errorf("package status cannot be imported: %w", err)
	}
	return runtime, nil
}

// Rendered is an output with the files that it yields.
type Rendered struct {
	Output
	Files []File
}

// DefaultRuntime is where statuscat's own package status is imported from.
const DefaultRuntime = "github.com/statuscat/statuscat/status"

// File is one generated file.
type File struct {
	Path    string // slash-separated, below the output's destination
	Content []byte
}
