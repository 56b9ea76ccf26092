package main

import "testing"

func TestTable(t *testing.T) {
	purposes := [][]string{{"CODE", "PURPOSE"}, {"403", "More than ten requests — too fast."}}
	groups := [][]string{{"CODE", "DEFINITION", "CASES"}, {"acme"}, {"403", "Forbidden", ""}, {"globex and its subsidiaries"}, {"429", "要求が多すぎます", ""}, {"500", "Café 🙀", ""}}
	waits := [][]string{{"CODE", "DEFINITION", "WAIT", "PURPOSE"}, {"403", "Forbidden", "as told, or at least 1s", "Too fast."}, {"404", "Not Found", "-", "There is no such thing here."}}
	tests := []struct {
		reason string
		rows   [][]string
		width  int
		color  bool
		want   string
	}{
		{"a program gets everything", purposes, 0, false, "CODE  PURPOSE\n403   More than ten requests — too fast.\n"},
		{"a wide terminal too", purposes, 40, false, "CODE  PURPOSE\n403   More than ten requests — too fast.\n"},
		{"a narrow one gets one line a row", purposes, 20, false, "CODE  PURPOSE\n403   More than ten…\n"},
		{"a bit of a text says nothing", purposes, 17, false, "CODE\n403\n"},
		{"colours do not disturb the columns", purposes, 40, true, "\x1b[1mCODE  PURPOSE\x1b[0m\n403   More than ten requests — too fast.\n"},
		{"wide characters take two columns; nobody has cases", groups, 40, false,
			"CODE  DEFINITION\n\nacme\n403   Forbidden\n\nglobex and its subsidiaries\n429   要求が多すぎます\n500   Café 🙀\n"},
		{"and are not cut in two", groups, 20, false,
			"CODE  DEFINITION\n\nacme\n403   Forbidden\n\nglobex and its subs…\n429   要求が多すぎ…\n500   Café 🙀\n"},
		{"a column has room for all of it or none", waits, 40, false,
			"CODE  DEFINITION  PURPOSE\n403   Forbidden   Too fast.\n404   Not Found   There is no such thin…\n"},
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
