package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/statuscat/statuscat/spec"
)

// source is one catalog before it is loaded.
type source struct {
	name string // as it was typed, and as diagnostics print it
	open func() (io.ReadCloser, error)
}

// sources finds the catalogs of the given file names, each once; "-" is standard
// input. Without names they are the bundled ones.
func (s *streams) sources(names []string) []source {
	if len(names) == 0 {
		return bundled()
	}
	var list []source
	seen := map[string]bool{}
	for _, name := range names {
		if seen[filepath.Clean(name)] {
			continue
		}
		seen[filepath.Clean(name)] = true
		if name == "-" {
			list = append(list, source{"<stdin>", func() (io.ReadCloser, error) { return io.NopCloser(s.in), nil }})
			continue
		}
		list = append(list, source{name, func() (io.ReadCloser, error) { return os.Open(name) }})
	}
	return list
}

// bundled returns the catalogs that are part of the program, under the names
// that they have in its repository.
func bundled() []source {
	var list []source
	for _, name := range spec.Files() {
		list = append(list, source{"spec/catalogs/" + name, func() (io.ReadCloser, error) { return spec.FS.Open(name) }})
	}
	return list
}

// load reads one catalog. Its error is a spec.ErrorList or an environment, or a
// finding where the catalog takes more than the bytes that are left for it.
func (s source) load(left *int) (*spec.Catalog, error) {
	f, err := s.open()
	if err != nil {
		return nil, environment{err}
	}
	defer f.Close()
	// One byte too many is enough for spec to refuse it; a device may never end.
	src, err := io.ReadAll(io.LimitReader(f, spec.MaxSize+1))
	if err != nil {
		return nil, environment{err}
	}
	if *left -= len(src); *left < 0 && len(src) <= spec.MaxSize {
		return nil, finding(fmt.Sprintf("%s: the catalogs up to this one are larger than %d MiB together; give fewer at a time",
			s.name, spec.MaxSize>>20))
	}
	return spec.Load(s.name, src)
}

// loaded is what came of a source.
type loaded struct {
	catalog *spec.Catalog
	err     error
}

// loadAll loads the catalogs of the given file names, and returns what came of
// each in their order. It does so one by one, and all of them together may be as
// large as one may: that bounds the memory of a run.
func (s *streams) loadAll(names []string) []loaded {
	sources := s.sources(names)
	results := make([]loaded, len(sources))
	left := spec.MaxSize
	for i, source := range sources {
		results[i].catalog, results[i].err = source.load(&left)
	}
	return results
}

// load returns the catalogs of the given file names. Its error tells all that is
// wrong with any of them.
func (s *streams) load(names []string) ([]*spec.Catalog, error) {
	results := s.loadAll(names)
	catalogs := make([]*spec.Catalog, len(results))
	problems := make([]error, len(results))
	for i, r := range results {
		catalogs[i], problems[i] = r.catalog, r.err
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return catalogs, nil
}
