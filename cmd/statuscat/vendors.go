package main

import (
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

// find returns the vendor of that key in the given catalogs, and all of theirs.
// Without any it is a bundled one, and only its own catalog is loaded.
func (s *streams) find(files []string, key string) (v *spec.Vendor, beside []*spec.Vendor, err error) {
	load := func() ([]*spec.Catalog, error) { return s.load(files) }
	if len(files) == 0 {
		file := spec.BundledFile(key)
		if file == "" {
			return nil, nil, unknownVendor{key, spec.BundledKeys(), "for a vendor of your own, name its catalog with --catalog FILE"}
		}
		load = func() ([]*spec.Catalog, error) {
			c, err := spec.LoadBundled(file)
			return []*spec.Catalog{c}, err
		}
	}
	catalogs, err := load()
	if err != nil {
		return nil, nil, err
	}
	beside = vendorsOf(catalogs)
	v, err = findVendor(beside, key)
	return v, beside, err
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
