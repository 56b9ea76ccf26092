package syntax

import (
	"regexp"
	"strings"
)

// What a key is, and what is wrong with a line that should begin with one.

// keyLength returns the length of a key with its colon, or -1 if there is none.
func keyLength(s string) int {
	before := len(marks.FindString(s))
	if before == len(s) {
		return -1
	}
	if m := quotedKey.FindString(s[before:]); m != "" {
		return before + len(m)
	}
	text, _ := cutComment(s)
	end := colonIn(text)
	if end < 0 || strings.IndexByte("[{|>\"'", s[before]) >= 0 {
		return -1
	}
	return end + 1
}

// marks are anchors and tags, before what they mark.
var marks = regexp.MustCompile(`^([&!]\S* +)*`)

var quotedKey = regexp.MustCompile(`^("([^"\\]|\\.)*"|'([^']|'')*') *:( |\t|$)`)

// noKey reports a line that should begin with a key and has none.
func (e *examiner) noKey() {
	rest := strings.TrimRight(e.rest(), " ")
	name := leadingName.FindString(rest)
	behind := strings.TrimLeft(rest[len(name):], " ")
	known := e.known(name)
	switch {
	case rest[0] == '-':
		e.fail(e.line, e.col, noDashSpace)
	case e.hollow:
		e.fail(e.line, e.col, "the text that begins here belongs to the key above; indent it deeper than the key")
	case known && strings.HasPrefix(behind, ":"):
		e.fail(e.line, e.col, "no space after the colon; write %q", name+": "+strings.TrimLeft(behind, ": "))
	case known && (strings.HasPrefix(behind, "=") || strings.HasPrefix(behind, "：")):
		e.fail(e.line, e.col, "want a colon and a space after the key; write %q", name+": "+strings.TrimLeft(behind, "=>： "))
	case known, rest == name:
		e.fail(e.line, e.col, "no colon after the key; write %q", strings.TrimSpace(name+": "+behind))
	case strings.IndexByte("@`%*&!\"'[{|>", rest[0]) >= 0:
		line, col := e.line, e.col
		e.value(e.top().indent, false)
		e.fail(line, col, "want a key, have a value; indent a text that goes on deeper than its key")
	default:
		e.fail(e.line, e.col, "want a key or an item of a list; indent a text that goes on deeper than its key")
	}
}

var leadingName = regexp.MustCompile(`^\w+`)

// known reports whether a word is a key of the language, or of the file elsewhere.
func (e *examiner) known(word string) bool {
	if word == "" {
		return false
	}
	if e.isKey(word) {
		return true
	}
	if e.uses == nil {
		e.uses = map[string]int{}
		for _, line := range e.lines {
			line = strings.TrimLeft(line, " -")
			if key := leadingName.FindString(line); key != "" && colonIn(line) == len(key) {
				e.uses[key]++
			}
		}
	}
	return e.uses[word] > 1
}

// isEntry reports whether a line begins as an entry does, and not as a text
// that has a colon in it.
func (e *examiner) isEntry(rest string) bool {
	for isDash(rest) {
		rest = strings.TrimLeft(rest[1:], " ")
	}
	name := leadingName.FindString(rest)
	return colonIn(rest) == len(name) && e.known(name)
}
