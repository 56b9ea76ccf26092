package spec

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// Field is one thing that a catalog says of a T. The code that shows, compares or
// checks all of them loops over the table of fields.
type Field[T any] struct {
	Key   string          // of the language, or what follows from one: "fault"
	Label string          // for people: "Who has to act"
	Value func(of *T) any // a zero value says nothing

	apart    bool                       // pages show it apart from the other facts
	raw      func(of *rawMeaning) *text // of a text
	at       func(of *T) *string        // likewise
	sentence bool                       // the text is a sentence
}

// Texts returns the field in words: nothing, one text, or one for each element of a
// list.
func (f *Field[T]) Texts(of *T) []string {
	v := reflect.ValueOf(f.Value(of))
	if v.Kind() != reflect.Slice {
		v = reflect.Append(reflect.MakeSlice(reflect.SliceOf(v.Type()), 0, 1), v)
	}
	var all []string
	for i := range v.Len() {
		if text := fmt.Sprint(v.Index(i)); text != "" && !v.Index(i).IsZero() {
			all = append(all, text)
		}
	}
	return all
}

// Text returns the texts of the field on one line.
func (f *Field[T]) Text(of *T) string { return strings.Join(f.Texts(of), "; ") }

// Same reports whether the field says the same of a and b.
func (f *Field[T]) Same(a, b *T) bool { return reflect.DeepEqual(f.Value(a), f.Value(b)) }

// MeaningFields is the one table of the fields of a meaning.
var MeaningFields = []Field[status.Meaning]{
	sentence("purpose", "Purpose", func(r *rawMeaning) *text { return &r.Purpose }, func(m *status.Meaning) *string { return &m.Purpose }),
	{Key: "kind", Label: "Kind", Value: func(m *status.Meaning) any { return m.Kind }},
	{Key: "fault", Label: "Who has to act", Value: func(m *status.Meaning) any {
		if m.Kind == status.KindUnknown {
			return ""
		}
		return m.Fault().String() // nobody is the zero value
	}},
	{Key: "retry", Label: "Retry", Value: func(m *status.Meaning) any { return m.Retry }},
	{Key: "wait", Label: "Wait", Value: func(m *status.Meaning) any { return m.Wait }},
	{Key: "by", Label: "Paused", Value: func(m *status.Meaning) any {
		if m.By == nil {
			return ""
		}
		return "separately for each " + status.ByWords(m.By)
	}},
	sentence("remedy", "What to do", func(r *rawMeaning) *text { return &r.Remedy }, func(m *status.Meaning) *string { return &m.Remedy }),
	sentence("note", "Note", func(r *rawMeaning) *text { return &r.Note }, func(m *status.Meaning) *string { return &m.Note }),
	phrase("reference", "Reference", func(r *rawMeaning) *text { return &r.Reference }, func(m *status.Meaning) *string { return &m.Reference }),
}

// phrase returns the row of a text that is written under the same key.
func phrase(key, label string, raw func(*rawMeaning) *text, at func(*status.Meaning) *string) Field[status.Meaning] {
	return Field[status.Meaning]{Key: key, Label: label, Value: func(m *status.Meaning) any { return *at(m) }, raw: raw, at: at}
}

// sentence returns the row of a text that begins and ends as a sentence does.
func sentence(key, label string, raw func(*rawMeaning) *text, at func(*status.Meaning) *string) Field[status.Meaning] {
	f := phrase(key, label, raw, at)
	f.sentence = true
	return f
}

// meaning returns what is written, without the wait and by.
func (r *rawMeaning) meaning() status.Meaning {
	m := status.Meaning{Kind: r.Kind.value, Retry: r.Retry.value}
	for _, f := range MeaningFields {
		if f.raw != nil {
			*f.at(&m) = f.raw(r).value
		}
	}
	return m
}

// VendorFields is the one table of the fields of a vendor, beside its codes, its
// cases and its examples.
var VendorFields = []Field[Vendor]{
	{Key: "name", Label: "Name", Value: func(v *Vendor) any { return v.Name }, apart: true},
	{Key: "version", Label: "Version", Value: func(v *Vendor) any { return v.Version }, apart: true},
	{Key: "overview", Label: "Overview", Value: func(v *Vendor) any { return v.Overview }, apart: true},
	{Key: "classes", Label: "Classes", Value: func(v *Vendor) any {
		var all []string
		for _, c := range status.Classes() {
			if v.Classes[c] != "" {
				all = append(all, c.Title()+": "+v.Classes[c])
			}
		}
		return all
	}, apart: true},
	{Key: "source", Label: "Source", Value: func(v *Vendor) any { return v.Source }},
	{Key: "checked", Label: "Checked", Value: func(v *Vendor) any { return v.Checked }},
	{Key: "limits", Label: "Limit", Value: func(v *Vendor) any { return v.Limits }},
	{Key: "idempotency_key", Label: "Idempotency key", Value: func(v *Vendor) any {
		if v.IdempotencyBody != "" {
			return v.IdempotencyBody + " in the request's body"
		}
		return v.IdempotencyKey
	}},
	{Key: "wait", Label: "Wait", Value: func(v *Vendor) any { return v.Wait }},
	{Key: "error_body", Label: "Error body", Value: func(v *Vendor) any { return errorBodyText(v.ErrorBody) }},
	{Key: "fallback", Label: "Undocumented codes", Value: func(v *Vendor) any {
		if len(v.Fallback) == 0 {
			return "the class alone decides (RFC 9110, section 15)"
		}
		return "as documented by " + strings.Join(v.Fallback, ", then ")
	}},
	{Key: "note", Label: "Note", Value: func(v *Vendor) any { return v.Note }},
}
