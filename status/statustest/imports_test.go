package statustest_test

import (
	"os/exec"
	"strings"
	"testing"
)

// Whoever tests with this package takes nothing else into a go.mod.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	const runtime = "github.com/statuscat/statuscat/status"
	for _, path := range strings.Fields(string(out)) {
		if !strings.HasPrefix(path, runtime) {
			t.Errorf("links %s", path)
		}
	}
}
