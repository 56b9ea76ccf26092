package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// BenchmarkCommand runs whole processes on the bundled catalogs: one that reads
// none, two that read the catalogs of one vendor, and two that read all. On a
// busy machine, the processor's time counts.
func BenchmarkCommand(b *testing.B) {
	binary := filepath.Join(b.TempDir(), "statuscat.exe")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	b.Chdir(filepath.Join("..", ".."))
	for _, line := range []string{
		"version",
		"list stripe",
		"explain stripe 402",
		"explain 402",
		strings.Join(generate(b), " "),
	} {
		b.Run(line, func(b *testing.B) {
			var busy time.Duration
			for b.Loop() {
				cmd := exec.Command(binary, strings.Fields(line)...)
				if out, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v\n%s", err, out)
				}
				busy += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			}
			b.ReportMetric(float64(busy.Microseconds())/1000/float64(b.N), "cpu-ms/op")
		})
	}
}
