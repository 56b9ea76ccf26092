package markdown

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/spec"
)

// comparison is a page that puts vendors side by side. Its methods return the
// parts.
type comparison struct {
	page
	*spec.Catalog               // of what is compared
	parts         []*comparison // each of the vendors of one of several catalogs
	shared        map[string]int
	Picture       string // its address; empty if there is none
}

// compare returns the comparisons that a run is worth: first the one of all its
// vendors, if there are several, and then one for each of several catalogs that
// has several. The standard is in every comparison, and so is no vendor of it.
func (s site) compare(catalogs []*spec.Catalog) []*comparison {
	catalogs = slices.DeleteFunc(slices.Clone(catalogs), func(c *spec.Catalog) bool {
		return len(c.Vendors) == 1 && c.Vendors[0].Key == standard().Key
	})
	var files []string
	for _, c := range catalogs {
		files = append(files, c.File)
	}
	all := s.comparison(merge(catalogs), s.root, "Status codes side by side", files...)
	if len(all.Vendors) < 2 {
		return nil
	}
	for _, c := range catalogs {
		if len(catalogs) > 1 && len(c.Vendors) > 1 {
			file := c.Name + ".md"
			if all.Vendor(c.Name) != nil {
				file = c.Name + "-catalog.md" // or else most sites would have both in one place
			}
			all.parts = append(all.parts, s.comparison(c, file, "Catalog "+c.Name+": status codes side by side", c.File))
		}
	}
	return append([]*comparison{all}, all.parts...)
}

func (s site) comparison(c *spec.Catalog, file, title string, sources ...string) *comparison {
	names := map[string]int{}
	for _, v := range c.Vendors {
		names[v.Name]++
	}
	return &comparison{page{s, file, title, gen.Mark(sources...)}, c, nil, names, ""}
}

// name is as short as it can be.
func (c *comparison) name(v *spec.Vendor) string {
	if c.shared[v.Name] > 1 {
		return text(v.Title())
	}
	return text(v.Name)
}

func (c *comparison) pageOf(v *spec.Vendor) string { return c.to(v.Key + "/" + c.vendor) }

// Legend leads to where the words are explained.
func (c *comparison) Legend() string { return c.pageOf(c.Vendors[0]) + "#how-to-read-this-page" }

// Links lead to the parts of this page and to pages about a part of the vendors.
func (c *comparison) Links() string {
	links := []string{"[all codes](#all-codes)", "[vendors](#vendors)"}
	for _, part := range c.parts {
		links = append(links, "["+text(part.Name)+"]("+c.to(part.file)+")")
	}
	return strings.Join(links, " · ")
}

// link leads from another page to a code.
func (c *comparison) link(from *page, code int) string {
	i, _ := slices.BinarySearchFunc(c.Codes, code, func(c *spec.Code, n int) int { return c.Number - n })
	return link(fmt.Sprintf("%d side by side", code), from.to(c.file), code, c.Codes[i].Definition)
}

// Differences shows what the page is for; nil if there are none.
func (c *comparison) Differences() *table {
	var spreads []*spread
	for _, code := range c.Codes {
		if s := newSpread(code); s.differs || s.departs() {
			spreads = append(spreads, s)
		}
	}
	if spreads == nil {
		return nil
	}
	slices.SortStableFunc(spreads, func(a, b *spread) int {
		return cmp.Or(slices.Compare(b.all[:], a.all[:]), slices.Compare(b.own[:], a.own[:]), b.vendors-a.vendors)
	})
	t := &table{Head: []string{"Code", "Reading", "Vendors"}}
	for _, s := range spreads {
		first := link(strconv.Itoa(s.Number), "", s.Number, s.Definition)
		if s.differs {
			first += " **≠**"
		}
		for _, r := range s.readings {
			said := r.Kind.String() + ", " + r.Retry.String()
			if r.departs {
				said += " **†**"
			}
			t.Rows = append(t.Rows, []string{first, said, c.readers(r)})
			first = ""
		}
		if s.Contrast != "" {
			t.Rows = append(t.Rows, []string{"", apart, text(s.Contrast)})
		}
	}
	return t
}

// apart heads the contrasts.
const apart = "what sets them apart"

// readers names those who share a reading: first those to whom the number means
// that by itself.
func (c *comparison) readers(r *reading) string {
	names := func(variants []*spec.Variant, own bool) string {
		var list []string
		for _, v := range variants {
			name := link(c.name(v.Vendor), c.pageOf(v.Vendor), v.Code, v.Definition)
			if wait := short(v.Wait); own && wait != "" {
				name += " (" + wait + ")"
			}
			list = append(list, name)
		}
		return strings.Join(list, ", ")
	}
	var parts []string
	if r.standard {
		parts = append(parts, "the standard")
	}
	if r.own != nil {
		parts = append(parts, names(r.own, true))
	}
	said := strings.Join(parts, ", ")
	if r.byCase != nil {
		if said != "" {
			said += "; "
		}
		said += "by case: " + names(r.byCase, false)
	}
	return said
}

// section is what is said of a code.
type section struct {
	Heading string
	Facts   []string
	Table   table
}

// Sections returns one for each code.
func (c *comparison) Sections() []section {
	var list []section
	for _, code := range c.Codes {
		s := section{Heading: heading(code.Number, code.Definition), Table: table{Head: []string{"Vendor", "Reading and purpose"}}}
		if code.Contrast != "" {
			s.Facts = append(s.Facts, fact("What sets them apart", text(code.Contrast)))
		}
		for _, v := range append(slices.Clone(code.Variants), standard().Lookup(code.Number)) {
			if v != nil {
				s.Table.Rows = append(s.Table.Rows, c.variant(code, v))
			}
		}
		list = append(list, s)
	}
	return list
}

func (c *comparison) variant(code *spec.Code, v *spec.Variant) []string {
	name, said := "the standard", v.Kind.String()+", "+v.Retry.String()
	if v.Vendor.Key != standard().Key {
		name = link(c.name(v.Vendor), c.pageOf(v.Vendor), v.Code, v.Definition)
	}
	if v.Definition != code.Definition {
		name += " (" + text(v.Definition) + ")"
	}
	if wait := short(v.Wait); wait != "" {
		said += ", " + wait
	}
	switch n := len(v.When); n {
	case 0:
	case 1:
		said += "; 1 case"
	default:
		said += fmt.Sprintf("; %d cases", n)
	}
	return []string{name, said + ". " + text(v.Purpose)}
}

// Index lists the vendors.
func (c *comparison) Index() table {
	t := table{Head: []string{"Vendor", "Go package", "Codes"}}
	for _, v := range c.Vendors {
		t.Rows = append(t.Rows, []string{"[" + text(v.Title()) + "](" + c.pageOf(v) + ")", "`" + v.Key + "`", strconv.Itoa(len(v.Variants))})
	}
	return t
}

func standard() *spec.Vendor { return spec.IANA().Vendors[0] }
