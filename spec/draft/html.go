package draft

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func isHTML(src []byte) bool {
	head := bytes.ToLower(src[:min(len(src), 64<<10)])
	return bytes.Contains(head, []byte("<table")) || bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<!doctype html"))
}

// readHTML reads the tables of a page, or its text if no table has a code.
func readHTML(src []byte) *Draft {
	if d := readTables(src); d.says() {
		return d
	}
	var lines []string
	for n := range parse(src).Descendants() {
		if text := strings.TrimSpace(n.Data); n.Type == html.TextNode && text != "" && n.Parent.DataAtom != atom.Script && n.Parent.DataAtom != atom.Style {
			lines = append(lines, text)
		}
	}
	return readText(strings.Join(lines, "\n"))
}

// readTables reads the tables of a page.
func readTables(src []byte) *Draft {
	d := &Draft{}
	for n := range parse(src).Descendants() {
		if n.DataAtom == atom.Table {
			d.table(n)
		}
	}
	return d
}

// parse parses a page. To HTML, any bytes are a page.
func parse(src []byte) *html.Node {
	root, err := html.Parse(bytes.NewReader(src))
	if err != nil { // too deeply nested for the parser
		return &html.Node{}
	}
	return root
}

// severalCodes matches the first cell of a row for a class, a range or a list of codes.
var severalCodes = regexp.MustCompile(`^[1-5](?:[xX]{2}\b|[0-9]{2}\s*(?:[,/]|[–—-]\s*[0-9]))`)

// table reads a table of HTML.
func (d *Draft) table(table *html.Node) {
	var head columns
	for tr := range table.Descendants() {
		if tr.DataAtom != atom.Tr || tableOf(tr) != table {
			continue
		}
		var cells []string
		for c := range tr.ChildNodes() {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				cells = append(cells, textOf(c))
			}
		}
		if len(cells) == 0 {
			continue
		}
		m := rowStart.FindStringSubmatch(cells[0])
		switch {
		case severalCodes.MatchString(cells[0]):
			if len(cells) > 1 {
				d.leaveOut("row " + cells[0] + ": write the codes that the vendor really sends")
			}
			continue
		case m == nil:
			head = newColumns(cells)
			continue
		}
		code, _ := strconv.Atoi(m[1])
		if rest := strings.TrimSpace(cells[0][3:]); rest != "" && (!head.known || head.definition < 0) {
			cells[0] = rest // the definition is beside the code
			d.row(columns{}, code, cells)
			continue
		}
		d.row(head, code, cells[1:])
	}
}

// tableOf returns the innermost table that n is in.
func tableOf(n *html.Node) *html.Node {
	for n != nil && n.DataAtom != atom.Table {
		n = n.Parent
	}
	return n
}

// textOf returns the text of a node, with its white space folded.
func textOf(n *html.Node) string {
	var b strings.Builder
	for n := range n.Descendants() {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.DataAtom == atom.Br || n.DataAtom == atom.Li || n.DataAtom == atom.P:
			b.WriteString(" ")
		}
	}
	return plain(b.String())
}
