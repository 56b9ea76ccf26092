package spec

import (
	"maps"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

func (l *linter) restatements() {
	for _, at := range l.variants {
		if restates(at.variant.Purpose, at.variant.Definition) {
			l.warn(at, at.variant.raw.Purpose.Pos, "purpose says no more than the definition; say when the vendor sends the code")
		}
	}
}

func (l *linter) unwrittenPurposes() {
	for _, at := range l.variants {
		if at.variant.Purpose == Unwritten {
			l.warn(at, at.variant.raw.Purpose.Pos, "purpose is not written yet; when does %s send a %d?", at.vendor.Key, at.variant.Code)
		}
	}
}

// styles checks that texts have the form of a sentence.
func (l *linter) styles() {
	style := func(at scope, pos Pos, name, text string) {
		if text == "" {
			return
		}
		if first, _ := utf8.DecodeRuneInString(text); unicode.IsLower(first) {
			l.warn(at, pos, "%s begins with a lower-case letter", name)
		}
		if end := strings.TrimRight(text, `"'”’)`); !strings.HasSuffix(end, ".") && !strings.HasSuffix(end, "!") && !strings.HasSuffix(end, "?") {
			l.warn(at, pos, "%s does not end with a full stop", name)
		}
	}
	for _, v := range l.catalog.Vendors {
		at := scope{vendor: v}
		style(at, v.raw.Overview.Pos, "overview", v.Overview)
		style(at, v.raw.Note.Pos, "note", v.Note)
		for _, class := range v.raw.Classes {
			style(at, class.value.Pos, class.key, class.value.value)
		}
	}
	for _, code := range l.catalog.Codes {
		style(scope{code: code}, code.raw.value.Contrast.Pos, "contrast", code.Contrast)
	}
	for _, m := range l.meanings {
		for _, f := range MeaningFields {
			if f.sentence {
				style(m.scope, f.raw(m.raw).Pos, f.Key, f.raw(m.raw).value)
			}
		}
	}
}

// whileRead reports what looked wrong while the catalog was read. It belongs to the
// vendor, code or variant that begins last before it.
func (l *linter) whileRead() {
	type place struct {
		Pos
		scope
	}
	places := []place{{}} // the catalog
	for _, e := range l.catalog.raw.Vendors {
		places = append(places, place{e.Pos, scope{vendor: l.catalog.Vendor(e.key)}})
	}
	for _, code := range l.catalog.Codes {
		places = append(places, place{code.raw.Pos, scope{code: code}})
	}
	for _, at := range l.variants {
		places = append(places, place{at.variant.raw.Pos, at})
	}
	slices.SortFunc(places, func(a, b place) int { return a.compare(b.Pos) })
	for _, d := range l.catalog.suspicions {
		behind := sort.Search(len(places), func(i int) bool { return places[i].compare(d.Pos) > 0 })
		l.warn(places[behind-1].scope, d.Pos, "%s", d.message)
	}
}

// fillers are words that say nothing in a purpose.
var fillers = strings.Fields("a an and answer are as code error for has have http is it means of or request response " +
	"returned sent server status that the there this to was when with")

// restates reports whether the definition has all words of the purpose that are no
// fillers.
func restates(purpose, definition string) bool {
	words := func(s string) map[string]bool {
		set := map[string]bool{}
		for _, w := range strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
			set[w] = true
		}
		return set
	}
	defined := words(definition)
	left := words(purpose)
	maps.DeleteFunc(left, func(w string, _ bool) bool { return defined[w] || slices.Contains(fillers, w) })
	return len(left) == 0
}
