package gen_test

import (
	"bytes"
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/statuscat/statuscat/gen"
)

// content returns a page that is generated from these sources.
func content(rest string, sources ...string) []byte {
	return []byte("# Title\n\n[//]: # (" + gen.Mark(sources...) + ")\n\n" + rest + "\n")
}

// pages are an output whose files are those of content, nested one that puts them
// into a folder of the vendor's name, and code one with another comment.
var (
	pages  = gen.Output{Files: []string{"README.md"}, Root: "*.md", Comment: gen.Comment{Before: "[//]: # (", After: ")"}}
	nested = gen.Output{Files: []string{"*test/*_gen.md", "example_gen.md"}, Comment: pages.Comment}
	code   = gen.Output{Files: []string{"status_gen.go"}, Comment: gen.Comment{Before: "// "}}
)

func TestCompare(t *testing.T) {
	const acme, other = "acme.yaml", "other.yaml"
	ours, late := content("now", acme), append(bytes.Repeat([]byte("\n"), 8), content("late", acme)...)
	files := []gen.File{{Path: "b/README.md", Content: ours}, {Path: "a/README.md", Content: ours}}
	all := []gen.File{{Path: "README.md", Content: content("now", acme, other)}}
	line, comment := gen.Mark(acme), "[//]: # ("+gen.Mark(acme)+")"

	tests := map[string]struct {
		files []gen.File // of nested, if their names say so
		tree  map[string][]byte
		want  []string
	}{
		"empty tree": {files, nil, []string{"a/README.md missing", "b/README.md missing"}},
		"up to date": {files, map[string][]byte{"a/README.md": ours, "b/README.md": ours}, nil},
		"a checkout with other line ends": {files, map[string][]byte{
			"a/README.md": bytes.ReplaceAll(ours, []byte("\n"), []byte("\r\n")), "b/README.md": ours,
		}, nil},
		"stale": {files, map[string][]byte{"a/README.md": content("before", acme), "b/README.md": ours}, []string{"a/README.md stale"}},
		"stale with other line ends": {files, map[string][]byte{
			"a/README.md": bytes.ReplaceAll(content("before", acme), []byte("\n"), []byte("\r\n")), "b/README.md": ours,
		}, []string{"a/README.md stale"}},
		"from another catalog": {
			files, map[string][]byte{"a/README.md": content("now", other), "b/README.md": content("now", "x"+acme)},
			[]string{"a/README.md foreign", "b/README.md foreign"},
		},
		"from a catalog of the same name elsewhere": {
			files, map[string][]byte{"a/README.md": content("before", "api/v1/"+acme), "b/README.md": ours}, []string{"a/README.md stale"},
		},
		"written by somebody": {files, map[string][]byte{"a/README.md": []byte("# A\n"), "b/README.md": late}, []string{"a/README.md foreign", "b/README.md foreign"}},
		"speaks of generated files": {
			files,
			map[string][]byte{
				"a/README.md": []byte("# How it works\n\nEach file says \"" + line + "\"\n"),
				"b/README.md": []byte("# How it works\n\n    // " + line + "\n"),
			},
			[]string{"a/README.md foreign", "b/README.md foreign"},
		},
		"has more in the line": {
			files, map[string][]byte{"a/README.md": []byte(" " + comment + "\n"), "b/README.md": []byte(comment + " or so\n")},
			[]string{"a/README.md foreign", "b/README.md foreign"},
		},
		"a catalog joined the page":  {all, map[string][]byte{"README.md": content("before", other)}, []string{"README.md stale"}},
		"a catalog left the page":    {all, map[string][]byte{"README.md": content("before", acme, "third.yaml")}, []string{"README.md stale"}},
		"the page of other catalogs": {all, map[string][]byte{"README.md": content("before", "third.yaml")}, []string{"README.md foreign"}},
		"orphans": {
			files,
			map[string][]byte{
				"a/README.md": ours, "b/README.md": ours,
				"README.md":            ours,
				"acme.md":              ours,
				"c/README.md":          content("before", acme),
				"d/README.md":          content("now", other),       // another catalog's
				"e/README.md":          []byte("# E\n"),             // written by hand
				"f/OTHER.md":           ours,                        // not a name of ours
				"g/h/README.md":        ours,                        // too deep to be ours
				"i/README.md/x":        ours,                        // a folder
				"j/README.md":          late,                        // mentions the mark
				"k/README.md":          content("now", acme, other), // another catalog's too
				"L/README.md":          ours,                        // not a vendor's folder
				"statushttp/README.md": ours,                        // a package of statuscat itself
				"l/README.md":          []byte("// " + line + "\n"), // in another output's comment
				"README.txt":           ours,                        // not a page
			},
			[]string{"README.md orphaned", "acme.md orphaned", "c/README.md orphaned"},
		},
		"an orphan in a folder named by the vendor's": {
			[]gen.File{{Path: "a/atest/a_gen.md", Content: ours}},
			map[string][]byte{"a/atest/a_gen.md": ours, "b/btest/b_gen.md": ours, "b/example_gen.md": ours, "c/atest/c_gen.md": ours},
			[]string{"b/btest/b_gen.md orphaned", "b/example_gen.md orphaned"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			tree := fstest.MapFS{}
			for path, data := range test.tree {
				tree[path] = &fstest.MapFile{Data: data}
			}
			out := pages
			if nested.Owns(test.files[0].Path) {
				out = nested
			}
			changes, err := gen.Compare(tree, []gen.Rendered{{Output: out, Files: test.files}, {Output: code}})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range changes {
				got = append(got, c.Path+" "+c.State.String())
				want := bytes.ReplaceAll(test.tree[c.Path], []byte("\r\n"), []byte("\n"))
				if string(c.Old) != string(want) {
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

func TestMark(t *testing.T) {
	tests := map[string]struct {
		files []string
		want  string
	}{
		"the last element":   {[]string{"api/v1/acme.yaml"}, "acme.yaml"},
		"several, each once": {[]string{"b/z.yaml", "a.yaml", "c/z.yaml"}, "a.yaml, z.yaml"},
		"a comma":            {[]string{"a, b.yaml"}, "a%2C b.yaml"},
		"spaces":             {[]string{" a  b c.yaml "}, "%20a%20%20b c.yaml%20"},
		"a line break":       {[]string{"a\nb.yaml"}, "a%0Ab.yaml"},
		"an escape":          {[]string{"a\x1b[31m.yaml"}, "a%1B%5B31m.yaml"},
		"quotes":             {[]string{"a(\"'`).yaml"}, "a%28%22%27%60%29.yaml"},
		"no UTF-8":           {[]string{"a\xff.yaml"}, "a%FF.yaml"},
		"any letters":        {[]string{"каталог-1_x.yaml"}, "каталог-1_x.yaml"},
		"a percent sign":     {[]string{"a%20b.yaml"}, "a%2520b.yaml"},
	}
	for name, test := range tests {
		if got, want := gen.Mark(test.files...), "Code generated by statuscat from "+test.want+". DO NOT EDIT."; got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
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
	err  error
}

var errBroken = errors.New("broken disk")

func (b brokenFS) Open(name string) (fs.File, error) {
	if name == b.path {
		return nil, &fs.PathError{Op: "open", Path: name, Err: b.err}
	}
	return b.tree.Open(name)
}

func TestCompareErrors(t *testing.T) {
	tree := fstest.MapFS{
		"README.md":   {Data: content("before", "acme.yaml")},
		"a/README.md": {Data: content("before", "acme.yaml")},
	}
	files := []gen.Rendered{{Output: pages, Files: []gen.File{{Path: "README.md", Content: content("now", "acme.yaml")}}}}
	for _, path := range []string{".", "README.md", "a/README.md"} {
		if _, err := gen.Compare(brokenFS{tree, path, errBroken}, files); !errors.Is(err, errBroken) {
			t.Errorf("broken at %s: the error is %v", path, err)
		}
	}
	if _, err := gen.Compare(brokenFS{tree, "README.md", fs.ErrPermission}, files); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("what is to be written cannot be read: the error is %v", err)
	}
	if changes, err := gen.Compare(brokenFS{tree, "a/README.md", fs.ErrPermission}, files); len(changes) != 1 || err != nil {
		t.Errorf("a neighbour that cannot be read: %d changes, the error is %v", len(changes), err)
	}
	if _, err := gen.Compare(missingFS{}, files); err != nil {
		t.Errorf("a tree that does not exist: %v", err)
	}
	tree["README.md"].Mode = fs.ModeNamedPipe
	if _, err := gen.Compare(tree, files); err == nil {
		t.Error("a pipe is no error")
	}
}

type missingFS struct{}

func (missingFS) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
