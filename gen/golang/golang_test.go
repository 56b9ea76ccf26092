package golang_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/spec"
)

func TestEmitRefuses(t *testing.T) {
	one := &spec.Catalog{Vendors: []*spec.Vendor{{Key: "acme"}}}
	two := &spec.Catalog{Vendors: []*spec.Vendor{{Key: "acme"}, {Key: "globex"}}}
	for _, test := range []struct {
		reason  string
		catalog *spec.Catalog
		name    string
		want    string
	}{
		{"a package is one vendor's", two, "codes", "package name codes is for one vendor, and here are 2"},
		{"a keyword", one, "func", `"func" cannot name a Go package`},
		{"the blank identifier", one, "_", `"_" cannot name a Go package`},
		{"a name that the go command takes for no code", one, "documentation", `"documentation" cannot name a Go package`},
		{"a function that nobody can declare", one, "init", `"init" cannot name a Go package`},
		{"a predeclared identifier", one, "error", `"error" cannot name a Go package`},
		{"a path", one, "status/acme", `"status/acme" cannot name a Go package`},
		{"code", one, "x; func init() {}", `"x; func init() {}" cannot name a Go package`},
	} {
		files, err := golang.Output.Emit([]*spec.Catalog{test.catalog}, gen.Options{Package: test.name})
		if err == nil {
			t.Errorf("%s: no error, %d files", test.reason, len(files))
		} else if diff := cmp.Diff(test.want, err.Error()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.reason, diff)
		}
	}
}

// The files come in the order of the vendors, whichever is done first, and the
// same catalog gives the same bytes.
func TestEmitIsStable(t *testing.T) {
	c := spec.Bundled()[0]
	first, err := golang.Output.Emit([]*spec.Catalog{c}, gen.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range c.Vendors {
		if want := v.Key + "/status_gen.go"; first[i].Path != want {
			t.Errorf("file %d is %s, want %s", i, first[i].Path, want)
		}
	}
	for range 20 {
		again, err := golang.Output.Emit([]*spec.Catalog{c}, gen.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range first {
			if again[i].Path != first[i].Path || !bytes.Equal(again[i].Content, first[i].Content) {
				t.Fatalf("another run gives another %s", first[i].Path)
			}
		}
	}
}
