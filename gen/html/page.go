package html

import (
	"html/template"
	"slices"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// page is what the template of that name shows.
type page struct {
	Mark, Policy string
	Style        template.CSS
	Script       template.JS

	Vendors  []*spec.Vendor
	Sections []template.HTML // of the vendors
	Codes    []*code
	Compared []*code       // those of several vendors, the standard aside
	Kinds    []status.Kind // that occur
	Retries  []status.Retry
}

// code is a code with every vendor's reading of it.
type code struct {
	Number     int
	Definition string
	Contrasts  []string
	Standard   *spec.Variant // nil where it is not registered
	Readings   []*reading    // those that depart from the standard first

	Kinds, Retries string // of all readings
	words          words
}

// reading is one meaning of a code and the vendors that share it.
type reading struct {
	Kind     status.Kind
	Retry    status.Retry
	Departs  bool
	Variants []*spec.Variant
}

func newPage(catalogs []*spec.Catalog) *page {
	p := &page{Retries: allRetries}
	var files []string
	known := map[int]*code{}
	for _, c := range catalogs {
		files = append(files, c.File)
		p.Vendors = append(p.Vendors, c.Vendors...)
		for _, raw := range c.Codes {
			k := known[raw.Number]
			if k == nil {
				k = &code{Number: raw.Number, Definition: raw.Definition}
				known[raw.Number] = k
				p.Codes = append(p.Codes, k)
			}
			if raw.Contrast != "" {
				k.Contrasts = append(k.Contrasts, raw.Contrast)
			}
			for _, v := range raw.Variants {
				if v != nil {
					k.add(v)
				}
			}
		}
	}
	p.Mark = gen.Mark(files...)
	slices.SortFunc(p.Codes, func(a, b *code) int { return a.Number - b.Number })
	var all words
	for _, k := range p.Codes {
		all.kinds |= k.words.kinds
		k.Kinds, k.Retries = k.words.texts()
		slices.SortStableFunc(k.Readings, func(a, b *reading) int { return rank(a) - rank(b) })
	}
	p.Kinds = members(allKinds, all.kinds)
	if several(p.Vendors) {
		p.Compared = slices.DeleteFunc(slices.Clone(p.Codes), func(k *code) bool { return k.Readings == nil })
	}
	return p
}

// several reports whether there are vendors to compare with each other.
func several(vendors []*spec.Vendor) bool {
	n := 0
	for _, v := range vendors {
		if !isStandard(v) {
			n++
		}
	}
	return n > 1
}

func isStandard(v *spec.Vendor) bool { return v.Key == spec.IANA().Vendors[0].Key }

// add puts a variant to those that read the code alike.
func (k *code) add(v *spec.Variant) {
	k.words.addAll(v)
	k.Standard = v.Standard()
	if isStandard(v.Vendor) {
		return
	}
	for _, r := range k.Readings {
		if r.Kind == v.Kind && r.Retry == v.Retry {
			r.Variants = append(r.Variants, v)
			return
		}
	}
	k.Readings = append(k.Readings, &reading{v.Kind, v.Retry, v.Departs(), []*spec.Variant{v}})
}

func rank(r *reading) int {
	if r.Departs {
		return 0
	}
	return 1
}
