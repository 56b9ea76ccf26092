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
	foreign := map[string]string{"notes.md": "# Mine\n", "v1/extra.go": "package v1\n", "mine/status_gen.go": "package mine\n", ".env": "a\n",
		".statuscat/notes": "mine\n", ".statuscat-1/notes": "mine\n", "v1/.statuscat-x.tmp": "mine\n"}

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
			case temporary.MatchString(filepath.Base(name)):
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

// TestRacingRuns lets runs of two catalogs write to one destination at once, also
// where they clear away each other's temporary files: each succeeds, and every file
// is whole. One more run makes the files those of one catalog.
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
		for name, content := range filesBelow(t, out) {
			if content != trees[0][name] && content != trees[1][name] {
				t.Errorf("%s is of neither catalog:\n%s", name, content)
			}
		}
		if text, err := start(catalogs[0], out).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if diff := cmp.Diff(trees[0], filesBelow(t, out)); diff != "" {
			t.Fatalf("after one more run (-want +got):\n%s", diff)
		}
	}
}

// TestMounts lets mounts stand in a destination. A folder of another file system
// is written to. If a file is a mount, which no rename replaces, or a folder is
// read-only, nothing changes.
func TestMounts(t *testing.T) {
	if err := exec.Command("unshare", "--map-root-user", "--mount", "true").Run(); err != nil {
		t.Skip("mounts take Linux and a user namespace: ", err)
	}
	catalogs, trees := generations(t)
	for name, test := range map[string]struct {
		mount, stderr string
		want          map[string]string
	}{
		"a folder":           {"cp -r v5 ../v5; mount -t tmpfs none v5; cp ../v5/* v5", "", trees[1]},
		"a file":             {"mount --bind v5/README.md v5/README.md", "statuscat: write v5/README.md: device or resource busy\n", trees[0]},
		"a read-only folder": {"mount --bind v5 v5; mount -o remount,ro,bind v5", "statuscat: write v5/README.md: read-only file system\n", trees[0]},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			if err := start(catalogs[0], out).Run(); err != nil {
				t.Fatal(err)
			}
			script := test.mount + "; " + strings.Join(start(catalogs[1], ".").Args, " ") + " >/dev/null; cp -r . ../seen"
			cmd := exec.Command("unshare", "--map-root-user", "--mount", "sh", "-c", script)
			cmd.Dir = out
			var stderr strings.Builder
			cmd.Stderr = &stderr
			if err := cmd.Run(); err != nil || stderr.String() != test.stderr {
				t.Fatalf("%v, stderr is %q, want %q", err, &stderr, test.stderr)
			}
			got := filesBelow(t, filepath.Join(filepath.Dir(out), "seen"))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
