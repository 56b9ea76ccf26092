package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/statuscat/statuscat/spec"
)

// vendorsOf returns the vendors of all catalogs.
func vendorsOf(catalogs []*spec.Catalog) []*spec.Vendor {
	var vendors []*spec.Vendor
	for _, c := range catalogs {
		vendors = append(vendors, c.Vendors...)
	}
	return vendors
}

// findVendor returns the vendor of that key. Its error is an unknownVendor.
func findVendor(vendors []*spec.Vendor, key string) (*spec.Vendor, error) {
	unknown := unknownVendor{key: key}
	for _, v := range vendors {
		if v.Key == key {
			return v, nil
		}
		unknown.known = append(unknown.known, v.Key)
	}
	return nil, unknown
}

// find returns the vendor of that key in the given catalogs, and the catalogs.
// Without any it is a bundled one, and only its own catalog is loaded.
func (s *streams) find(files []string, key string) (*spec.Vendor, []*spec.Catalog, error) {
	catalogs, err := s.loadOf(files, []string{key})
	var v *spec.Vendor
	if err == nil {
		v, err = findVendor(vendorsOf(catalogs), key)
	}
	var unknown unknownVendor
	if errors.As(err, &unknown) && len(files) == 0 {
		unknown.hint = "for a vendor of your own, name its catalog with --catalog FILE"
		err = unknown
	}
	return v, catalogs, err
}

// loadOf loads the given catalogs. Without any it loads those of the bundled ones
// that have a vendor of the keys, or all where there are no keys.
func (s *streams) loadOf(files, keys []string) ([]*spec.Catalog, error) {
	if len(files) > 0 || len(keys) == 0 {
		return s.load(files)
	}
	var wanted []string
	for _, key := range keys {
		file := spec.BundledFile(key)
		if file == "" {
			return nil, unknownVendor{key: key, known: spec.BundledKeys()}
		}
		wanted = append(wanted, file)
	}
	names := slices.DeleteFunc(spec.Files(), func(name string) bool { return !slices.Contains(wanted, name) })
	return catalogsOf(sideBySide(names, spec.LoadBundled))
}

// unknownVendor is the error of a key that no vendor has. It names the nearest
// one, and all.
type unknownVendor struct {
	key   string
	known []string
	hint  string
}

func (e unknownVendor) Error() string {
	text := fmt.Sprintf("unknown vendor %q%s\nknown are %s", e.key, spec.Suggest(e.key, e.known), strings.Join(e.known, ", "))
	if e.hint != "" {
		text += "\n" + e.hint
	}
	return text
}

// selectVendors keeps the vendors of the given keys, or all where there are no
// keys, and the catalogs that have any of them.
func selectVendors(catalogs []*spec.Catalog, keys []string) ([]*spec.Catalog, error) {
	if len(keys) == 0 {
		return catalogs, nil
	}
	for _, key := range keys {
		if _, err := findVendor(vendorsOf(catalogs), key); err != nil {
			return nil, err
		}
	}
	var selected []*spec.Catalog
	for _, c := range catalogs {
		inHere := slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return c.Vendor(key) == nil })
		if len(inHere) == 0 {
			continue
		}
		c, err := c.Select(inHere...)
		if err != nil {
			return nil, err
		}
		selected = append(selected, c)
	}
	return selected, nil
}
