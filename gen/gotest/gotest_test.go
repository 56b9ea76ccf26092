package gotest_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/gen/gotest"
	"github.com/statuscat/statuscat/spec"
)

// A vendor's key can be any word that occurs in a generated file: packages of
// vendors with such keys compile.
func TestKeys(t *testing.T) {
	words := map[string]bool{}
	bundled, err := spec.LoadBundled("github.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range emit(t, bundled) {
		file, err := parser.ParseFile(token.NewFileSet(), f.Path, f.Content, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && spec.IsKey(id.Name) && !slices.Contains(spec.BundledKeys(), id.Name) {
				words[id.Name] = true
			}
			return true
		})
	}
	if !words["tb"] || !words["status"] {
		t.Fatal("words are missing: ", words)
	}
	// Nor does it matter what its examples are called.
	labels, names := []string{}, []string{}
	for _, l := range []struct{ label, name string }{
		{"answer", "TooManyRequests429Answer"}, // its own name is taken
		{"responses", "TooManyRequests429Responses"},
		{"new-vendor", "TooManyRequests429NewVendor"},
		{"new-server", "TooManyRequests429NewServer"},
		{"too-many-requests429-too-many-requests429-answer", "TooManyRequests429TooManyRequests429Answer"},
		{"too-many-requests429-answer", "TooManyRequests429TooManyRequests429Answerx2"},
	} {
		labels, names = append(labels, l.label), append(names, l.name)
	}
	var vendors, variants string
	for _, word := range slices.Sorted(maps.Keys(words)) {
		vendors += "  " + word + ": {name: Word}\n"
		variants += "      " + word + ": {purpose: Calls came too fast., kind: rate-limited, wait: {from: [{header: X-Wait, unit: seconds}]}, examples: [{header: {X-Wait: 1}}, {name: " +
			strings.Join(labels, "}, {name: ") + "}]}\n"
	}
	c, err := spec.Load("words.yaml", []byte("catalog: words\nvendors:\n"+vendors+"codes:\n  429:\n    definition: Too Many Requests\n    variants:\n"+variants))
	if err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.Abs("words")
	if err != nil {
		t.Fatal(err)
	}
	replace := map[string]string{}
	for i, f := range emit(t, c) {
		file := filepath.Join(t.TempDir(), fmt.Sprint(i))
		if err := os.WriteFile(file, f.Content, 0o666); err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if f.Path == "tb/tbtest/answers_gen.go" && !regexp.MustCompile(`(?m)^\t`+name+` Answer += \d+$`).Match(f.Content) {
				t.Errorf("no example is called %s", name)
			}
		}
		replace[filepath.Join(dir, filepath.FromSlash(f.Path))] = file
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(name, overlay, 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "build", "-overlay", name, "./words/...").CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if n := strings.Count(vendors, "\n"); len(replace) != 2*n {
		t.Errorf("%d files for %d vendors", len(replace), n)
	}
}

// emit returns the Go packages of a catalog and their test packages.
func emit(t *testing.T, c *spec.Catalog) (files []gen.File) {
	t.Helper()
	for _, out := range []gen.Output{golang.Output, gotest.Output} {
		list, err := out.Emit([]*spec.Catalog{c}, gen.Options{Import: "github.com/statuscat/statuscat/gen/gotest/words"})
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, list...)
	}
	return files
}
