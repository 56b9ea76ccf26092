package spec

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed catalogs/*.yaml
var embedded embed.FS

// FS holds the bundled catalogs as files: "commerce.yaml".
var FS, _ = fs.Sub(embedded, "catalogs")

// bundledCatalog is a catalog that comes with the program. It is loaded when it
// is asked for, once.
type bundledCatalog struct {
	vendors []bundledVendor
	load    func() *Catalog
}

// bundledVendor is what is known of a vendor before its catalog is loaded.
type bundledVendor struct {
	key      string
	fallback []string
}

// ianaKey is the key of the standard's vendor, and the name of its catalog.
const ianaKey = "iana"

var (
	bundledOnce sync.Once
	bundledList []*bundledCatalog
)

// bundled returns the bundled catalogs, none of them loaded yet.
func bundled() []*bundledCatalog {
	bundledOnce.Do(func() { bundledList = findBundled() })
	return bundledList
}

// Files returns the names of the bundled catalogs in FS: commerce.yaml first,
// iana.yaml last, the others by name in between.
func Files() []string {
	names, err := fs.Glob(FS, "*.yaml")
	if err != nil {
		panic(err) // the pattern is malformed
	}
	place := map[string]int{"commerce.yaml": -1, ianaKey + ".yaml": 1}
	slices.SortStableFunc(names, func(a, b string) int { return place[a] - place[b] })
	return names
}

func findBundled() []*bundledCatalog {
	var all []*bundledCatalog
	for _, file := range Files() {
		src, err := fs.ReadFile(FS, file)
		if err != nil {
			panic(err)
		}
		all = append(all, &bundledCatalog{
			vendors: glance(src),
			load: sync.OnceValue(func() *Catalog {
				c, err := load(path.Join("spec/catalogs", file), src, true)
				if err != nil {
					panic(fmt.Sprintf("a bundled catalog is broken:\n%v", err))
				}
				return c
			}),
		})
	}
	return all
}

var (
	glanceKey      = regexp.MustCompile(`^  ([a-z][a-z0-9]*):\s*$`)
	glanceFallback = regexp.MustCompile(`^    fallback: \[?([a-z0-9, ]+)\]?\s*$`)
)

// glance finds the vendors of a bundled catalog without parsing it, by the lines
// that all of them are written in.
func glance(src []byte) []bundledVendor {
	var vendors []bundledVendor
	_, rest, _ := bytes.Cut(src, []byte("\nvendors:\n"))
	for line := range bytes.Lines(rest) {
		if bytes.HasPrefix(line, []byte("codes:")) {
			break
		}
		if m := glanceKey.FindSubmatch(line); m != nil {
			vendors = append(vendors, bundledVendor{key: string(m[1])})
		} else if m := glanceFallback.FindSubmatch(line); m != nil {
			vendors[len(vendors)-1].fallback = strings.Split(string(m[1]), ", ")
		}
	}
	return vendors
}

// Bundled returns the catalogs that come with the program, in the order of Files.
// They are loaded side by side, once, and shared.
func Bundled() []*Catalog {
	catalogs := make([]*Catalog, len(bundled()))
	var workers sync.WaitGroup
	for i, b := range bundled() {
		workers.Go(func() { catalogs[i] = b.load() })
	}
	workers.Wait()
	return catalogs
}

// BundledVendor returns the bundled vendor of that key, or nil. Only its own
// catalog is loaded, and those that it falls back to.
func BundledVendor(key string) *Vendor {
	for _, b := range bundled() {
		for _, v := range b.vendors {
			if v.key == key {
				return b.load().Vendor(key)
			}
		}
	}
	return nil
}

// IANA returns the catalog of the IANA HTTP Status Code Registry, with the one
// vendor "iana". It is the standard that other catalogs are compared with, and
// what undocumented codes fall back to.
func IANA() *Catalog { return BundledVendor(ianaKey).catalog }

// BundledKeys lists the bundled vendors, in the order of [Bundled].
func BundledKeys() []string {
	var keys []string
	for _, b := range bundled() {
		for _, v := range b.vendors {
			keys = append(keys, v.key)
		}
	}
	return keys
}

// fallsBackTo reports whether a bundled vendor falls back to key, over however
// many others.
func fallsBackTo(vendor, key string) bool {
	seen := map[string]bool{}
	var reaches func(vendor string) bool
	reaches = func(vendor string) bool {
		if seen[vendor] {
			return false
		}
		seen[vendor] = true
		for _, b := range bundled() {
			for _, v := range b.vendors {
				if v.key == vendor && (slices.Contains(v.fallback, key) || slices.ContainsFunc(v.fallback, reaches)) {
					return true
				}
			}
		}
		return false
	}
	return reaches(vendor)
}
