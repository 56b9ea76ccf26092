package spec

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/statuscat/statuscat/status"
)

// Lint returns what is legal in a catalog and still looks wrong, as warnings in
// the order of the file. The measure of codes and definitions is [IANA].
func Lint(c *Catalog) ErrorList {
	l := linter{&reporter{file: c.File}}
	l.collect(func() { l.catalog(c) })
	return l.sorted()
}

type linter struct{ *reporter }

func (l linter) catalog(c *Catalog) {
	for _, v := range c.Vendors {
		l.style(v.raw.Overview.Pos, "overview", v.Overview)
		for _, class := range v.raw.Classes {
			l.style(class.value.Pos, class.key, class.value.value)
		}
		l.cases(v.raw.When, v.When)
	}
	standard := IANA().Vendors[0]
	for _, code := range c.Codes {
		registered := standard.Lookup(code.Number)
		l.registration(code, registered)
		l.style(code.raw.value.Contrast.Pos, "contrast", code.Contrast)
		for _, v := range code.Variants {
			if v != nil {
				l.variant(v, registered)
			}
		}
	}
}

func (l linter) registration(code *Code, registered *Variant) {
	raw := code.raw
	if registered == nil {
		l.warnf(raw.Pos, "IANA does not register code %d", code.Number)
		return
	}
	phrase := func(pos Pos, definition string) {
		if definition != registered.Definition {
			l.warnf(pos, "IANA registers %d as %q", code.Number, registered.Definition)
		}
	}
	phrase(raw.value.Definition.Pos, code.Definition)
	for _, v := range code.Variants {
		if v != nil && v.raw.Definition.written() {
			phrase(v.raw.Definition.Pos, v.Definition)
		}
	}
}

func (l linter) variant(v, registered *Variant) {
	raw := v.raw
	if v.Note == "" && contradictsClass(v, registered) {
		l.warnf(raw.Kind.Pos, "kind %s contradicts class %s, which stands for another fault or retry; say why in a note",
			v.Kind, v.Class())
	}
	if v.Kind.IsThrottled() && v.Retry.IsRetryable() && v.Wait.IsZero() {
		l.warnf(raw.Kind.Pos, "kind %s without a wait", v.Kind)
	}
	if restates(v.Purpose, v.Definition) {
		l.warnf(raw.Purpose.Pos, "purpose says no more than the definition")
	}
	l.style(raw.Purpose.Pos, "purpose", v.Purpose)
	l.style(raw.Remedy.Pos, "remedy", v.Remedy)
	l.style(raw.Note.Pos, "note", v.Note)
	l.cases(raw.When, v.When)
}

func (l linter) cases(raw []rawCase, list []status.Case) {
	for i, f := range list {
		if raw[i].Kind.written() && f.Purpose == "" {
			l.warnf(raw[i].Kind.Pos, "case %q is of another kind and has no purpose", f.Name)
		}
		if raw[i].Kind.written() && f.Kind.IsThrottled() && f.Retry.IsRetryable() && f.Wait.IsZero() {
			l.warnf(raw[i].Kind.Pos, "kind %s without a wait", f.Kind)
		}
		l.style(raw[i].Purpose.Pos, "purpose", raw[i].Purpose.value)
		l.style(raw[i].Remedy.Pos, "remedy", raw[i].Remedy.value)
		l.style(raw[i].Note.Pos, "note", raw[i].Note.value)
	}
}

// contradictsClass reports whether a client that goes by the number would get
// the variant wrong: its kind belongs to another class, or it is a 4xx that a
// retry cures. Where the registry itself has the code mean that kind, no client
// gets it wrong; a code above 599 has no class to go by.
func contradictsClass(v, registered *Variant) bool {
	if v.Code > 599 || registered != nil && registered.Kind == v.Kind {
		return false
	}
	return v.Kind.Class() != v.Class() ||
		v.Class() == status.ClassClientError && v.Kind.Retry().IsRetryable()
}

// fillers are the words that a purpose can use without saying anything.
var fillers = strings.Fields("a an and answer are as code error for has have http is it means of or request response " +
	"returned sent server status that the there this to was when with")

// restates reports whether all words of the purpose, fillers aside, are in the
// definition.
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

// style holds a text to the form of a sentence.
func (l linter) style(pos Pos, name, text string) {
	if text == "" {
		return
	}
	if first, _ := utf8.DecodeRuneInString(text); unicode.IsLower(first) {
		l.warnf(pos, "%s begins with a lower-case letter", name)
	}
	if end := strings.TrimRight(text, `"'”’)`); !strings.HasSuffix(end, ".") && !strings.HasSuffix(end, "!") && !strings.HasSuffix(end, "?") {
		l.warnf(pos, "%s does not end with a full stop", name)
	}
}
