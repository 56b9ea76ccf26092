package draft

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func isHTML(src []byte) bool {
	head := bytes.ToLower(src[:min(len(src), 64<<10)])
	return bytes.Contains(head, []byte("<table")) || bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<!doctype html"))
}

// readHTML reads the tables of a page, or if none has a code, its text.
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

// parse parses a page, which any bytes are to HTML.
func parse(src []byte) *html.Node {
	root, err := html.Parse(bytes.NewReader(src))
	if err != nil { // nesting beyond the parser's bound
		return &html.Node{}
	}
	return root
}

// table reads a table of HTML.
func (d *Draft) table(table *html.Node) {
	var head columns
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		if n.DataAtom == atom.Table && n != table {
			return // which is read by itself
		}
		if n.DataAtom != atom.Tr {
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				visit(c)
			}
			return
		}
		var cells []string
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				cells = append(cells, textOf(c))
			}
		}
		if len(cells) == 0 {
			return
		}
		m := rowStart.FindStringSubmatch(cells[0])
		if m == nil {
			head = newColumns(cells)
			return
		}
		code, _ := strconv.Atoi(m[1])
		if rest := strings.TrimSpace(cells[0][3:]); rest != "" && head.definition < 0 || !head.known && rest != "" {
			cells[0] = rest // the definition stands beside the code
			d.row(columns{}, code, cells)
			return
		}
		d.row(head, code, cells[1:])
	}
	visit(table)
}

// textOf returns the text of a node, with its white space folded.
func textOf(n *html.Node) string {
	var b strings.Builder
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.DataAtom == atom.Br || n.DataAtom == atom.Li || n.DataAtom == atom.P:
			b.WriteString(" ")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(n)
	return strings.Join(strings.Fields(b.String()), " ")
}
