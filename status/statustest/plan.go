package statustest

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
)

// plan is an answer in parts. It is not bound to a time: where a part holds a
// time, that is relative to the answer's.
type plan struct {
	name  string
	code  int
	parts map[part]content

	// What a body says where the plan leaves it open.
	definition string
	message    []string // where an error body has its message; see status.ErrorBody
}

// part is a place that a case or a wait source looks at.
type part struct {
	place place
	name  string // of a header, or the JSON pointer of a field
}

type place uint8

const (
	inMethod place = iota // of the request
	inHeader
	inField // of a JSON body
	inText  // the body's text
)

// The parts that there is one of.
var (
	methodPart = part{place: inMethod}
	mediaPart  = part{inHeader, "Content-Type"}
	textPart   = part{place: inText}
)

// content is what a part holds: nothing, one value, or, where a pointer leads to
// any element of an array, one value an element.
type content []value

// value is a text or a time.
type value struct {
	text    string
	literal bool // in a JSON body, text is a number, true or false

	// With a unit, the value is that long after the time of the answer.
	unit  status.Unit
	after time.Duration
}

// at returns the value's text in an answer of that time.
func (v value) at(now time.Time) string {
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	switch v.unit {
	case status.UnitEpochSeconds:
		return number(now.Add(v.after).Unix())
	case status.UnitEpochMilliseconds:
		return number(now.Add(v.after).UnixMilli())
	case status.UnitHTTPDate:
		return now.Add(v.after).UTC().Format(http.TimeFormat)
	case status.UnitSeconds, status.UnitRetryAfter:
		return strconv.FormatFloat(float64(v.after.Milliseconds())/1000, 'f', -1, 64)
	case status.UnitMilliseconds:
		return number(v.after.Milliseconds())
	case status.UnitDuration:
		return v.after.String()
	}
	return v.text
}

// with returns the plan with other contents in some parts. An emptied field
// takes along what is within it, and a filled one makes room for itself.
func (p plan) with(edit map[part]content) plan {
	parts := maps.Clone(p.parts)
	for at, c := range edit {
		for other := range p.parts {
			switch {
			case at.place != inField || other.place != inField || at == other:
			case len(c) == 0 && isAbove(at.name, other.name):
				parts[other] = nil
			case len(c) > 0 && isAbove(other.name, at.name):
				delete(parts, other)
			}
		}
	}
	maps.Copy(parts, edit)
	p.parts = parts
	return p
}

// get returns the first value of a part; not ok if it holds nothing.
func (p plan) get(at part, now time.Time) (string, bool) {
	if c := p.parts[at]; len(c) > 0 {
		return c[0].at(now), true
	}
	return "", false
}

// decided reports whether the plan says what the part holds, be it nothing.
func (p plan) decided(at part) bool {
	_, ok := p.parts[at]
	return ok
}

// render returns the planned answer as it is at that time; not ok if its parts
// do not go together, or not over the wire.
func (p plan) render(now time.Time) (a *answer, ok bool) {
	a = &answer{method: http.MethodGet, code: p.code, header: http.Header{}}
	if method, ok := p.get(methodPart, now); ok {
		a.method = method
	}
	if hasBody(a.method, a.code) {
		var media string
		if a.body, media, ok = p.body(now); !ok {
			return nil, false
		}
		if len(a.body) > 0 {
			a.header.Set("Content-Type", media)
		}
	}
	for at := range p.parts {
		if at.place != inHeader {
			continue
		}
		text, ok := p.get(at, now)
		switch {
		case !ok:
			delete(a.header, at.name)
		case strings.ContainsFunc(text, func(c rune) bool { return c < ' ' || c == 0x7F }):
			return nil, false
		default:
			a.header[at.name] = []string{text}
		}
	}
	a.header["Date"] = []string{now.UTC().Format(http.TimeFormat)}
	return a, a.readBody()
}

// body returns the planned body and its natural media type.
func (p plan) body(now time.Time) (body []byte, media string, ok bool) {
	fields := slices.SortedFunc(maps.Keys(p.parts), func(a, b part) int { return strings.Compare(a.name, b.name) })
	fields = slices.DeleteFunc(fields, func(at part) bool { return at.place != inField || len(p.parts[at]) == 0 })
	text, hasText := p.get(textPart, now)
	media, _ = p.get(mediaPart, now)
	switch {
	case len(fields) > 0:
	case hasText && json.Valid([]byte(text)):
		return []byte(text), "application/json", true
	case hasText:
		return []byte(text), "text/plain; charset=utf-8", true
	case p.decided(textPart):
		return nil, "", true
	case media != "" && !strings.Contains(media, "json"):
		return []byte(p.definition), media, true
	case media == "" && len(p.message) > 0 && p.message[0] == "":
		return []byte(p.definition), "text/plain; charset=utf-8", true
	}
	var doc any
	for _, at := range fields {
		for i, v := range p.parts[at] {
			v.text = v.at(now)
			if doc, ok = insert(doc, at.name, i, v); !ok {
				return nil, "", false
			}
		}
	}
	if hasText {
		doc = beside(doc, text)
	}
	return encode(p.withMessage(doc)), "application/json", true
}

// withMessage puts the message of an error into its body. It is only there for
// looks: it gives way to what the plan says of that place.
func (p plan) withMessage(doc any) any {
	if len(p.message) == 0 || p.message[0] == "" {
		return doc
	}
	for at := range p.parts {
		if at.place == inField && isAbove(at.name, p.message[0]) {
			return doc
		}
	}
	if more, ok := insert(clone(doc), p.message[0], 0, value{text: p.definition}); ok {
		return more
	}
	return doc
}
