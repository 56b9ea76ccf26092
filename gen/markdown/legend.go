package markdown

import (
	"slices"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// legend tells how to read a reference page.
func (r *reference) legend() {
	r.block("## How to read this page")
	r.block("**Kind** is what a code means here, in a word that is the same for every vendor: two vendors may mean " +
		"different things by one code. **Who has to act** follows from the kind; the account is whoever sets its limits, " +
		"permissions and settings. **Retry** answers whether the same request, sent again, can succeed:")
	r.table([]string{"Retry", "Can the same request, sent again, succeed?"}, [][]string{
		{status.RetryNever.String(), "No: the request itself is wrong, or it is already done."},
		{status.RetryAfterChange.String(), "Yes, once somebody changes something outside the request: a permission, a plan, a conflicting record."},
		{status.RetryIfIdempotent.String(), "Yes, but the first try may have taken effect: repeat reads, and writes that bear repeating."},
		{status.RetryAlways.String(), "Yes: it was refused before it took effect."},
	})
	r.waitLegend()
	r.caseLegend()
	r.block("Purposes retell the reference. Kind, retry and what to do are decisions of this catalog, and a " +
		"**catalog note** marks what it adds or infers.")
}

// caseLegend explains cases and the pointers that stand in them and elsewhere.
func (r *reference) caseLegend() {
	variants := slices.ContainsFunc(r.Variants, func(v *spec.Variant) bool { return len(v.When) > 0 })
	if variants || len(r.When) > 0 {
		r.block("**Cases** tell the meanings of a code apart by what else is in the answer, or by the request's method. A case " +
			"holds if all its conditions do. Of several that hold the first counts, and if none does, the code has its own meaning.")
	}
	if pointing(r.Vendor) {
		r.block("Where a field of the body is meant, its path is a JSON Pointer (" + cite("RFC 6901") + "): `/error/code` is the " +
			"field `code` of the object `error`. A `*` in a path is any element of an array.")
	}
}

// pointing reports whether a JSON pointer stands on the page of a vendor.
func pointing(v *spec.Vendor) bool {
	cases := slices.Clone(v.When)
	for _, variant := range v.Variants {
		cases = append(cases, variant.When...)
	}
	isPointer := func(p string) bool { return p != "" }
	return slices.ContainsFunc(v.ErrorBody.Message, isPointer) || slices.ContainsFunc(v.ErrorBody.Code, isPointer) ||
		slices.ContainsFunc(cases, func(f status.Case) bool {
			return slices.ContainsFunc(f.Body, func(b status.BodyMatch) bool { return len(b.Pointers) > 0 })
		}) ||
		slices.ContainsFunc(waits(v), func(w status.Wait) bool {
			return slices.ContainsFunc(w.From, func(s status.WaitSource) bool { return s.Header == "" })
		})
}
