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
	vendor := path.Join(o.Import, v.Key)
	if o.Package != "" {
		vendor = o.Import
	}
	std := []string{"testing"}
	for _, e := range v.Examples {
		if len(e.Header) > 0 {
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

// aliasOf returns the name by which a test package imports the vendor's own,
// which may be called like something else that it imports.
func aliasOf(name string) string {
	if slices.Contains([]string{"status", "statushttp", "statustest", "http", "testing", "time"}, name) {
		return name + "vendor"
	}
	return name
}
