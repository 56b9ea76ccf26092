package golang

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/gen/internal/gocode"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// constants prints the type and its documented values.
//
//	// Status is …
//	type Status int
//
//	// The codes that … documents.
//	const (
//		// OK is 200 OK. <purpose> <remedy>
//		//
//		// <note>
//		//
//		// See <reference>.
//		OK Status = 200
//
//		// Conflict is 409 Conflict. <purpose>
//		//
//		// <kind>: <retry>. <remedy>
//		Conflict Status = 409
//	)
func constants(v *spec.Vendor) []jen.Code {
	var defs []jen.Code
	for i, variant := range v.Variants {
		if i > 0 {
			defs = append(defs, jen.Empty())
		}
		// Line leaves a space before the name. With none, gofmt would take the
		// comment for a top-level one and reformat it, which changes nothing and
		// takes a fifth of the emitter's time.
		defs = append(defs, constantComment(variant).Jen().Line().
			Id(variant.GoName).Id("Status").Op("=").Lit(variant.Code))
	}
	return []jen.Code{
		typeComment(v).Above(jen.Type().Id("Status").Int()),
		gocode.Documented(jen.Const().Defs(defs...), "The codes that "+the(v)+" documents."),
	}
}

func typeComment(v *spec.Vendor) *gocode.Comment {
	fallback := "by its class (RFC 9110, section 15)."
	if len(v.Fallback) > 0 {
		fallback = "as in package " + strings.Join(v.Fallback, " or else ") + ", or else " + fallback
	}
	var c gocode.Comment
	c.Paragraph("Status is an HTTP status code as "+the(v)+" uses it.",
		"Any int converts to it.",
		"A code without a constant is not documented by the vendor; it is treated "+fallback)
	c.Paragraph("The zero value and any number outside 100 to 999 are not status codes:",
		"their class and kind are unknown, and they are never retryable.")
	c.Paragraph("A Status is an error, for use with errors.Is and errors.As.",
		"It marshals as a number.")
	return &c
}

func constantComment(v *spec.Variant) *gocode.Comment {
	var c gocode.Comment
	about := []string{v.GoName + " is " + strconv.Itoa(v.Code) + " " + v.Definition, v.Purpose}
	if said := advice(v.Kind, v.Retry, v.Wait); said != "" {
		c.Paragraph(about...)
		about = []string{said}
	}
	c.Paragraph(append(about, v.Remedy)...)
	caseComment(&c, v)
	for _, f := range v.Facts() {
		switch f.Key {
		case "purpose", "kind", "fault", "retry", "wait", "remedy": // which stand above
		case "note":
			c.Paragraph(f.Text)
		case "reference":
			c.Paragraph("See " + f.Text)
		default:
			c.Paragraph(f.Label + ": " + f.Text)
		}
	}
	return &c
}

// caseComment says in the constant's comment what else the code can mean.
func caseComment(c *gocode.Comment, v *spec.Variant) {
	if len(v.When) == 0 {
		return
	}
	c.Paragraph("Cases, distinguished by other parts of the response or by the request:")
	for i := range v.When {
		f := &v.When[i]
		c.Item(strconv.Quote(f.Name)+":", f.Purpose, advice(f.Kind, f.Retry, f.Wait), f.Remedy)
	}
}

// cases prints the names of the cases, each once.
//
//	// The cases that …
//	const (
//		// CaseSecondaryLimit is a case of 403 and 429. Calls came too fast.
//		CaseSecondaryLimit = "secondary-limit"
//	)
func cases(v *spec.Vendor) []jen.Code {
	var names []string
	of, purposes := map[string][]string{}, map[string]string{}
	add := func(c *status.Case, code string) {
		if of[c.Name] == nil {
			names = append(names, c.Name)
			purposes[c.Name] = c.Purpose
		}
		of[c.Name] = append(of[c.Name], code)
	}
	for _, variant := range v.Variants {
		for i := range variant.When {
			add(&variant.When[i], strconv.Itoa(variant.Code))
		}
	}
	for i := range v.When {
		add(&v.When[i], "any code")
	}
	if names == nil {
		return nil
	}
	slices.Sort(names)
	var defs []jen.Code
	for _, name := range names {
		id := spec.CaseName(name)
		var c gocode.Comment
		c.Paragraph(id+" is a case of "+spec.And(of[name]), purposes[name])
		defs = append(defs, c.Jen().Line().Id(id).Op("=").Lit(name))
	}
	return []jen.Code{gocode.Documented(jen.Const().Defs(defs...), "The cases of "+the(v)+", as a verdict names them.")}
}

// advice says what to make of the code: "Rate limited: retry always, after at
// least 1s." It is empty where all is well.
func advice(kind status.Kind, retry status.Retry, wait status.Wait) string {
	if kind.Fault() == status.FaultNobody && retry == status.RetryNever {
		return ""
	}
	name := kind.String()
	if kind == status.KindDeprecated {
		name = "deprecated call" // "Deprecated:" would deprecate the constant
	}
	s := strings.ToUpper(name[:1]) + strings.ReplaceAll(name[1:], "-", " ") + ": " + retries[retry]
	switch how := wait.String(); {
	case strings.HasPrefix(how, "as "): // the response specifies it, and nothing else is known
		s += ", " + how
	case how != "":
		s += ", after " + how
	}
	return s
}

var retries = map[status.Retry]string{
	status.RetryUnknown:      "",
	status.RetryNever:        "never retry",
	status.RetryAfterChange:  "retry after a change",
	status.RetryIfIdempotent: "retry if idempotent",
	status.RetryAlways:       "retry always",
}
