package diff_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/spec/diff"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestCompare compares old.yaml with new.yaml of every archive of testdata, and
// what changed with its want; the first line of each says why it exists.
func TestCompare(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			old, new := load(t, archive, "old.yaml"), load(t, archive, "new.yaml")
			got := listed(diff.Compare(old, new))
			if *update {
				member(archive, "want").Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(member(archive, "want").Data), got); diff != "" {
				t.Errorf("changes (-want +got); -update rewrites them:\n%s", diff)
			}
			for _, same := range [][]*spec.Catalog{old, new} {
				if changes := diff.Compare(same, same); len(changes) > 0 {
					t.Errorf("a catalog against itself:\n%s", listed(changes))
				}
			}
		})
	}
}

// Every rule has an archive of its name that provokes it, and says why it matters.
func TestRules(t *testing.T) {
	var ids []string
	for _, rule := range diff.Rules() {
		if slices.Contains(ids, rule.ID) {
			t.Errorf("two rules have the id %s", rule.ID)
		}
		ids = append(ids, rule.ID)
		if !strings.HasSuffix(rule.Why, ".") {
			t.Errorf("%s: %q is no sentence", rule.ID, rule.Why)
		}
		archive, err := txtar.ParseFile(filepath.Join("testdata", rule.ID+".txtar"))
		if err != nil {
			t.Error(err)
			continue
		}
		if want := "(" + rule.ID + ")\n"; !strings.Contains(string(member(archive, "want").Data), want) {
			t.Errorf("the archive of %s does not provoke it", rule.ID)
		}
	}
}

// The bundled catalogs are what users compare: against themselves there is
// nothing changed, and all against none are new vendors.
func TestBundled(t *testing.T) {
	bundled := spec.Bundled()
	if changes := diff.Compare(bundled, bundled); len(changes) > 0 {
		t.Errorf("against themselves:\n%s", listed(changes))
	}
	if got := diff.Verdict(diff.Compare(nil, bundled)); got != diff.Minor {
		t.Errorf("against none: %s, want minor", got)
	}
	if got := diff.Verdict(diff.Compare(bundled, nil)); got != diff.Major {
		t.Errorf("none against them: %s, want major", got)
	}
}

// listed returns the changes, one a line, and the verdict.
func listed(changes []diff.Change) string {
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, "%s: %s: %s (%s)\n", c.Effect, c.Place(), c.Text(), c.ID)
	}
	fmt.Fprintf(&b, "verdict: %s\n", diff.Verdict(changes))
	return b.String()
}

func load(t *testing.T, archive *txtar.Archive, name string) []*spec.Catalog {
	t.Helper()
	c, err := spec.Load(name, member(archive, name).Data)
	if err != nil {
		t.Fatal(err)
	}
	return []*spec.Catalog{c}
}

// member returns the file of that name in an archive, a new one if need be.
func member(archive *txtar.Archive, name string) *txtar.File {
	for i := range archive.Files {
		if archive.Files[i].Name == name {
			return &archive.Files[i]
		}
	}
	archive.Files = append(archive.Files, txtar.File{Name: name})
	return &archive.Files[len(archive.Files)-1]
}
