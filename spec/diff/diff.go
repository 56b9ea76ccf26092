// Package diff compares the meaning of two versions of catalogs, and says what each
// change does to callers. It compares what catalogs say, not how they are written, and
// reads no files.
package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/spec"
)

// Change is one difference between two versions of a catalog.
type Change struct {
	*Rule

	// Where it is, as far as it is not zero. A case without a code is one of the
	// vendor.
	Vendor string
	Code   int
	Case   string

	What     string // "retry", "purpose", "constant"
	Old, New string // as people read it; empty if there was or is none
}

// Place says where the change is: "github 403 secondary-limit". It is empty for a
// change of the whole catalog.
func (c *Change) Place() string {
	parts := []string{c.Vendor, "", c.Case}
	if c.Code != 0 {
		parts[1] = strconv.Itoa(c.Code)
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}

// Text says what changed on one line, long texts cut short: "retry: always → never".
func (c *Change) Text() string {
	old, new := strings.Fields(c.Old), strings.Fields(c.New)
	switch {
	case c.Old == "":
		return "new " + c.What + ": " + short(new, 0)
	case c.New == "":
		return c.What + " gone: " + short(old, 0)
	}
	same := 0
	for same < min(len(old), len(new)) && old[same] == new[same] {
		same++
	}
	return c.What + ": " + short(old, same) + " → " + short(new, same)
}

// short makes one line of words. If they are long, it leaves out all but the last of
// the first words that are the same on both sides of a change, and cuts the end.
func short(words []string, same int) string {
	const longest = 70
	line := []rune(strings.Join(words, " "))
	if len(line) > longest && same > 1 {
		line = []rune("… " + strings.Join(words[same-1:], " "))
	}
	if len(line) > longest {
		return strings.TrimRight(string(line[:longest-1]), " ") + "…"
	}
	return string(line)
}

// Bump is the part of a semantic version that has to rise. A greater one is more.
type Bump uint8

// The bumps.
const (
	None Bump = iota
	Patch
	Minor
	Major
)

var bumps = [...]string{"none", "patch", "minor", "major"}

// String returns the word for b: "patch".
func (b Bump) String() string { return bumps[b] }

// MarshalText returns the same text as String.
func (b Bump) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// Verdict returns the bump that all changes together require.
func Verdict(changes []Change) Bump {
	verdict := None
	for _, c := range changes {
		verdict = max(verdict, c.Effect.Bump())
	}
	return verdict
}

// Compare returns what changed from the old catalogs to the new ones, breaking changes
// first, and otherwise in the order of the old catalogs. It compares vendors of the
// same key, whatever catalogs they are in.
func Compare(old, new []*spec.Catalog) []Change {
	d := &differ{}
	d.catalogs(old, new)
	after := map[string]*spec.Vendor{}
	for _, c := range new {
		for _, n := range c.Vendors {
			after[n.Key] = n
		}
	}
	before := map[string]bool{}
	for _, c := range old {
		for _, o := range c.Vendors {
			before[o.Key] = true
			if n := after[o.Key]; n != nil {
				d.vendor(o, n)
			} else {
				d.report(vendorRemoved, Change{Vendor: o.Key, What: "vendor", Old: o.Title()})
			}
		}
	}
	for _, c := range new {
		for _, n := range c.Vendors {
			if !before[n.Key] {
				d.report(vendorAdded, Change{Vendor: n.Key, What: "vendor", New: n.Title()})
			}
		}
	}
	slices.SortStableFunc(d.changes, func(a, b Change) int { return cmp.Compare(b.Effect, a.Effect) })
	return d.changes
}

// differ collects changes.
type differ struct{ changes []Change }

func (d *differ) report(rule int, c Change) {
	c.Rule = &rules[rule]
	d.changes = append(d.changes, c)
}

// text reports a text that changed.
func (d *differ) text(at Change, what, old, new string) { d.differs(textChanged, at, what, old, new) }

// differs reports a change by the rule if old and new differ.
func (d *differ) differs(rule int, at Change, what, old, new string) {
	if old != new {
		d.say(rule, at, what, old, new)
	}
}

// say reports a change, even if its texts are the same.
func (d *differ) say(rule int, at Change, what, old, new string) {
	at.What, at.Old, at.New = what, old, new
	d.report(rule, at)
}

// catalogs compares the names of the catalogs, and the contrasts of the pages that
// compare vendors.
func (d *differ) catalogs(old, new []*spec.Catalog) {
	names := func(catalogs []*spec.Catalog) string {
		var all []string
		for _, c := range catalogs {
			all = append(all, c.Name)
		}
		return strings.Join(all, ", ")
	}
	d.text(Change{}, "catalog", names(old), names(new))
	key := func(c *spec.Catalog, code *spec.Code) string {
		if len(old) == 1 && len(new) == 1 { // the same one, which can be renamed
			return strconv.Itoa(code.Number)
		}
		return fmt.Sprint(c.Name, code.Number)
	}
	contrasts := map[string]string{}
	for _, c := range old {
		for _, code := range c.Codes {
			contrasts[key(c, code)] = code.Contrast
		}
	}
	for _, c := range new {
		for _, code := range c.Codes {
			if contrast, both := contrasts[key(c, code)]; both {
				d.text(Change{Code: code.Number}, "contrast", contrast, code.Contrast)
			}
		}
	}
}
