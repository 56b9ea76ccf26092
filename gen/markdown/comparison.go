package markdown

import (
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/view"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// comparison is a page that compares vendors. Its methods return the parts.
type comparison struct {
	page
	Vendors  []*spec.Vendor
	codes    []*view.Code
	sections map[int]string // the headings' phrases of the codes that have a section of their own
	parts    []*comparison  // each of the vendors of one of several catalogs
	name     string         // of the catalog; empty for all
	shared   map[string]int
	Picture  string // its address; empty if there is none
}

// compare returns the comparisons that a run is worth: first the one of all its
// vendors, if there are several, and then one for each of several catalogs that has
// several. The standard is part of every comparison and is not listed as a vendor.
func (s site) compare(catalogs []*spec.Catalog) []*comparison {
	catalogs = slices.DeleteFunc(slices.Clone(catalogs), func(c *spec.Catalog) bool {
		return len(c.Vendors) == 1 && view.IsStandard(c.Vendors[0])
	})
	all := s.comparison(catalogs, s.root, "Status codes compared", "")
	if len(all.Vendors) < 2 {
		return nil
	}
	for _, c := range catalogs {
		if len(catalogs) > 1 && len(c.Vendors) > 1 {
			file := c.Name + ".md"
			if slices.ContainsFunc(all.Vendors, func(v *spec.Vendor) bool { return v.Key == c.Name }) {
				file = c.Name + "-catalog.md" // or else most sites would have both in one place
			}
			all.parts = append(all.parts, s.comparison([]*spec.Catalog{c}, file, "Catalog "+c.Name+": status codes compared", c.Name))
		}
	}
	return append([]*comparison{all}, all.parts...)
}

func (s site) comparison(catalogs []*spec.Catalog, file, title, name string) *comparison {
	c := &comparison{codes: view.Compare(catalogs), sections: map[int]string{}, name: name, shared: map[string]int{}}
	var files []string
	for _, catalog := range catalogs {
		files = append(files, catalog.File)
		for _, v := range catalog.Vendors {
			if !view.IsStandard(v) {
				c.Vendors = append(c.Vendors, v)
				c.shared[v.Name]++
			}
		}
	}
	c.page = page{s, file, title, gen.Mark(files...)}
	for _, k := range view.ByDisagreement(c.codes) {
		c.sections[k.Number] = k.Definition
	}
	return c
}

// title is the shortest name of v that is its own.
func (c *comparison) title(v *spec.Vendor) string {
	if c.shared[v.Name] > 1 {
		return text(v.Title())
	}
	return text(v.Name)
}

func (c *comparison) pageOf(v *spec.Vendor) string { return c.to(v.Key + "/" + c.vendor) }

// linkTo leads to what a vendor's page says of a code.
func (c *comparison) linkTo(v *spec.Variant) string {
	r := &reference{page: page{site: c.site}, Vendor: v.Vendor}
	return "[" + c.title(v.Vendor) + "](" + c.pageOf(v.Vendor) + r.fragment(v) + ")"
}

// Links lead to the parts of this page and to pages about a part of the vendors.
func (c *comparison) Links() string {
	links := []string{"[vendors](#vendors)", "[how to read this page](#how-to-read-this-page)"}
	for _, part := range c.parts {
		links = append(links, "["+text(part.name)+"]("+c.to(part.file)+")")
	}
	return strings.Join(links, " · ")
}

// Jump leads to the codes on which vendors differ, in their order.
func (c *comparison) Jump() string {
	var links []string
	for _, k := range view.ByDisagreement(c.codes) {
		links = append(links, link(strconv.Itoa(k.Number), "", k.Number, k.Definition))
	}
	return strings.Join(links, " · ")
}

// compared is the section of a code on which vendors differ.
type compared struct {
	Heading   string
	Contrasts []string
	Table     table
	Agree     string
}

// Codes returns the codes on which vendors differ, those on which most do first.
func (c *comparison) Codes() []compared {
	var list []compared
	for _, k := range view.ByDisagreement(c.codes) {
		s := compared{
			Heading:   heading(k.Number, k.Definition),
			Contrasts: k.Contrasts,
			Table:     table{Head: []string{"Vendor", "Kind", "Retry", "Wait"}},
		}
		if k.Standard != nil {
			s.Table.Rows = append(s.Table.Rows, cells("the standard", k.Standard.Kind, view.Advice{Retry: k.Standard.Retry, Wait: k.Standard.Wait}))
		} else {
			s.Table.Rows = append(s.Table.Rows, []string{"the standard", "not registered", "", ""})
		}
		for _, d := range k.Differ {
			for i, r := range d.Senses {
				name := ""
				if i == 0 {
					name = "**≠** " + c.linkTo(d.Variant)
				}
				if r.ByCase {
					name = strings.TrimSpace(name + " by case")
				}
				s.Table.Rows = append(s.Table.Rows, cells(name, r.Kind, r.Advice))
			}
		}
		s.Agree = c.agree(k)
		list = append(list, s)
	}
	return list
}

func cells(name string, kind status.Kind, a view.Advice) []string {
	return []string{name, kind.String(), answer(a.Retry), a.When(sample)}
}

// agree names in one line the vendors that agree with the usual sense.
func (c *comparison) agree(k *view.Code) string {
	if len(k.Agree) == 0 {
		return ""
	}
	names := make([]string, len(k.Agree))
	for i, v := range k.Agree {
		names[i] = c.title(v.Vendor)
	}
	usual := "As the standard"
	if k.Standard == nil {
		usual = k.Usual.Kind.String() + ", " + answer(k.Usual.Retry)
	}
	return usual + ": " + strings.Join(names, ", ") + "."
}

// Same is the table of the codes on which all vendors agree.
func (c *comparison) Same() table {
	t := table{Head: []string{"Code", "Kind", "Retry", "Vendors"}}
	for _, k := range c.codes {
		if _, own := c.sections[k.Number]; !own {
			var names []string
			for _, v := range k.Agree {
				names = append(names, c.title(v.Vendor))
			}
			t.Rows = append(t.Rows, []string{
				strconv.Itoa(k.Number) + " " + text(k.Definition), k.Usual.Kind.String(), answer(k.Usual.Retry), strings.Join(names, ", "),
			})
		}
	}
	return t
}

// Index lists the vendors.
func (c *comparison) Index() table {
	t := table{Head: []string{"Vendor", "Go package", "Codes"}}
	for _, v := range c.Vendors {
		t.Rows = append(t.Rows, []string{"[" + text(v.Title()) + "](" + c.pageOf(v) + ")", "`" + v.Key + "`", strconv.Itoa(len(v.Variants))})
	}
	return t
}
