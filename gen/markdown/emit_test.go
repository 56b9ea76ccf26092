package markdown_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/spec"
)

func TestEmitPaths(t *testing.T) {
	tests := map[string]struct {
		vendors int
		options markdown.Options
		want    []string
		err     string
	}{
		"several vendors": {3, markdown.Options{}, []string{"README.md", "v0/README.md", "v1/README.md", "v2/README.md"}, ""},
		"one vendor":      {1, markdown.Options{}, []string{"v0/README.md"}, ""},
		"a package":       {1, markdown.Options{Package: "own"}, []string{"README.md"}, ""},
		"too many for it": {2, markdown.Options{Package: "own"}, nil, "package name own is for one vendor, and the catalog has 2"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			files, err := markdown.Emit(catalog(test.vendors, "A text."), test.options)
			if fmt.Sprint(err) != test.err && (err != nil || test.err != "") {
				t.Fatalf("error %v, want %s", err, test.err)
			}
			var got []string
			for _, f := range files {
				got = append(got, f.Path)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("paths (-want +got):\n%s", diff)
			}
			if test.options.Package != "" && files != nil && !strings.Contains(string(files[0].Content), "`own.Code403`") {
				t.Errorf("the page does not name the package:\n%s", files[0].Content)
			}
		})
	}
}

func TestEmitRefusesFileName(t *testing.T) {
	c := catalog(1, "A text.")
	c.File = "a\n\nb.yaml"
	if files, err := markdown.Emit(c, markdown.Options{}); err == nil {
		t.Errorf("no error, and %s", files[0].Content)
	}
}

// TestDisagreement: one look at the page shows what the catalog exists for.
func TestDisagreement(t *testing.T) {
	c := spec.Bundled()[0]
	files, err := markdown.Emit(c, markdown.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(files[0].Content), "## Where they disagree")
	section, _, _ = strings.Cut(section, "\n## ")
	for _, want := range []string{
		"| [401](#401-unauthorized) Unauthorized | unauthenticated, never | unauthenticated, never | unauthenticated, never | ",
		"| [403](#403-forbidden) Forbidden | permission-denied, after-change | **rate-limited**, **always**; wait at least 1s | permission-denied, after-change | ",
		"| [503](#503-service-unavailable) Service Unavailable | unavailable, always | unavailable, **after-change** | unavailable, always | ",
	} {
		if !strings.Contains(section, want) {
			t.Errorf("there is no row\n%s\nin%s", want, section)
		}
	}
	if rows := strings.Count(section, "\n| ["); rows != 7 {
		t.Errorf("%d rows, want 7:%s", rows, section)
	}
}

// TestSize: the pages grow with the vendors, the one that compares them too.
func TestSize(t *testing.T) {
	size := func(vendors int) (comparison, all int) {
		files, err := markdown.Emit(catalog(vendors, "A text."), markdown.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			all += len(f.Content)
		}
		return len(files[0].Content), all
	}
	comparison, all := size(100)
	comparison1000, all1000 := size(1000)
	if comparison1000 > 11*comparison || all1000 > 11*all {
		t.Errorf("100 vendors make %d and %d bytes, 1000 make %d and %d", comparison, all, comparison1000, all1000)
	}
}

func BenchmarkEmit(b *testing.B) {
	for _, vendors := range []int{100, 1000} {
		c := catalog(vendors, "Too many requests arrived within one second. The API's limit is one a second (see https://a.example).")
		b.Run(fmt.Sprint(vendors), func(b *testing.B) {
			for b.Loop() {
				if _, err := markdown.Emit(c, markdown.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
