package golang

import (
	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/gen/internal/gocode"
	"github.com/statuscat/statuscat/spec"
)

// methods prints the questions that a Status answers, each in one line and
// small enough to be inlined, for package status has the algorithms.
//
//	// <doc>
//	func (s Status) <name>() <result> { return <value> }
func methods(v *spec.Vendor) []jen.Code {
	var code []jen.Code
	method := func(name string, result, value jen.Code, text ...string) {
		code = append(code, gocode.Documented(oneLiner(name, result, value), text...))
	}

	method("String", jen.String(), ofCatalog("Text"),
		`String returns number and definition, "404 Not Found", or the number alone where nobody defines the code.`)
	method("Error", jen.String(), own("String"),
		"Error returns the same text as String.")

	method("Definition", jen.String(), ofRow("Definition"),
		`Definition returns the reason phrase, "Not Found". It is empty where nobody defines the code.`)
	method("Purpose", jen.String(), ofRow("Purpose"),
		"Purpose tells when the vendor sends the code. It is empty where only the class is known.")
	method("Remedy", jen.String(), ofRow("Remedy"),
		"Remedy tells what the caller does next. It may be empty.")
	method("Note", jen.String(), ofRow("Note"),
		"Note tells what the catalog adds to the vendor's word or infers from it. It may be empty.")

	method("Class", qual("Class"), qual("ClassOf").Call(number()),
		"Class returns the class of the code, which the number alone decides (RFC 9110, section 15).")
	method("Kind", qual("Kind"), ofRow("Kind"),
		"Kind tells what the code means here, whatever its class.")
	method("Fault", qual("Fault"), own("Kind").Dot("Fault").Call(),
		"Fault tells who has to act before things go better. It follows from the kind.")
	method("Retry", qual("Retry"), ofRow("Retry"),
		"Retry tells whether the same request can succeed when it is sent again.")
	method("Wait", qual("Wait"), ofRow("Wait"),
		"Wait tells how long to wait before that. The zero value is no advice.")

	method("IsDocumented", jen.Bool(), ofCatalog("IsDocumented"),
		"IsDocumented reports whether s is among the constants.")
	method("IsInformational", jen.Bool(), ofClass("==", "Informational"),
		"IsInformational reports whether s is 1xx.")
	method("IsSuccess", jen.Bool(), ofClass("==", "Successful"),
		"IsSuccess reports whether s is 2xx.")
	method("IsRedirection", jen.Bool(), ofClass("==", "Redirection"),
		"IsRedirection reports whether s is 3xx.")
	method("IsClientError", jen.Bool(), ofClass("==", "ClientError"),
		"IsClientError reports whether s is 4xx.")
	method("IsServerError", jen.Bool(), ofClass("==", "ServerError"),
		"IsServerError reports whether s is 5xx, or 600 to 999, which RFC 9110 has a client treat as 5xx.")
	method("IsError", jen.Bool(), ofClass(">=", "ClientError"),
		"IsError reports whether s is a client's or a server's error.")

	// Asked most, so it is spelled out to stay well below what the compiler inlines.
	method("IsRetryable", jen.Bool(), own("Retry").Op(">=").Add(qual("RetryIfIdempotent")),
		"IsRetryable reports whether the same request can succeed with nothing changed.",
		"It is true also where Retry is status.RetryIfIdempotent and the first try may have taken effect.")
	method("IsThrottled", jen.Bool(), own("Kind").Dot("IsThrottled").Call(),
		"IsThrottled reports whether the caller was refused for asking too much in a time: rate-limited or quota-exhausted.")

	return append(code,
		gocode.Documented(infoMethod(), "Info returns all of these answers at once, under the number s."),
		gocode.Documented(oneLiner("row", jen.Op("*").Add(qual("Info")), find(v)), "row returns what governs s. It is never nil."))
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

// find prints status.Find(&Rows, fallback, int(s)).
func find(v *spec.Vendor) *jen.Statement {
	fallback := jen.Nil()
	if len(v.Fallback) > 0 {
		fallback = jen.Id("fallback")
	}
	return qual("Find").Call(jen.Op("&").Id("Rows"), fallback, number())
}

func number() *jen.Statement { return jen.Int().Call(jen.Id("s")) }

func own(name string) *jen.Statement { return jen.Id("s." + name).Call() }

func ofRow(name string) *jen.Statement { return own("row").Dot(name) }

func ofCatalog(name string) *jen.Statement { return jen.Id("Catalog").Dot(name).Call(number()) }

func ofClass(op, name string) *jen.Statement { return own("Class").Op(op).Add(qual("Class" + name)) }
