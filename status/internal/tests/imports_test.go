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

// Of the standard library too, these are more than a package of constants bears.
var heavy = []string{"crypto/tls", "encoding/json", "log", "log/slog", "net", "net/http", "net/url", "regexp", "text/template"}

// A program that imports a vendor links that vendor, those that it falls back to
// and package status, and of the standard library nothing big. Whoever uses
// constants does not want a YAML parser or an HTTP stack for them.
func TestImports(t *testing.T) {
	allowed := map[string][]string{runtimePath: {}} // beside the package itself and the standard library
	for _, key := range spec.BundledKeys() {
		may := []string{runtimePath}
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

// A check that cannot fail is no check: the tests of spec link what
// a vendor's must not.
func TestImportsCheckCanFail(t *testing.T) {
	linked := dependencies(t, "-test", "github.com/statuscat/statuscat/spec")["github.com/statuscat/statuscat/spec.test"]
	if !slices.Contains(linked.ours, "github.com/google/go-cmp/cmp") {
		t.Errorf("go-cmp is missing from what the tests link: %v", linked.ours)
	}
	if got := intersection(linked.standard, heavy); !slices.Contains(got, "encoding/json") {
		t.Errorf("of the heavy packages, the tests link only %v", got)
	}
}

// links is what a program that imports a package links beside it, in
// alphabetical order.
type links struct{ ours, standard []string }

// dependencies asks the go command for the links of packages.
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
