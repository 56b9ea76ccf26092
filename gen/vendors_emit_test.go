package gen_test

import (
	"testing"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/gen/outputs"
	"github.com/statuscat/statuscat/spec"
)

// What the vendors need can be said in Go as it is in the catalog.
func TestVendorsAreEmitted(t *testing.T) {
	for _, c := range vendorCatalogs(t) {
		t.Run(c.Name, func(t *testing.T) {
			for _, out := range outputs.All {
				files := emit(t, out, gen.Options{}, c)
				if out.Name == golang.Output.Name {
					checkGo(t, []*spec.Catalog{c}, files)
				}
			}
		})
	}
}
