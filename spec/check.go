package spec

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/statuscat/statuscat/status"
)

// check checks the raw catalog against the rules that need more than one place of
// it, and builds the model. The model is whole only if nothing was reported.
func check(r *reporter, raw *rawCatalog) *Catalog {
	k := checker{reporter: r, catalog: raw.Catalog.value, vendors: map[string]int{}, badCode: raw.Codes == nil}
	c := &Catalog{Name: raw.Catalog.value, File: r.file, raw: raw}
	for i, e := range raw.Vendors {
		if i == maxVendors {
			r.errorf(e.Pos, "vendor %q: want at most %d vendors in a catalog, have more; split the catalog", e.key, maxVendors)
			panic(bailout{})
		}
		k.vendors[e.key] = i
		k.keys = append(k.keys, e.key)
		c.Vendors = append(c.Vendors, k.vendor(e))
	}
	k.names = make([]map[string]*Variant, len(c.Vendors))
	for i := range k.names {
		k.names[i] = map[string]*Variant{}
	}
	slices.SortStableFunc(raw.Codes, func(a, b *dictEntry[rawCode]) int { return cmp.Compare(a.key, b.key) })
	for _, e := range raw.Codes {
		if code := k.code(e, c.Vendors); code != nil {
			c.Codes = append(c.Codes, code)
		}
	}
	for i, v := range c.Vendors {
		v.catalog = c
		k.limitCodes(v)
		if len(v.Variants) == 0 && len(r.list) == 0 {
			r.errorf(raw.Vendors[i].Pos, "vendor %q documents none of the codes; document one, or remove the vendor", v.Key)
		}
	}
	known := mapped(Rules(), func(r Rule) string { return r.ID })
	for _, w := range c.allows() {
		if w.value != "" && !slices.Contains(known, w.value) {
			k.errorf(w.Pos, "unknown rule %q in allow%s", w.value, SuggestWord(w.value, known))
		}
	}
	return c
}

// maxVendors bounds the folders and files that outputs make of one catalog.
const maxVendors = 1000

type checker struct {
	*reporter
	catalog string                // its name
	keys    []string              // of the vendors, in the order of the file
	vendors map[string]int        // their indices in keys
	names   []map[string]*Variant // the constants' names, a map a vendor

	// Mistakes after which it is not known which vendors or codes there are.
	badVendor, badCode bool
}

// parseCode reads a code of three digits, or reports that it is none.
func (r *reporter) parseCode(w word) int {
	code, err := strconv.Atoi(w.value)
	if w.value != "" && (err != nil || len(w.value) != 3 || code < 100) {
		r.errorf(w.Pos, "want a code from 100 to 999, have %q; write one such as 429", w.value)
		return 0
	}
	return code
}

// meaningOf returns what follows from a kind: nothing if it is a mistake.
func meaningOf(kind enum[status.Kind]) (m status.Meaning) {
	if kind.value != status.KindUnknown {
		m = status.Meaning{Kind: kind.value, Retry: kind.value.Retry()}
	}
	return m
}

// retry checks a retry that a meaning has written against base, which it would
// have otherwise.
func (k *checker) retry(raw *rawMeaning, base status.Meaning) {
	retry, otherwise := raw.Retry.value, "the kind's default, "+base.Kind.Retry().String()
	if base.Kind == status.KindUnknown { // it is a case of any code, unless the kind is a mistake
		otherwise = "what the codes say"
	}
	switch {
	case retry == status.RetryUnknown, raw.Kind.written() && raw.Kind.value == status.KindUnknown:
	case retry == base.Retry:
		k.errorf(raw.Retry.Pos, "retry %s is the default here; remove it", retry)
	case !raw.Note.written() && (base.Kind == status.KindUnknown || retry != base.Kind.Retry()):
		k.errorf(raw.Retry.Pos, "retry %s differs from %s; add a note that says why", retry, otherwise)
	}
}
