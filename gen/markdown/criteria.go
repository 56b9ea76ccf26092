package markdown

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/statuscat/statuscat/status"
)

// criteria says in words what has to hold for a case. The "and" between
// its criteria is bold, to set it off from the "or" between values.
func criteria(f *status.Case) string {
	var all []string
	if len(f.Status) > 0 {
		all = append(all, "the code is "+codeRanges(f.Status))
	}
	if len(f.Method) > 0 {
		all = append(all, "the method is "+either(f.Method, text))
	}
	if len(f.Media) > 0 {
		all = append(all, "the media type is "+either(f.Media, sample))
	}
	for _, h := range f.Header {
		all = append(all, "header "+sample(h.Name)+" "+compared(h.Match, sample))
	}
	for _, b := range f.Body {
		all = append(all, field(b))
	}
	return strings.Join(all, " **and** ")
}

// field says what the body or a field of it must be like.
func field(b status.BodyMatch) string {
	if len(b.Pointers) == 0 {
		switch b.Op {
		case status.OpPresent:
			return "the body is not empty"
		case status.OpAbsent:
			return "the body is empty"
		default:
			return "the body's text " + compared(b.Match, sample)
		}
	}
	if b.Op == status.OpAbsent && len(b.Pointers) > 1 {
		return "none of " + join(b.Pointers, sample, ", ", " and ") + " is in the body"
	}
	show := sample
	if !b.Literal {
		show = jsonText
	}
	return fields(b.Pointers) + " " + compared(b.Match, show)
}

// fields names a place in the body: the first of those that lead to something.
func fields(pointers []string) string {
	return join(pointers, sample, " or else ", " or else ") + " in the body"
}

// compared says how a value is compared.
func compared(m status.Match, show func(string) string) string {
	values := either(m.Values, show)
	switch m.Op {
	case status.OpPrefix:
		return "begins with " + values
	case status.OpSuffix:
		return "ends with " + values
	case status.OpContains:
		return "contains " + values
	case status.OpPresent, status.OpAbsent:
		return "is " + m.Op.String()
	case status.OpEquals:
	}
	return "is " + values
}

// codeRanges lists codes and, where a range is one, classes: "402, 424 or 5xx".
func codeRanges(ranges []status.CodeRange) string {
	var words []string
	for _, r := range ranges {
		switch {
		case r.Low == r.High:
			words = append(words, strconv.Itoa(r.Low))
		case r.Low%100 == 0 && r.High == r.Low+99:
			words = append(words, fmt.Sprintf("%dxx", r.Low/100))
		default:
			words = append(words, fmt.Sprintf("%d to %d", r.Low, r.High))
		}
	}
	return either(words, text)
}

// either joins with an "or" before the last.
func either(words []string, show func(string) string) string { return join(words, show, ", ", " or ") }

func join(words []string, show func(string) string, between, last string) string {
	var b strings.Builder
	for i, w := range words {
		switch {
		case i == 0:
		case i == len(words)-1:
			b.WriteString(last)
		default:
			b.WriteString(between)
		}
		b.WriteString(show(w))
	}
	return b.String()
}

// jsonText shows a JSON string. One that looks like a number, true or false
// gets its quotes, to tell it from these.
func jsonText(s string) string {
	if json.Valid([]byte(s)) {
		return code(strconv.Quote(s))
	}
	return sample(s)
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
