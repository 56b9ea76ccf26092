package markdown_test

import (
	"strings"
	"testing"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/spec"
)

// TestComparison checks that the page begins with what the catalogs exist for, and
// that it stays short.
func TestComparison(t *testing.T) {
	files, err := markdown.Output.Emit(spec.Bundled()[:1], gen.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(files[0].Content), "\n## ")
	for _, want := range []string{
		"403 Forbidden\n",
		"\n| the standard | permission-denied | after a change |  |\n" +
			"| **≠** [Lead Commerce API](leadcommerce/README.md#403-forbidden) | rate-limited | **yes** | `Retry-After`, else ≥ 1s |\n" +
			"\nAs the standard: BigCommerce Stores API.\n",
	} {
		if i := strings.Index(section, want); i < 0 || i > 400 {
			t.Errorf("the page begins\n%.400s\nand lacks\n%s", section, want)
		}
	}
	if files, err = markdown.Output.Emit(spec.Bundled(), gen.Options{}); err != nil || len(files[0].Content) > 56<<10 {
		t.Errorf("the comparison of all vendors has %d bytes, %v", len(files[0].Content), err)
	}
}
