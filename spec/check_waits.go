package spec

import (
	"cmp"
	"slices"

	"github.com/statuscat/statuscat/status"
)

// wait reads a wait and completes it from base. There is none for what is not
// retried. RetryUnknown is a retry that is not known here.
func (k *checker) wait(raw *rawWait, retry status.Retry, base status.Wait) status.Wait {
	idle := retry != status.RetryUnknown && !retry.IsRetryable()
	switch {
	case raw.written() && idle:
		k.errorf(raw.Pos, "want no wait where retry is %s, have one; remove it, or set another retry with a note", retry)
		fallthrough
	case idle:
		return status.Wait{}
	case !raw.written():
		return base
	}
	w := base
	w.Take = cmp.Or(raw.Take.value, base.Take)
	if raw.Min.written() {
		w.Min = raw.Min.value
	}
	if raw.Max.written() {
		w.Max = raw.Max.value
	}
	if raw.Attempts.written() {
		w.Attempts = raw.Attempts.value
	}
	if len(raw.From) > 0 {
		w.From = nil
		for i := range raw.From {
			w.From = append(w.From, k.source(&raw.From[i]))
		}
	}
	switch {
	case w.Max > 0 && w.Min > w.Max:
		k.errorf(cmp.Or(raw.Min.Pos, raw.Max.Pos), "min %s is greater than max %s; lower min, or raise max", w.Min, w.Max)
	case raw.Take.written() && len(slices.Collect(w.Sources())) < 2:
		k.errorf(raw.Take.Pos, "take chooses between several sources, have one; remove take, or add a source under from")
	}
	return w
}

func (k *checker) source(raw *rawSource) status.WaitSource {
	places := written{{"header", raw.Header.Pos}, {"body", raw.Body.Pos}, {"refill", raw.Refill.Pos}}
	all, have, _ := places.split()
	switch {
	case !raw.whole: // which is a mistake of its own
	case len(have) == 0:
		k.errorf(raw.Pos, "want %s in a source, have none; add one", Or(all))
	case len(have) > 1:
		k.errorf(raw.Pos, "want one of %s in a source, have %s; write a source for each", Or(have), And(have))
	case raw.Refill.written() && (raw.Unit.written() || raw.After.written()):
		k.errorf(raw.Pos, "a refill is in seconds and takes neither unit nor after; remove them")
	case !raw.Refill.written() && !raw.Unit.written():
		k.errorf(raw.Pos, "%s %s has no unit; add unit: and one of %s", have[0], raw.Header.value+raw.Body.value, Or(words[status.Unit]()))
	case raw.Field.written() && !raw.Header.written():
		k.errorf(raw.Field.Pos, "field names a part of a header, and the source is in the body; remove field, or replace body by header")
	}
	return status.WaitSource{
		Header: k.headerName(raw.Header), Field: raw.Field.value, Body: raw.Body.value, After: raw.After.value, Unit: raw.Unit.value,
		Refill: status.Refill{Need: raw.Refill.Need.value, Have: raw.Refill.Have.value, Rate: raw.Refill.Rate.value},
		When:   k.criteria(raw.When.Criteria),
	}
}

// written are keys, and where each stands in the file if it does.
type written []struct {
	key string
	Pos
}

// split lists all keys, those that are there, and those that are missing.
func (w written) split() (all, have, missing []string) {
	for _, k := range w {
		all = append(all, k.key)
		if k.Pos.written() {
			have = append(have, k.key)
		} else {
			missing = append(missing, k.key)
		}
	}
	return all, have, missing
}
