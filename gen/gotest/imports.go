package gotest

import (
	"path"
	"slices"

	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/internal/gocode"
	"github.com/statuscat/statuscat/spec"
)

// imports prints what a test package uses, the vendor's own package among it.
//
//	import (
//		"net/http"
//		"testing"
//		"time"
//
//		"<runtime>"
//		"<runtime>/statushttp"
//		"<runtime>/statustest"
//		"<vendor's package>"
//	)
func imports(v *spec.Vendor, name string, o gen.Options) *jen.Statement {
	vendor := vendorPath(v, o, o.Import)
	std := []string{"testing"}
	for _, e := range v.Examples {
		if len(e.Header)+len(e.RequestHeader) > 0 {
			std = append(std, "net/http")
		}
		if e.Want.RetryAfter > 0 || e.Want.Backoff.Max > 0 {
			std = append(std, "time")
		}
	}
	alias := aliasOf(name)
	own := []string{o.Runtime, path.Join(o.Runtime, "statushttp"), path.Join(o.Runtime, "statustest"), vendor}
	return gocode.Imports(map[string]string{o.Runtime: "status", vendor: alias}, std, own)
}

// vendorPath returns the import path of a vendor's folder, in which its package
// stands, below root.
func vendorPath(v *spec.Vendor, o gen.Options, root string) string {
	if o.Package != "" {
		return root
	}
	return path.Join(root, v.Key)
}

// taken are the names that a test package or an example imports or declares for
// itself, of those that can be a vendor's.
var taken = []string{"status", "statushttp", "statustest", "http", "testing", "time", "answers", "tb",
	"context", "fmt", "vendor", "client", "policy", "resp", "err", "d"}

// aliasOf returns the name by which a test package or an example imports the vendor's
// own package.
func aliasOf(name string) string {
	if slices.Contains(taken, name) {
		return name + "vendor"
	}
	return name
}
