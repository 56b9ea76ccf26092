package statusredis_test

import (
	"os/exec"
	"strings"
	"testing"
)

// No client is in the build or in the module graph of whoever imports the package:
// the clients of make fleet are in a module of their own.
func TestImports(t *testing.T) {
	for arguments, known := range map[string]string{"list -deps -test ./...": "status/statusredis", "list -m all": "github.com/google/go-cmp"} {
		out, err := exec.Command("go", strings.Fields(arguments)...).Output()
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(out), known) {
			t.Errorf("go %s does not list %s", arguments, known)
		}
		for line := range strings.Lines(string(out)) {
			path, _, _ := strings.Cut(strings.TrimSpace(line), " ")
			if strings.Contains(path, "redis") && !strings.Contains(path, "statusredis") || strings.Contains(path, "rueidis") || strings.Contains(path, "redigo") {
				t.Errorf("go %s lists %s", arguments, path)
			}
		}
	}
}
