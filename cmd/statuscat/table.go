package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/statuscat/statuscat/status"
)

const (
	gap    = "  " // between two columns
	narrow = 20   // the least width at which a text is worth wrapping
)

// important are the headings of the columns that are omitted last. The last column,
// a text, comes after them.
var important = []string{"RETRY", "KIND"}

// retryColors are the colours of a retry in a table.
var retryColors = map[string]string{
	status.RetryNever.String():        red,
	status.RetryAfterChange.String():  yellow,
	status.RetryIfIdempotent.String(): cyan,
	status.RetryAlways.String():       green,
}

// table prints rows in aligned columns, the first row as a heading. A row of one
// cell alone is a heading of those below it. A column that holds nothing is omitted.
// At a terminal a column that has no room is omitted too, which a last line says, and
// the texts of the last column are wrapped.
func (p *printer) table(rows [][]string) {
	widths := p.fit(rows)
	last := len(widths) - 1
	for i, row := range rows {
		if len(row) == 1 {
			heading := row[0]
			if p.width > 0 {
				heading = cut(heading, p.width)
			}
			p.printf("\n%s\n", p.paint(bold, heading))
			continue
		}
		line, indent := "", 0
		for c, cell := range row[:last] {
			if widths[c] <= 0 {
				continue
			}
			space := strings.Repeat(" ", widths[c]-columns(cell)) + gap
			if i > 0 && rows[0][c] == "RETRY" {
				cell = p.paint(retryColors[cell], cell)
			}
			line += cell + space
			indent += widths[c] + len(gap)
		}
		if widths[last] > 0 {
			line += p.wrap(row[last], indent, widths[last])
		}
		line = strings.TrimRight(line, " ")
		if i == 0 {
			line = p.paint(bold, line)
		}
		p.printf("%s\n", line)
	}
	var omitted []string
	for c, heading := range rows[0] {
		if widths[c] < 0 {
			omitted = append(omitted, heading)
		}
	}
	if omitted != nil {
		p.paragraph("", 0, fmt.Sprintf("omitted at %d columns: %s", p.width, strings.Join(omitted, ", ")))
	}
}

// fit returns how wide the columns are printed: 0 for one that holds nothing, -1 for
// one that has no room.
func (p *printer) fit(rows [][]string) []int {
	widths := make([]int, len(rows[0]))
	for _, row := range rows[1:] {
		for c, cell := range row {
			if len(row) > 1 {
				widths[c] = max(widths[c], columns(cell))
			}
		}
	}
	order := []int{0}
	for _, heading := range important {
		order = append(order, slices.Index(rows[0], heading))
	}
	order = append(order, len(widths)-1)
	for c := range widths {
		order = append(order, c)
	}
	last := len(widths) - 1
	left := p.width
	for i, c := range order {
		if c < 0 || widths[c] <= 0 || slices.Contains(order[:i], c) {
			continue
		}
		widths[c] = max(widths[c], columns(rows[0][c]))
		if p.width == 0 {
			continue
		}
		need := widths[c]
		if c == last {
			need = min(need, narrow)
		}
		if need > left && c > 0 {
			widths[c] = -1
			continue
		}
		left -= need + len(gap)
	}
	if p.width > 0 && widths[last] > narrow {
		widths[last] = min(widths[last], narrow+left+len(gap))
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

// cut shortens a text to so many columns at its end.
func cut(s string, most int) string {
	if columns(s) <= most {
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

// cutFront shortens a text to so many columns at its beginning.
func cutFront(s string, most int) string {
	if columns(s) <= most {
		return s
	}
	n := columns(s)
	for i, r := range s {
		if n < most {
			return "…" + s[i:]
		}
		n -= runeColumns(r)
	}
	return "…"
}

// wrap breaks a text at spaces into lines of at most so many columns, and indents
// those after the first. It leaves the text as it is unless it is for a terminal.
func (p *printer) wrap(text string, indent, most int) string {
	if p.width == 0 {
		return text
	}
	var b strings.Builder
	n := 0 // columns of the line so far
	for word := range strings.FieldsSeq(text) {
		switch width := columns(word); {
		case n == 0:
			n = width
		case n+1+width > most:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			n = width
		default:
			b.WriteByte(' ')
			n += 1 + width
		}
		b.WriteString(word)
	}
	return b.String()
}
