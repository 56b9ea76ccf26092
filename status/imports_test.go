package status_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const runtimePath = "github.com/statuscat/statuscat/status"

// The packages that a user imports. Whoever uses constants does not want to
// link a YAML parser or an HTTP stack for them.
var light = map[string][]string{ // what each may link beside the standard library
	runtimePath:                   {},
	runtimePath + "/iana":         {runtimePath},
	runtimePath + "/bigcommerce":  {runtimePath, runtimePath + "/iana"},
	runtimePath + "/leadcommerce": {runtimePath, runtimePath + "/iana"},
}

// Of the standard library too, these are more than a package of constants bears.
var heavy = []string{"crypto/tls", "encoding/json", "log", "log/slog", "net", "net/http", "net/url", "regexp", "text/template"}

func TestImports(t *testing.T) {
	for pkg, allowed := range light {
		linked, standard := dependencies(t, pkg)
		if diff := cmp.Diff(allowed, linked); diff != "" {
			t.Errorf("%s links other packages than it says (-want +got):\n%s", pkg, diff)
		}
		if got := intersection(standard, heavy); len(got) > 0 {
			t.Errorf("%s links %v", pkg, got)
		}
	}
}

// A check that cannot fail is no check: this very test's own package links what
// a vendor's must not.
func TestImportsCheckCanFail(t *testing.T) {
	linked, standard := dependencies(t, "-test", runtimePath)
	if !slices.Contains(linked, "github.com/google/go-cmp/cmp") {
		t.Errorf("go-cmp is missing from what the tests link: %v", linked)
	}
	if got := intersection(standard, heavy); !slices.Contains(got, "encoding/json") {
		t.Errorf("of the heavy packages, the tests link only %v", got)
	}
}

// dependencies lists what a program that imports pkg links beside pkg itself,
// in alphabetical order.
func dependencies(t *testing.T, arguments ...string) (linked, standard []string) {
	t.Helper()
	pkg := arguments[len(arguments)-1]
	arguments = append([]string{"list", "-deps", "-f", "{{.Standard}} {{.ImportPath}}"}, arguments...)
	for line := range strings.Lines(goCommand(t, arguments...)) {
		isStandard, path, ok := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case !ok:
			t.Fatalf("go %v printed %q", arguments, line)
		case isStandard == "true":
			standard = append(standard, path)
		case path != pkg:
			linked = append(linked, path)
		}
	}
	if !slices.Contains(standard, "runtime") {
		t.Fatalf("go %v lists no package runtime, so it lists something else than dependencies", arguments)
	}
	slices.Sort(linked)
	return append([]string{}, linked...), standard
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
