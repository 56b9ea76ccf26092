package markdown

import (
	"slices"

	"github.com/statuscat/statuscat/spec"
)

// reading is one meaning of a code and the variants that share it.
type reading struct {
	meaning  string
	variants []*spec.Variant
}

// group returns the different readings of a code, in the order of the vendors.
// To document nothing is no reading.
func group(c *spec.Code) []*reading {
	var list []*reading
	byMeaning := map[string]*reading{}
	for _, v := range c.Variants {
		if v == nil {
			continue
		}
		m := meaning(v)
		if byMeaning[m] == nil {
			byMeaning[m] = &reading{meaning: m}
			list = append(list, byMeaning[m])
		}
		byMeaning[m].variants = append(byMeaning[m].variants, v)
	}
	return list
}

// meaning tells kind, retry and wait of a variant in a cell.
func meaning(v *spec.Variant) string {
	kind, retry := stressed(v)
	return kind + ", " + retry
}

// stressed returns kind and retry of a variant, each in bold where it is not
// the standard's.
func stressed(v *spec.Variant) (kind, retry string) {
	bold := func(word string, differs bool) string {
		if differs {
			return "**" + word + "**"
		}
		return word
	}
	s := standard().Lookup(v.Code)
	kind = bold(v.Kind.String(), s != nil && v.Kind != s.Kind)
	retry = bold(v.Retry.String(), s != nil && v.Retry != s.Retry)
	return kind, retry + pause(v.Wait)
}

// standardCell tells in a cell how the standard reads a code.
func standardCell(c *spec.Code) string {
	v := standard().Lookup(c.Number)
	if v == nil {
		return "not registered"
	}
	return v.Kind.String() + ", " + advice(&v.Info) + called(v, c)
}

// disagree reports whether those who document a code read it differently, or
// agree on the reading and send it in cases that the catalog sets apart.
func disagree(c *spec.Code) bool { return len(group(c)) > 1 || c.Contrast != "" }

// departs reports whether somebody reads or names a code otherwise than the
// standard, or uses one that it does not have.
func departs(c *spec.Code) bool {
	s := standard().Lookup(c.Number)
	return slices.ContainsFunc(c.Variants, func(v *spec.Variant) bool {
		return v != nil && (s == nil || v.Kind != s.Kind || v.Retry != s.Retry || v.Definition != s.Definition)
	})
}

// called tells the definition of a variant where it is not the code's own.
func called(v *spec.Variant, c *spec.Code) string {
	if v.Definition == c.Definition {
		return ""
	}
	return " (" + text(v.Definition) + ")"
}

// standard is the vendor that the others are compared with.
func standard() *spec.Vendor { return spec.IANA().Vendors[0] }
