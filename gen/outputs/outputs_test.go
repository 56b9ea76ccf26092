package outputs_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/gen/outputs"
)

// A package that has an output is in the list, under a name of its own.
func TestEveryOutputIsListed(t *testing.T) {
	list, err := os.ReadFile("outputs.go")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(file, "_test.go") || !strings.Contains(string(src), "\nvar Output = gen.Output{") {
			continue
		}
		found++
		if name := filepath.Base(filepath.Dir(file)); !strings.Contains(string(list), "\n\t"+name+".Output,\n") {
			t.Errorf("package %s has an output that is not in the list", name)
		}
	}
	if found != len(outputs.All) {
		t.Errorf("%d packages have an output, and the list has %d", found, len(outputs.All))
	}
	names := map[string]bool{}
	for _, out := range outputs.All {
		if names[out.Name] || out.Name == "" || !strings.Contains(out.Usage, "`DIR`") {
			t.Errorf("output %q, %q", out.Name, out.Usage)
		}
		names[out.Name] = true
	}
}
