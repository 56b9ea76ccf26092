//go:build clients

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestClients lets a client of another language, with the retry settings that it
// comes with, talk to vendors that statuscat plays, in real time.
// testdata/clients/run.sh installs the client and runs it.
func TestClients(t *testing.T) {
	modules := os.Getenv("CLIENTS")
	if modules == "" {
		t.Fatal("run testdata/clients/run.sh")
	}
	for _, test := range []struct {
		name  string
		serve []string
		asks  int    // so many requests
		got   string // what they come to for the client
		codes []int  // that the vendor answered
	}{
		{"a told wait is obeyed, and is long enough", []string{"--catalog", "testdata/clients/pacer.yaml", "pacer"},
			4, "200 200 200 200", []int{200, 200, 429, 200, 200}},
		{"a script goes on with each try", []string{"--script", "503,200", "bigcommerce"},
			1, "200", []int{503, 200}},
		{"a client that goes by the number takes a 403 for final", []string{"leadcommerce"},
			2, "200 403", []int{200, 403}},
	} {
		t.Run(test.name, func(t *testing.T) {
			vendor := serve(t, os.Interrupt, test.serve...)
			args := []string{filepath.Join(modules, "got.mjs")}
			for range test.asks {
				args = append(args, vendor.url)
			}
			cmd := exec.Command("node", args...)
			cmd.Stderr = t.Output()
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(strings.Fields(string(out)), " "); got != test.got {
				t.Errorf("the client got %s, want %s", got, test.got)
			}
			if diff := cmp.Diff(test.codes, vendor.codes()); diff != "" {
				t.Errorf("answers (-want +got):\n%s", diff)
			}
			for _, r := range vendor.asked() {
				if !strings.HasPrefix(r.Headers["User-Agent"], "got ") {
					t.Errorf("asked by %q", r.Headers["User-Agent"])
				}
			}
		})
	}
}
