package golang

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// caseLists prints the cases of each code that has any, ahead of
// the rows that name them.
//
//	// whenForbidden tells the meanings of Forbidden apart.
//	var whenForbidden = []status.Case{
//		{Name: "secondary-limit", Header: …, Kind: …, Retry: …},
//	}
func caseLists(v *spec.Vendor) []jen.Code {
	var lists []jen.Code
	for _, variant := range v.Variants {
		if len(variant.When) == 0 {
			continue
		}
		name := casesName(variant)
		lists = append(lists, documented(jen.Var().Id(name).Op("=").Add(cases(variant.When)),
			name+" tells the meanings of "+variant.GoName+" apart."))
	}
	return lists
}

// casesName is the variable with a code's cases.
func casesName(v *spec.Variant) string { return "when" + v.GoName }

func cases(list []status.Case) *jen.Statement {
	items := make([]jen.Code, len(list))
	for i := range list {
		items[i] = oneCase(&list[i])
	}
	return jen.Index().Add(qual("Case")).Custom(onePerLine, items...)
}

// case prints one status.Case, without the fields that are empty.
func oneCase(f *status.Case) *jen.Statement {
	return jen.ValuesFunc(func(g *jen.Group) {
		g.Add(field("Name", jen.Lit(f.Name)))
		if len(f.Status) > 0 {
			g.Add(field("Status", jen.Index().Add(qual("CodeRange")).ValuesFunc(func(g *jen.Group) {
				for _, r := range f.Status {
					g.Add(jen.Values(field("Low", jen.Lit(r.Low)), field("High", jen.Lit(r.High))))
				}
			})))
		}
		list(g, "Method", f.Method)
		list(g, "Media", f.Media)
		if len(f.Header) > 0 {
			g.Add(field("Header", jen.Index().Add(qual("HeaderMatch")).ValuesFunc(func(g *jen.Group) {
				for _, h := range f.Header {
					g.Add(jen.Values(field("Name", jen.Lit(h.Name)), field("Match", match(h.Match))))
				}
			})))
		}
		if len(f.Body) > 0 {
			g.Add(field("Body", jen.Index().Add(qual("BodyMatch")).ValuesFunc(func(g *jen.Group) {
				for _, b := range f.Body {
					g.Add(bodyMatch(b))
				}
			})))
		}
		if f.Kind != status.KindUnknown {
			g.Add(field("Kind", qual("Kind"+camelCase(f.Kind.String()))))
		}
		if f.Retry != status.RetryUnknown {
			g.Add(field("Retry", qual("Retry"+camelCase(f.Retry.String()))))
		}
		if !f.Wait.IsZero() {
			g.Add(field("Wait", wait(f.Wait)))
		}
		text(g, "Purpose", f.Purpose)
		text(g, "Remedy", f.Remedy)
		text(g, "Note", f.Note)
	})
}

func bodyMatch(b status.BodyMatch) *jen.Statement {
	return jen.ValuesFunc(func(g *jen.Group) {
		list(g, "Pointers", b.Pointers)
		if b.Literal {
			g.Add(field("Literal", jen.True()))
		}
		g.Add(field("Match", match(b.Match)))
	})
}

func match(m status.Match) *jen.Statement {
	return qual("Match").ValuesFunc(func(g *jen.Group) {
		g.Add(field("Op", qual("Op"+camelCase(m.Op.String()))))
		list(g, "Values", m.Values)
	})
}

func sources(list []status.WaitSource) *jen.Statement {
	return jen.Index().Add(qual("WaitSource")).ValuesFunc(func(g *jen.Group) {
		for _, s := range list {
			g.ValuesFunc(func(g *jen.Group) {
				text(g, "Header", s.Header)
				text(g, "Body", s.Body)
				g.Add(field("Unit", qual("Unit"+unitName(s.Unit))))
			})
		}
	})
}

// unitName gives a unit as it stands in its constant's name.
func unitName(u status.Unit) string {
	return strings.Replace(camelCase(u.String()), "Http", "HTTP", 1)
}

func errorBody(e status.ErrorBody) *jen.Statement {
	return qual("ErrorBody").ValuesFunc(func(g *jen.Group) {
		list(g, "Message", e.Message)
		list(g, "Code", e.Code)
	})
}

// list adds a field of type []string, unless it is empty.
func list(g *jen.Group, name string, values []string) {
	if len(values) == 0 {
		return
	}
	g.Add(field(name, jen.Index().String().ValuesFunc(func(g *jen.Group) {
		for _, v := range values {
			g.Lit(v)
		}
	})))
}

// text adds a field of type string, unless it is empty.
func text(g *jen.Group, name, value string) {
	if value != "" {
		g.Add(field(name, jen.Lit(value)))
	}
}

// caseComment says in the constant's comment what else the code can mean.
func caseComment(c *comment, v *spec.Variant) {
	if len(v.When) == 0 {
		return
	}
	c.paragraph("It can also mean, told by more than the number:")
	for i := range v.When {
		f := &v.When[i]
		c.item(strconv.Quote(f.Name)+":", f.Purpose, advice(f.Kind, f.Retry, f.Wait), f.Remedy)
	}
}
