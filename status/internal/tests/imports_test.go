package tests

import (
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/statuscat/statuscat/spec"
)

const runtimePath = "github.com/statuscat/statuscat/status"

// heavy lists packages of the standard library that are too large for constants.
var heavy = []string{"crypto/tls", "encoding/json", "log", "log/slog", "net", "net/http", "net/url", "regexp", "text/template"}

// A program that imports a vendor links that vendor, its fallbacks, package status with
// its words, and only small packages of the standard library: constants need neither a
// YAML parser nor an HTTP stack.
func TestImports(t *testing.T) {
	const words = runtimePath + "/internal/word"
	allowed := map[string][]string{runtimePath: {words}} // beside the package itself and the standard library
	for _, key := range spec.BundledKeys() {
		may := []string{runtimePath, words}
		for _, fallback := range spec.BundledVendor(key).Fallback {
			may = append(may, runtimePath+"/"+fallback)
		}
		slices.Sort(may)
		allowed[runtimePath+"/"+key] = may
	}
	for pkg, linked := range dependencies(t, slices.Collect(maps.Keys(allowed))...) {
		if diff := cmp.Diff(allowed[pkg], linked.ours); diff != "" {
			t.Errorf("%s links other packages than it says (-want +got):\n%s", pkg, diff)
		}
		if got := intersection(linked.standard, heavy); len(got) > 0 {
			t.Errorf("%s links %v", pkg, got)
		}
	}
}

// TestImports can fail: the tests of spec link packages that a vendor must not.
func TestImportsCheckCanFail(t *testing.T) {
	linked := dependencies(t, "-test", "github.com/statuscat/statuscat/spec")["github.com/statuscat/statuscat/spec.test"]
	if !slices.Contains(linked.ours, "github.com/google/go-cmp/cmp") {
		t.Errorf("go-cmp is missing from what the tests link: %v", linked.ours)
	}
	if got := intersection(linked.standard, heavy); !slices.Contains(got, "encoding/json") {
		t.Errorf("of the heavy packages, the tests link only %v", got)
	}
}

// links lists the packages that a program links with a package, in alphabetical order.
type links struct{ ours, standard []string }

// dependencies returns the links of packages.
func dependencies(t *testing.T, arguments ...string) map[string]links {
	t.Helper()
	all := map[string]links{}
	arguments = append([]string{"list", "-f", `{{.ImportPath}}{{range .Deps}} {{.}}{{end}}`}, arguments...)
	for line := range strings.Lines(goCommand(t, arguments...)) {
		paths := strings.Fields(line)
		l := links{ours: []string{}}
		for _, path := range paths[1:] {
			if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") {
				l.ours = append(l.ours, path)
			} else {
				l.standard = append(l.standard, path)
			}
		}
		if !slices.Contains(l.standard, "runtime") {
			t.Fatalf("%s links no package runtime, so what was listed is something else than dependencies", paths[0])
		}
		all[paths[0]] = l
	}
	return all
}

func intersection(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return !slices.Contains(b, s) })
}

// goCommand runs the go command in this checkout and returns what it prints.
func goCommand(t *testing.T, arguments ...string) string {
	t.Helper()
	var stderr strings.Builder
	cmd := exec.Command("go", arguments...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, &stderr)
	}
	return string(out)
}
