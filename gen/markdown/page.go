package markdown

import (
	"bytes"
	"strings"
)

// page is a Markdown document in the making. Its methods take Markdown: catalog
// text goes through text first.
type page struct{ bytes.Buffer }

// block writes one block, put together from its parts, and before it the empty
// line that all four renderers want between blocks.
func (p *page) block(parts ...string) {
	if p.Len() > 0 {
		p.WriteByte('\n')
	}
	for _, part := range parts {
		p.WriteString(part)
	}
	p.WriteByte('\n')
}

// open begins a page. The title comes before the comment, because MkDocs and
// Docusaurus name the page by it only if it is the first line.
func (p *page) open(title, comment string) {
	p.block("# ", title)
	p.block(comment)
}

// table writes a table; no rows, no table.
func (p *page) table(head []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	lines := []string{line(head), strings.Repeat("|---", len(head)) + "|"}
	for _, cells := range rows {
		lines = append(lines, line(cells))
	}
	p.block(strings.Join(lines, "\n"))
}

func line(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" }

// list writes a bullet list; no items, no list.
func (p *page) list(items []string) {
	if len(items) > 0 {
		p.block("- ", strings.Join(items, "\n- "))
	}
}

// factList is a bullet list in the making, of facts that have names.
type factList []string

// add adds a fact, unless it is empty.
func (l *factList) add(name, markdown string) {
	if markdown != "" {
		*l = append(*l, "**"+name+":** "+markdown)
	}
}

// note writes what the catalog adds to a vendor's word, if anything.
func (p *page) note(note string) {
	if note = text(note); note != "" {
		p.block("> **Catalog note:** ", note)
	}
}

// comment returns a mark as a comment without HTML: as the title of a link to
// which nothing refers, so that no renderer shows it.
func comment(mark string) string { return "[//]: # (" + mark + ")" }
