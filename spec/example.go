package spec

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// Example is a response that a vendor sends, and what it means.
type Example struct {
	statustest.Answer

	Label      string // the name that it was given, or a number if several have none; may be empty
	Case       string // the case of the code under which it stands; may be empty
	VendorCase string // the case of the vendor under which it stands; may be empty
	Made       bool   // from the case's criteria, since there is no real one
	Message    string // the vendor's own words, from its body
	VendorCode string // the vendor's own code, from its body
	Source     string // the address at which it was found, or "constructed"; may be empty

	raw *rawExample
}

// waitBy returns the wait that a source alone specifies in the example.
func (e *Example) waitBy(s *status.WaitSource) time.Duration {
	catalog := &status.Catalog{Wait: status.Wait{From: []status.WaitSource{*s}}}
	a := e.Answer
	a.Code = http.StatusServiceUnavailable // any code that is retryable without a row
	a.Header = a.Header.Clone()
	if s.Header != status.RetryAfter.Header {
		a.Header.Del(status.RetryAfter.Header)
	}
	return statushttp.Classify(catalog, a.Response(catalog, statustest.Start)).RetryAfter
}

// ExamplesOf returns the examples of a code, or of the case of that name under it.
func (v *Vendor) ExamplesOf(code int, name string) []*Example {
	return v.examples(home{code, name, ""})
}

// ExamplesOfAny returns the examples of a case of the vendor.
func (v *Vendor) ExamplesOfAny(name string) []*Example { return v.examples(home{vendorCase: name}) }

// home is what an example stands under: a code, a case of it, or a case of the
// vendor.
type home struct {
	code             int
	name, vendorCase string
}

func (v *Vendor) examples(under home) []*Example {
	v.onceExamples.Do(func() {
		v.byHome = map[home][]*Example{}
		for _, e := range v.Examples {
			at := home{e.Code, e.Case, ""}
			if e.VendorCase != "" {
				at = home{vendorCase: e.VendorCase}
			}
			v.byHome[at] = append(v.byHome[at], e)
		}
	})
	return v.byHome[under]
}

// HTTP returns the example as HTTP writes it. Above the response are the parts of the
// request that matter: "POST /v1/orders".
func (e *Example) HTTP(definition string) string {
	var b strings.Builder
	headers := func(h http.Header) {
		for _, name := range slices.Sorted(maps.Keys(h)) {
			for _, value := range h[name] {
				fmt.Fprintf(&b, "%s: %s\n", name, value)
			}
		}
	}
	if e.Method != "" || e.Host != "" || e.Path != "" || e.Query != nil || e.RequestHeader != nil || e.RequestBody != "" {
		fmt.Fprintf(&b, "%s %s%s", cmp.Or(e.Method, http.MethodGet), e.Host, cmp.Or(e.Path, "/"))
		if e.Query != nil {
			b.WriteString("?" + url.Values(e.Query).Encode())
		}
		b.WriteString("\n")
		headers(e.RequestHeader)
		if e.RequestBody != "" {
			b.WriteString("\n" + e.RequestBody + "\n")
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "%s\n", strings.TrimSpace("HTTP/1.1 "+strconv.Itoa(e.Code)+" "+definition))
	headers(e.Header)
	if e.Body != "" {
		b.WriteString("\n" + e.Body)
	}
	return strings.TrimRight(b.String(), "\n")
}
