package golang

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
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
		defs = append(defs, constantComment(variant).jen().Line().
			Id(variant.GoName).Id("Status").Op("=").Lit(variant.Code))
	}
	return []jen.Code{
		typeComment(v).above(jen.Type().Id("Status").Int()),
		documented(jen.Const().Defs(defs...), "The codes that "+the(v)+" documents"),
	}
}

func typeComment(v *spec.Vendor) *comment {
	fallback := "by its class, as RFC 9110 asks in section 15."
	if v.Fallback != "" {
		fallback = "as package " + v.Fallback + " does, or by its class where that lacks the code too."
	}
	var c comment
	c.paragraph("Status is an HTTP status code as "+the(v)+" uses it.",
		"Any int converts to it.",
		"A code without a constant is undocumented, and its methods answer "+fallback)
	c.paragraph("The zero value is no status code, nor is any number outside 100 to 999:",
		"its class and its kind are unknown, and it is never retryable.")
	c.paragraph("A Status is an error, so that a function can return it and callers can ask errors.Is.",
		"It marshals as the number it is.")
	return &c
}

func constantComment(v *spec.Variant) *comment {
	var c comment
	c.paragraph(v.GoName+" is "+strconv.Itoa(v.Code)+" "+v.Definition, v.Purpose)
	c.paragraph(advice(v.Kind, v.Retry, v.Wait), v.Remedy)
	caseComment(&c, v)
	c.paragraph(v.Note)
	if v.Reference != "" {
		c.paragraph("See " + v.Reference)
	}
	return &c
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
	status.RetryNever:        "never retry",
	status.RetryAfterChange:  "retry after a change",
	status.RetryIfIdempotent: "retry if idempotent",
	status.RetryAlways:       "retry always",
}
