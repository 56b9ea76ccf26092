package gen

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"

	"github.com/statuscat/statuscat/spec"
)

// orphans returns the files of a tree that the emitters of the given files have
// written for the same sources, and that are not among the given ones.
func orphans(tree fs.FS, files []File) ([]Change, error) {
	frames := map[string][]frame{} // by the ending of the file name
	var sources []string
	given := map[string]bool{}
	for _, f := range files {
		given[f.Path] = true
		if frame, from, ok := frameOf(f.Content); ok {
			sources = append(sources, from...)
			if ext := path.Ext(f.Path); !slices.Contains(frames[ext], frame) {
				frames[ext] = append(frames[ext], frame)
			}
		}
	}
	slices.Sort(sources)
	known := func(source string) bool { _, found := slices.BinarySearch(sources, source); return found }

	candidates, err := candidates(tree, files)
	if err != nil {
		return nil, err
	}
	var changes []Change
	for _, name := range candidates {
		if given[name] {
			continue
		}
		head, err := read(tree, name, headSize)
		switch {
		case cannotBe(err):
			continue
		case err != nil:
			return nil, err
		}
		for _, frame := range frames[path.Ext(name)] {
			from := frame.sources(head)
			if from != nil && !slices.ContainsFunc(from, func(s string) bool { return !known(s) }) {
				changes = append(changes, Change{name, Orphaned, head, nil, from})
				break
			}
		}
	}
	return changes, nil
}

// cannotBe reports whether err says that a file is not there, or is not one that
// an earlier run wrote: it would be a regular file that whoever runs us can read.
func cannotBe(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) ||
		errors.Is(err, fs.ErrPermission) || errors.Is(err, errNotRegular)
}

// candidates returns where the given files could have stood for other vendors or
// catalogs: at the root whatever has the same ending, and below each folder that
// could be a vendor's what is called as one of the files. Nothing else is looked
// at.
func candidates(tree fs.FS, files []File) ([]string, error) {
	entries, err := fs.ReadDir(tree, ".")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	const vendor = "*" // stands for the key in a shape; no path has it
	var endings, shapes []string
	for _, f := range files {
		endings = append(endings, path.Ext(f.Path))
		key, shape, below := strings.Cut(f.Path, "/")
		switch {
		case !below:
			shape = f.Path
		case strings.Contains(shape, "/"): // a folder in the vendor's is named after it
			shape = strings.ReplaceAll(shape, key, vendor)
		}
		shapes = append(shapes, shape)
	}
	slices.Sort(endings)
	slices.Sort(shapes)
	endings, shapes = slices.Compact(endings), slices.Compact(shapes)

	var found []string
	for _, e := range entries {
		switch {
		case e.Type().IsRegular() && slices.Contains(endings, path.Ext(e.Name())):
			found = append(found, e.Name())
		case e.IsDir() && spec.IsKey(e.Name()):
			for _, shape := range shapes {
				found = append(found, path.Join(e.Name(), strings.ReplaceAll(shape, vendor, e.Name())))
			}
		}
	}
	return found, nil
}
