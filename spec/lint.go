package spec

import (
	"slices"
	"time"

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
	l.collectMeanings()
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

	variants []scope     // every documented code of every vendor
	meanings []statement // theirs, and those of every case
}

// scope is what a warning is about: those of these that are not nil. A variant has its
// code and its vendor beside it.
type scope struct {
	code    *Code
	vendor  *Vendor
	variant *Variant
}

// warn reports a warning, unless an allow for its scope has the id of the rule.
func (l *linter) warn(at scope, pos Pos, format string, args ...any) {
	allows := slices.Clone(l.catalog.raw.Allow)
	if at.variant != nil {
		allows = append(allows, at.variant.raw.Allow...)
	}
	if at.code != nil {
		allows = append(allows, at.code.raw.value.Allow...)
	}
	if at.vendor != nil {
		allows = append(allows, at.vendor.raw.Allow...)
	}
	allowed := false
	for _, w := range allows {
		if w.value == l.id {
			l.used[w.Pos], allowed = true, true
		}
	}
	if !allowed {
		l.warnf(l.id, pos, format, args...)
	}
}

// statement is a meaning in the model and in the file, and what it belongs to.
type statement struct {
	scope
	*status.Meaning
	raw    *rawMeaning
	ofCase *rawCase // nil for a code's own meaning
}

// collectMeanings fills in the variants and the meanings of the catalog.
func (l *linter) collectMeanings() {
	cases := func(at scope, list []status.Case, raw many[rawCase]) {
		for i := range list {
			l.meanings = append(l.meanings, statement{at, &list[i].Meaning, &raw[i].rawMeaning, &raw[i]})
		}
	}
	for _, v := range l.catalog.Vendors {
		cases(scope{vendor: v}, v.When, v.raw.When)
	}
	for _, code := range l.catalog.Codes {
		for _, v := range code.Variants {
			if v == nil {
				continue
			}
			at := scope{code, v.Vendor, v}
			l.variants = append(l.variants, at)
			l.meanings = append(l.meanings, statement{at, &v.Meaning, &v.raw.rawMeaning, nil})
			cases(at, v.When, v.raw.When)
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
	for _, at := range l.variants {
		registered := l.standard.Lookup(at.variant.Code)
		if registered != nil && at.variant.raw.Definition.written() && registered.Definition != at.variant.Definition {
			l.warn(at, at.variant.raw.Definition.Pos, "IANA registers %d as %q", at.variant.Code, registered.Definition)
		}
	}
}

func (l *linter) contradictions() {
	for _, at := range l.variants {
		if at.variant.Note == "" && contradictsClass(at.variant, l.standard.Lookup(at.variant.Code)) {
			l.warn(at, at.variant.raw.Kind.Pos, "kind %s contradicts class %s, which implies another fault or retry; add a note that says why", at.variant.Kind, at.variant.Class())
		}
	}
}

func (l *linter) unreviewedKinds() {
	for _, m := range l.meanings {
		if m.raw.Kind.unreviewed {
			l.warn(m.scope, m.raw.Kind.Pos, "kind %s is not reviewed; compare it with the vendor's documentation, then remove the question mark", m.Kind)
		}
	}
}

func (l *linter) missingPurposes() {
	for _, m := range l.meanings {
		if m.raw.Kind.written() && m.Purpose == "" { // which only a case can leave out
			l.warn(m.scope, m.raw.Kind.Pos, "case %q has another kind than the code and no purpose; add one", m.ofCase.Name.value)
		}
	}
}

func (l *linter) missingExamples() {
	for _, m := range l.meanings {
		if m.ofCase == nil {
			continue
		}
		name := m.ofCase.Name
		examples := m.vendor.ExamplesOfAny(name.value)
		if m.variant != nil {
			examples = m.vendor.ExamplesOf(m.variant.Code, name.value)
		}
		if len(examples) == 0 {
			l.warn(m.scope, name.Pos, "case %q has no example, and its criteria alone do not make one; add one", name.value)
		}
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
	for _, w := range l.catalog.allows() {
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
