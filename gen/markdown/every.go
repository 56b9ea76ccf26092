package markdown

import (
	"slices"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// everyCode tells what holds for all codes of a vendor, if anything does.
func (r *reference) everyCode() {
	if !general(r.Vendor) {
		return
	}
	r.block("## On every code")
	var facts factList
	if w := everyWait(r.Vendor); !w.IsZero() {
		facts.add("Wait before a retry", duration(w)+"; a code's own wait, where it has one, overrides this")
	}
	if len(r.ErrorBody.Message) > 0 {
		facts.add("Error message", fields(r.ErrorBody.Message))
	}
	if len(r.ErrorBody.Code) > 0 {
		facts.add("Error code", fields(r.ErrorBody.Code))
	}
	r.list(facts)
	if len(r.When) == 0 {
		return
	}
	r.block("The first of these cases that holds overrides what is said of a code and of its own cases, " +
		"also where the code is not on this page. What a case does not mention stays unchanged:")
	var rows [][]string
	for i := range r.When {
		f := &r.When[i]
		on, kind := "every", "unchanged"
		if len(f.Status) > 0 {
			on = (&status.Case{Status: f.Status}).CriteriaIn(show)[0][len("the code is "):]
		}
		if f.Kind != status.KindUnknown {
			kind = f.Kind.String()
		}
		rows = append(rows, []string{caseLink(f, f.Name, everyAnchor), on, kind, retryOf(f)})
	}
	r.table([]string{"Case", "Codes", "Kind", "Retry"}, rows)
	for i := range r.When {
		f := &r.When[i]
		r.block("### ", text(f.Name))
		r.oneCase(f)
		r.note(f.Note)
	}
}

const everyAnchor = "on-every-code"

// general reports whether something holds for all codes of a vendor.
func general(v *spec.Vendor) bool {
	return len(v.When) > 0 || !v.Wait.IsZero() || len(v.ErrorBody.Message) > 0 || len(v.ErrorBody.Code) > 0
}

// overridden reports whether a case of every code can override this one.
func overridden(v *spec.Vendor, code int) bool {
	return slices.ContainsFunc(v.When, func(f status.Case) bool {
		return len(f.Status) == 0 || slices.ContainsFunc(f.Status, func(r status.CodeRange) bool { return r.Contains(code) })
	})
}
