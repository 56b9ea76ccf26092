package golang

import (
	"path"
	"slices"

	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// imports prints what render's parts use. Jennifer's own imports would stand in
// one block, sorted by path.
//
//	import (
//		"iter"
//		"time"
//
//		"<runtime>"
//		"<runtime>/iana"
//	)
func imports(v *spec.Vendor, runtime string) *jen.Statement {
	std := []jen.Code{jen.Lit("iter")}
	if usesTime(v) {
		std = append(std, jen.Lit("time"))
	}
	name := jen.Null()
	if path.Base(runtime) != "status" {
		name = jen.Id("status")
	}
	own := []jen.Code{name.Lit(runtime)}
	if v.Fallback != "" {
		own = append(own, jen.Lit(runtime+"/"+v.Fallback))
	}
	lines := append(append(std, jen.Empty()), own...)
	return jen.Id("import").Custom(jen.Options{Open: "(", Close: ")", Multi: true}, lines...)
}

// usesTime reports whether any advice on waiting has a duration.
func usesTime(v *spec.Vendor) bool {
	timed := func(w status.Wait) bool { return w.Min != 0 || w.Max != 0 || w.Default != 0 }
	anyTimed := func(list []status.Case) bool {
		return slices.ContainsFunc(list, func(r status.Case) bool { return timed(r.Wait) })
	}
	return timed(v.Wait) || anyTimed(v.When) ||
		slices.ContainsFunc(v.Variants, func(v *spec.Variant) bool { return timed(v.Wait) || anyTimed(v.When) })
}
