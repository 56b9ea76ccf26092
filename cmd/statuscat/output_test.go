package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/spec"
)

// printed returns what f prints at a terminal of that width.
func printed(width int, color bool, f func(*printer)) string {
	var b bytes.Buffer
	p := newPrinter(&b)
	p.width, p.color = width, color
	f(p)
	p.flush()
	return b.String()
}

func TestParagraph(t *testing.T) {
	const text = "More than ten requests came within a second."
	tests := []struct {
		reason string
		width  int
		text   string
		want   string
	}{
		{"a program gets one line", 0, text, "purpose  " + text + "\n"},
		{"a terminal gets a column", 30, text, "purpose  More than ten\n         requests came within\n         a second.\n"},
		{"a word that is wider than the column stands alone", 12, "a https://acme.example b", "purpose  a\n         https://acme.example\n         b\n"},
		{"a terminal narrower than the prefix still gets the text", 3, "a b", "purpose  a\n         b\n"},
		{"lines stay readable at a wide terminal", 300, strings.Repeat("abcd ", 30), "purpose  " + strings.TrimSpace(strings.Repeat("abcd ", 18)) + "\n         " + strings.TrimSpace(strings.Repeat("abcd ", 12)) + "\n"},
	}
	for _, tt := range tests {
		got := printed(tt.width, false, func(p *printer) { p.paragraph("purpose  ", 9, tt.text) })
		if got != tt.want {
			t.Errorf("%s: got\n%s, want\n%s", tt.reason, got, tt.want)
		}
	}
}

func TestColours(t *testing.T) {
	list := spec.ErrorList{
		{File: "a.yaml", Pos: spec.Pos{Line: 1, Column: 2}, Message: "no"},
		{File: "a.yaml", Pos: spec.Pos{Line: 3, Column: 4}, Severity: spec.Warning, Message: "hm", Rule: "x"},
	}
	s := &streams{called: "statuscat", texts: map[string][]byte{"a.yaml": []byte("x: y")}}
	got := printed(80, true, func(p *printer) {
		s.diagnostics(p, list)
		p.diff([]byte("@@ -1 +1 @@\n-a\n+b\n c\n"))
	})
	want := "\x1b[31ma.yaml:1:2:\x1b[0m no\n  | x: y\n  | \x1b[31m ^\x1b[0m\n\x1b[33ma.yaml:3:4:\x1b[0m warning: hm (x)\n" +
		"\x1b[36m@@ -1 +1 @@\x1b[0m\n\x1b[31m-a\x1b[0m\n\x1b[32m+b\x1b[0m\n c\n"
	if got != want {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
}
