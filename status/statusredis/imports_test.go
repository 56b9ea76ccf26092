package statusredis_test

import (
	"os/exec"
	"strings"
	"testing"
)

// No client is in the build or in the module graph of whoever imports the package:
// the clients of make fleet are in a module of their own.
func TestImports(t *testing.T) {
	for _, arguments := range []string{"list -deps -test ./...", "list -m all"} {
		out, err := exec.Command("go", strings.Fields(arguments)...).Output()
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(out), "github.com/google/go-cmp") {
			t.Errorf("go %s does not list what the tests import", arguments)
		}
		for line := range strings.Lines(string(out)) {
			path, _, _ := strings.Cut(strings.TrimSpace(line), " ")
			if strings.Contains(path, "redis") && !strings.Contains(path, "statusredis") || strings.Contains(path, "rueidis") || strings.Contains(path, "redigo") {
				t.Errorf("go %s lists %s", arguments, path)
			}
		}
	}
}
