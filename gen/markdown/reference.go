package markdown

import (
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// reference is the page of one vendor.
type reference struct {
	page
	*spec.Vendor
	name     string // of the Go package
	compared bool   // whether there is a page that compares the vendors
}

func (r *reference) render(comment string) []byte {
	r.open(text(r.Title())+": status codes", comment)
	for paragraph := range strings.SplitSeq(r.Overview, "\n\n") {
		if p := text(paragraph); p != "" {
			r.block(p)
		}
	}
	r.list(r.facts())
	r.legend()
	r.everyCode()
	for _, class := range status.Classes() {
		r.class(class)
	}
	r.undocumented()
	return r.Bytes()
}

// facts tells where else to look, and leads to each code.
func (r *reference) facts() []string {
	var facts factList
	facts.add("Go package", "`"+r.name+"`")
	for _, f := range r.Vendor.Facts() {
		switch f.Key {
		case "source":
			facts.add(f.Label, cite(f.Text))
		case "wait", "error_body", "fallback": // which have sections of their own
		default:
			facts.add(f.Label, text(f.Text))
		}
	}
	if r.compared {
		facts.add("Side by side", "[how the vendors differ](../"+fileName+")")
	}
	if general(r.Vendor) {
		facts.add("Every code", "[what holds for all](#"+everyAnchor+")")
	}
	for _, class := range status.Classes() {
		var links []string
		for _, v := range r.of(class) {
			links = append(links, link(strconv.Itoa(v.Code), "", v.Code, v.Definition))
		}
		facts.add(classTitle(class), strings.Join(links, " · "))
	}
	return facts
}

// of returns the documented codes of a class.
func (r *reference) of(class status.Class) []*spec.Variant {
	var of []*spec.Variant
	for _, v := range r.Variants {
		if v.Class() == class {
			of = append(of, v)
		}
	}
	return of
}

// class writes the section of a class: its text, its codes in a table, and each
// code by itself.
func (r *reference) class(class status.Class) {
	variants, about := r.of(class), text(r.Classes[class])
	if len(variants) == 0 && about == "" {
		return
	}
	r.block("## ", classTitle(class))
	if about != "" {
		r.block(about)
	}
	var rows [][]string
	for _, v := range variants {
		code := link(strconv.Itoa(v.Code), "", v.Code, v.Definition)
		rows = append(rows, []string{code, text(v.Definition), text(v.Purpose), dependent(v), text(v.Remedy)})
	}
	r.table([]string{"Code", "Definition", "Purpose", "Retry", "What to do"}, rows)
	for _, v := range variants {
		r.code(v)
	}
}

// code writes all that is known of a code, for those whom a link leads here.
func (r *reference) code(v *spec.Variant) {
	title := heading(v.Code, v.Definition)
	r.block("### ", title)
	r.block(text(v.Purpose))
	var facts factList
	if title == strconv.Itoa(v.Code) {
		facts.add("Definition", text(v.Definition))
	}
	facts.add("Kind", v.Kind.String())
	facts.add("Who has to act", actor(v.Fault()))
	facts.add("Retry", advice(&v.Info))
	if overridden(r.Vendor, v.Code) {
		facts.add("Unless", "one of the cases [on every code](#"+everyAnchor+") holds")
	}
	facts.add("What to do", text(v.Remedy))
	facts.add("Go constant", "`"+r.name+"."+v.GoName+"`")
	facts.add("Reference", cite(v.Reference))
	r.list(facts)
	r.note(v.Note)
	r.cases(v)
}
