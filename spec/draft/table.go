package draft

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// rowStart matches the beginning of a row, a code. The rest of the line is separated from
// it by a bar, by white space or not at all.
var rowStart = regexp.MustCompile(`^\**([1-9][0-9][0-9])\**(?:\s*$|\s*[|\t]|\s+|[A-Z:–—-])`)

// notRow matches a line that ends a table: a heading, the head of a table, a range of codes.
var notRow = regexp.MustCompile(`(?i)^(?:#|=+$|[1-5]xx\b|(?:status |error |http )*codes?\b\W*(?:$|definition|text|meaning|message|description|purpose|name|reason|title|common))`)

// markdownTable matches the rule below the head of a Markdown table.
var markdownTable = regexp.MustCompile(`(?m)^ {0,3}\|?(?:\s*:?-+:?\s*\|)+`)

// readText reads tables of Markdown and plain text, in which a row is one line, or
// has each of its cells on lines of their own.
func readText(src string) *Draft {
	if markdownTable.MatchString(src) {
		var page bytes.Buffer
		if err := goldmark.New(goldmark.WithExtensions(extension.Table)).Convert([]byte(src), &page); err == nil {
			if d := readTables(page.Bytes()); d.says() {
				return d
			}
		}
	}
	d := &Draft{}
	var t tableReader
	for line := range strings.SplitSeq(strings.ReplaceAll(src, "\r\n", "\n"), "\n") {
		t.line(d, line)
	}
	t.end(d)
	return d
}

// tableReader collects the cells of a row.
type tableReader struct {
	columns columns
	code    int
	cells   []string // after the code, each in one line
	open    bool     // the last cell continues on the next line
	lines   bool     // each cell has lines of its own
	bars    bool     // a bar ends a cell
}

func (t *tableReader) line(d *Draft, raw string) {
	line := strings.TrimSpace(raw)
	inner := strings.TrimSpace(strings.TrimPrefix(line, "|"))
	switch m := rowStart.FindStringSubmatch(inner); {
	case m != nil && !t.sentence(inner, m):
		t.end(d)
		t.begin(inner, m)
	case strings.Contains(inner, "|") && strings.Trim(inner, "|-: \t") == "": // the rule below a head
	case t.code == 0 && strings.Contains(inner, "|"):
		t.columns = newColumns(cellsOf(inner))
	case t.code > 0 && line == "|":
		t.open, t.bars = false, true
	case line == "":
		if t.complete() {
			t.end(d)
		}
		t.open = false
	case notRow.MatchString(inner):
		t.end(d)
		t.columns = columns{}
	case strings.HasPrefix(line, "|"): // continues the row above, without a code of its own
	case t.code > 0:
		t.more(inner)
	}
}

// sentence reports whether a line that begins with a number is prose, and not a row: no
// phrase that is in use for the code follows.
func (t *tableReader) sentence(line string, m []string) bool {
	rest := strings.TrimLeft(line, "*")[3:]
	if strings.TrimSpace(strings.Trim(rest, "*")) == "" || strings.ContainsAny(rest, "|\t") || strings.Contains(rest, "  ") {
		return false
	}
	code, _ := strconv.Atoi(m[1])
	phrase, _ := splitPhrase(code, strings.TrimLeft(plain(rest), " :–—-"))
	return phrase == ""
}

func (t *tableReader) begin(line string, m []string) {
	code, _ := strconv.Atoi(m[1])
	rest := strings.TrimLeft(strings.TrimLeft(line, "*")[3:], "* \t")
	*t = tableReader{columns: t.columns, code: code}
	switch {
	case rest == "" || rest == "|":
		t.lines = true
	case strings.HasPrefix(rest, "|") || strings.Contains(rest, "|"):
		// A row that ends in a bar continues on the next lines.
		t.cells = cellsOf(strings.TrimPrefix(rest, "|"))
		t.lines = len(t.cells) < 2 && strings.HasSuffix(rest, "|")
	case strings.Contains(rest, "\t"):
		t.cells = split(rest, "\t")
	case regexp.MustCompile(`\S\s{2,}\S`).MatchString(rest):
		t.cells = regexp.MustCompile(`\s{2,}`).Split(rest, -1)
	default:
		phrase, purpose := splitPhrase(code, strings.TrimLeft(plain(rest), ":–—- "))
		t.cells = []string{phrase, purpose}
	}
	t.open = !t.lines
}

// more adds a line to the row.
func (t *tableReader) more(line string) {
	ends := strings.HasSuffix(line, "|")
	line = strings.TrimSpace(strings.TrimSuffix(line, "|"))
	switch {
	case t.open && len(t.cells) > 0:
		t.cells[len(t.cells)-1] += " " + line
	default:
		t.cells = append(t.cells, line)
	}
	// A definition is one line, unless bars show where it ends.
	t.open = !ends && (len(t.cells) > 1 || t.bars)
	t.bars = t.bars || ends
}

// complete reports whether an empty line ends the row.
func (t *tableReader) complete() bool { return t.code > 0 && !t.bars && len(t.cells) > 1 }

func (t *tableReader) end(d *Draft) {
	if t.code > 0 {
		d.row(t.columns, t.code, t.cells)
	}
	*t = tableReader{columns: t.columns}
}

// columns has the index of each column, counted from the one after the code; -1 for none.
type columns struct {
	known                       bool
	definition, purpose, remedy int
}

var (
	definitionHead = regexp.MustCompile(`(?i)definition|\btext\b|meaning|\bname\b|title|reason|phrase|\bmessage\b|status$`)
	purposeHead    = regexp.MustCompile(`(?i)purpose|description|detail|explanation|cause|when`)
	remedyHead     = regexp.MustCompile(`(?i)\bfix\b|solution|resolution|remedy|action|trouble|what to do|how to`)
)

// newColumns reads the head of a table. The first column is the code's.
func newColumns(head []string) columns {
	c := columns{definition: -1, purpose: -1, remedy: -1}
	for i, name := range head[1:] {
		for _, column := range []struct {
			head *regexp.Regexp
			at   *int
		}{{remedyHead, &c.remedy}, {purposeHead, &c.purpose}, {definitionHead, &c.definition}} {
			if *column.at < 0 && column.head.MatchString(name) {
				*column.at, c.known = i, true
				break
			}
		}
	}
	return c
}

// says reports whether the tables have texts beside the numbers.
func (d *Draft) says() bool {
	return slices.ContainsFunc(d.Codes, func(c *Code) bool { return c.Definition != "" || c.Purpose != "" })
}

// row adds a row of a table.
func (d *Draft) row(head columns, number int, cells []string) {
	if number < 100 || number > 599 {
		if number < 1000 && number > 599 {
			d.leaveOut("code " + strconv.Itoa(number) + " is not valid in HTTP")
		}
		return
	}
	for i, cell := range cells {
		cells[i] = plain(cell)
	}
	cell := func(i int) string {
		if i < 0 || i >= len(cells) {
			return ""
		}
		return cells[i]
	}
	c := &Code{Number: number}
	switch {
	case head.known:
		c.Definition, c.Purpose, c.Remedy = cell(head.definition), cell(head.purpose), cell(head.remedy)
		if c.Purpose == "" && head.purpose < 0 {
			c.Definition, c.Purpose = splitOr(number, c.Definition)
		}
	case len(cells) == 1:
		c.Definition, c.Purpose = splitOr(number, cells[0])
	case len(cells) > 1:
		c.Definition, c.Purpose = cells[0], strings.Join(cells[1:], " ")
	}
	d.add(c)
}

// splitOr splits a text that contains both the definition and the purpose. A short text
// without a known phrase is the definition, and a long one the purpose.
func splitOr(code int, text string) (definition, purpose string) {
	if phrase, rest := splitPhrase(code, text); phrase != "" {
		return phrase, rest
	}
	if len(strings.Fields(text)) <= 4 {
		return text, ""
	}
	return "", text
}

// cellsOf splits a row at its bars.
func cellsOf(row string) []string {
	row = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(row), "|"), "|")
	return split(strings.ReplaceAll(row, `\|`, "\x00"), "|")
}

func split(row, separator string) []string {
	cells := strings.Split(row, separator)
	for i, cell := range cells {
		cells[i] = strings.TrimSpace(strings.ReplaceAll(cell, "\x00", "|"))
	}
	return cells
}

// plain folds white space.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }
