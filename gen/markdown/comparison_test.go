package markdown_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/spec"
)

// side returns the comparison of a catalog with that many vendors, which all
// read 403 alike, the first by case.
func side(t *testing.T, vendors int, contrast string) string {
	t.Helper()
	var src strings.Builder
	src.WriteString("catalog: side\nvendors:\n")
	for i := range vendors {
		fmt.Fprintf(&src, "  v%d: {name: V%[1]d}\n", i)
	}
	fmt.Fprintf(&src, "codes:\n  403:\n    definition: Forbidden\n%s    variants:\n", contrast)
	when := ", when: [{name: limit, method: POST, kind: rate-limited, purpose: Too many.}]"
	for i := range vendors {
		fmt.Fprintf(&src, "      v%d: {purpose: It is forbidden., kind: permission-denied%s}\n", i, when)
		when = ""
	}
	c, err := spec.Load("side.yaml", []byte(src.String()))
	if err != nil {
		t.Fatal(err)
	}
	files, err := markdown.Output.Emit([]*spec.Catalog{c}, gen.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return string(files[0].Content)
}

// TestContrast: readings that agree in kind, retry and wait still differ, if the
// catalog says so.
func TestContrast(t *testing.T) {
	const contrast = "    contrast: \"One | two.\"\n"
	tests := map[string]struct {
		vendors  int
		contrast string
		want     []string
	}{
		"no contrast": {2, "", []string{
			"Nowhere: the vendors that document a code agree on its kind, retry and wait.",
			"### 403 Forbidden\n\n| Vendor |",
		}},
		"few vendors": {2, contrast, []string{
			"retry or wait, or sent in other cases.",
			"| Code | V0 | V1 | Standard | What sets them apart |\n|---|---|---|---|---|\n",
			"| permission-denied, after-change | permission-denied, after-change | One &#124; two. |\n",
			"### 403 Forbidden\n\n**What sets them apart:** One &#124; two.\n\n| Vendor |",
		}},
		"many vendors": {5, contrast, []string{
			"| Code | Vendors | Standard | What sets them apart |\n|---|---|---|---|\n",
			"| 5: permission-denied, after-change (1 by case) | permission-denied, after-change | One &#124; two. |\n",
			"### 403 Forbidden\n\n**What sets them apart:** One &#124; two.\n\n| Reading |",
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			page := side(t, test.vendors, test.contrast)
			rest := page
			for _, want := range test.want {
				_, after, ok := strings.Cut(rest, want)
				if !ok {
					t.Fatalf("there is no\n%s\nor it is out of order, in\n%s", want, page)
				}
				rest = after
			}
			if test.contrast == "" && strings.Contains(page, "apart") {
				t.Errorf("nothing sets them apart, but the page says so:\n%s", page)
			}
		})
	}
}

// TestByCase: the comparison tells where the number does not tell everything.
func TestByCase(t *testing.T) {
	const contrast = "    contrast: A contrast.\n"
	for _, want := range []string{
		"| permission-denied, after-change ([1 case](v0/README.md#403-forbidden)) | permission-denied, after-change |",
		"| [V0](v0/README.md#403-forbidden) | permission-denied | after-change ([1 case](v0/README.md#403-forbidden)) |",
	} {
		if page := side(t, 2, contrast); !strings.Contains(page, want) {
			t.Errorf("there is no\n%s\nin\n%s", want, page)
		}
	}
	want := "[V0](v0/README.md#403-forbidden) ([1 case](v0/README.md#403-forbidden)), [V1](v1/README.md#403-forbidden),"
	if page := side(t, 5, ""); !strings.Contains(page, want) {
		t.Errorf("there is no\n%s\nin\n%s", want, page)
	}
}
