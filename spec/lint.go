package spec

import (
	"maps"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/statuscat/statuscat/status"
)

// Rule is what [Lint] looks for: something that is legal and looks wrong. An allow
// with its ID suppresses its warnings.
type Rule struct {
	ID      string
	Purpose string // a sentence

	check func(l *linter)
}

// Rules returns the rules of lint.
func Rules() []Rule {
	return []Rule{
		{"unregistered-code", "IANA does not register the code.", (*linter).unregisteredCodes},
		{"registered-phrase", "IANA registers another phrase for the code.", (*linter).registeredPhrases},
		{"contradicts-class", "A client that decides by the number alone gets the code wrong, and no note says why.", (*linter).contradictions},
		{"restated-purpose", "A purpose says no more than the definition.", (*linter).restatements},
		{"unwritten-purpose", "A purpose is not written yet.", (*linter).unwrittenPurposes},
		{"unreviewed-kind", "A kind has a question mark: nobody has compared it with the vendor's documentation.", (*linter).unreviewedKinds},
		{"missing-purpose", "A case of another kind has no purpose of its own.", (*linter).missingPurposes},
		{"missing-example", "A case has no example, and its criteria alone do not make one.", (*linter).missingExamples},
		{"missing-source", "An example does not say where it was found, and others of the vendor do.", (*linter).missingSources},
		{"unproven-wait", "No example proves a wait source.", (*linter).unprovenSources},
		{"wait-unit", "The unit of a wait source does not fit its name, or an example.", (*linter).waitUnits},
		{"text-style", "A text does not begin and end as a sentence does.", (*linter).styles},
		{"cut-text", "A comment ends a text, or a line of the text looks like a key.", (*linter).whileRead},
		{staleCheck, "A vendor was last checked against its reference before the given day.", (*linter).staleChecks},
		{unusedAllow, "An allow suppresses no warning.", (*linter).unusedAllows},
	}
}

const (
	staleCheck  = "stale-check"
	unusedAllow = "unused-allow"
)

// Unwritten is the purpose that stands for one that is not written yet.
const Unwritten = "To be written."

// Lint returns what is legal in a catalog and still looks wrong, as warnings in the
// order of the file. It compares codes and definitions with [IANA]. It warns of a
// vendor that was last checked before since, unless since is zero.
func Lint(c *Catalog, since time.Time) ErrorList {
	l := &linter{reporter: &reporter{file: c.File}, catalog: c, standard: IANA().Vendors[0], since: since, used: map[Pos]bool{}}
	l.collect(func() {
		for _, rule := range Rules() {
			l.id = rule.ID
			rule.check(l)
		}
	})
	return l.first(maxFound)
}

type linter struct {
	*reporter
	catalog  *Catalog
	standard *Vendor
	since    time.Time
	id       string       // of the rule at work
	used     map[Pos]bool // the allows that suppressed a warning
}

// scope is what a warning is about: those of these that are not nil.
type scope struct {
	code    *Code
	vendor  *Vendor
	variant *Variant
}

// warn reports a warning, unless an allow for its scope has the id of the rule.
func (l *linter) warn(at scope, pos Pos, format string, args ...any) {
	allows := []many[word]{l.catalog.raw.Allow}
	if at.variant != nil {
		allows = append(allows, at.variant.raw.Allow)
		at.vendor = at.variant.Vendor
	}
	if at.code != nil {
		allows = append(allows, at.code.raw.value.Allow)
	}
	if at.vendor != nil {
		allows = append(allows, at.vendor.raw.Allow)
	}
	allowed := false
	for _, w := range slices.Concat(allows...) {
		if w.value == l.id {
			l.used[w.Pos], allowed = true, true
		}
	}
	if !allowed {
		l.warnf(l.id, pos, format, args...)
	}
}

// variants yields every documented code of every vendor.
func (l *linter) variants(yield func(scope, *Variant) bool) {
	for _, code := range l.catalog.Codes {
		for _, v := range code.Variants {
			if v != nil && !yield(scope{code: code, variant: v}, v) {
				return
			}
		}
	}
}

// writtenCase is a case in the model and in the file.
type writtenCase struct {
	*status.Case
	raw *rawCase
}

// cases yields every case.
func (l *linter) cases(yield func(scope, writtenCase) bool) {
	for _, v := range l.catalog.Vendors {
		for i := range v.When {
			if !yield(scope{vendor: v}, writtenCase{&v.When[i], &v.raw.When[i]}) {
				return
			}
		}
	}
	for at, v := range l.variants {
		for i := range v.When {
			if !yield(at, writtenCase{&v.When[i], &v.raw.When[i]}) {
				return
			}
		}
	}
}

func (l *linter) unregisteredCodes() {
	for _, code := range l.catalog.Codes {
		if l.standard.Lookup(code.Number) == nil {
			l.warn(scope{code: code}, code.raw.Pos, "IANA does not register code %d", code.Number)
		}
	}
}

func (l *linter) registeredPhrases() {
	for _, code := range l.catalog.Codes {
		registered := l.standard.Lookup(code.Number)
		if registered != nil && registered.Definition != code.Definition {
			l.warn(scope{code: code}, code.raw.value.Definition.Pos, "IANA registers %d as %q", code.Number, registered.Definition)
		}
	}
	for at, v := range l.variants {
		registered := l.standard.Lookup(v.Code)
		if registered != nil && v.raw.Definition.written() && registered.Definition != v.Definition {
			l.warn(at, v.raw.Definition.Pos, "IANA registers %d as %q", v.Code, registered.Definition)
		}
	}
}

func (l *linter) contradictions() {
	for at, v := range l.variants {
		if v.Note == "" && contradictsClass(v, l.standard.Lookup(v.Code)) {
			l.warn(at, v.raw.Kind.Pos, "kind %s contradicts class %s, which implies another fault or retry; add a note that says why", v.Kind, v.Class())
		}
	}
}

func (l *linter) restatements() {
	for at, v := range l.variants {
		if restates(v.Purpose, v.Definition) {
			l.warn(at, v.raw.Purpose.Pos, "purpose says no more than the definition; say when the vendor sends the code")
		}
	}
}

func (l *linter) unwrittenPurposes() {
	for at, v := range l.variants {
		if v.Purpose == Unwritten {
			l.warn(at, v.raw.Purpose.Pos, "purpose is not written yet; when does %s send a %d?", v.Vendor.Key, v.Code)
		}
	}
}

func (l *linter) unreviewedKinds() {
	const message = "kind %s is not reviewed; compare it with the vendor's documentation, then remove the question mark"
	for at, v := range l.variants {
		if v.raw.Kind.unreviewed {
			l.warn(at, v.raw.Kind.Pos, message, v.Kind)
		}
	}
	for at, c := range l.cases {
		if c.raw.Kind.unreviewed {
			l.warn(at, c.raw.Kind.Pos, message, c.Kind)
		}
	}
}

func (l *linter) missingPurposes() {
	for at, c := range l.cases {
		if c.raw.Kind.written() && c.Purpose == "" {
			l.warn(at, c.raw.Kind.Pos, "case %q has another kind than the code and no purpose; add one", c.Name)
		}
	}
}

func (l *linter) missingExamples() {
	for at, c := range l.cases {
		var examples []*Example
		if at.variant != nil {
			examples = at.variant.Vendor.ExamplesOf(at.variant.Code, c.Name)
		} else {
			examples = at.vendor.ExamplesOfAny(c.Name)
		}
		if len(examples) == 0 {
			l.warn(at, c.raw.Name.Pos, "case %q has no example, and its criteria alone do not make one; add one", c.Name)
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
	meaning := func(at scope, raw *rawMeaning) {
		for _, f := range MeaningFields {
			if f.sentence {
				style(at, f.raw(raw).Pos, f.Key, f.raw(raw).value)
			}
		}
	}
	for at, v := range l.variants {
		meaning(at, &v.raw.rawMeaning)
	}
	for at, c := range l.cases {
		meaning(at, &c.raw.rawMeaning)
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
	for at, v := range l.variants {
		places = append(places, place{v.raw.Pos, at})
	}
	slices.SortFunc(places, func(a, b place) int { return a.compare(b.Pos) })
	for _, d := range l.catalog.suspicions {
		behind := sort.Search(len(places), func(i int) bool { return places[i].compare(d.Pos) > 0 })
		l.warn(places[behind-1].scope, d.Pos, "%s", d.message)
	}
}

func (l *linter) staleChecks() {
	if l.since.IsZero() {
		return
	}
	for _, v := range l.catalog.Vendors {
		checked, _ := time.Parse(time.DateOnly, v.Checked)
		switch {
		case v.Checked != "" && checked.Before(l.since):
			l.warn(scope{vendor: v}, v.raw.Checked.Pos, "vendor %q was last checked on %s; check it against its reference again", v.Key, v.Checked)
		case v.Checked == "" && v.Source != "":
			l.warn(scope{vendor: v}, v.raw.Source.Pos, "vendor %q was never checked against its source; check it, and add checked: and the day", v.Key)
		}
	}
}

// unusedAllows is the last rule, since it needs the warnings of all others.
func (l *linter) unusedAllows() {
	lists := []many[word]{l.catalog.raw.Allow}
	for _, v := range l.catalog.Vendors {
		lists = append(lists, v.raw.Allow)
	}
	for _, code := range l.catalog.Codes {
		lists = append(lists, code.raw.value.Allow)
	}
	for _, v := range l.variants {
		lists = append(lists, v.raw.Allow)
	}
	for _, w := range slices.Concat(lists...) {
		if !l.used[w.Pos] && w.value != unusedAllow && (w.value != staleCheck || !l.since.IsZero()) {
			l.warnf(l.id, w.Pos, "allow %s suppresses no warning here; remove it", w.value)
		}
	}
}

// contradictsClass reports whether a client that decides by the number alone gets the
// variant wrong: its kind belongs to another class, or it is a 4xx that a retry cures.
// It is not wrong if the registry gives the code the same kind, or above 599, where
// there are no classes.
func contradictsClass(v, registered *Variant) bool {
	if v.Code > 599 || registered != nil && registered.Kind == v.Kind {
		return false
	}
	return v.Kind.Class() != v.Class() ||
		v.Class() == status.ClassClientError && v.Kind.Retry().IsRetryable()
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
