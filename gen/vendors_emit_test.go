package gen_test

import (
	"testing"

	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/gen/markdown"
)

// What the vendors need can be said in Go as it is in the catalog.
func TestVendorsAreEmitted(t *testing.T) {
	for _, c := range vendorCatalogs(t) {
		t.Run(c.Name, func(t *testing.T) {
			files, err := golang.Emit(c, golang.Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkGo(t, c, files)

			if _, err := markdown.Emit(c, markdown.Options{}); err != nil {
				t.Error(err)
			}
		})
	}
}
