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

// orphans returns the files of a tree that the outputs have written for the same
// sources, and no longer yield.
func orphans(tree fs.FS, outputs []Rendered) ([]Change, error) {
	var all []Output
	given, known := map[string]bool{}, map[string]bool{}
	for _, out := range outputs {
		all = append(all, out.Output)
		for _, f := range out.Files {
			given[f.Path] = true
			for _, source := range out.Comment.Sources(f.Content) {
				known[source] = true
			}
		}
	}
	places, err := Places(tree, all)
	if err != nil {
		return nil, err
	}
	var changes []Change
	for _, name := range places {
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
		for _, out := range all {
			from := out.Comment.Sources(head)
			if from != nil && out.Owns(name) && !slices.ContainsFunc(from, func(s string) bool { return !known[s] }) {
				changes = append(changes, Change{name, Orphaned, head, nil, from})
				break
			}
		}
	}
	return changes, nil
}

// cannotBe reports whether err says that a file is not there, or is not one that
// an earlier run wrote: that would be a regular file, and readable.
func cannotBe(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) ||
		errors.Is(err, fs.ErrPermission) || errors.Is(err, errNotRegular)
}

// Owns reports whether the output can yield a file of that path, for any vendor
// or catalog and with any options.
func (o Output) Owns(name string) bool {
	if ok, _ := path.Match(o.Root, name); ok {
		return true
	}
	key, rest, _ := strings.Cut(name, "/")
	return slices.ContainsFunc(o.Files, func(file string) bool {
		below := spec.IsKey(key) && rest == strings.ReplaceAll(file, "*", key)
		alone, _ := path.Match(file, name) // the only vendor's, with Package
		return below || alone
	})
}

// Places returns the paths at which the outputs could have put a file in the
// tree, whether there is one or not. It looks only into the root of the tree, and
// follows no links. A tree that does not exist has no places.
func Places(tree fs.FS, outputs []Output) ([]string, error) {
	entries, err := fs.ReadDir(tree, ".")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var places []string
	for _, e := range entries {
		for _, out := range outputs {
			names := []string{e.Name()}
			if e.IsDir() {
				for _, file := range out.Files {
					file = strings.ReplaceAll(file, "*", e.Name())
					names = append(names, path.Join(e.Name(), file), path.Join(e.Name(), path.Base(file)))
				}
			} else if !e.Type().IsRegular() {
				continue
			}
			for _, name := range names {
				if out.Owns(name) {
					places = append(places, name)
				}
			}
		}
	}
	slices.Sort(places)
	return slices.Compact(places), nil
}
