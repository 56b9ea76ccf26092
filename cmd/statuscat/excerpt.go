package main

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/statuscat/statuscat/spec"
)

// excerpt returns the line of a catalog at a position, cut around it to most columns,
// and a line with a caret below the position. Both are empty if the line is blank.
func excerpt(src []byte, at spec.Pos, most int) (line, caret string) {
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	for range at.Line - 1 {
		_, src, _ = bytes.Cut(src, []byte("\n"))
	}
	src, _, _ = bytes.Cut(src, []byte("\n"))
	text := []rune(strings.TrimRight(string(src), " \t\r"))
	if len(text) == 0 {
		return "", ""
	}
	column := min(max(at.Column-1, 0), len(text))
	before, after := visible(text[:column]), visible(text[column:])
	before = cutFront(before, max(most/2, most-columns(after)))
	return before + cut(after, most-columns(before)), strings.Repeat(" ", columns(before)) + "^"
}

// visible replaces the characters that would move the cursor.
func visible(text []rune) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, strings.ReplaceAll(string(text), "\t", "    "))
}
