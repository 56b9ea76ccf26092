package gen_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/spec"
)

// FuzzEmit runs the emitters on whatever catalogs the loader accepts.
func FuzzEmit(f *testing.F) {
	for _, archive := range archives(f) {
		for _, file := range inputs(archive) {
			f.Add(file.Data)
		}
	}
	for _, name := range spec.Files() {
		src, err := fs.ReadFile(spec.FS, name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Fuzz(emitAny)
}

// FuzzText puts a text wherever a catalog has one, and so gets further with
// texts than FuzzEmit does.
func FuzzText(f *testing.F) {
	for _, archive := range archives(f) {
		for _, c := range load(f, archive) {
			for _, v := range c.Vendors {
				f.Add(v.Overview)
				for _, variant := range v.Variants {
					f.Add(variant.Purpose)
					f.Add(variant.Note)
				}
			}
		}
	}
	f.Add(strings.Repeat("Ten thousand characters. ", 400))
	f.Add(strings.Repeat("#", 10_000))
	f.Fuzz(func(t *testing.T, text string) {
		quoted, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		emitAny(t, fmt.Appendf(nil, `catalog: text
vendors:
  one: {name: %[1]s, version: %[1]s, overview: %[1]s, classes: {2xx: %[1]s, 4xx: %[1]s}}
codes:
  200: {definition: OK, variants: {one: {kind: ok, purpose: %[1]s, remedy: %[1]s, note: %[1]s, reference: %[1]s}}}
  403: {definition: %[1]s, variants: {one: {kind: rate-limited, wait: {min: 1s}, name: Forbidden, purpose: %[1]s}}}
`, quoted))
	})
}

func emitAny(t *testing.T, src []byte) {
	c, err := spec.Load("catalog.yaml", src)
	if err != nil {
		return
	}
	files, err := golang.Output.Emit([]*spec.Catalog{c}, gen.Options{})
	if list := golang.Output.Check(c); list != nil {
		if !cmp.Equal(err, error(list)) {
			t.Errorf("the error is %v, not what Check finds: %v", err, list)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	checkGo(t, []*spec.Catalog{c}, files)
}
