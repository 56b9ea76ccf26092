package gotest

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"go/format"
	"net/http"
	"path"
	"slices"
	"text/template"
	"time"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// exampleName is a file of the vendor's own package, whose documentation shows the
// example.
const exampleName = "example_gen_test.go"

//go:embed example.tmpl
var source string

var exampleTemplate = template.Must(template.New(exampleName).Parse(source))

// shown is the response that an example decides about.
type shown struct {
	named
	Method, URL string
	statushttp.Decision
}

// Answer returns the name of the response in Go.
func (s *shown) Answer() string { return s.name }

// Jitter reports whether the wait has jitter.
func (s *shown) Jitter() bool { return s.Reason == statushttp.ReasonBackoff }

// renderExample prints a runnable example of a decision. It returns nil if the vendor
// has no response to decide about.
func renderExample(v *spec.Vendor, name, mark string, o gen.Options) ([]byte, error) {
	best := choose(v)
	if best == nil {
		return nil, nil
	}
	vendor := vendorPath(v, o, o.Import)
	var src bytes.Buffer
	err := exampleTemplate.Execute(&src, map[string]any{
		"Mark": mark, "Package": name, "Alias": aliasOf(name), "Renamed": aliasOf(name) != path.Base(vendor), "Shown": best,
		"Vendor":     vendor,
		"Test":       path.Join(vendorPath(v, o, cmp.Or(o.TestImport, o.Import)), name+"test"),
		"StatusHTTP": path.Join(o.Runtime, "statushttp"),
	})
	if err != nil {
		return nil, err
	}
	return format.Source(src.Bytes())
}

// choose returns the response of a vendor that shows most: one to retry before others,
// then one that throttles, one that the vendor really sends, one that specifies a wait,
// and one that has a case. It is nil if there is none.
func choose(v *spec.Vendor) *shown {
	var all []*shown
	for _, n := range namesOf(v) {
		if s := show(v, n); s != nil && n.same == "" {
			all = append(all, s)
		}
	}
	if all == nil {
		return nil
	}
	return slices.MaxFunc(all, func(a, b *shown) int { return slices.Compare(a.merits(), b.merits()) })
}

func (s *shown) merits() []int {
	var list []int
	for _, merit := range []bool{
		s.Retry, s.Verdict.Kind.IsThrottled(), !s.example.Made, s.Verdict.RetryAfter > 0, s.Verdict.Case != "",
	} {
		n := 0
		if merit {
			n = 1
		}
		list = append(list, n)
	}
	return list
}

// show decides about a response as the example does. It returns nil if the response to
// a plain request would not have that meaning, or if the meaning depends on the day.
func show(v *spec.Vendor, n named) *shown {
	answer := n.answer()
	answer.Query, answer.RequestHeader = nil, nil
	if answer.Code < 200 || answer.Code/100 == 3 || answer.Header["Age"] != nil {
		return nil
	}
	s := &shown{named: n, Method: cmp.Or(answer.Method, http.MethodGet)}
	resp := answer.Response(v.Runtime(), statustest.Start)
	s.URL = resp.Request.URL.String()
	if _, err := http.NewRequest(s.Method, s.URL, nil); err != nil || s.Method != http.MethodGet && s.Method != http.MethodPost {
		return nil
	}
	policy := &statushttp.Policy{
		Catalog: v.Runtime(), Rand: func() float64 { return 0 }, Now: func() time.Time { return statustest.Start },
	}
	s.Decision = policy.Decide(context.Background(), 1, resp, nil)
	verdict := s.Verdict
	verdict.Catalog = nil
	if verdict != n.example.Want {
		return nil
	}
	return s
}
