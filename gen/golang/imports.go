package golang

import (
	"slices"

	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/gen/internal/gocode"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// imports prints what render's parts use.
//
//	import (
//		"iter"
//		"time"
//
//		"<runtime>"
//		"<runtime>/iana"
//	)
func imports(v *spec.Vendor, runtime string) *jen.Statement {
	std := []string{"iter"}
	if usesTime(v) {
		std = append(std, "time")
	}
	own := []string{runtime}
	for _, key := range v.Fallback {
		own = append(own, runtime+"/"+key)
	}
	return gocode.Imports(map[string]string{runtime: "status"}, std, own)
}

// usesTime reports whether any wait or limit has a duration.
func usesTime(v *spec.Vendor) bool {
	timed := func(w status.Wait) bool { return w.Min != 0 || w.Max != 0 }
	anyTimed := func(list []status.Case) bool {
		return slices.ContainsFunc(list, func(c status.Case) bool { return timed(c.Wait) })
	}
	return timed(v.Wait) || anyTimed(v.When) ||
		slices.ContainsFunc(v.Limits, func(l status.Limit) bool { return l.Per != 0 }) ||
		slices.ContainsFunc(v.Variants, func(v *spec.Variant) bool { return timed(v.Wait) || anyTimed(v.When) })
}
