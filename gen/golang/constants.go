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
//		// OK is 200 OK. <purpose>
//		//
//		// <kind>: <retry>. <remedy>
//		//
//		// <note>
//		//
//		// See <reference>.
//		OK Status = 200
//	)
func constants(v *spec.Vendor) []jen.Code {
	var defs []jen.Code
	for i, variant := range v.Variants {
		if i > 0 {
			defs = append(defs, jen.Empty())
		}
		// Line leaves a space before the name. With none, gofmt would take the
		// comment for a top-level one and reformat it, in vain and for a fifth
		// of the emitter's time.
		defs = append(defs, constantComment(variant).Jen().Line().
			Id(variant.GoName).Id("Status").Op("=").Lit(variant.Code))
	}
	return []jen.Code{
		typeComment(v).Above(jen.Type().Id("Status").Int()),
		gocode.Documented(jen.Const().Defs(defs...), "The codes that "+the(v)+" documents"),
	}
}

func typeComment(v *spec.Vendor) *gocode.Comment {
	fallback := "by its class, as RFC 9110 asks in section 15."
	if len(v.Fallback) > 0 {
		fallback = "as package " + strings.Join(v.Fallback, " or else ") + " does, or by its class where that lacks the code too."
	}
	var c gocode.Comment
	c.Paragraph("Status is an HTTP status code as "+the(v)+" uses it.",
		"Any int converts to it.",
		"A code without a constant is undocumented, and its methods answer "+fallback)
	c.Paragraph("The zero value is no status code, nor is any number outside 100 to 999:",
		"its class and its kind are unknown, and it is never retryable.")
	c.Paragraph("A Status is an error, so that a function can return it and callers can ask errors.Is.",
		"It marshals as the number it is.")
	return &c
}

func constantComment(v *spec.Variant) *gocode.Comment {
	var c gocode.Comment
	c.Paragraph(v.GoName+" is "+strconv.Itoa(v.Code)+" "+v.Definition, v.Purpose)
	c.Paragraph(advice(v.Kind, v.Retry, v.Wait), v.Remedy)
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
	c.Paragraph("It can also mean, told by more than the number:")
	for i := range v.When {
		f := &v.When[i]
		c.Item(strconv.Quote(f.Name)+":", f.Purpose, advice(f.Kind, f.Retry, f.Wait), f.Remedy)
	}
}

// cases prints the names of the cases, each once.
//
//	// The cases that …
//	const (
//		// CaseSecondaryLimit is a case of 403 and 429.
//		CaseSecondaryLimit = "secondary-limit"
//	)
func cases(v *spec.Vendor) []jen.Code {
	var names []string
	of := map[string][]string{}
	add := func(name, code string) {
		if of[name] == nil {
			names = append(names, name)
		}
		of[name] = append(of[name], code)
	}
	for _, variant := range v.Variants {
		for i := range variant.When {
			add(variant.When[i].Name, strconv.Itoa(variant.Code))
		}
	}
	for i := range v.When {
		add(v.When[i].Name, "any code")
	}
	if names == nil {
		return nil
	}
	slices.Sort(names)
	var defs []jen.Code
	for _, name := range names {
		id := spec.CaseName(name)
		var c gocode.Comment
		c.Paragraph(id + " is a case of " + and(of[name]))
		defs = append(defs, c.Jen().Line().Id(id).Op("=").Lit(name))
	}
	return []jen.Code{gocode.Documented(jen.Const().Defs(defs...), "The cases that "+the(v)+" tells apart by more than the number, as a verdict names them")}
}

// and lists words as a sentence does: "403, 404 and 429".
func and(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
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
	case strings.HasPrefix(how, "as "): // headers tell, and nothing else is known
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
