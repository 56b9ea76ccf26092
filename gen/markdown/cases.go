package markdown

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// A case is what the pages call a case.

// caseTitle returns the heading of a case of a code: "403 secondary-limit".
func caseTitle(code int, f *status.Case) string {
	return strconv.Itoa(code) + " " + text(f.Name)
}

// caseLink leads to a case by its heading, or is its name where the renderers
// would make different anchors of that, or the anchor is the code's.
func caseLink(f *status.Case, title, taken string) string {
	if !agreed.MatchString(f.Name) || anchor(title) == taken {
		return text(f.Name)
	}
	return fmt.Sprintf("[%s](#%s)", text(f.Name), anchor(title))
}

// cases tells what else a code can mean: all cases at a glance, and then each
// by itself.
func (r *reference) cases(v *spec.Variant) {
	if len(v.When) == 0 {
		return
	}
	r.block("More than the number tells what ", strconv.Itoa(v.Code), " means. The first case that holds counts:")
	var rows [][]string
	for i := range v.When {
		f := &v.When[i]
		name := caseLink(f, caseTitle(v.Code, f), anchor(heading(v.Code, v.Definition)))
		rows = append(rows, []string{name, f.Kind.String(), f.Retry.String() + pause(f.Wait)})
	}
	rows = append(rows, []string{"otherwise, as above", v.Kind.String(), advice(&v.Info)})
	r.table([]string{"Case", "Kind", "Retry"}, rows)
	for i := range v.When {
		f := &v.When[i]
		r.block("#### ", caseTitle(v.Code, f))
		r.oneCase(f)
		if f.Note != v.Note { // or else it stands above
			r.note(f.Note)
		}
	}
}

// oneCase writes what is known of a case, but for its note. A zero field, which cases of every
// code can have, changes nothing and is left out.
func (r *reference) oneCase(f *status.Case) {
	if purpose := text(f.Purpose); purpose != "" {
		r.block(purpose)
	}
	var facts factList
	facts.add("When", criteria(f))
	if f.Kind != status.KindUnknown {
		facts.add("Kind", f.Kind.String())
		facts.add("Who has to act", actor(f.Kind.Fault()))
	}
	if f.Retry != status.RetryUnknown || !f.Wait.IsZero() {
		facts.add("Retry", retryOf(f))
	}
	facts.add("What to do", text(f.Remedy))
	r.list(facts)
}

// retryOf tells the retry of a case, which may leave the code's own.
func retryOf(f *status.Case) string {
	if f.Retry == status.RetryUnknown {
		return "unchanged" + pause(f.Wait)
	}
	return f.Retry.String() + pause(f.Wait)
}

// dependent tells in a cell whether to send the same request again where that
// can depend on more than the code.
func dependent(v *spec.Variant) string {
	if len(v.When) == 0 {
		return advice(&v.Info)
	}
	cases := link(countCases(len(v.When)), "", v.Code, v.Definition)
	changed := func(f status.Case) bool { return f.Retry.String()+pause(f.Wait) != advice(&v.Info) }
	if !slices.ContainsFunc(v.When, changed) {
		return advice(&v.Info) + "; the same in " + cases
	}
	return "depends on the answer, see " + cases + "; otherwise " + advice(&v.Info)
}

func countCases(n int) string {
	if n == 1 {
		return "1 case"
	}
	return fmt.Sprintf("%d cases", n)
}

// someByCase hints how many of those who share a reading have cases.
func someByCase(variants []*spec.Variant) string {
	n := 0
	for _, v := range variants {
		if len(v.When) > 0 {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" (%d by case)", n)
}

// byCase hints in the comparison that a vendor tells meanings of a code apart.
func byCase(v *spec.Variant) string {
	if len(v.When) == 0 {
		return ""
	}
	return " (" + link(countCases(len(v.When)), pageOf(v.Vendor), v.Code, v.Definition) + ")"
}
