package tests

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/statuscat/statuscat/spec"
)

// probe is a program that uses all that could need setting up at its start, so
// that the linker cannot drop it. Its own variable does need it.
func probe() string {
	var imports, catalogs strings.Builder
	for _, key := range spec.BundledKeys() {
		fmt.Fprintf(&imports, "\t%q\n", runtimePath+"/"+key)
		fmt.Fprintf(&catalogs, "%s.Catalog, ", key)
	}
	return `package main

import (
	"os"

	"github.com/statuscat/statuscat/status"
` + imports.String() + `)

var arguments = map[int]string{len(os.Args): os.Args[0]}

func main() {
	for _, c := range []*status.Catalog{` + catalogs.String() + `} {
		for info := range c.All() {
			println(info.String(), info.Kind.String(), info.Fault().String(), info.Retry.String(), info.Wait.String())
		}
	}
	_, err := leadcommerce.Parse("Forbidden")
	println(err, len(arguments), iana.Status(404).Error(), bigcommerce.Status(404).IsRetryable())
	println(leadcommerce.Status(404).Class().String())
}
`
}

// Importing a generated package costs a program's start nothing: its data lie
// where the linker put them.
func TestNoInit(t *testing.T) {
	dir := t.TempDir()
	source, binary := filepath.Join(dir, "main.go"), filepath.Join(dir, "probe.exe")
	if err := os.WriteFile(source, []byte(probe()), 0o600); err != nil {
		t.Fatal(err)
	}
	goCommand(t, "build", "-o", binary, source)
	cmd := exec.Command(binary)
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	trace, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, trace)
	}
	initialised := initialisedPackages(string(trace))
	for _, expected := range []string{"main", "runtime"} {
		if !slices.Contains(initialised, expected) {
			t.Errorf("the trace has no line for package %s, so its silence on others proves nothing:\n%s", expected, trace)
		}
	}
	if got := ours(initialised); len(got) > 0 {
		t.Errorf("packages with code to run at the start: %v\n%s", got, trace)
	}
}

// initialisedPackages reads a trace of GODEBUG=inittrace=1. A package whose
// set-up the linker did not do has a line in it:
//
//	init net/http @0.83 ms, 0.031 ms clock, 7064 bytes, 112 allocs
func initialisedPackages(trace string) []string {
	var list []string
	for line := range strings.Lines(trace) {
		if f := strings.Fields(line); len(f) > 2 && f[0] == "init" && strings.HasPrefix(f[2], "@") {
			list = append(list, f[1])
		}
	}
	return list
}

// ours are status and the packages below it.
func ours(packages []string) []string {
	var list []string
	for _, p := range packages {
		if p == runtimePath || strings.HasPrefix(p, runtimePath+"/") {
			list = append(list, p)
		}
	}
	return list
}

func TestInitialisedPackages(t *testing.T) {
	const trace = `init runtime @0.05 ms, 0.058 ms clock, 0 bytes, 0 allocs
init errors @0.53 ms, 0.003 ms clock, 0 bytes, 0 allocs
200 OK
init github.com/statuscat/statuscat/status @0.80 ms, 0.001 ms clock, 48 bytes, 1 allocs
init github.com/statuscat/statuscat/status/leadcommerce @0.83 ms, 0.031 ms clock, 7064 bytes, 112 allocs
init github.com/statuscat/statuscat/statuses @0.83 ms, 0.031 ms clock, 7064 bytes, 112 allocs
init main @0.9 ms, 0.001 ms clock, 0 bytes, 0 allocs
404 Not Found in init
`
	all := initialisedPackages(trace)
	want := []string{"runtime", "errors", runtimePath, runtimePath + "/leadcommerce", runtimePath + "es", "main"}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("packages in the trace (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{runtimePath, runtimePath + "/leadcommerce"}, ours(all)); diff != "" {
		t.Errorf("of them ours (-want +got):\n%s", diff)
	}
}
