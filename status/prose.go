package status

import (
	"fmt"
	"strconv"
	"strings"
)

// The criteria in words, for people: `header Retry-After is present`.

// Show writes what stands in an answer or a request letter by letter: a name, or
// a value that is a text.
type Show func(s string, text bool) string

// plain quotes texts.
func plain(s string, text bool) string {
	if text {
		return strconv.Quote(s)
	}
	return s
}

// Criteria says all criteria of the case, in the order in which they are tried.
func (c *Case) Criteria() []string { return c.CriteriaIn(plain) }

// CriteriaIn does the same in another script.
func (c *Case) CriteriaIn(show Show) []string {
	var all []string
	add := func(s string) {
		if s != "" {
			all = append(all, s)
		}
	}
	codes := make([]string, len(c.Status))
	for i, r := range c.Status {
		codes[i] = r.String()
	}
	add(either("the code is ", codes))
	add(either("the method is ", shown(c.Method, show, false)))
	for i := range c.Host {
		add("the host " + c.Host[i].words(show, true))
	}
	for i := range c.Path {
		add("the path " + c.Path[i].words(show, true))
	}
	add(either("the media type is ", shown(c.Media, show, false)))
	for _, h := range c.Header {
		add(h.in(show))
	}
	for _, b := range c.Body {
		add(b.in(show))
	}
	return all
}

func shown(words []string, show Show, text bool) []string {
	out := make([]string, len(words))
	for i, s := range words {
		out[i] = show(s, text)
	}
	return out
}

// String says the range as a catalog writes it, "429" or "5xx", or else its
// ends: "500 to 504".
func (r CodeRange) String() string {
	switch {
	case r.Low == r.High:
		return strconv.Itoa(r.Low)
	case r.Low%100 == 0 && r.High == r.Low+99:
		return strconv.Itoa(r.Low/100) + "xx"
	}
	return fmt.Sprintf("%d to %d", r.Low, r.High)
}

// String says the criterion: `header Retry-After is present`.
func (h HeaderMatch) String() string { return h.in(plain) }

func (h *HeaderMatch) in(show Show) string {
	return "header " + show(h.Name, false) + " " + h.words(show, true)
}

// String says the criterion: `/error/code in the body is "busy"`.
func (b BodyMatch) String() string { return b.in(plain) }

func (b *BodyMatch) in(show Show) string {
	pointers := shown(b.Pointers, show, false)
	switch {
	case len(pointers) == 0 && b.Op == OpPresent:
		return "the body is not empty"
	case len(pointers) == 0 && b.Op == OpAbsent:
		return "the body is empty"
	case len(pointers) == 0:
		return "the body's text " + b.words(show, true)
	case len(pointers) > 1 && b.Op == OpAbsent:
		return "none of " + list(pointers, " and ") + " is in the body"
	}
	place := strings.Join(pointers, " or else ") + " in the body "
	if b.Every {
		place = "every " + place
	}
	return place + b.words(show, !b.Literal)
}

// words says the condition for people: `begins with "a" or "b"`.
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

// either lists alternatives behind a beginning; it is empty if there are none.
func either(beginning string, words []string) string {
	if len(words) == 0 {
		return ""
	}
	return beginning + list(words, " or ")
}

// list joins words as a sentence does: "a, b or c".
func list(words []string, last string) string {
	n := len(words) - 1
	if n < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n], ", ") + last + words[n]
}
