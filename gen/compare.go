package gen

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
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
	Foreign               // it is generated, but the tree has another file there, which statuscat did not write
)

// String returns the word for s: "stale".
func (s State) String() string {
	return [...]string{"missing", "stale", "orphaned", "foreign"}[s]
}

// Change is a difference between a tree and what is generated.
type Change struct {
	Path     string // slash-separated, below the tree's root
	State    State
	Old, New []byte // the content in the tree, as far as it was read, and the generated one; nil where there is none

	// Sources names what the content in the tree was generated from, if it was.
	Sources []string
}

// Diff returns the change as a unified diff.
func (c Change) Diff() []byte {
	return diff.Diff("a/"+c.Path, c.Old, "b/"+c.Path, c.New)
}

// Compare returns the changes, by path, after which a tree holds the files of all
// outputs. Files that need no change are not in the result; line ends
// do not count as a difference, since a checkout may rewrite them. A tree that does not
// exist is empty.
//
// A file is taken for generated only if a line is exactly the [Mark] that its
// output writes. If the mark names none of the sources of what should stand there,
// the file is foreign. If the file stands where an output could have put it, and
// all its sources are among those of the given files, it is orphaned.
//
// Nothing but regular files is read, and not much more of any than the content
// that it is compared with.
func Compare(tree fs.FS, outputs []Rendered) ([]Change, error) {
	var changes []Change
	for _, out := range outputs {
		for _, f := range out.Files {
			c, err := out.compare(tree, f)
			if err != nil {
				return nil, err
			}
			if c != nil {
				changes = append(changes, *c)
			}
		}
	}
	left, err := orphans(tree, outputs)
	if err != nil {
		return nil, err
	}
	changes = append(changes, left...)
	slices.SortFunc(changes, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	return changes, nil
}

// compare returns the change after which a tree holds the file, or nil.
func (o Output) compare(tree fs.FS, f File) (*Change, error) {
	old, err := read(tree, f.Path, 2*len(f.Content)+headSize)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Change{Path: f.Path, State: Missing, New: f.Content}, nil
	case err != nil:
		return nil, err
	case bytes.Equal(old, f.Content):
		return nil, nil
	}
	c := &Change{f.Path, Foreign, old, f.Content, o.Comment.Sources(old)}
	// A page about several catalogs stays the same page when one of them comes or
	// goes.
	sources := o.Comment.Sources(f.Content)
	if slices.ContainsFunc(c.Sources, func(s string) bool { return slices.Contains(sources, s) }) {
		c.State = Stale
	}
	return c, nil
}

// headSize is how much of a file has room for the lines with the mark.
const headSize = 64 << 10

var errNotRegular = errors.New("is no regular file")

// read returns a regular file's content up to a size, with line ends as they are
// generated.
func read(tree fs.FS, name string, most int) ([]byte, error) {
	info, err := fs.Stat(tree, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() { // to open a pipe could take forever
		return nil, &fs.PathError{Op: "read", Path: name, Err: errNotRegular}
	}
	f, err := tree.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, int64(most)))
	return bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n")), err
}
