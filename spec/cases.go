package spec

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// cases checks a list of cases, and completes each of a code's with own, the code's
// meaning. A case of another kind takes nothing from it but the wait. Own is nil for
// cases of any code; they are left as they are written, where a zero field changes
// nothing.
func (k *checker) cases(all []rawCase, v *Vendor, own *status.Meaning) []status.Case {
	before, whole, list := len(k.list), true, []status.Case(nil)
	for i := range all {
		raw := &all[i]
		whole = whole && raw.whole && raw.Name.value != "" && !slices.ContainsFunc(raw.Criteria, func(c rawCriterion) bool { return !c.whole })
		f, base, wait := k.newCase(raw, own == nil), status.Meaning{}, v.Wait
		if own != nil {
			base = *own
			if own.Retry.IsRetryable() {
				wait = own.Wait
			}
		}
		if raw.Kind.written() {
			base = meaningOf(raw.Kind)
		}
		if raw.Retry.written() {
			base.Note = ""
		}
		k.retry(&raw.rawMeaning, base)
		f.Meaning = raw.meaning().Over(base)
		if own != nil || raw.Wait.written() {
			f.Wait = k.wait(&raw.Wait, f.Retry, wait)
		}
		if raw.By != nil {
			f.By = k.throttledBy(raw.By, f.Kind)
		}
		list = append(list, f)
	}
	if whole && len(k.list) == before {
		k.order(all, list)
	}
	return list
}

// newCase reads the name and the criteria of a case.
func (k *checker) newCase(raw *rawCase, ofAny bool) status.Case {
	for _, c := range raw.Criteria {
		if c.part == status.PartStatus && !ofAny {
			k.errorf(c.Pos, "want status in a case of the vendor, have it below one code; remove status")
		}
	}
	if raw.whole && len(raw.Criteria) == 0 {
		k.errorf(raw.Name.Pos, "case %q has no criteria; add %s", raw.Name.value, Or(partKeys()))
	}
	return status.Case{Name: raw.Name.value, Criteria: k.criteria(raw.Criteria)}
}

// order checks a list of cases against the rule that the first match wins: each
// must have a name of its own, and match what none before it does.
func (k *checker) order(raw []rawCase, list []status.Case) {
	conditions := make([][]condition, len(list))
	compared := 0
	for j := range list {
		conditions[j] = conditionsOf(list[j].Criteria)
		for _, c := range conditions[j] {
			compared += 1 + len(c.Values)
		}
		if compared > maxCompared {
			k.errorf(raw[j].Name.Pos, "the cases up to %q compare more than %d values; remove some", list[j].Name, maxCompared)
			return
		}
		k.contradictions(raw[j].Name.Pos, fmt.Sprintf("case %q", list[j].Name), conditions[j])
		for i := range j {
			switch same, shadows := implies(conditions[i], conditions[j]), implies(conditions[j], conditions[i]); {
			case list[i].Name == list[j].Name:
				k.errorf(raw[j].Name.Pos, "duplicate case %q; rename it, or the first on line %d", list[j].Name, raw[i].Name.Line)
			case same && shadows:
				k.errorf(raw[j].Name.Pos, "case %q has the same criteria as %q on line %d; merge them", list[j].Name, list[i].Name, raw[i].Name.Line)
			case shadows:
				k.errorf(raw[j].Name.Pos, "case %q never counts, since %q on line %d always matches first; move it above that case",
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

// contradictions reports two conditions on one subject that exclude each other.
func (k *checker) contradictions(pos Pos, what string, conditions []condition) {
	for j, b := range conditions {
		for _, a := range conditions[:j] {
			if a.contradicts(b) || b.contradicts(a) {
				k.errorf(pos, "%s can never match, since two of its criteria exclude each other; change one of those on %s", what, a.subject)
				return
			}
		}
	}
}

// condition is one criterion of a case, reduced to what comparing criteria
// needs.
type condition struct {
	subject string // what is compared: "header Retry-After"
	several bool   // the subject can be several values at once
	status.Match
}

func conditionsOf(criteria []status.Criterion) []condition {
	all := make([]condition, len(criteria))
	for i, c := range criteria {
		n := condition{subject: strings.TrimSpace(c.Part.String() + " " + c.Name), Match: c.Match}
		switch {
		case c.Part == status.PartStatus:
			n.Values = nil
			for code := range len(status.Rows{}) {
				if c.Covers(code) {
					n.Values = append(n.Values, strconv.Itoa(code))
				}
			}
		case c.Part == status.PartMediaType:
			// A range covers all that begin as it does.
			n.Match = status.Match{Op: status.OpPrefix}
			for _, m := range c.Values {
				n.Values = append(n.Values, strings.TrimSuffix(m, "*"))
			}
		case c.Part == status.PartBody:
			pointers := strings.Join(c.Pointers, " or ")
			n.subject, n.several = "body "+pointers, len(c.Pointers) > 1 || strings.Contains(pointers, "*")
			if len(c.Pointers) == 0 {
				n.subject = "the body's text"
			}
			if c.Every {
				n.subject = "every " + n.subject
			}
			if c.Literal && c.Op.Takes() != status.Range { // the text "1" is not the number 1
				n.Values = make([]string, len(c.Values))
				for i, v := range c.Values {
					n.Values[i] = v + bareMark
				}
			}
		}
		all[i] = n
	}
	return all
}

// bareMark sets apart numbers from texts that look like them.
const bareMark = "\x00"

// implies reports whether a response that meets all of a also meets all of b.
func implies(a, b []condition) bool {
	for _, need := range b {
		if !slices.ContainsFunc(a, func(have condition) bool {
			return have.subject == need.subject && have.Implies(&need.Match)
		}) {
			return false
		}
	}
	return true
}

// contradicts reports whether no value meets both a and b. If the subject has
// several values, each can meet one of them.
func (a condition) contradicts(b condition) bool {
	return a.subject == b.subject && (!a.several || a.Op == status.OpAbsent) && a.Excludes(&b.Match)
}
