package spec

import (
	"bufio"
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed catalogs/*.yaml
var embedded embed.FS

// FS has the bundled catalogs as files: "commerce.yaml".
var FS, _ = fs.Sub(embedded, "catalogs")

// bundledPath is where the files of FS are in the repository.
const bundledPath = "spec/catalogs/"

// bundledCatalog is a catalog that comes with the program. It is loaded once, when it
// is first needed.
type bundledCatalog struct {
	file    string
	vendors []bundledVendor
	load    func() (*Catalog, error)
}

// must loads a catalog that cannot be broken.
func (b *bundledCatalog) must() *Catalog {
	c, err := b.load()
	if err != nil {
		panic(fmt.Sprintf("a bundled catalog is broken:\n%v", err))
	}
	return c
}

// bundledVendor is what is known of a vendor before its catalog is loaded.
type bundledVendor struct {
	key      string
	fallback []string
}

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
		vendors := glance(file)
		all = append(all, &bundledCatalog{file, vendors, sync.OnceValues(func() (*Catalog, error) {
			for _, v := range vendors {
				for _, key := range v.fallback {
					if b, _ := bundledOf(key); b != nil {
						go b.load() // since it will be needed
					}
				}
			}
			src, err := fs.ReadFile(FS, file)
			if err != nil {
				return nil, err
			}
			return load(bundledPath+file, src, true)
		})})
	}
	return all
}

var (
	glanceKey      = regexp.MustCompile(`^  ([a-z][a-z0-9]*):\s*$`)
	glanceFallback = regexp.MustCompile(`^    fallback: \[?([a-z0-9, ]+)\]?\s*$`)
)

// glance finds the vendors of a bundled catalog without parsing it, by the lines
// that all of them are written in.
func glance(file string) []bundledVendor {
	f, err := FS.Open(file)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	var vendors []bundledVendor
	for lines := bufio.NewScanner(f); lines.Scan() && lines.Text() != "codes:"; {
		if m := glanceKey.FindStringSubmatch(lines.Text()); m != nil {
			vendors = append(vendors, bundledVendor{key: m[1]})
		} else if m := glanceFallback.FindStringSubmatch(lines.Text()); m != nil && vendors != nil {
			vendors[len(vendors)-1].fallback = strings.Split(m[1], ", ")
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
		workers.Go(func() { catalogs[i] = b.must() })
	}
	workers.Wait()
	return catalogs
}

// LoadBundled returns the bundled catalog of that name in FS. It is loaded once and
// shared. The error is an [ErrorList] if the program was built with a mistake in the
// catalog, and wraps [fs.ErrNotExist] if there is no such catalog.
func LoadBundled(name string) (*Catalog, error) {
	for _, b := range bundled() {
		if b.file == name {
			return b.load()
		}
	}
	return nil, &fs.PathError{Op: "open", Path: bundledPath + name, Err: fs.ErrNotExist}
}

// BundledFile returns the name in FS of the catalog that has the vendor of that
// key, or "".
func BundledFile(key string) string {
	if b, _ := bundledOf(key); b != nil {
		return b.file
	}
	return ""
}

// BundledVendor returns the bundled vendor of that key, or nil. Only its own
// catalog is loaded, and those that it falls back to.
func BundledVendor(key string) *Vendor {
	if b, _ := bundledOf(key); b != nil {
		return b.must().Vendor(key)
	}
	return nil
}

// bundledOf returns the bundled catalog that has the vendor of that key, and what the
// vendor falls back to; nil if there is none. Nothing is loaded.
func bundledOf(key string) (*bundledCatalog, []string) {
	for _, b := range bundled() {
		for _, v := range b.vendors {
			if v.key == key {
				return b, v.fallback
			}
		}
	}
	return nil, nil
}

// IANA returns the catalog of the IANA HTTP Status Code Registry. Its one vendor is
// "iana". Other catalogs are compared with it, and undocumented codes fall back to
// it.
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

// fallsBackTo reports whether a vendor falls back to key, over however many
// others.
func fallsBackTo(vendor, key string, fallbackOf func(vendor string) []string) bool {
	seen := map[string]bool{}
	var reaches func(vendor string) bool
	reaches = func(vendor string) bool {
		if seen[vendor] {
			return false
		}
		seen[vendor] = true
		list := fallbackOf(vendor)
		return slices.Contains(list, key) || slices.ContainsFunc(list, reaches)
	}
	return reaches(vendor)
}

func bundledFallback(key string) []string {
	_, fallback := bundledOf(key)
	return fallback
}
