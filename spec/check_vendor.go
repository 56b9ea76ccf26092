package spec

import (
	"cmp"
	"slices"

	"github.com/statuscat/statuscat/status"
)

func (k *checker) vendor(e *dictEntry[rawVendor]) *Vendor {
	if problem := packageNameProblem(k.catalog, e.key); problem != "" {
		k.errorf(e.Pos, "vendor %q "+problem, e.key)
		k.badVendor = true
	}
	raw := &e.value
	v := &Vendor{
		Key:      e.key,
		Name:     raw.Name.value,
		Version:  raw.Version.value,
		Overview: raw.Overview.value,
		Source:   raw.Source.value,
		Checked:  raw.Checked.value,
		Note:     raw.Note.value,
		Fallback: k.fallback(e.key, raw.Fallback),

		IdempotencyKey: k.headerName(raw.IdempotencyKey.word), IdempotencyBody: raw.IdempotencyKey.Body.value,
		Classes: make(map[status.Class]string, len(raw.Classes)),
		raw:     raw,
	}
	k.address(raw.Source, "")
	for _, entry := range raw.Classes {
		var class status.Class
		if err := class.UnmarshalText([]byte(entry.key)); err != nil || class == status.ClassUnknown {
			k.errorf(entry.Pos, "unknown class %q; want %s", entry.key, Or(words[status.Class]()))
		}
		v.Classes[class] = entry.value.value
	}
	v.Wait = k.wait(&raw.Wait, status.RetryUnknown, status.Wait{})
	v.ErrorBody = status.ErrorBody{Message: k.places(raw.ErrorBody.Message), Code: k.places(raw.ErrorBody.Code)}
	for i := range raw.Limits {
		v.Limits = append(v.Limits, k.limit(&raw.Limits[i]))
	}
	v.When = k.cases(v.raw.When, v, nil)
	return v
}

// noFallback is the fallback of a vendor for which only the class decides.
const noFallback = "none"

// fallback reads the bundled vendors that give undocumented codes their meaning.
func (k *checker) fallback(key string, raw many[word]) []string {
	if len(raw) == 0 {
		raw = many[word]{{value: ianaKey}}
	}
	if len(raw) == 1 && raw[0].value == noFallback {
		return nil
	}
	var list []string
	known := BundledKeys()
	for _, w := range raw {
		switch {
		case w.value == "": // which is a mistake of its own
		case w.value == noFallback:
			k.errorf(w.Pos, "want %s alone or vendors, have both; remove %[1]s", noFallback)
		case w.value == key && key != ianaKey, fallsBackTo(w.value, key, bundledFallback):
			k.errorf(w.Pos, "%s falls back to %s itself; name another vendor, or %s", w.value, key, noFallback)
		case !slices.Contains(known, w.value):
			k.errorf(w.Pos, "want %s or a bundled vendor for fallback, have %q%s", noFallback, w.value, cmp.Or(Suggest(w.value, known), "; statuscat list shows them"))
		case slices.Contains(list, w.value):
			k.errorf(w.Pos, "duplicate fallback %q; remove it", w.value)
		default:
			list = append(list, w.value)
		}
	}
	if key == ianaKey {
		return nil
	}
	return list
}
