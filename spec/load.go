package spec

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"
)

// Load reads one catalog. The file name is for positions and for the headers of
// what is generated; nothing is opened.
//
// Every mistake is found in one run: the error is an [ErrorList], sorted by
// position, and then there is no catalog. Load does not panic, whatever the
// bytes, and its effort is bounded by [MaxSize].
func Load(file string, src []byte) (*Catalog, error) {
	r := &reporter{file: file}
	var c *Catalog
	r.collect(func() {
		if !scan(r, src) {
			return
		}
		if root := parse(r, src); root != nil {
			c = check(r, decode(r, root))
		}
	})
	if err := r.err(); err != nil {
		return nil, err
	}
	return c, nil
}

//go:embed catalogs/*.yaml
var embedded embed.FS

// FS holds the bundled catalogs as files: "commerce.yaml".
var FS, _ = fs.Sub(embedded, "catalogs")

// Files returns the names of the bundled catalogs in FS: commerce.yaml first,
// iana.yaml last, the others by name in between.
func Files() []string {
	names, err := fs.Glob(FS, "*.yaml")
	if err != nil {
		panic(err) // the pattern is malformed
	}
	place := map[string]int{"commerce.yaml": -1, "iana.yaml": 1}
	slices.SortStableFunc(names, func(a, b string) int { return place[a] - place[b] })
	return names
}

// Bundled returns the catalogs that come with the program, in the order of
// Files. They are loaded once and shared.
func Bundled() []*Catalog { return all() }

// IANA returns the catalog of the IANA HTTP Status Code Registry, with the one
// vendor "iana". It is the standard that other catalogs are compared with, and
// what undocumented codes fall back to.
func IANA() *Catalog { return iana() }

var (
	iana = sync.OnceValue(func() *Catalog { return bundled("iana.yaml") })
	all  = sync.OnceValue(func() []*Catalog {
		var catalogs []*Catalog
		for _, name := range Files() {
			if name == "iana.yaml" {
				catalogs = append(catalogs, IANA())
				continue
			}
			catalogs = append(catalogs, bundled(name))
		}
		return catalogs
	})
)

func bundled(name string) *Catalog {
	src, err := fs.ReadFile(FS, name)
	if err != nil {
		panic(err)
	}
	c, err := Load(path.Join("spec/catalogs", name), src)
	if err != nil {
		panic(fmt.Sprintf("a bundled catalog is broken:\n%v", err))
	}
	return c
}
