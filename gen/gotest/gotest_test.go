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
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/gen/gotest"
	"github.com/statuscat/statuscat/spec"
	"golang.org/x/tools/txtar"
)

// What is generated for the catalogs of the goldens compiles, and so does it if a
// vendor's key is any word that occurs in a generated file.
func TestCompiles(t *testing.T) {
	words := map[string]bool{}
	bundled, err := spec.LoadBundled("github.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range emit(t, bundled, "") {
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
	overlay := map[string]string{}
	add := func(folder string, c *spec.Catalog) {
		for _, f := range emit(t, c, folder) {
			file := filepath.Join(t.TempDir(), "file.go")
			if err := os.WriteFile(file, f.Content, 0o666); err != nil {
				t.Fatal(err)
			}
			for _, name := range names {
				if f.Path == "tb/tbtest/answers_gen.go" && !regexp.MustCompile(`(?m)^\t`+name+` Answer += \d+$`).Match(f.Content) {
					t.Errorf("no example is called %s", name)
				}
			}
			at, err := filepath.Abs(filepath.Join("words", folder, filepath.FromSlash(f.Path)))
			if err != nil {
				t.Fatal(err)
			}
			overlay[at] = file
		}
	}
	add("", c)
	if n := strings.Count(vendors, "\n"); len(overlay) != 3*n {
		t.Errorf("%d files for %d vendors", len(overlay), n)
	}
	archives, err := filepath.Glob("../testdata/*.txtar")
	if err != nil || archives == nil {
		t.Fatal(archives, err)
	}
	for i, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if filepath.Ext(f.Name) == ".yaml" {
				c, err := spec.Load(f.Name, f.Data)
				if err != nil {
					t.Fatal(err)
				}
				add(fmt.Sprint("golden", i), c)
			}
		}
	}
	encoded, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(name, encoded, 0o666); err != nil {
		t.Fatal(err)
	}
	// List compiles the tests too, and links none.
	out, err := exec.Command("go", "list", "-export", "-test", "-f", "{{with .Error}}{{.}}{{end}}", "-overlay", name, "./words/...").CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "" {
		t.Errorf("%v\n%s", err, out)
	}
}

// emit returns the Go packages of a catalog, their test packages and their examples.
func emit(t *testing.T, c *spec.Catalog, folder string) (files []gen.File) {
	t.Helper()
	for _, out := range []gen.Output{golang.Output, gotest.Output} {
		list, err := out.Emit([]*spec.Catalog{c}, gen.Options{Import: path.Join("github.com/statuscat/statuscat/gen/gotest/words", folder)})
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, list...)
	}
	return files
}

// TestTooManyExamples checks that a catalog whose test packages would take long is
// refused, and how to go on is said.
func TestTooManyExamples(t *testing.T) {
	c, err := spec.Load("many.yaml", []byte("catalog: many\nvendors: {many: {name: Many}}\ncodes: {404: {definition: Not Found, variants: {many: {purpose: It is gone., kind: not-found, examples: ["+
		strings.Repeat("{body: a},", 5001)+"]}}}}"))
	if err != nil {
		t.Fatal(err)
	}
	const want = "--test takes at most 5000 examples, have 5001; choose vendors with --vendor"
	if _, err := gotest.Output.Emit([]*spec.Catalog{c}, gen.Options{Import: "example.com/x"}); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
