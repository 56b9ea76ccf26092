package tests

import (
	"strings"
	"testing"
)

// A program that imports packages below status gets this module alone, also after go mod
// tidy, which follows the imports of their tests: neither they nor their tests import
// another module, or a package of this one that does.
func TestTidyFetchesNothing(t *testing.T) {
	const format = `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}{{range .TestImports}} {{.}}{{end}}{{range .XTestImports}} {{.}}{{end}}`
	checked := 0
	for line := range strings.Lines(goCommand(t, "list", "-f", format, runtimePath+"/...")) {
		paths := strings.Fields(line)
		if inside := strings.HasSuffix(paths[0], "/internal/tests") || strings.HasSuffix(paths[0], "/internal/libraries"); inside {
			continue // nobody imports them
		}
		checked++
		for _, path := range paths[1:] {
			host, _, _ := strings.Cut(path, "/")
			if strings.Contains(host, ".") && path != runtimePath && !strings.HasPrefix(path, runtimePath+"/") {
				t.Errorf("%s or a test of it imports %s", paths[0], path)
			}
		}
	}
	if checked < 50 {
		t.Errorf("%d packages", checked)
	}
}
