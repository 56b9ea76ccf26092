// Package body finds fields in a body of JSON or XML without decoding the rest.
package body

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A body is read up to a limit, so its JSON may be cut off anywhere. Walk skips the bytes
// before the values at a pointer without checking them: in well-formed JSON it finds the
// same values as encoding/json, and in other texts it may find anything. A key that occurs
// twice has both values.

// Kind is the kind of a JSON value.
type Kind uint8

// The kinds.
const (
	String Kind = iota
	Number
	Bool
	Null
	Container // an object or an array
)

// Value is a JSON value of the body.
type Value struct {
	Kind Kind
	Raw  []byte // with the quotes of a string; of a container the bracket that opens it
}

// Text returns a string's value.
func (v Value) Text() string {
	inner := v.Raw[1 : len(v.Raw)-1]
	if bytes.IndexByte(inner, '\\') < 0 && utf8.Valid(inner) {
		return string(inner)
	}
	var s string
	if json.Unmarshal(v.Raw, &s) != nil {
		return strings.ToValidUTF8(string(inner), "\uFFFD")
	}
	return s
}

// firstText returns the first number or text at pointer that is not empty, without the
// white space around it.
func firstText(doc []byte, pointer string) string {
	text := ""
	Walk(doc, pointer, func(v Value) bool {
		if v.Kind == String {
			text = strings.TrimSpace(v.Text())
		} else if v.Kind == Number {
			text = string(v.Raw)
		}
		return text == ""
	})
	return text
}

// Walk calls found with each value at pointer, until found returns false. A segment *
// stands for every element of an array, and for every member of an object.
func Walk(doc []byte, pointer string, found func(Value) bool) {
	walkAt(doc, 0, pointer, found)
}

// walkAt walks from the value at i. It reports whether to continue.
func walkAt(doc []byte, i int, pointer string, found func(Value) bool) bool {
	i = skipSpace(doc, i)
	if i >= len(doc) {
		return true
	}
	if pointer == "" {
		v, ok := valueAt(doc, i)
		return !ok || found(v)
	}
	segment, rest := pointer[1:], ""
	if end := strings.IndexByte(segment, '/'); end >= 0 {
		segment, rest = segment[:end], segment[end:]
	}
	switch doc[i] {
	case '{':
		return walkObject(doc, i+1, unescape(segment), rest, found)
	case '[':
		return walkArray(doc, i+1, segment, rest, found)
	}
	return true
}

func unescape(segment string) string {
	if !strings.Contains(segment, "~") {
		return segment
	}
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(segment)
}

// walkObject finds the members with a key in the object that opens before i.
func walkObject(doc []byte, i int, key, rest string, found func(Value) bool) bool {
	for {
		i = skipSpace(doc, i)
		if i >= len(doc) || doc[i] != '"' {
			return true
		}
		end, ok := skipString(doc, i)
		if !ok {
			return true
		}
		name := Value{String, doc[i:end]}
		i = skipSpace(doc, end)
		if i >= len(doc) || doc[i] != ':' {
			return true
		}
		if (key == "*" || name.is(key)) && !walkAt(doc, i+1, rest, found) {
			return false
		}
		if i, ok = nextElement(doc, i+1); !ok {
			return true
		}
	}
}

// is reports whether a string has the value s. Most keys have no escapes.
func (v Value) is(s string) bool {
	inner := v.Raw[1 : len(v.Raw)-1]
	return string(inner) == s || bytes.IndexByte(inner, '\\') >= 0 && v.Text() == s
}

// walkArray finds the elements of a segment in the array that opens before i.
func walkArray(doc []byte, i int, segment, rest string, found func(Value) bool) bool {
	want := -1
	if segment != "*" {
		n, err := strconv.Atoi(segment)
		if err != nil || n < 0 || strconv.Itoa(n) != segment {
			return true
		}
		want = n
	}
	for n := 0; ; n++ {
		if i = skipSpace(doc, i); i >= len(doc) || doc[i] == ']' {
			return true
		}
		if want < 0 || n == want {
			if goOn := walkAt(doc, i, rest, found); !goOn || want >= 0 {
				return goOn
			}
		}
		var ok bool
		if i, ok = nextElement(doc, i); !ok {
			return true
		}
	}
}
