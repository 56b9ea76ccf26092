package golang

import (
	"strconv"
	"strings"
	"time"

	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// data prints what the methods read.
//
//	// Rows …
//	var Rows = status.Rows{
//		OK: {Code: 200, Definition: "OK", …},
//	}
//
//	// Catalog …
//	var Catalog = &status.Catalog{
//		Vendor: "…",
//		…
//	}
func data(v *spec.Vendor) []jen.Code {
	rows := make([]jen.Code, len(v.Variants))
	for i, variant := range v.Variants {
		rows[i] = field(variant.GoName, info(variant))
	}
	catalog := []jen.Code{
		field("Vendor", jen.Lit(v.Key)),
		field("Name", jen.Lit(v.Name)),
	}
	if v.Version != "" {
		catalog = append(catalog, field("Version", jen.Lit(v.Version)))
	}
	catalog = append(catalog, field("Rows", jen.Op("&").Id("Rows")))
	if v.Fallback != "" {
		catalog = append(catalog, field("Fallback", fallbackRows(v)))
	}
	if len(v.When) > 0 {
		catalog = append(catalog, field("When", cases(v.When)))
	}
	if !v.Wait.IsZero() {
		catalog = append(catalog, field("Wait", wait(v.Wait)))
	}
	if len(v.ErrorBody.Message)+len(v.ErrorBody.Code) > 0 {
		catalog = append(catalog, field("ErrorBody", errorBody(v.ErrorBody)))
	}
	catalog = append(catalog, field("AsError",
		jen.Func().Params(jen.Id("code").Int()).Error().Custom(oneLine, jen.Return(jen.Id("Status").Call(jen.Id("code"))))))
	return append(caseLists(v),
		documented(jen.Var().Id("Rows").Op("=").Add(qual("Rows")).Custom(onePerLine, rows...),
			"Rows holds what each documented code means, by its number.", "It is meant to be read only."),
		documented(jen.Var().Id("Catalog").Op("=").Op("&").Add(qual("Catalog")).Custom(onePerLine, catalog...),
			"Catalog is the same for code that works with any vendor.", "It is meant to be read only."),
	)
}

// Blocks: a literal with one entry a line, and a function's body in one line.
var (
	onePerLine = jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}
	oneLine    = jen.Options{Open: "{", Close: "}"}
)

// field prints one key and value of a literal; jen.Dict would sort them.
func field(name string, value jen.Code) jen.Code { return jen.Id(name + ":").Add(value) }

// qual prints a name of package status; jen.Qual would write the imports too.
func qual(name string) *jen.Statement { return jen.Id("status." + name) }

// fallbackRows prints &iana.Rows, or nil.
func fallbackRows(v *spec.Vendor) *jen.Statement {
	if v.Fallback == "" {
		return jen.Nil()
	}
	return jen.Op("&").Id(v.Fallback).Dot("Rows")
}

// info prints one status.Info, without the fields that are empty.
//
//	{Code: 403, Definition: "Forbidden", …, Wait: status.Wait{Min: time.Second}}
func info(v *spec.Variant) *jen.Statement {
	return jen.ValuesFunc(func(g *jen.Group) {
		g.Add(field("Code", jen.Lit(v.Code)))
		text(g, "Definition", v.Definition)
		text(g, "Purpose", v.Purpose)
		text(g, "Remedy", v.Remedy)
		text(g, "Note", v.Note)
		text(g, "Reference", v.Reference)
		g.Add(field("Kind", qual("Kind"+camelCase(v.Kind.String()))))
		g.Add(field("Retry", qual("Retry"+camelCase(v.Retry.String()))))
		if !v.Wait.IsZero() {
			g.Add(field("Wait", wait(v.Wait)))
		}
		if len(v.When) > 0 {
			g.Add(field("When", jen.Id(casesName(v))))
		}
	})
}

// camelCase gives the word of a constant of package status as it stands in the
// constant's name: "rate-limited" is RateLimited.
func camelCase(word string) string {
	if word == "ok" {
		return "OK"
	}
	var b strings.Builder
	for part := range strings.SplitSeq(word, "-") {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}

// wait prints status.Wait{Min: time.Second, Max: 90 * time.Minute}.
func wait(w status.Wait) *jen.Statement {
	return qual("Wait").ValuesFunc(func(g *jen.Group) {
		add := func(name string, d time.Duration) {
			if d != 0 {
				g.Add(field(name, duration(d)))
			}
		}
		add("Min", w.Min)
		add("Max", w.Max)
		add("Default", w.Default)
		if len(w.From) > 0 {
			g.Add(field("From", sources(w.From)))
		}
		if w.Take != 0 {
			g.Add(field("Take", qual("Take"+camelCase(w.Take.String()))))
		}
	})
}

// duration prints a count of the largest unit that gives a whole one.
func duration(d time.Duration) *jen.Statement {
	for _, unit := range units {
		switch {
		case d == unit.size:
			return jen.Id("time").Dot(unit.name)
		case d%unit.size == 0:
			return jen.Id(strconv.FormatInt(int64(d/unit.size), 10)).Op("*").Id("time").Dot(unit.name)
		}
	}
	panic("unreachable: every duration is a count of nanoseconds")
}

var units = []struct {
	name string
	size time.Duration
}{
	{"Hour", time.Hour},
	{"Minute", time.Minute},
	{"Second", time.Second},
	{"Millisecond", time.Millisecond},
	{"Microsecond", time.Microsecond},
	{"Nanosecond", time.Nanosecond},
}
