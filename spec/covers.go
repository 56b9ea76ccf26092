package spec

import (
	"slices"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// order holds a list of cases against the rule that the first match wins:
// each must have a name and a case of its own.
func (k *checker) order(raw []rawCase, list []status.Case) {
	conditions := make([][]condition, len(list))
	compared := 0
	for j := range list {
		conditions[j] = conditionsOf(&list[j])
		for _, c := range conditions[j] {
			compared += 1 + len(c.Values)
		}
		if compared > maxCompared {
			k.errorf(raw[j].Name.Pos, "case %q is one too many; the list compares more than %d values", list[j].Name, maxCompared)
			return
		}
		k.contradictions(raw[j].Name.Pos, list[j].Name, conditions[j])
		for i := range j {
			switch same, shadows := implies(conditions[i], conditions[j]), implies(conditions[j], conditions[i]); {
			case len(conditions[i]) == 0 || len(conditions[j]) == 0: // which is a mistake of its own
			case list[i].Name == list[j].Name && list[j].Name != "":
				k.errorf(raw[j].Name.Pos, "duplicate case %q; the first is on line %d", list[j].Name, raw[i].Name.Line)
			case same && shadows:
				k.errorf(raw[j].Name.Pos, "case %q has the same criteria as %q on line %d", list[j].Name, list[i].Name, raw[i].Name.Line)
			case shadows:
				k.errorf(raw[j].Name.Pos, "case %q is never reached; %q on line %d holds wherever it does",
					list[j].Name, list[i].Name, raw[i].Name.Line)
			default:
				continue
			}
			break
		}
	}
}

// maxCompared bounds the values in one list of cases, for each is compared
// with each.
const maxCompared = 2000

// contradictions reports two conditions on one thing that cannot both hold.
func (k *checker) contradictions(pos Pos, name string, conditions []condition) {
	for j, b := range conditions {
		for _, a := range conditions[:j] {
			if a.contradicts(b) || b.contradicts(a) {
				k.errorf(pos, "case %q can never hold; it wants two things of %s at once", name, a.subject)
				return
			}
		}
	}
}

// condition is one criterion of a case, reduced to what comparing
// criteria needs.
type condition struct {
	subject string // what is compared: "header Retry-After"
	literal bool
	status.Match
}

// or stands between the pointers of a subject.
const or = " or "

func conditionsOf(f *status.Case) []condition {
	var all []condition
	equals := func(subject string, values []string) {
		if len(values) > 0 {
			all = append(all, condition{subject, false, status.Match{Op: status.OpEquals, Values: values}})
		}
	}
	var listed [1000]bool
	for _, r := range f.Status {
		for code := max(r.Low, 0); code <= min(r.High, 999); code++ {
			listed[code] = true
		}
	}
	var codes []string
	for code, ok := range listed {
		if ok {
			codes = append(codes, string(rune(code)))
		}
	}
	equals("status", codes)
	equals("method", f.Method)
	var prefixes []string
	for _, m := range f.Media {
		// A range covers all that begin as it does.
		prefixes = append(prefixes, strings.TrimSuffix(m, "*"))
	}
	if len(prefixes) > 0 {
		all = append(all, condition{"media_type", false, status.Match{Op: status.OpPrefix, Values: prefixes}})
	}
	for _, h := range f.Header {
		all = append(all, condition{"header " + h.Name, false, h.Match})
	}
	for _, b := range f.Body {
		subject := "the body's text"
		if len(b.Pointers) > 0 {
			subject = "body " + strings.Join(b.Pointers, or)
		}
		all = append(all, condition{subject, b.Literal, b.Match})
	}
	return all
}

// implies reports whether all of b hold wherever all of a do.
func implies(a, b []condition) bool {
	for _, need := range b {
		if !slices.ContainsFunc(a, func(have condition) bool { return have.implies(need) }) {
			return false
		}
	}
	return true
}

// implies reports whether b holds wherever a does.
func (a condition) implies(b condition) bool {
	switch {
	case a.subject != b.subject:
		return false
	case b.Op == status.OpAbsent || a.Op == status.OpAbsent:
		return a.Op == b.Op
	case b.Op == status.OpPresent:
		return true
	case a.literal != b.literal || a.Op == status.OpPresent:
		return false
	case a.Op != status.OpEquals && a.Op != b.Op && b.Op != status.OpContains:
		return false
	case b.Op == status.OpEquals && a.Op != status.OpEquals:
		return false
	}
	for _, v := range a.Values {
		if !b.holds(v) {
			return false
		}
	}
	return true
}

// contradicts reports whether a, which compares for equality or absence, leaves
// nothing for b. Of several pointers, or of one with a * in it, both can hold,
// for different values.
func (a condition) contradicts(b condition) bool {
	switch {
	case a.subject != b.subject:
		return false
	case a.Op == status.OpAbsent:
		return b.Op != status.OpAbsent
	case strings.Contains(a.subject, "*") || strings.Contains(a.subject, or):
		return false
	case a.Op != status.OpEquals || b.Op == status.OpPresent || b.Op == status.OpAbsent:
		return false
	}
	return a.literal != b.literal || !slices.ContainsFunc(a.Values, b.holds)
}

// holds reports whether a value fits the condition.
func (b condition) holds(value string) bool {
	return slices.ContainsFunc(b.Values, func(want string) bool {
		switch b.Op {
		case status.OpPrefix:
			return strings.HasPrefix(value, want)
		case status.OpSuffix:
			return strings.HasSuffix(value, want)
		case status.OpContains:
			return strings.Contains(value, want)
		}
		return value == want
	})
}
