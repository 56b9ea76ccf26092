package body

import "bytes"

// The functions below skip a part of JSON from an index on, and return the index behind
// it. They report false if the part is cut off or absent.

// valueAt returns the value at i. An object or array only has to open: it is present even
// if its end is cut off.
func valueAt(doc []byte, i int) (Value, bool) {
	if doc[i] == '{' || doc[i] == '[' {
		return Value{Container, doc[i : i+1]}, true
	}
	end, ok := skipValue(doc, i)
	if !ok {
		return Value{}, false
	}
	switch raw := doc[i:end]; raw[0] {
	case '"':
		return Value{String, raw}, true
	case 'n':
		return Value{Null, raw}, true
	case 't', 'f':
		return Value{Bool, raw}, true
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return Value{Number, raw}, true
	}
	return Value{}, false
}

// nextElement skips the value at i and the comma behind it.
func nextElement(doc []byte, i int) (int, bool) {
	i, ok := skipValue(doc, skipSpace(doc, i))
	if !ok {
		return i, false
	}
	i = skipSpace(doc, i)
	return i + 1, i < len(doc) && doc[i] == ','
}

func skipSpace(doc []byte, i int) int {
	for i < len(doc) && (doc[i] == ' ' || doc[i] == '\n' || doc[i] == '\t' || doc[i] == '\r') {
		i++
	}
	return i
}

func skipValue(doc []byte, i int) (int, bool) {
	if i >= len(doc) {
		return i, false
	}
	switch doc[i] {
	case '"':
		return skipString(doc, i)
	case '{', '[':
		return skipContainer(doc, i)
	}
	start := i
	for i < len(doc) && !isEnd(doc[i]) {
		i++
	}
	// A number at the end may be cut off.
	return i, i > start && i < len(doc)
}

func isEnd(c byte) bool {
	switch c {
	case ',', '}', ']', ' ', '\n', '\t', '\r', ':', '"', '{', '[':
		return true
	}
	return false
}

// skipString skips the string that opens at i.
func skipString(doc []byte, i int) (int, bool) {
	for i++; ; i++ {
		n := bytes.IndexByte(doc[min(i, len(doc)):], '"')
		if n < 0 {
			return len(doc), false
		}
		i += n
		escapes := 0
		for doc[i-1-escapes] == '\\' {
			escapes++
		}
		if escapes%2 == 0 {
			return i + 1, true
		}
	}
}

// skipContainer skips the object or array that opens at i. It does not distinguish the
// brackets, and does not recurse, since a body can nest as deep as it is long.
func skipContainer(doc []byte, i int) (int, bool) {
	depth := 0
	for i < len(doc) {
		switch doc[i] {
		case '"':
			end, ok := skipString(doc, i)
			if !ok {
				return end, false
			}
			i = end
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1, true
			}
		}
		i++
	}
	return i, false
}
