package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/statuscat/statuscat/spec"
)

// source is one catalog as it was read.
type source struct {
	name string // as it was typed, and as diagnostics print it
	text []byte
	err  error // an environment, or a finding where it is too large
}

// read reads the catalogs of the given file names, each once; "-" is standard
// input. All of them together may be as large as one may: that bounds the memory
// of a run.
func (s *streams) read(names []string) []source {
	var list []source
	seen := map[string]bool{}
	left := spec.MaxSize
	for _, name := range names {
		if seen[filepath.Clean(name)] {
			continue
		}
		seen[filepath.Clean(name)] = true
		src := source{name: name}
		if name == "-" {
			src.name = "<stdin>"
		}
		// One byte too many is enough for spec to refuse it; a device may never end.
		if src.text, src.err = s.readFile(name, spec.MaxSize+1); src.err != nil {
			src.err = environment{src.err}
		} else if left -= len(src.text); left < 0 && len(src.text) <= spec.MaxSize {
			src.err = finding(fmt.Sprintf("%s: the catalogs up to this one are larger than %d MiB together; give fewer at a time",
				src.name, spec.MaxSize>>20))
		}
		s.texts[src.name] = src.text
		list = append(list, src)
	}
	return list
}

// readFile reads as many bytes of a file at most. The name "-" is standard input.
func (s *streams) readFile(name string, most int64) ([]byte, error) {
	in := s.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	return io.ReadAll(io.LimitReader(in, most))
}

// load returns the catalog. Its error is a spec.ErrorList, or why it was not read.
func (src source) load() (*spec.Catalog, error) {
	if src.err != nil {
		return nil, src.err
	}
	return spec.Load(src.name, src.text)
}

// loaded is the catalog of a source, or why there is none.
type loaded struct {
	catalog *spec.Catalog
	err     error
}

// loadAll loads the catalogs of the given file names, or without names those
// that are part of the program, and returns the result of each in their order.
func (s *streams) loadAll(names []string) []loaded {
	if len(names) == 0 {
		return sideBySide(spec.Files(), spec.LoadBundled)
	}
	return sideBySide(s.read(names), source.load)
}

// sideBySide loads on all processors.
func sideBySide[T any](list []T, load func(T) (*spec.Catalog, error)) []loaded {
	results := make([]loaded, len(list))
	var workers sync.WaitGroup
	for i, from := range list {
		workers.Go(func() { results[i].catalog, results[i].err = load(from) })
	}
	workers.Wait()
	return results
}

// load returns the catalogs of the given file names. Its error lists everything that
// is wrong with any of them.
func (s *streams) load(names []string) ([]*spec.Catalog, error) {
	return catalogsOf(s.loadAll(names))
}

// catalogsOf returns the loaded catalogs, or all errors in any of them.
func catalogsOf(results []loaded) ([]*spec.Catalog, error) {
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
