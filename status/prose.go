package status

import (
	"strconv"
	"strings"
)

// Show writes a literal part of a response or a request: a name, or
// a value that is a text.
type Show func(s string, text bool) string

// plain quotes texts.
func plain(s string, text bool) string {
	if text {
		return strconv.Quote(s)
	}
	return s
}

// When returns the criteria in words: "the code is 429, and header Retry-After is present".
func When(criteria []Criterion) string {
	all := make([]string, len(criteria))
	for i := range criteria {
		all[i] = criteria[i].String()
	}
	return strings.Join(all, ", and ")
}

func shown(words []string, show Show, text bool) []string {
	out := make([]string, len(words))
	for i, s := range words {
		out[i] = show(s, text)
	}
	return out
}

// String returns the criterion in words: `/error/code in the body is "busy"`.
func (c *Criterion) String() string { return c.StringIn(plain) }

// StringIn is like String but formats names and values with show.
func (c *Criterion) StringIn(show Show) string {
	part := &parts[c.Part]
	switch part.form {
	case FormWords:
		if c.Part == PartStatus {
			show = plain // numbers are not names
		}
		return part.subject + " " + c.words(show, false)
	case FormText:
		return part.subject + " " + c.words(show, true)
	case FormNamed, FormHeader:
		return part.subject + " " + show(c.Name, false) + " " + c.words(show, true)
	case FormBody:
	}
	pointers := shown(c.Pointers, show, false)
	switch {
	case len(pointers) == 0 && c.Op == OpPresent:
		return "the body is not empty"
	case len(pointers) == 0 && c.Op == OpAbsent:
		return "the body is empty"
	case len(pointers) == 0:
		return "the body's text " + c.words(show, true)
	case len(pointers) > 1 && c.Op == OpAbsent:
		return "none of " + list(pointers, " and ") + " is in the body"
	}
	place := strings.Join(pointers, " or else ") + " in the body "
	if c.Every {
		place = "every " + place
	}
	return place + c.words(show, !c.Literal)
}

// words returns the comparison in words: `begins with "a" or "b"`.
func (m *Match) words(show Show, text bool) string {
	switch m.Op.Takes() {
	case Texts:
		return either(m.Op.Doc()+" ", shown(m.Values, show, text))
	case Range:
		return m.Op.Doc() + " " + strings.Join(shown(m.Values, show, false), " to ")
	case Nothing:
	}
	return m.Op.Doc()
}

// either returns a beginning and alternatives; it is empty without alternatives.
func either(beginning string, words []string) string {
	if len(words) == 0 {
		return ""
	}
	return beginning + list(words, " or ")
}

// list joins words as in a sentence: "a, b or c".
func list(words []string, last string) string {
	n := len(words) - 1
	if n < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n], ", ") + last + words[n]
}
