package spec

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/statuscat/statuscat/status"
)

// Catalog is one checked catalog. It keeps every rule of the language, defaults are
// filled in, and white space in texts is folded. Callers must not change it; it is
// safe for concurrent use.
type Catalog struct {
	Name    string    // the catalog's own name: "commerce"
	File    string    // the file name it was loaded under
	Vendors []*Vendor // in the order of the file, at least one
	Codes   []*Code   // by ascending number

	raw        *rawCatalog
	bundled    bool
	suspicions []suspicion // from when it was read
}

// allows returns the ids of every allow in the catalog.
func (c *Catalog) allows() many[word] {
	all := slices.Clone(c.raw.Allow)
	for _, v := range c.Vendors {
		all = append(all, v.raw.Allow...)
	}
	for _, code := range c.Codes {
		all = append(all, code.raw.value.Allow...)
		for _, v := range code.Variants {
			if v != nil {
				all = append(all, v.raw.Allow...)
			}
		}
	}
	return all
}

// Vendor is a service, or one version of it.
type Vendor struct {
	Key      string // names the Go package: "leadcommerce"
	Name     string // "Lead Commerce API"
	Version  string // may be empty
	Overview string // paragraphs, separated by an empty line; may be empty
	Source   string // the address of the vendor's reference; may be empty
	Checked  string // the day on which it was last checked against Source: "2026-01-31"; may be empty
	Note     string // what the catalog adds on all codes: paragraphs as in Overview; may be empty

	// Fallback has the keys of the bundled vendors that give undocumented codes
	// their meaning, in order; empty if only the class decides.
	Fallback []string

	IdempotencyKey  string         // see status.Catalog
	IdempotencyBody string         // likewise
	Limits          []status.Limit // likewise

	// Classes has what the vendor says of whole classes. A class without a text
	// is not in it.
	Classes map[status.Class]string

	When      []status.Case // of any code; see status.Catalog
	Wait      status.Wait   // of codes that the vendor does not document
	ErrorBody status.ErrorBody

	Variants []*Variant // the documented codes, ascending

	// Examples are responses that the vendor sends: by code, each code's own
	// before those of its cases; then those of When, and at last those of
	// undocumented codes. Every documented code and every case has one, unless
	// lint warns that it has none.
	Examples []*Example

	raw     *rawVendor
	catalog *Catalog
	once    sync.Once
	runtime *status.Catalog

	onceExamples sync.Once
	byHome       map[home][]*Example
}

// Title returns the vendor's name and version: "BigCommerce Stores API V2".
func (v *Vendor) Title() string {
	if v.Version == "" {
		return v.Name
	}
	return v.Name + " " + v.Version
}

// Code is one status code and what each vendor means by it.
type Code struct {
	Number     int
	Definition string
	Contrast   string     // how the vendors' meanings differ; may be empty
	Variants   []*Variant // one a vendor, in the order of Catalog.Vendors; nil if undocumented

	raw *dictEntry[rawCode]
}

// Variant is what one vendor means by one code.
type Variant struct {
	status.Info
	Vendor *Vendor
	GoName string // the constant's name: "RequestEntityTooLarge"

	raw *rawVariant
}

// Select returns the catalog with only the vendors of the given keys, in the
// catalog's own order, and only the codes that at least one of them documents.
// An unknown key is an error that names the nearest known one.
func (c *Catalog) Select(keys ...string) (*Catalog, error) {
	for _, key := range keys {
		if c.Vendor(key) == nil {
			known := mapped(c.Vendors, func(v *Vendor) string { return v.Key })
			return nil, fmt.Errorf("unknown vendor %q%s", key, Suggest(key, known))
		}
	}
	selected := &Catalog{Name: c.Name, File: c.File, raw: c.raw, bundled: c.bundled}
	for _, v := range c.Vendors {
		if slices.Contains(keys, v.Key) {
			selected.Vendors = append(selected.Vendors, v)
		}
	}
	for _, code := range c.Codes {
		var variants []*Variant
		documented := false
		for i, v := range c.Vendors {
			if slices.Contains(keys, v.Key) {
				variants = append(variants, code.Variants[i])
				documented = documented || code.Variants[i] != nil
			}
		}
		if documented {
			selected.Codes = append(selected.Codes, &Code{code.Number, code.Definition, code.Contrast, variants, code.raw})
		}
	}
	return selected, nil
}

// Vendor returns the vendor of that key, or nil.
func (c *Catalog) Vendor(key string) *Vendor {
	for _, v := range c.Vendors {
		if v.Key == key {
			return v
		}
	}
	return nil
}

// Lookup returns the vendor's variant of a code, or nil if the code is undocumented.
func (v *Vendor) Lookup(code int) *Variant {
	i, found := slices.BinarySearchFunc(v.Variants, code, func(a *Variant, n int) int { return a.Code - n })
	if !found {
		return nil
	}
	return v.Variants[i]
}

// Runtime returns the vendor's catalog as a generated package has it, to decide about
// responses without generating anything. It is built once; callers must not change
// it.
func (v *Vendor) Runtime() *status.Catalog {
	v.once.Do(func() {
		v.runtime = &status.Catalog{
			Vendor: v.Key, Name: v.Name, Version: v.Version,
			Rows: v.rows(),
			When: v.When, Wait: v.Wait, ErrorBody: v.ErrorBody,
			Limits: v.Limits, IdempotencyKey: v.IdempotencyKey, IdempotencyBody: v.IdempotencyBody,
		}
		for _, key := range v.Fallback {
			v.runtime.Fallback = append(v.runtime.Fallback, v.sibling(key).Runtime().Rows)
		}
	})
	return v.runtime
}

// FallbackOf returns the vendor that gives an undocumented code its meaning, or
// nil if only the class decides.
func (v *Vendor) FallbackOf(code int) *Vendor {
	for _, key := range v.Fallback {
		if other := v.sibling(key); other.Lookup(code) != nil {
			return other
		}
	}
	return nil
}

// sibling returns the vendor that v falls back to: one of the bundled, which can
// stand in the same catalog.
func (v *Vendor) sibling(key string) *Vendor {
	if v.catalog != nil && v.catalog.bundled {
		if own := v.catalog.Vendor(key); own != nil {
			return own
		}
	}
	return BundledVendor(key)
}

func (v *Vendor) rows() *status.Rows {
	var rows status.Rows
	for _, variant := range v.Variants {
		rows[variant.Code] = &variant.Info
	}
	return &rows
}

// NamePos returns the position of what the constant's name is made of: the name,
// the vendor's own definition, or else the variant's key.
func (v *Variant) NamePos() Pos {
	return cmp.Or(v.raw.Name.Pos, v.raw.Definition.Pos, v.raw.Pos)
}

// CaseNames yields the names of the cases of all codes and then of the vendor, and
// their positions. A name may occur several times.
func (v *Vendor) CaseNames(yield func(name string, pos Pos) bool) {
	lists := [][]rawCase{}
	for _, variant := range v.Variants {
		lists = append(lists, variant.raw.When)
	}
	for _, list := range append(lists, v.raw.When) {
		for i := range list {
			if !yield(list[i].Name.value, list[i].Name.Pos) {
				return
			}
		}
	}
}

// Standard returns the variant of the IANA registry's catalog for the code, or nil if
// the code is not registered.
func (v *Variant) Standard() *Variant { return IANA().Vendors[0].Lookup(v.Code) }

// Differs reports whether the vendor gives a registered code another kind or another
// retry than the standard does.
func (v *Variant) Differs() bool {
	s := v.Standard()
	return s != nil && (v.Kind != s.Kind || v.Retry != s.Retry)
}
