package main

import "testing"

func TestTable(t *testing.T) {
	purposes := [][]string{{"CODE", "RETRY", "PURPOSE"}, {"403", "always", "More than ten requests — too fast."}, {"404", "never", ""}}
	groups := [][]string{{"CODE", "DEFINITION", "CASES"}, {"acme"}, {"403", "Forbidden", ""}, {"globex and its subsidiaries"}, {"429", "要求が多すぎます", ""}, {"500", "Café 🙀", ""}}
	waits := [][]string{{"CODE", "DEFINITION", "KIND", "RETRY", "WAIT", "PURPOSE"}, {"403", "Forbidden", "denied", "never", "-", "There is no such thing here."}}
	tests := []struct {
		reason string
		rows   [][]string
		width  int
		color  bool
		want   string
	}{
		{"a program gets everything", purposes, 0, false, "CODE  RETRY   PURPOSE\n403   always  More than ten requests — too fast.\n404   never\n"},
		{"a wide terminal too", purposes, 60, false, "CODE  RETRY   PURPOSE\n403   always  More than ten requests — too fast.\n404   never\n"},
		{"texts wrap", purposes, 36, false, "CODE  RETRY   PURPOSE\n403   always  More than ten requests\n              — too fast.\n404   never\n"},
		{"but not in a column that is too narrow", purposes, 33, false, "CODE  RETRY\n403   always\n404   never\nomitted at 33 columns: PURPOSE\n"},
		{"colours do not disturb the columns", purposes, 60, true,
			"\x1b[1mCODE  RETRY   PURPOSE\x1b[0m\n403   \x1b[32malways\x1b[0m  More than ten requests — too fast.\n404   \x1b[31mnever\x1b[0m\n"},
		{"wide characters take two columns; nobody has cases", groups, 40, false,
			"CODE  DEFINITION\n\nacme\n403   Forbidden\n\nglobex and its subsidiaries\n429   要求が多すぎます\n500   Café 🙀\n"},
		{"headings are cut, and not inside a character", groups, 22, false,
			"CODE  DEFINITION\n\nacme\n403   Forbidden\n\nglobex and its subsid…\n429   要求が多すぎます\n500   Café 🙀\n"},
		{"the retry goes last", waits, 14, false, "CODE  RETRY\n403   never\nomitted at 14\ncolumns:\nDEFINITION,\nKIND, WAIT,\nPURPOSE\n"},
		{"before it the kind", waits, 24, false, "CODE  KIND    RETRY\n403   denied  never\nomitted at 24 columns:\nDEFINITION, WAIT,\nPURPOSE\n"},
		{"and the text", waits, 42, false, "CODE  KIND    RETRY  PURPOSE\n403   denied  never  There is no such\n                     thing here.\nomitted at 42 columns: DEFINITION, WAIT\n"},
		{"whatever else has room is there", waits, 58, false,
			"CODE  DEFINITION  KIND    RETRY  PURPOSE\n403   Forbidden   denied  never  There is no such thing\n                                 here.\nomitted at 58 columns: WAIT\n"},
	}
	for _, tt := range tests {
		got := printed(tt.width, tt.color, func(p *printer) { p.table(tt.rows) })
		if got != tt.want {
			t.Errorf("%s: got\n%s, want\n%s", tt.reason, got, tt.want)
		}
	}
}

// The columns after a wide character stand under each other.
func TestColumns(t *testing.T) {
	for text, want := range map[string]int{"": 0, "Café": 4, "Cafe\u0301": 4, "要求": 4, "Ａ": 2, "…—": 2, "🙀": 2} {
		if got := columns(text); got != want {
			t.Errorf("%q takes %d columns, want %d", text, got, want)
		}
	}
}
