package golang_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/spec"
)

func TestEmitRefuses(t *testing.T) {
	two := spec.Bundled()[0]
	one, err := two.Select("leadcommerce")
	if err != nil {
		t.Fatal(err)
	}
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
		{"a program", one, "main", `"main" cannot name a Go package`},
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

// No two of what the package itself declares, the codes and the cases have the
// same name.
func TestCheck(t *testing.T) {
	c, err := spec.Load("acme.yaml", []byte(`catalog: acme
vendors: {acme: {name: Acme, when: [{name: limit-2, status: 5xx, method: GET, kind: internal, purpose: It failed.}]}}
codes:
  200: {definition: Parse, variants: {acme: {purpose: The call worked., kind: ok}}}
  400: {definition: Error, variants: {acme: {purpose: The call failed., kind: invalid-request}}}
  403: {definition: Case slow, variants: {acme: {purpose: It is forbidden., kind: permission-denied, when: [
    {name: limit-2, method: GET, kind: rate-limited, purpose: Calls came too fast.},
    {name: limit2, method: PUT, kind: rate-limited, purpose: Calls came too fast.}]}}}
  429:
    definition: Slow
    variants:
      acme: {purpose: Calls came too fast., kind: rate-limited, name: Rows, when: [{name: slow, method: GET, kind: plan-limit, purpose: The plan is small.}]}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.TrimSpace(`
acme.yaml:4:39: code 200 of acme yields the constant name Parse, as does the package itself; set another with name:
acme.yaml:12:71: code 429 of acme yields the constant name Rows, as does the package itself; set another with name:
acme.yaml:8:12: case "limit2" of acme yields the constant name CaseLimit2, as does case "limit-2"; rename the case
acme.yaml:12:91: case "slow" of acme yields the constant name CaseSlow, as does code 403; rename the case`)
	_, err = golang.Output.Emit([]*spec.Catalog{c}, gen.Options{})
	if diff := cmp.Diff(want, fmt.Sprint(err)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
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
