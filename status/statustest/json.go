package statustest

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// maxIndex bounds the arrays that are made for a pointer; a greater number in
// one is taken for the name of an object's member.
const maxIndex = 99

var unescape = strings.NewReplacer("~1", "/", "~0", "~")

// segments splits a JSON pointer, which may still be escaped.
func segments(pointer string) []string {
	if pointer == "" {
		return nil
	}
	return strings.Split(pointer[1:], "/")
}

// isAbove reports whether a pointer may lead to the place of another one, or to
// what holds it.
func isAbove(pointer, other string) bool {
	above, below := segments(pointer), segments(other)
	for i := range above {
		if i >= len(below) || above[i] != below[i] && above[i] != "*" && below[i] != "*" {
			return false
		}
	}
	return true
}

// index returns the array index that a segment stands for.
func index(segment string) (int, bool) {
	n, err := strconv.Atoi(segment)
	return n, err == nil && n >= 0 && n <= maxIndex && strconv.Itoa(n) == segment
}

// insert puts v into doc where the pointer leads, a segment * standing for the
// given element, and makes what is missing on the way. It may change doc. Not ok
// if there is something else already.
func insert(doc any, pointer string, element int, v value) (any, bool) {
	path := segments(pointer)
	for i := range path {
		if path[i] == "*" {
			path[i] = strconv.Itoa(element)
		}
	}
	var leaf any = v.text
	if v.literal {
		leaf = json.RawMessage(v.text)
	}
	return insertAt(doc, path, leaf)
}

func insertAt(doc any, path []string, leaf any) (any, bool) {
	if len(path) == 0 {
		return leaf, doc == nil
	}
	n, isIndex := index(path[0])
	switch {
	case doc == nil && isIndex:
		doc = []any{}
	case doc == nil:
		doc = map[string]any{}
	}
	var ok bool
	switch node := doc.(type) {
	case []any:
		if !isIndex {
			return nil, false
		}
		for len(node) <= n {
			node = append(node, nil)
		}
		node[n], ok = insertAt(node[n], path[1:], leaf)
		return node, ok
	case map[string]any:
		key := unescape.Replace(path[0])
		node[key], ok = insertAt(node[key], path[1:], leaf)
		return node, ok
	}
	return nil, false
}

// beside adds a text to an object or array, where no pointer has any interest
// in it.
func beside(doc any, text string) any {
	switch node := doc.(type) {
	case []any:
		return append(node, text)
	case map[string]any:
		node["text of no field"] = text
	}
	return doc
}

// clone returns a copy of what insert made.
func clone(doc any) any {
	switch node := doc.(type) {
	case []any:
		all := make([]any, len(node))
		for i := range node {
			all[i] = clone(node[i])
		}
		return all
	case map[string]any:
		all := make(map[string]any, len(node))
		for key := range node {
			all[key] = clone(node[key])
		}
		return all
	}
	return doc
}

// encode returns what insert made as JSON, and an empty object for nothing.
func encode(doc any) []byte {
	if doc == nil {
		return []byte("{}")
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(doc); err != nil {
		return nil // a literal that is no JSON: no criterion on it holds
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// lookup returns the values that a pointer leads to. A null is none.
func lookup(doc any, path []string) (values []any) {
	if len(path) == 0 {
		if doc == nil {
			return nil
		}
		return []any{doc}
	}
	switch node := doc.(type) {
	case map[string]any:
		if path[0] != "*" {
			return lookup(node[unescape.Replace(path[0])], path[1:])
		}
		for _, key := range slices.Sorted(maps.Keys(node)) {
			values = append(values, lookup(node[key], path[1:])...)
		}
	case []any:
		n, err := strconv.Atoi(path[0])
		if err == nil && n >= 0 && n < len(node) && strconv.Itoa(n) == path[0] {
			return lookup(node[n], path[1:])
		}
		for i := range node {
			if path[0] == "*" {
				values = append(values, lookup(node[i], path[1:])...)
			}
		}
	}
	return values
}

// scalar returns a text, number or truth value as a text, and whether it is a
// text; not ok for objects and arrays.
func scalar(v any) (text string, isText, ok bool) {
	switch v := v.(type) {
	case string:
		return v, true, true
	case json.Number:
		return v.String(), false, true
	case bool:
		return strconv.FormatBool(v), false, true
	}
	return "", false, false
}
