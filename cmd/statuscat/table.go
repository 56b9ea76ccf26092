package main

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

const (
	gap    = "  " // between two columns
	narrow = 12   // the least width at which a column is worth cutting
)

// table prints rows in aligned columns, the first as a heading. A row of one
// cell alone is a heading of those below it. A column that holds nothing is left
// out. At a terminal a row takes one line: a column that has no room is left out
// as well, and only the last one is ever cut.
func (p *printer) table(rows [][]string) {
	widths := p.fit(rows)
	for i, row := range rows {
		if len(row) == 1 {
			p.printf("\n%s\n", p.paint(bold, cut(row[0], p.width)))
			continue
		}
		line := ""
		for c, cell := range row {
			if widths[c] > 0 {
				cell = cut(cell, widths[c])
				line += cell + strings.Repeat(" ", widths[c]-columns(cell)) + gap
			}
		}
		line = strings.TrimRight(line, " ")
		if i == 0 {
			line = p.paint(bold, line)
		}
		p.printf("%s\n", line)
	}
}

// fit returns how wide the columns are printed, 0 for one that has no room.
func (p *printer) fit(rows [][]string) []int {
	widths := make([]int, len(rows[0]))
	for _, row := range rows[1:] {
		for c, cell := range row {
			if len(row) > 1 {
				widths[c] = max(widths[c], columns(cell))
			}
		}
	}
	last := len(widths) - 1
	for last > 0 && widths[last] == 0 {
		last--
	}
	left := p.width
	for c, heading := range rows[0] {
		if widths[c] == 0 {
			continue
		}
		widths[c] = max(widths[c], columns(heading))
		if p.width > 0 && c > 0 && widths[c] > left {
			if c < last || left < narrow {
				widths[c] = 0
				continue
			}
			widths[c] = left
		}
		left -= widths[c] + len(gap)
	}
	return widths
}

// columns returns how many columns of a terminal a text takes.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0 // it joins the one before it
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// cut shortens a text to so many columns; 0 is as many as it takes.
func cut(s string, most int) string {
	if most == 0 || columns(s) <= most {
		return s
	}
	n := 0
	for i, r := range s {
		if n += runeColumns(r); n > most-1 {
			return strings.TrimRight(s[:i], " ") + "…"
		}
	}
	return s
}
