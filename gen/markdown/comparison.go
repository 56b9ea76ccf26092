package markdown

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/spec"
)

// comparison is a page that puts vendors side by side.
type comparison struct {
	page
	*spec.Catalog // of what is compared
	path, title   string
	files         []string      // of the catalogs that the vendors are from
	parts         []*comparison // each of the vendors of one of several catalogs
}

// layout is a way to show the readings of a code: as a row among others, and as
// a table of its own.
type layout struct {
	head []string
	row  func(*spec.Code) []string

	codeHead []string
	codeRows func(*spec.Code) [][]string
}

// maxColumns is how many vendors fit beside each other.
const maxColumns = 4

func (p *comparison) render() []byte {
	p.open(p.title, comment(gen.Mark(p.files...)))
	p.block("The same code does not mean the same thing everywhere. This page puts side by side what each vendor means by its "+
		"codes and how the standard, the ", registry, ", reads them. The words are explained on ",
		"[every vendor's page]("+pageOf(p.Vendors[0])+"#how-to-read-this-page).")
	p.vendors()
	p.list(p.partLinks())

	l := columns(p.Catalog)
	if len(p.Vendors) > maxColumns {
		l = readings(p.Catalog)
	}
	p.disagreements(l)
	p.section("Where they leave the standard", func(c *spec.Code) bool { return !disagree(c) && departs(c) }, l,
		"The vendors agree with each other, but not with the standard on kind, retry or name.",
		"Nowhere else.")
	p.section("What only some document", func(c *spec.Code) bool { return slices.Contains(c.Variants, nil) }, l,
		"How a package reads a code that its vendor does not document is told at the end of the vendor's page.",
		"Nothing: every vendor documents every code.")

	p.block("## All codes")
	p.block("Vendors that agree on kind and retry may still send the code in different cases: compare the purposes.")
	for _, c := range p.Codes {
		p.block("### ", heading(c.Number, c.Definition))
		if c.Contrast != "" {
			p.block("**"+apart+":** ", text(c.Contrast))
		}
		p.table(l.codeHead, l.codeRows(c))
	}
	return p.Bytes()
}

// vendors lists the vendors, each with the way to its page.
func (p *comparison) vendors() {
	head := []string{"Vendor", "Go package", "Documented codes"}
	cases := slices.ContainsFunc(p.Vendors, func(v *spec.Vendor) bool { return len(v.When) > 0 })
	if cases {
		head = append(head, "Cases on every code")
	}
	var rows [][]string
	for _, v := range p.Vendors {
		title := "[" + text(v.Title()) + "](" + pageOf(v) + ")"
		row := []string{title, "`" + v.Key + "`", strconv.Itoa(len(v.Variants))}
		switch {
		case len(v.When) > 0:
			row = append(row, fmt.Sprintf("[%d](%s#%s)", len(v.When), pageOf(v), everyAnchor))
		case cases:
			row = append(row, "none")
		}
		rows = append(rows, row)
	}
	p.table(head, rows)
}

// partLinks leads to the pages about a part of the vendors.
func (p *comparison) partLinks() []string {
	var links []string
	for _, part := range p.parts {
		links = append(links, "["+part.title+"]("+part.path+")")
	}
	return links
}

// disagreements shows what the page is for. The last column, if anything stands
// in it, tells of differences that kind, retry and wait do not show.
func (p *comparison) disagreements(l layout) {
	about := "The same code, but another kind, retry or wait."
	if slices.ContainsFunc(p.Codes, func(c *spec.Code) bool { return c.Contrast != "" }) {
		about = "The same code, but another kind, retry or wait, or sent in other cases."
		row := l.row
		l.head = append(slices.Clip(l.head), apart)
		l.row = func(c *spec.Code) []string { return append(row(c), text(c.Contrast)) }
	}
	p.section("Where they disagree", disagree, l, about+" What departs from the standard is bold.",
		"Nowhere: the vendors that document a code agree on its kind, retry and wait.")
}

// apart heads the contrasts.
const apart = "What sets them apart"

// section shows the codes of which something holds.
func (p *comparison) section(title string, holds func(*spec.Code) bool, l layout, about, none string) {
	p.block("## ", title)
	var rows [][]string
	for _, c := range p.Codes {
		if holds(c) {
			rows = append(rows, l.row(c))
		}
	}
	if rows == nil {
		about = none
	}
	p.block(about)
	p.table(l.head, rows)
}

// pageOf returns the address of a vendor's page, as seen from this one.
func pageOf(v *spec.Vendor) string { return v.Key + "/" + fileName }

// codeCell returns the first cell of a code's row, which leads to the code.
func codeCell(c *spec.Code) string {
	return link(strconv.Itoa(c.Number), "", c.Number, c.Definition) + " " + text(c.Definition)
}
