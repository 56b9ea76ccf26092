package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/spec"
)

// tree is all that one catalog yields below one folder.
type tree struct {
	dir    string
	source string // the catalog's label
	files  []gen.File
}

// change is a file that is not as it should be.
type change struct {
	dir string
	gen.Change
}

func (c change) name() string { return filepath.Join(c.dir, filepath.FromSlash(c.Path)) }

// diff names the file by its whole path, so that the diff can be applied.
func (c change) diff() []byte {
	c.Path = filepath.ToSlash(c.name())
	return c.Diff()
}

// compile renders everything in memory, every output of every catalog side by
// side. Like all that follows it goes by the order of the catalogs, so that a
// run says the same every time.
func compile(catalogs []*spec.Catalog, o genOptions) ([]*tree, error) {
	rendered := make([][]gen.File, len(catalogs)*len(outputs))
	problems := make([]error, len(rendered))
	var workers sync.WaitGroup
	for i, c := range catalogs {
		for j, out := range outputs {
			if *o.destinations[out.flag] == "" {
				continue
			}
			workers.Go(func() {
				n := i*len(outputs) + j
				rendered[n], problems[n] = out.emit(c, o)
			})
		}
	}
	workers.Wait()
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return plant(catalogs, rendered, o)
}

// plant sorts rendered files into trees. No two may have the same name.
func plant(catalogs []*spec.Catalog, rendered [][]gen.File, o genOptions) ([]*tree, error) {
	var trees []*tree
	owners := map[string]string{} // catalogs by file name
	for i, files := range rendered {
		if files == nil {
			continue
		}
		c, out := catalogs[i/len(outputs)], outputs[i%len(outputs)]
		t := treeOf(&trees, filepath.Clean(*o.destinations[out.flag]), c.File)
		t.files = append(t.files, files...)
		for _, f := range files {
			name := filepath.Join(t.dir, filepath.FromSlash(f.Path))
			if owner, taken := owners[name]; taken {
				return nil, fmt.Errorf("%s and %s both yield %s; give each a destination of its own", owner, c.File, name)
			}
			owners[name] = c.File
		}
	}
	return trees, nil
}

// treeOf returns the tree of that folder and catalog, a new one if need be. Two
// outputs with the same destination share it: the files of each would otherwise
// look orphaned to the other.
func treeOf(trees *[]*tree, dir, source string) *tree {
	for _, t := range *trees {
		if t.dir == dir && t.source == source {
			return t
		}
	}
	t := &tree{dir: dir, source: source}
	*trees = append(*trees, t)
	return t
}

// compare tells how the disk differs; orphans are told only if wanted.
func compare(trees []*tree, orphans bool) ([]change, error) {
	var changes []change
	for _, t := range trees {
		list, err := gen.Compare(os.DirFS(t.dir), t.files, t.source)
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
		n += len(t.files)
	}
	return n
}
