package gen

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
)

// State is how a file of a tree differs from what is generated.
type State uint8

// The states.
const (
	Missing  State = iota // it is generated and not in the tree
	Stale                 // the tree has other content
	Orphaned              // the tree has it from a run before, and it is generated no more
	Foreign               // it is generated, but the tree has a file there that somebody else wrote
)

// String returns the word for s: "stale".
func (s State) String() string {
	return [...]string{"missing", "stale", "orphaned", "foreign"}[s]
}

// Change is a difference between a tree and what is generated.
type Change struct {
	Path     string // slash-separated, below the tree's root
	State    State
	Old, New []byte // the content in the tree and the generated one; nil where there is none
}

// Diff returns the change as a unified diff.
func (c Change) Diff() []byte {
	return diff.Diff("a/"+c.Path, c.Old, "b/"+c.Path, c.New)
}

// Compare returns what has to change in a tree, by path, so that it holds the
// files that are generated from the named source. Files that need no change are
// not in the result.
//
// Only a file that carries the source's [Mark], that is called as one of the
// files and that stands at the root or one folder below can be orphaned. A tree
// that does not exist is empty.
func Compare(tree fs.FS, files []File, source string) ([]Change, error) {
	var changes []Change
	generated := map[string]bool{}
	for _, f := range files {
		generated[f.Path] = true
		old, err := fs.ReadFile(tree, f.Path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			changes = append(changes, Change{f.Path, Missing, nil, f.Content})
		case err != nil:
			return nil, err
		case bytes.Equal(old, f.Content):
		case !marked(old, anyMark):
			changes = append(changes, Change{f.Path, Foreign, old, f.Content})
		default:
			changes = append(changes, Change{f.Path, Stale, old, f.Content})
		}
	}
	candidates, err := candidates(tree, files)
	if err != nil {
		return nil, err
	}
	for _, name := range candidates {
		if generated[name] {
			continue
		}
		old, err := fs.ReadFile(tree, name)
		if err != nil {
			return nil, err
		}
		if marked(old, Mark(source)) {
			changes = append(changes, Change{name, Orphaned, old, nil})
		}
	}
	slices.SortFunc(changes, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	return changes, nil
}

// anyMark is what the marks of all sources have in common.
var anyMark, _, _ = strings.Cut(Mark("\x00"), "\x00")

// marked reports whether a mark stands in the first ten lines.
func marked(content []byte, mark string) bool {
	for range 10 {
		line, rest, _ := bytes.Cut(content, []byte("\n"))
		if bytes.Contains(line, []byte(mark)) {
			return true
		}
		content = rest
	}
	return false
}

// candidates returns the regular files of a tree, at the root and one folder
// below, that are called as one of the files.
func candidates(tree fs.FS, files []File) ([]string, error) {
	entries, err := fs.ReadDir(tree, ".")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	folders := []string{"."}
	for _, e := range entries {
		if e.IsDir() {
			folders = append(folders, e.Name())
		}
	}
	var names, found []string
	for _, f := range files {
		names = append(names, path.Base(f.Path))
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		for _, folder := range folders {
			file := path.Join(folder, name)
			info, err := fs.Stat(tree, file)
			switch {
			case errors.Is(err, fs.ErrNotExist):
			case err != nil:
				return nil, err
			case info.Mode().IsRegular():
				found = append(found, file)
			}
		}
	}
	return found, nil
}
