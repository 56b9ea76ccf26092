package view

import (
	"cmp"
	"slices"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// Code is one status code at several vendors.
type Code struct {
	Number     int
	Definition string        // the registered phrase, or else the first catalog's
	Contrasts  []string      // what sets the vendors apart, in the catalogs' words
	Standard   *spec.Variant // nil if the code is not registered

	// Usual is the standard's sense. If the code is not registered, it is that of
	// most vendors.
	Usual  Sense
	Differ []Difference // the vendors with another sense, those whose number alone has it first
	Agree  []*spec.Variant
}

// Sense is what decides whether two meanings are alike to a caller.
type Sense struct {
	Kind  status.Kind
	Retry status.Retry
}

// Difference is a vendor that can mean something else than usual.
type Difference struct {
	*spec.Variant
	Senses []VendorSense // those that are not usual; that of the number alone comes first
}

// VendorSense is a sense that a vendor gives to a code.
type VendorSense struct {
	Advice
	Kind   status.Kind
	ByCase bool // only a case has it, which other parts of the response decide
}

// Compare returns the documented codes of the catalogs in ascending order, each
// with the vendors that document it. The standard is not one of these vendors.
func Compare(catalogs []*spec.Catalog) []*Code {
	var codes [1000]*Code
	for _, c := range catalogs {
		for _, raw := range c.Codes {
			for _, v := range raw.Variants {
				if v == nil || IsStandard(v.Vendor) {
					continue
				}
				k := codes[raw.Number]
				if k == nil {
					k = newCode(raw)
					codes[raw.Number] = k
				}
				if raw.Contrast != "" && !slices.Contains(k.Contrasts, raw.Contrast) {
					k.Contrasts = append(k.Contrasts, raw.Contrast)
				}
				k.Agree = append(k.Agree, v)
			}
		}
	}
	var all []*Code
	for _, k := range codes {
		if k != nil {
			k.group()
			all = append(all, k)
		}
	}
	return all
}

func newCode(raw *spec.Code) *Code {
	k := &Code{Number: raw.Number, Definition: raw.Definition, Standard: Standard().Lookup(raw.Number)}
	if k.Standard != nil {
		k.Definition = k.Standard.Definition
	}
	return k
}

// group moves the vendors with another sense than usual from Agree to Differ.
func (k *Code) group() {
	if k.Standard != nil {
		k.Usual = Sense{k.Standard.Kind, k.Standard.Retry}
	} else {
		k.Usual = commonest(k.Agree)
	}
	var agree []*spec.Variant
	var byCase []Difference
	for _, v := range k.Agree {
		switch senses := k.unusual(v); {
		case senses == nil:
			agree = append(agree, v)
		case senses[0].ByCase:
			byCase = append(byCase, Difference{v, senses})
		default:
			k.Differ = append(k.Differ, Difference{v, senses})
		}
	}
	k.Agree, k.Differ = agree, append(k.Differ, byCase...)
}

// unusual returns the senses of v that are not usual, each once.
func (k *Code) unusual(v *spec.Variant) []VendorSense {
	var all []VendorSense
	add := func(kind status.Kind, retry status.Retry, wait status.Wait, byCase bool) {
		known := func(r VendorSense) bool { return r.Kind == kind && r.Retry == retry }
		if k.Usual != (Sense{kind, retry}) && !slices.ContainsFunc(all, known) {
			all = append(all, VendorSense{Advice{retry, wait}, kind, byCase})
		}
	}
	add(v.Kind, v.Retry, v.Wait, false)
	for _, c := range v.When {
		add(c.Kind, c.Retry, c.Wait, true)
	}
	return all
}

// commonest returns the sense that most vendors give to the number alone, the first
// of several.
func commonest(variants []*spec.Variant) (usual Sense) {
	count := map[Sense]int{}
	for _, v := range variants {
		s := Sense{v.Kind, v.Retry}
		if count[s]++; count[s] > count[usual] {
			usual = s
		}
	}
	return usual
}

// ByDisagreement returns the codes on which vendors differ, those on which most do
// first. A difference in the retry counts before one in the kind alone.
func ByDisagreement(codes []*Code) []*Code {
	list := slices.DeleteFunc(slices.Clone(codes), func(k *Code) bool { return k.Differ == nil })
	slices.SortStableFunc(list, func(a, b *Code) int {
		return cmp.Or(b.retriesDiffer()-a.retriesDiffer(), len(b.Differ)-len(a.Differ))
	})
	return list
}

// retriesDiffer counts the vendors whose retry is not the usual one, by the number
// alone or by case.
func (k *Code) retriesDiffer() int {
	n := 0
	for _, d := range k.Differ {
		if slices.ContainsFunc(d.Senses, func(r VendorSense) bool { return r.Retry != k.Usual.Retry }) {
			n++
		}
	}
	return n
}

// Standard returns the vendor that stands for IANA's registry.
func Standard() *spec.Vendor { return spec.IANA().Vendors[0] }

// IsStandard reports whether v stands for IANA's registry.
func IsStandard(v *spec.Vendor) bool { return v.Key == Standard().Key }
