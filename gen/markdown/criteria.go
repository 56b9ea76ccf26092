package markdown

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode"

	"github.com/statuscat/statuscat/status"
)

// criteria says in words what has to hold for a case. The "and" between
// its criteria is bold, to set it off from the "or" between values.
func criteria(f *status.Case) string { return strings.Join(f.CriteriaIn(show), " **and** ") }

// show shows what stands in an answer letter by letter. A text that looks like a
// number, true or false gets its quotes, to tell it from these.
func show(s string, text bool) string {
	if text && json.Valid([]byte(s)) {
		return code(strconv.Quote(s))
	}
	return sample(s)
}

// fields names a place in the body: the first of those that lead to something.
// The empty pointer leads to the text of a body that has no fields.
func fields(pointers []string) string {
	const text = "the text of a body that is plain text"
	var leading []string
	for _, p := range pointers {
		if p != "" {
			leading = append(leading, sample(p))
		}
	}
	in := strings.Join(leading, " or else ") + " in the body"
	switch len(leading) {
	case len(pointers):
		return in
	case 0:
		return text
	}
	return in + " or else " + text
}

// sample shows what stands in an answer letter by letter: a header's name, a
// pointer, a value. What a reader would not see, or not see right, is shown as
// a string in quotes.
func sample(s string) string {
	invisible := func(r rune) bool { return !unicode.IsPrint(r) }
	if s == "" || s[0] == ' ' || s[len(s)-1] == ' ' || s[0] == '"' || strings.Contains(s, "  ") || strings.ContainsFunc(s, invisible) {
		s = strings.ReplaceAll(strconv.Quote(s), "  ", ` \x20`)
	}
	return code(s)
}
