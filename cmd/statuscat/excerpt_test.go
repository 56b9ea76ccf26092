package main

import (
	"strings"
	"testing"

	"github.com/statuscat/statuscat/spec"
)

// TestExcerpt checks that the caret stands below the character that a position
// names, whatever comes before it.
func TestExcerpt(t *testing.T) {
	long := strings.Repeat("ab ", 20)
	tests := []struct {
		reason       string
		src          string
		line, column int
		want         string
	}{
		{"a word", "catalog: a\nvendor: b\n", 2, 1, "vendor: b\n^"},
		{"inside a line", "a: {b: c}", 1, 5, "a: {b: c}\n    ^"},
		{"behind the end", "a: b", 1, 5, "a: b\n    ^"},
		{"Windows line ends and a byte order mark", "\uFEFFa: b\r\nc: d\r\n", 1, 4, "a: b\n   ^"},
		{"a tab", "\ta: b", 1, 2, "    a: b\n    ^"},
		{"wide and combining characters", "要求e\u0301: b", 1, 5, "要求e\u0301: b\n     ^"},
		{"what would move the cursor", "a\x1b[31m: \xffb", 1, 10, "a\uFFFD[31m: \uFFFDb\n         ^"},
		{"a blank line", "a: b\n  \nc: d\n", 2, 1, "\n"},
		{"a line that is not there", "a: b\n", 7, 1, "\n"},
		{"cut at the end", long, 1, 4, "ab ab ab ab ab ab a…\n   ^"},
		{"cut in front", long, 1, 58, "…b ab ab ab ab ab ab\n                  ^"},
		{"cut at both ends", long, 1, 31, "…ab ab ab ab ab ab…\n          ^"},
	}
	for _, tt := range tests {
		line, caret := excerpt([]byte(tt.src), spec.Pos{Line: tt.line, Column: tt.column}, 20)
		if got := line + "\n" + caret; got != tt.want {
			t.Errorf("%s: got\n%s, want\n%s", tt.reason, got, tt.want)
		}
	}
}
