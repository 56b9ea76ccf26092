package gen_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/statuscat/statuscat/gen"
)

const source = "spec/commerce.yaml"

// content returns a generated file's content, marked on its third line.
func content(source, rest string) []byte {
	return []byte("# Title\n\n// " + gen.Mark(source) + "\n\n" + rest + "\n")
}

func TestCompare(t *testing.T) {
	ours, other := content(source, "now"), content("other.yaml", "now")
	files := []gen.File{{Path: "b/status_gen.go", Content: ours}, {Path: "a/status_gen.go", Content: ours}}
	late := []byte(strings.Repeat("\n", 10) + "// " + gen.Mark(source) + "\n")

	tests := map[string]struct {
		tree map[string][]byte
		want []string
	}{
		"empty tree": {nil, []string{"a/status_gen.go missing", "b/status_gen.go missing"}},
		"up to date": {map[string][]byte{"a/status_gen.go": ours, "b/status_gen.go": ours}, nil},
		"stale": {
			map[string][]byte{"a/status_gen.go": content(source, "before"), "b/status_gen.go": ours},
			[]string{"a/status_gen.go stale"},
		},
		"generated from another source": {
			map[string][]byte{"a/status_gen.go": other, "b/status_gen.go": ours},
			[]string{"a/status_gen.go stale"},
		},
		"written by somebody": {
			map[string][]byte{"a/status_gen.go": []byte("package a\n"), "b/status_gen.go": late},
			[]string{"a/status_gen.go foreign", "b/status_gen.go foreign"},
		},
		"orphans": {
			map[string][]byte{
				"a/status_gen.go": ours, "b/status_gen.go": ours,
				"status_gen.go":     ours,
				"c/status_gen.go":   content(source, "before"),
				"d/status_gen.go":   other,                   // somebody else's
				"e/status_gen.go":   []byte("package e\n"),   // written by hand
				"f/other_gen.go":    ours,                    // not a name of ours
				"g/h/status_gen.go": ours,                    // too deep to be ours
				"i/status_gen.go/x": ours,                    // a folder
				"j/status_gen.go":   late,                    // mentions the mark
				"k/status_gen.go":   content("x"+source, ""), // ends as ours
			},
			[]string{"c/status_gen.go orphaned", "status_gen.go orphaned"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			tree := fstest.MapFS{}
			for path, data := range test.tree {
				tree[path] = &fstest.MapFile{Data: data}
			}
			changes, err := gen.Compare(tree, files, source)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range changes {
				got = append(got, c.Path+" "+c.State.String())
				if want := test.tree[c.Path]; string(c.Old) != string(want) {
					t.Errorf("%s: Old is %q, want %q", c.Path, c.Old, want)
				}
				if (c.New == nil) != (c.State == gen.Orphaned) {
					t.Errorf("%s: New is %q", c.Path, c.New)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDiff(t *testing.T) {
	c := gen.Change{Path: "a/README.md", State: gen.Stale, Old: []byte("one\ntwo\n"), New: []byte("one\nthree\n")}
	want := "diff a/a/README.md b/a/README.md\n--- a/a/README.md\n+++ b/a/README.md\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n"
	if diff := cmp.Diff(want, string(c.Diff())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// brokenFS is a tree that cannot be read at one path.
type brokenFS struct {
	tree fstest.MapFS
	path string
}

var errBroken = errors.New("broken disk")

func (b brokenFS) Open(name string) (fs.File, error) {
	if name == b.path {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errBroken}
	}
	return b.tree.Open(name)
}

func TestCompareErrors(t *testing.T) {
	tree := fstest.MapFS{
		"README.md":   {Data: content(source, "before")},
		"a/README.md": {Data: content(source, "before")},
	}
	files := []gen.File{{Path: "README.md", Content: content(source, "now")}}
	for _, path := range []string{".", "README.md", "a/README.md"} {
		if _, err := gen.Compare(brokenFS{tree, path}, files, source); !errors.Is(err, errBroken) {
			t.Errorf("broken at %s: the error is %v", path, err)
		}
	}
	if _, err := gen.Compare(missingFS{}, files, source); err != nil {
		t.Errorf("a tree that does not exist: %v", err)
	}
}

type missingFS struct{}

func (missingFS) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
