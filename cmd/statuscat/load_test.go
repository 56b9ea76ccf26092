package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/spec"
)

// TestManyCatalogs sees a run refuse what goes beyond the size of one catalog,
// and still look at the rest.
func TestManyCatalogs(t *testing.T) {
	solo, err := os.ReadFile("testdata/solo.yaml")
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"lint"}
	for _, name := range []string{"a", "b", "c"} {
		file := filepath.Join(t.TempDir(), name+".yaml")
		padding := "# " + strings.Repeat("x", spec.MaxSize*2/5)
		if err := os.WriteFile(file, append(solo, padding...), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	var stdout, stderr bytes.Buffer
	code := run(args, nil, &stdout, &stderr)
	if code != exitFindings || !strings.Contains(stderr.String(), "c.yaml: the catalogs up to this one are larger than 4 MiB together") ||
		!strings.Contains(stderr.String(), "nothing to report in 2 catalogs") {
		t.Errorf("exit code %d: %s%s", code, stdout.String(), stderr.String())
	}
}
