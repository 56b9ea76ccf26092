package spec_test

import (
	"errors"
	"flag"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/statuscat/statuscat/spec"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The diagnostics of every catalog of testdata/*.txtar are those of the golden beside
// it: all errors, or else all warnings.
func TestDiagnostics(t *testing.T) {
	for _, file := range archives(t) {
		archive := parseArchive(t, file)
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			for i := 0; i < len(archive.Files); i += 2 {
				in, want := archive.Files[i], &archive.Files[i+1]
				name, _ := strings.CutSuffix(in.Name, ".yaml")
				t.Run(name, func(t *testing.T) {
					got := diagnose(t, in.Name, in.Data)
					if *update {
						want.Data = []byte(got)
					}
					if diff := cmp.Diff(string(want.Data), got); diff != "" {
						t.Errorf("diagnostics (-want +got); -update rewrites them:\n%s", diff)
					}
				})
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// diagnose returns what is said of a catalog, a line each.
func diagnose(t *testing.T, name string, src []byte) string {
	t.Helper()
	c, err := spec.Load(name, src)
	var list spec.ErrorList
	switch {
	case err == nil:
		list = spec.Lint(c, time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC))
	case c != nil:
		t.Error("a catalog with errors yields a model")
	case !errors.As(err, &list):
		t.Errorf("error is a %T, not an ErrorList", err)
	}
	checkPositions(t, list, src)
	if len(list) == 0 {
		return "nothing\n"
	}
	return list.Error() + "\n"
}

// checkPositions checks that diagnostics are in the order of the file and positioned
// inside it. The end of a line is inside.
func checkPositions(t *testing.T, list spec.ErrorList, src []byte) {
	t.Helper()
	var lengths []int
	for line := range strings.SplitSeq(string(src), "\n") {
		lengths = append(lengths, utf8.RuneCountInString(line))
	}
	last := spec.Pos{}
	for _, d := range list {
		if d.Line < 1 || d.Line > len(lengths) || d.Column < 1 || d.Column > lengths[d.Line-1]+1 {
			t.Errorf("position outside the file: %v", d)
		}
		if d.Line < last.Line || d.Line == last.Line && d.Column < last.Column {
			t.Errorf("not sorted: %v", d)
		}
		last = d.Pos
	}
}

// goldens yields the catalogs of testdata by their names, and what is said of each.
func goldens(t testing.TB) iter.Seq2[string, golden] {
	t.Helper()
	return func(yield func(string, golden) bool) {
		for _, file := range archives(t) {
			archive := parseArchive(t, file)
			for i := 0; i < len(archive.Files); i += 2 {
				in, want := archive.Files[i], archive.Files[i+1]
				name := strings.TrimSuffix(filepath.Base(file), "txtar") + strings.TrimSuffix(in.Name, ".yaml")
				if !yield(strings.Replace(name, ".", "/", 1), golden{in.Data, string(want.Data)}) {
					return
				}
			}
		}
	}
}

type golden struct {
	src  []byte
	want string
}

func archives(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	return files
}

// parseArchive reads pairs of a catalog and its diagnostics, after a line that
// says why they are there.
func parseArchive(t testing.TB, file string) *txtar.Archive {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Comment) == 0 {
		t.Fatalf("%s does not say why it exists", file)
	}
	for i := 0; i < len(archive.Files); i += 2 {
		name, _ := strings.CutSuffix(archive.Files[i].Name, ".yaml")
		if i+1 == len(archive.Files) || archive.Files[i+1].Name != name+".want" {
			t.Fatalf("%s: %s has no golden behind it", file, archive.Files[i].Name)
		}
	}
	return archive
}

// Every rule of lint has a golden in which it speaks.
func TestRulesHaveGoldens(t *testing.T) {
	var all strings.Builder
	for _, g := range goldens(t) {
		all.WriteString(g.want)
	}
	for _, r := range spec.Rules() {
		if !strings.Contains(all.String(), "("+r.ID+")\n") {
			t.Errorf("no golden has a warning of rule %s", r.ID)
		}
		if !strings.HasSuffix(r.Purpose, ".") {
			t.Errorf("the purpose of rule %s is no sentence: %q", r.ID, r.Purpose)
		}
	}
}
