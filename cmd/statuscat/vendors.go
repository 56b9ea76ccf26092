package main

import (
	"fmt"
	"slices"

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

// findVendor returns the vendor of that key. Its error names the nearest one.
func findVendor(vendors []*spec.Vendor, key string) (*spec.Vendor, error) {
	var known []string
	for _, v := range vendors {
		if v.Key == key {
			return v, nil
		}
		known = append(known, v.Key)
	}
	return nil, fmt.Errorf("unknown vendor %q%s", key, spec.Suggest(key, known))
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
