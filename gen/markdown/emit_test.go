package markdown_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/spec"
)

func TestEmitPaths(t *testing.T) {
	tests := map[string]struct {
		vendors int
		options gen.Options
		want    []string
		err     string
	}{
		"several vendors": {3, gen.Options{}, []string{"README.md", "v0/README.md", "v1/README.md", "v2/README.md"}, ""},
		"one vendor":      {1, gen.Options{}, []string{"v0/README.md"}, ""},
		"a package":       {1, gen.Options{Package: "own"}, []string{"README.md"}, ""},
		"too many for it": {2, gen.Options{Package: "own"}, nil, "package name own is for one vendor, and here are 2"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			files, err := markdown.Output.Emit([]*spec.Catalog{catalog(test.vendors, "A text.")}, test.options)
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

// TestSeveralCatalogs: the standard is part of each comparison, so that its catalog
// needs none.
func TestSeveralCatalogs(t *testing.T) {
	several, one := catalog(2, "A text."), catalog(1, "A text.")
	several.Name, one.Vendors[0].Key = "family", "single"
	tests := map[string]struct {
		catalogs []*spec.Catalog
		want     []string
	}{
		"several":                 {[]*spec.Catalog{one, several}, []string{"README.md", "family.md", "single/README.md", "v0/README.md", "v1/README.md"}},
		"several of one vendor":   {[]*spec.Catalog{one, catalog(1, "A text.")}, []string{"README.md", "single/README.md", "v0/README.md"}},
		"several of the standard": {[]*spec.Catalog{several, spec.IANA()}, []string{"README.md", "v0/README.md", "v1/README.md", "iana/README.md"}},
		"one of the standard":     {[]*spec.Catalog{one, spec.IANA()}, []string{"single/README.md", "iana/README.md"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			files, err := markdown.Output.Emit(test.catalogs, gen.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range files {
				got = append(got, f.Path)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("paths (-want +got):\n%s", diff)
			}
			if strings.Contains(string(files[0].Content), "IANA HTTP Status Code Registry](iana") {
				t.Errorf("the standard is compared with itself:\n%s", files[0].Content)
			}
		})
	}
}

// TestPicture: the page that compares all vendors shows it where there is one.
func TestPicture(t *testing.T) {
	for _, picture := range []string{"", "../a picture/matrix.svg"} {
		files, err := markdown.Output.Emit(spec.Bundled(), gen.Options{Picture: picture})
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range files {
			want := i == 0 && picture != ""
			if got := strings.Contains(string(f.Content), "](../a%20picture/matrix.svg)"); got != want {
				t.Errorf("with picture %q, %s shows it: %t", picture, f.Path, got)
			}
		}
	}
}

// TestSize: the pages grow with the vendors, the one that compares them too.
func TestSize(t *testing.T) {
	size := func(vendors int) (comparison, all int) {
		files, err := markdown.Output.Emit([]*spec.Catalog{catalog(vendors, "A text.")}, gen.Options{})
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
				if _, err := markdown.Output.Emit([]*spec.Catalog{c}, gen.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
