package markdown_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/spec"
)

// side returns the rows of the first table of the page that compares vendors V0,
// V1 and so on, each with these lines about its codes. Links are their texts.
func side(t *testing.T, contrast string, vendors ...map[int]string) []string {
	t.Helper()
	var src strings.Builder
	src.WriteString("catalog: side\nvendors:\n")
	codes := map[int]bool{}
	for i, v := range vendors {
		fmt.Fprintf(&src, "  v%d: {name: V%[1]d}\n", i)
		for code := range v {
			codes[code] = true
		}
	}
	src.WriteString("codes:\n")
	for code := 100; code <= 999; code++ {
		if !codes[code] {
			continue
		}
		fmt.Fprintf(&src, "  %d:\n    definition: Code %[1]d\n    contrast: %q\n    variants:\n", code, contrast)
		for i, v := range vendors {
			says := "undocumented"
			if v[code] != "" {
				says = "{purpose: A text., note: A note., " + v[code] + "}"
			}
			fmt.Fprintf(&src, "      v%d: %s\n", i, says)
		}
	}
	source := strings.ReplaceAll(src.String(), "    contrast: \"\"\n", "")
	c, err := spec.Load("side.yaml", []byte(source))
	if err != nil {
		t.Fatalf("%v in\n%s", err, source)
	}
	files, err := markdown.Output.Emit([]*spec.Catalog{c}, gen.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(files[0].Content), "## Where they differ\n\n")
	section, _, _ = strings.Cut(section, "\n\n## ")
	_, rows, found := strings.Cut(section, "|---|---|---|\n")
	if !found {
		return []string{section}
	}
	return strings.Split(strings.TrimSpace(linked.ReplaceAllString(rows, "$1")), "\n")
}

var linked = regexp.MustCompile(`\[([^]]*)\]\([^)]*\)`)

func TestComparison(t *testing.T) {
	const (
		limited = "kind: rate-limited"
		denied  = "kind: permission-denied"
		byCase  = denied + ", when: [{name: limit, method: POST, kind: rate-limited, purpose: Too many.}]"
	)
	tests := map[string]struct {
		contrast string
		vendors  []map[int]string
		want     []string
	}{
		"all alike, and as the standard": {"", []map[int]string{{403: denied}, {403: denied}}, []string{
			"Nowhere: the vendors read every code alike, and as the standard does.",
		}},
		"departures come first, and name their vendors": {"", []map[int]string{{403: denied}, {403: limited + ", wait: {min: 1s}"}, {403: denied}}, []string{
			"| 403 **≠** | rate-limited, always **†** | V1 (at least 1s) |",
			"|  | permission-denied, after-change | the standard, V0, V2 |",
		}},
		"a case is a reading": {"", []map[int]string{{403: denied}, {403: byCase}}, []string{
			"| 403 **≠** | permission-denied, after-change | the standard, V0, V1 |",
			"|  | rate-limited, always **†** | by case: V1 |",
		}},
		"the same reading, by the number or by case": {"", []map[int]string{{403: limited}, {403: byCase}}, []string{
			"| 403 **≠** | rate-limited, always **†** | V0; by case: V1 |",
			"|  | permission-denied, after-change | the standard, V1 |",
		}},
		"to document nothing is no reading": {"", []map[int]string{{403: limited}, {404: "kind: not-found"}}, []string{
			"| 403 | rate-limited, always **†** | V0 |",
			"|  | permission-denied, after-change | the standard |",
		}},
		"a wait makes a difference, and is short": {"", []map[int]string{
			{429: limited + ", wait: {min: 1m, from: [{header: X-Retry, unit: seconds}]}"}, {429: limited}}, []string{
			"| 429 **≠** | rate-limited, always | the standard, V0 (told, or else at least 1m), V1 |",
		}},
		"what the catalog sets apart": {"One | two.", []map[int]string{{403: denied}, {403: denied}}, []string{
			"| 403 **≠** | permission-denied, after-change | the standard, V0, V1 |",
			"|  | what sets them apart | One &#124; two. |",
		}},
		"furthest apart in retry, in kind, in wait": {"", []map[int]string{
			{400: "kind: invalid-request", 403: denied, 404: "kind: not-found", 429: limited, 503: "kind: unavailable"},
			{400: "kind: conflict, retry: never", 403: limited, 404: "kind: rate-limited", 429: limited + ", wait: {min: 1m}", 503: "kind: unavailable"},
		}, []string{
			"| 404 **≠** | rate-limited, always **†** | V1 |",
			"|  | not-found, never | the standard, V0 |",
			"| 403 **≠** | rate-limited, always **†** | V1 |",
			"|  | permission-denied, after-change | the standard, V0 |",
			"| 400 **≠** | conflict, never **†** | V1 |",
			"|  | invalid-request, never | the standard, V0 |",
			"| 429 **≠** | rate-limited, always | the standard, V0, V1 (at least 1m) |",
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, side(t, test.contrast, test.vendors...)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

// TestEveryVendorIsNamed: however many they are.
func TestEveryVendorIsNamed(t *testing.T) {
	vendors := make([]map[int]string, 50)
	for i := range vendors {
		vendors[i] = map[int]string{403: "kind: permission-denied"}
	}
	vendors[30] = map[int]string{403: "kind: rate-limited"}
	rows := strings.Join(side(t, "", vendors...), "\n")
	for i := range vendors {
		if !regexp.MustCompile(fmt.Sprintf(`\bV%d\b`, i)).MatchString(rows) {
			t.Errorf("V%d is not named in\n%s", i, rows)
		}
	}
}

// TestBundledComparison: the first thing that the page says is what the catalogs
// exist for.
func TestBundledComparison(t *testing.T) {
	files, err := markdown.Output.Emit(spec.Bundled()[:1], gen.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, rows, _ := strings.Cut(string(files[0].Content), "|---|---|---|\n")
	want := "| [403](#403-forbidden) **≠** | rate-limited, always **†** | [Lead Commerce API](leadcommerce/README.md#403-forbidden) (at least 1s) |\n" +
		"|  | permission-denied, after-change | the standard, [BigCommerce Stores API](bigcommerce/README.md#403-forbidden) |\n"
	if !strings.HasPrefix(rows, want) {
		t.Errorf("the table begins\n%.400s\nwant\n%s", rows, want)
	}
}
