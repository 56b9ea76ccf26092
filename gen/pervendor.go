package gen

import (
	"fmt"
	"go/token"
	"path"
	"runtime"

	"github.com/statuscat/statuscat/spec"
	"golang.org/x/sync/errgroup"
)

// PerVendor renders one file for each vendor of a catalog, on all processors at
// once, and returns the files in the order of the vendors. Render gets the name
// of the vendor's Go package and must be safe to call concurrently.
//
// The packages are named by the vendors' keys, and each file stands in a folder
// of that name. If pkg is set, it names the only vendor's package instead, and
// the file stands at the root of the destination.
func PerVendor(c *spec.Catalog, pkg, file string, render func(v *spec.Vendor, pkg string) ([]byte, error)) ([]File, error) {
	switch {
	case pkg == "":
	case !token.IsIdentifier(pkg) || pkg == "_":
		return nil, fmt.Errorf("%q cannot name a Go package", pkg)
	case len(c.Vendors) != 1:
		return nil, fmt.Errorf("package name %s is for one vendor, and the catalog has %d", pkg, len(c.Vendors))
	}
	files := make([]File, len(c.Vendors))
	var workers errgroup.Group
	workers.SetLimit(runtime.GOMAXPROCS(0))
	for i, v := range c.Vendors {
		workers.Go(func() (err error) {
			f, name := &files[i], pkg
			if f.Path = file; name == "" {
				f.Path, name = path.Join(v.Key, file), v.Key
			}
			f.Content, err = render(v, name)
			return err
		})
	}
	if err := workers.Wait(); err != nil {
		return nil, err
	}
	return files, nil
}
