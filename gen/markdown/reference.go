package markdown

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// reference is the page of one vendor. Its methods return the parts.
type reference struct {
	page
	*spec.Vendor
	pkg  string      // the name of the Go package
	side *comparison // of this vendor with others; nil if there is none
}

func (r *reference) Package() string { return r.pkg }

// About tells what holds for the vendor as a whole, and leads to each code.
func (r *reference) About() []string {
	items := say(r.Facts(), map[string]string{"wait": wait(r.Wait)})
	items = append(items, fact("Go package", "`"+r.pkg+"`"))
	if r.side != nil {
		items = append(items, fact("Side by side", "[how the vendors differ]("+r.to(r.side.file)+")"))
	}
	for _, class := range status.Classes() {
		var links []string
		for _, v := range r.of(class) {
			links = append(links, link(strconv.Itoa(v.Code), "", v.Code, v.Definition))
		}
		if links != nil {
			items = append(items, fact(class.Title(), strings.Join(links, " · ")))
		}
	}
	return items
}

// of returns the documented codes of a class.
func (r *reference) of(class status.Class) []*spec.Variant {
	return slices.DeleteFunc(slices.Clone(r.Variants), func(v *spec.Variant) bool { return v.Class() != class })
}

// classSection is the section of a class: its codes in a table, and each by itself.
type classSection struct {
	Title, About string
	Table        table
	Codes        []codeSection
}

func (r *reference) Classes() []classSection {
	var sections []classSection
	for _, class := range status.Classes() {
		s := classSection{class.Title(), r.Vendor.Classes[class], table{Head: []string{"Code", "Definition", "Purpose"}}, nil}
		for _, v := range r.of(class) {
			code := link(strconv.Itoa(v.Code), "", v.Code, v.Definition)
			s.Table.Rows = append(s.Table.Rows, []string{code, text(v.Definition), text(v.Purpose)})
			s.Codes = append(s.Codes, r.code(v))
		}
		if s.About != "" || s.Codes != nil {
			sections = append(sections, s)
		}
	}
	return sections
}

// codeSection is all that is known of a code, for those whom a link leads there.
type codeSection struct {
	Heading, Purpose string
	Facts, Examples  []string
	Cases            *cases
}

func (r *reference) code(v *spec.Variant) codeSection {
	title := heading(v.Code, v.Definition)
	s := codeSection{Heading: title, Purpose: v.Purpose, Examples: r.messages(r.ExamplesOf(v.Code, ""))}
	if title == strconv.Itoa(v.Code) {
		s.Facts = append(s.Facts, fact("Definition", text(v.Definition)))
	}
	facts := v.Facts()
	s.Facts = append(s.Facts, say(facts, map[string]string{"wait": wait(v.Wait)})...)
	if overridden(r.Vendor, v.Code) {
		s.Facts = append(s.Facts, fact("Unless", "one of the cases [on every code](#on-every-code) holds"))
	}
	s.Facts = append(s.Facts, fact("Go constant", "`"+r.pkg+"."+v.GoName+"`"))
	if said := standardFact(v); said != "" {
		s.Facts = append(s.Facts, said)
	}
	if r.side != nil {
		s.Facts = append(s.Facts, fact("Elsewhere", r.side.link(&r.page, v.Code)))
	}
	if len(v.When) > 0 {
		s.Cases = r.cases(v.When, v.Code, facts, anchor(title), "#### "+strconv.Itoa(v.Code)+" ")
		s.Cases.Table.Rows = append(s.Cases.Table.Rows, []string{"otherwise, as above", v.Kind.String(), v.Retry.String()})
	}
	return s
}

// standardFact tells how the standard reads a code that the vendor reads or names
// otherwise.
func standardFact(v *spec.Variant) string {
	s := v.Standard()
	switch {
	case s == nil:
		return fact("Standard", "not registered")
	case v.Departs() || s.Definition != v.Definition:
		return fact("Standard", text(s.Definition)+": "+s.Kind.String()+", "+s.Retry.String())
	}
	return ""
}

// cases are the cases of one code or of any: all at a glance, and then each by
// itself.
type cases struct {
	Number int
	Table  table
	List   []caseSection
}

type caseSection struct {
	Heading, Purpose string
	Facts, Examples  []string
}

// AnyCode returns the cases of any code, or nil.
func (r *reference) AnyCode() *cases {
	if len(r.When) == 0 {
		return nil
	}
	return r.cases(r.When, 0, nil, "", "### Any code: ")
}

// cases prepares a list of cases, with what their code says and its anchor. Each
// heading begins alike.
func (r *reference) cases(list []status.Case, code int, own []spec.Fact, taken, head string) *cases {
	all := &cases{Number: code, Table: table{Head: []string{"Case", "Kind", "Retry"}}}
	for i := range list {
		c := &list[i]
		examples := r.ExamplesOfAny(c.Name)
		if code > 0 {
			examples = r.ExamplesOf(code, c.Name)
		}
		title := head + text(c.Name)
		all.List = append(all.List, caseSection{title, c.Purpose, caseFacts(c, own), r.messages(examples)})

		// No link where the renderers make different anchors, or the code has it.
		name := text(c.Name)
		if at := anchor(strings.TrimLeft(title, "# ")); agreed.MatchString(c.Name) && at != taken {
			name = fmt.Sprintf("[%s](#%s)", name, at)
		}
		kind, retry := c.Kind.String(), c.Retry.String()
		if c.Kind == status.KindUnknown {
			kind = "unchanged"
		}
		if c.Retry == status.RetryUnknown {
			retry = "unchanged"
		}
		all.Table.Rows = append(all.Table.Rows, []string{name, kind, retry})
	}
	return all
}

// definition returns what the vendor calls a code, or else what those do to whom
// it falls back; empty if none of them has it.
func (r *reference) definition(code int) string {
	v := r.Lookup(code)
	if other := r.FallbackOf(code); v == nil && other != nil {
		v = other.Lookup(code)
	}
	if v == nil {
		return ""
	}
	return v.Definition
}

// overridden reports whether a case of any code can override this one.
func overridden(v *spec.Vendor, code int) bool {
	return slices.ContainsFunc(v.When, func(c status.Case) bool { return c.Covers(code) })
}

// Undocumented tells how codes are read that the vendor does not document: those of
// the vendors it falls back to, if a retry may help, and all others by class.
func (r *reference) Undocumented() table {
	t := table{Head: []string{"Code", "Kind", "Retry"}}
	add := func(name string, i *status.Info) {
		retry := i.Retry.String()
		if !i.Wait.IsZero() {
			retry += ", " + text(i.Wait.String())
		}
		t.Rows = append(t.Rows, []string{name, i.Kind.String(), retry})
	}
	seen := map[int]bool{}
	for _, key := range r.Fallback {
		for _, v := range spec.BundledVendor(key).Variants {
			if !seen[v.Code] && r.Lookup(v.Code) == nil && v.Retry.IsRetryable() {
				add(text(v.Info.String()), &v.Info)
			}
			seen[v.Code] = true
		}
	}
	for _, class := range status.Classes() {
		name := "any " + class.Title()
		if len(r.Fallback) > 0 {
			name += " that " + strings.Join(r.Fallback, " and ") + " lack"
		}
		add(name, status.Find(&status.Rows{}, nil, int(class)*100))
	}
	return t
}

// UndocumentedExamples shows the answers with codes that nobody documents.
func (r *reference) UndocumentedExamples() []string {
	return r.messages(slices.DeleteFunc(slices.Clone(r.Examples), func(e *spec.Example) bool {
		return e.VendorCase != "" || r.Lookup(e.Code) != nil
	}))
}
