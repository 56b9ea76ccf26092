package gen

import (
	"fmt"
	"go/doc"
	"go/token"
	"path"
	"runtime"
	"slices"
	"strings"

	"github.com/statuscat/statuscat/spec"
	"golang.org/x/sync/errgroup"
)

// PerVendor renders one file for each vendor of the catalogs, on all processors
// at once, and returns the files in the order of the catalogs and their vendors.
// Render gets the name of the vendor's Go package and the catalog's mark, and
// must be safe to call concurrently. A vendor has no such file if render returns nil.
func PerVendor(catalogs []*spec.Catalog, o Options, file string, render func(v *spec.Vendor, pkg, mark string) ([]byte, error)) ([]File, error) {
	total := 0
	for _, c := range catalogs {
		total += len(c.Vendors)
	}
	switch {
	case o.Package == "":
	case !token.IsIdentifier(o.Package) || doc.IsPredeclared(o.Package) || slices.Contains([]string{"_", "documentation", "init", "main"}, o.Package):
		return nil, fmt.Errorf("%q cannot name a Go package", o.Package)
	case total != 1:
		return nil, fmt.Errorf("package name %s is for one vendor, and here are %d", o.Package, total)
	}
	files := make([]File, 0, total)
	var workers errgroup.Group
	workers.SetLimit(runtime.GOMAXPROCS(0))
	for _, c := range catalogs {
		mark := Mark(c.File)
		for _, v := range c.Vendors {
			name, at := o.Package, strings.ReplaceAll(file, "*", o.Package)
			if name == "" {
				name, at = v.Key, path.Join(v.Key, strings.ReplaceAll(file, "*", v.Key))
			}
			files = append(files, File{Path: at})
			f := &files[len(files)-1] // files has room for all, and stays where it is
			workers.Go(func() (err error) {
				f.Content, err = render(v, name, mark)
				return err
			})
		}
	}
	if err := workers.Wait(); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(files, func(f File) bool { return f.Content == nil }), nil
}
