package main

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/lockedfile"
)

var kills = flag.Int("kills", 40, "how many runs TestKilledRuns kills")

// generations returns two catalogs of one file name, whose files differ in every
// vendor, and what each yields below a destination.
func generations(t *testing.T) (catalogs []string, trees []map[string]string) {
	t.Helper()
	for _, word := range []string{"first", "second"} {
		var src strings.Builder
		src.WriteString("catalog: many\nvendors:\n")
		for i := range 12 {
			fmt.Fprintf(&src, "  v%d: {name: V%[1]d}\n", i)
		}
		src.WriteString("codes: {200: {definition: OK, variants: {")
		for i := range 12 {
			fmt.Fprintf(&src, "v%d: {purpose: It is the %s., kind: ok}, ", i, word)
		}
		src.WriteString("}}}\n")
		name := filepath.Join(t.TempDir(), "many.yaml")
		if err := os.WriteFile(name, []byte(src.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		out := t.TempDir()
		if text, err := start(name, out).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		catalogs, trees = append(catalogs, name), append(trees, filesBelow(t, out))
	}
	return catalogs, trees
}

// start returns a run of gen with every output that is one file a vendor.
func start(catalog, out string) *exec.Cmd {
	return exec.Command("statuscat", "gen", "--go", out, "--markdown", out, "--vectors", out, catalog)
}

// filesBelow returns the files below a folder.
func filesBelow(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestKilledRuns kills runs at random moments: no file is ever half of one, none
// of somebody else's is touched, who is asked to stop leaves nothing behind, and
// one more run puts everything right.
func TestKilledRuns(t *testing.T) {
	catalogs, trees := generations(t)
	foreign := map[string]string{"notes.md": "# Mine\n", "v1/extra.go": "package v1\n", "mine/status_gen.go": "package mine\n", ".env": "a\n"}

	out := t.TempDir()
	begin := time.Now()
	if err := start(catalogs[0], out).Run(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(begin)
	for name, content := range foreign {
		file := filepath.Join(out, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	mixed, left := 0, 0
	for i := range *kills {
		next := (i + 1) % 2
		signal := []os.Signal{os.Kill, os.Interrupt, syscall.SIGTERM}[rand.IntN(3)]
		cmd := start(catalogs[next], out)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(rand.N(whole * 5 / 4))
		cmd.Process.Signal(signal) // unless it has ended
		cmd.Wait()

		olds, news := 0, 0
		for name, content := range filesBelow(t, out) {
			switch {
			case strings.HasPrefix(name, workshopName+"/"):
				left++
				if signal != os.Kill {
					t.Errorf("%v left %s", signal, name)
				}
			case foreign[name] != "" && content == foreign[name]:
			case content == trees[0][name] && content == trees[1][name]:
			case content == trees[next][name]:
				news++
			case content == trees[1-next][name]:
				olds++
			default:
				t.Errorf("%v: %s is of neither run:\n%s", signal, name, content)
			}
		}
		if olds > 0 && news > 0 {
			mixed++
		}
		if text, err := start(catalogs[next], out).CombinedOutput(); err != nil {
			t.Fatalf("after %v: %v\n%s", signal, err, text)
		}
		want := maps.Clone(trees[next])
		maps.Copy(want, foreign)
		if diff := cmp.Diff(want, filesBelow(t, out)); diff != "" {
			t.Fatalf("after %v and one more run (-want +got):\n%s", signal, diff)
		}
	}
	t.Logf("%d runs killed: %d trees were of two generations until the next run, %d files of dead runs were cleared away", *kills, mixed, left)
}

// TestRacingRuns lets runs of two catalogs write to one destination at once: the
// last one wins, and wins everywhere.
func TestRacingRuns(t *testing.T) {
	catalogs, trees := generations(t)
	out := filepath.Join(t.TempDir(), "out")
	for range 10 {
		var runs []*exec.Cmd
		var said []*bytes.Buffer
		for i := range 4 {
			cmd, text := start(catalogs[i%2], out), new(bytes.Buffer)
			cmd.Stdout, cmd.Stderr = text, text
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			runs, said = append(runs, cmd), append(said, text)
		}
		for i, cmd := range runs {
			if err := cmd.Wait(); err != nil {
				t.Fatalf("%v\n%s", err, said[i])
			}
		}
		got := filesBelow(t, out)
		if !maps.Equal(got, trees[0]) && !maps.Equal(got, trees[1]) {
			t.Fatalf("the tree is of neither catalog (-first +got):\n%s", cmp.Diff(trees[0], got))
		}
	}
}

// TestWaitingRun: whoever has to wait says for what, and goes on when it can.
func TestWaitingRun(t *testing.T) {
	catalogs, trees := generations(t)
	for _, flags := range [][]string{nil, {"--check"}} {
		out := t.TempDir()
		if err := start(catalogs[0], out).Run(); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(filepath.Join(out, workshopName), 0o777); err != nil {
			t.Fatal(err)
		}
		lock, err := lockedfile.Create(filepath.Join(out, workshopName, lockName))
		if err != nil {
			t.Fatal(err)
		}
		cmd := start(catalogs[0], out)
		cmd.Args = append(cmd.Args, flags...)
		stderr, err := cmd.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		want := "statuscat: waiting for another run to finish with " + out + "\n"
		line := make([]byte, len(want))
		if _, err := stderr.Read(line); err != nil || string(line) != want {
			t.Errorf("%q, %v, want %q", line, err, want)
		}
		if err := lock.Close(); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("%v: %v", flags, err)
		}
		if flags == nil && !maps.Equal(filesBelow(t, out), trees[0]) {
			t.Errorf("the folder holds more or less than the run's files")
		}
	}
}
