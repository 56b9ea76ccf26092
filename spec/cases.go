package spec

import "github.com/statuscat/statuscat/status"

// cases checks a list of cases, and completes each of a code's with own, the code's
// meaning. A case of another kind takes nothing from it but the wait. Own is nil for
// cases of any code; they are left as they are written, where a zero field changes
// nothing.
func (k *checker) cases(all []rawCase, v *Vendor, own *status.Meaning) []status.Case {
	before, list := len(k.list), []status.Case(nil)
	for i := range all {
		raw := &all[i]
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
	if len(k.list) == before {
		k.order(all, list)
	}
	return list
}

// newCase reads the name and the criteria of a case.
func (k *checker) newCase(raw *rawCase, ofAny bool) status.Case {
	k.slug("case", raw.Name)
	for _, c := range raw.Criteria {
		if c.part == status.PartStatus && !ofAny {
			k.errorf(c.Pos, "want status in a case of the vendor, have it below one code; remove status")
		}
	}
	if raw.whole && len(raw.Criteria) == 0 {
		k.errorf(raw.Name.Pos, "case %q has no criteria; add %s", raw.Name.value, or(partKeys()))
	}
	return status.Case{Name: raw.Name.value, Criteria: k.criteria(raw.Criteria)}
}
