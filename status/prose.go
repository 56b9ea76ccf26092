package status

import (
	"strconv"
	"strings"
)

// The criteria in words, for people: `header Retry-After is present`.

// StatusCriterion says which codes the case is for: "the code is 429 or
// 5xx"; empty if it is for any.
func (f *Case) StatusCriterion() string {
	var codes []string
	for _, r := range f.Status {
		code := strconv.Itoa(r.Low)
		if r.Low != r.High {
			code = code[:1] + "xx"
		}
		codes = append(codes, code)
	}
	return either("the code is ", codes)
}

// MethodCriterion says which methods the case is for; empty if any.
func (f *Case) MethodCriterion() string { return either("the method is ", f.Method) }

// MediaCriterion says which media types the case is for; empty if any.
func (f *Case) MediaCriterion() string { return either("the media type is ", f.Media) }

// String says the criterion: `header Retry-After is present`.
func (h HeaderMatch) String() string { return "header " + h.Name + " " + h.words(false) }

// String says the criterion: `/error/code in the body is "busy"`.
func (b BodyMatch) String() string {
	if len(b.Pointers) == 0 {
		return "the body's text " + b.words(false)
	}
	return either("", b.Pointers) + " in the body " + b.words(b.Literal)
}

// Criteria says all criteria of the case, in the order in which they are
// tried.
func (f *Case) Criteria() []string {
	var all []string
	for _, s := range []string{f.StatusCriterion(), f.MethodCriterion(), f.MediaCriterion()} {
		if s != "" {
			all = append(all, s)
		}
	}
	for _, h := range f.Header {
		all = append(all, h.String())
	}
	for _, b := range f.Body {
		all = append(all, b.String())
	}
	return all
}

func (m Match) words(literal bool) string {
	values := m.Values
	if !literal {
		values = make([]string, len(m.Values))
		for i, v := range m.Values {
			values[i] = strconv.Quote(v)
		}
	}
	switch m.Op {
	case OpPrefix:
		return either("begins with ", values)
	case OpSuffix:
		return either("ends with ", values)
	case OpContains:
		return either("contains ", values)
	case OpPresent, OpAbsent:
		return "is " + m.Op.String()
	case OpEquals:
	}
	return either("is ", values)
}

// either lists alternatives behind a beginning; it is empty if there are none.
func either(beginning string, list []string) string {
	if len(list) == 0 {
		return ""
	}
	return beginning + strings.Join(list, " or ")
}
