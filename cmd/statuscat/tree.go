package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/outputs"
	"github.com/statuscat/statuscat/spec"
)

// tree is the files of a run below one folder.
type tree struct {
	dir     string
	outputs []gen.Rendered
}

// change is a file that differs from what gen yields.
type change struct {
	dir string
	gen.Change
}

func (c change) name() string { return filepath.Join(c.dir, filepath.FromSlash(c.Path)) }

// diff names the file by its whole path, so that the diff can be applied.
func (c change) diff() []byte {
	c.Path = shown(filepath.ToSlash(c.name()))
	return c.Diff()
}

// firstLine is the line on which the file first differs, or its end.
func (c change) firstLine() int {
	n := 0
	for n < len(c.Old) && n < len(c.New) && c.Old[n] == c.New[n] {
		n++
	}
	return 1 + bytes.Count(c.Old[:n], []byte("\n"))
}

// compile renders everything in memory, the outputs side by side, and sorts the
// files into trees.
func compile(catalogs []*spec.Catalog, o genOptions) ([]*tree, error) {
	rendered := make([][]gen.File, len(outputs.All))
	problems := make([]error, len(rendered))
	var workers sync.WaitGroup
	for i, out := range outputs.All {
		if o.destinations[i] != "" {
			workers.Go(func() { rendered[i], problems[i] = out.Emit(catalogs, o.Options) })
		}
	}
	workers.Wait()
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	var trees []*tree
	for i, files := range rendered {
		if files != nil {
			t := treeOf(&trees, filepath.Clean(o.destinations[i]))
			t.outputs = append(t.outputs, gen.Rendered{Output: outputs.All[i], Files: files})
		}
	}
	return trees, distinct(trees)
}

// treeOf returns the tree of that folder, a new one if need be. Outputs with the
// same destination share it: the files of each would otherwise look orphaned to
// the other.
func treeOf(trees *[]*tree, dir string) *tree {
	for _, t := range *trees {
		if t.dir == dir {
			return t
		}
	}
	t := &tree{dir: dir}
	*trees = append(*trees, t)
	return t
}

// distinct returns an error if two files have the same name on a disk that ignores letter case.
func distinct(trees []*tree) error {
	owners := map[string]string{}
	for _, t := range trees {
		for _, out := range t.outputs {
			for _, f := range out.Files {
				name := filepath.Join(t.dir, filepath.FromSlash(f.Path))
				mark := strings.Join(out.Comment.Sources(f.Content), ", ")
				if owner, taken := owners[strings.ToLower(name)]; taken {
					return fmt.Errorf("%s and %s both write %s; give each its own destination", owner, mark, shown(name))
				}
				owners[strings.ToLower(name)] = mark
			}
		}
	}
	return nil
}

// compare returns the files that differ from the disk, orphans only if wanted.
func compare(trees []*tree, orphans bool) ([]change, error) {
	var changes []change
	for _, t := range trees {
		list, err := gen.Compare(os.DirFS(t.dir), t.outputs)
		if err != nil {
			return nil, within(t.dir, err)
		}
		for _, c := range list {
			if c.State != gen.Orphaned || orphans {
				changes = append(changes, change{t.dir, c})
			}
		}
	}
	return changes, nil
}

// within completes the file name of an error that was made below dir.
func within(dir string, err error) error {
	var below *fs.PathError
	if !errors.As(err, &below) {
		return err
	}
	return &fs.PathError{Op: below.Op, Path: filepath.Join(dir, below.Path), Err: below.Err}
}

func fileCount(trees []*tree) int {
	n := 0
	for _, t := range trees {
		for _, out := range t.outputs {
			n += len(out.Files)
		}
	}
	return n
}
