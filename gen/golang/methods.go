package golang

import (
	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/gen/internal/gocode"
	"github.com/statuscat/statuscat/spec"
)

// methods prints the methods of Status, each on one line and small enough to be
// inlined; package status has the algorithms.
//
//	// <doc>
//	func (s Status) <name>() <result> { return <value> }
func methods(v *spec.Vendor) []jen.Code {
	var code []jen.Code
	method := func(name string, result, value jen.Code, text ...string) {
		code = append(code, gocode.Documented(oneLiner(name, result, value), text...))
	}

	method("String", jen.String(), ofCatalog("Text"),
		`String returns number and definition, "404 Not Found", or the number alone if nobody defines the code.`)
	method("Error", jen.String(), own("String"),
		"Error returns the same text as String.")

	method("Definition", jen.String(), ofRow("Definition"),
		`Definition returns the reason phrase, "Not Found". It is empty if nobody defines the code.`)
	method("Purpose", jen.String(), ofRow("Purpose"),
		"Purpose says when the vendor sends the code. It is empty if only the class is known.")
	method("Remedy", jen.String(), ofRow("Remedy"),
		"Remedy says what the caller does next. It may be empty.")
	method("Note", jen.String(), ofRow("Note"),
		"Note says what the catalog adds or infers. It may be empty.")

	method("Class", qual("Class"), qual("ClassOf").Call(number()),
		"Class returns the class of the number (RFC 9110, section 15).")
	method("Kind", qual("Kind"), ofRow("Kind"),
		"Kind returns what the code means at this vendor, whatever its class.")
	method("Fault", qual("Fault"), own("Kind").Dot("Fault").Call(),
		"Fault returns who has to act. It follows from the kind.")
	method("Retry", qual("Retry"), ofRow("Retry"),
		"Retry returns whether a retry of the same request can succeed.")
	method("Wait", qual("Wait"), ofRow("Wait"),
		"Wait returns how long to wait before a retry. The zero value means that nothing is known beyond Retry-After.")

	method("IsDocumented", jen.Bool(), ofCatalog("IsDocumented"),
		"IsDocumented reports whether s is one of the constants.")
	method("IsSuccess", jen.Bool(), ofClass("==", "Successful"),
		"IsSuccess reports whether s is 2xx.")
	method("IsRedirection", jen.Bool(), ofClass("==", "Redirection"),
		"IsRedirection reports whether s is 3xx.")
	method("IsClientError", jen.Bool(), ofClass("==", "ClientError"),
		"IsClientError reports whether s is 4xx.")
	method("IsServerError", jen.Bool(), ofClass("==", "ServerError"),
		"IsServerError reports whether s is 5xx, or 600 to 999, which a client treats as 5xx (RFC 9110, section 15).")
	// Asked most, so it is spelled out to stay well below what the compiler inlines.
	method("IsRetryable", jen.Bool(), own("Retry").Op(">=").Add(qual("RetryIfIdempotent")),
		"IsRetryable reports whether the same request can succeed with nothing changed.",
		"If Retry is status.RetryIfIdempotent, the first try may have taken effect.")
	method("IsThrottled", jen.Bool(), own("Kind").Dot("IsThrottled").Call(),
		"IsThrottled reports whether s is rate-limited or quota-exhausted.")

	return append(code,
		gocode.Documented(infoMethod(), "Info returns the row of s under its own number."),
		gocode.Documented(oneLiner("row", jen.Op("*").Add(qual("Info")), find(v)), "row returns the row that governs s. It is never nil."))
}

// infoMethod prints
//
//	func (s Status) Info() status.Info {
//		info, _ := Catalog.Lookup(int(s))
//		return info
//	}
func infoMethod() *jen.Statement {
	return jen.Func().Params(receiver()).Id("Info").Params().Add(qual("Info")).Block(
		jen.List(jen.Id("info"), jen.Id("_")).Op(":=").Add(ofCatalog("Lookup")),
		jen.Return(jen.Id("info")),
	)
}

// oneLiner prints a method that returns value.
func oneLiner(name string, result, value jen.Code) *jen.Statement {
	return jen.Func().Params(receiver()).Id(name).Params().Add(result).
		Custom(gocode.OneLine, jen.Return(value))
}

func receiver() *jen.Statement { return jen.Id("s").Id("Status") }

// find prints status.Find(&rows, fallback, int(s)).
func find(v *spec.Vendor) *jen.Statement {
	fallback := jen.Nil()
	if len(v.Fallback) > 0 {
		fallback = jen.Id("fallback")
	}
	return qual("Find").Call(jen.Op("&").Id("rows"), fallback, number())
}

func number() *jen.Statement { return jen.Int().Call(jen.Id("s")) }

func own(name string) *jen.Statement { return jen.Id("s." + name).Call() }

func ofRow(name string) *jen.Statement { return own("row").Dot(name) }

func ofCatalog(name string) *jen.Statement { return jen.Id("Catalog").Dot(name).Call(number()) }

func ofClass(op, name string) *jen.Statement { return own("Class").Op(op).Add(qual("Class" + name)) }
