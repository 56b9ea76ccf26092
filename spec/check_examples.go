package spec

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/textproto"
	"strconv"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// checkExamples checks every example against the meaning under which it stands, and
// makes one for each case that has none.
func checkExamples(r *reporter, c *Catalog) {
	effort := 0
	for _, v := range c.Vendors {
		k := exampleChecker{r, v, v.Runtime(), map[string]*Example{}, map[string]int{}, map[int]int{}, &effort}
		for _, variant := range v.Variants {
			k.under(&variant.raw.Examples, Example{}, variant.Code, nil)
			for i := range variant.When {
				f := &variant.When[i]
				k.under(&variant.raw.When[i].Examples, Example{Case: f.Name}, variant.Code, f)
			}
		}
		for i := range v.When {
			f := &v.When[i]
			k.under(&v.raw.When[i].Examples, Example{VendorCase: f.Name}, 0, f)
		}
		for i := range v.raw.Examples {
			k.add(&v.raw.Examples[i], Example{}, 0, nil)
		}
	}
}

type exampleChecker struct {
	*reporter
	v       *Vendor
	catalog *status.Catalog
	names   map[string]*Example
	unnamed map[string]int // how many examples without a name stand under each home
	readers map[int]int    // how many criteria and sources read an example of each code
	effort  *int           // that the examples of all vendors have taken
}

// under adds the examples that stand under a variant or a case, which f is.
func (k *exampleChecker) under(list *many[rawExample], home Example, code int, f *status.Case) {
	for i := range *list {
		k.add(&(*list)[i], home, code, f)
	}
	if len(*list) > 0 {
		return
	}
	e := home
	if e.Answer = statustest.Plain(k.catalog, cmp.Or(code, http.StatusBadRequest), f); k.comesHome(&e) {
		e.Made = true
		k.v.Examples = append(k.v.Examples, &e)
	}
}

// add checks an example as it is written.
func (k *exampleChecker) add(raw *rawExample, home Example, code int, f *status.Case) {
	before := len(k.list)
	e := home
	e.raw, e.Label, e.Source = raw, raw.Name.value, raw.Source.value
	e.Code = k.code(raw, home, code)
	e.Method, e.Host, e.Path = raw.Method.value, raw.Host.value, raw.Path.value
	e.RequestBody, e.Header, e.Body = raw.RequestBody.value, k.headers(raw.Header), raw.Body.value
	for _, q := range raw.Query {
		if e.Query == nil {
			e.Query = map[string][]string{}
		}
		e.Query[q.key] = q.value
	}
	if raw.RequestHeader != nil {
		e.RequestHeader = k.headers(raw.RequestHeader)
	}
	if raw.Body.json && e.Header.Get("Content-Type") == "" {
		e.Header.Set("Content-Type", "application/json")
	}
	if e.Source != constructed {
		k.address(raw.Source, ", or the word "+constructed)
	}
	k.sendable(&e)
	k.name(&e)
	if len(k.list) > before {
		return
	}
	if *k.effort += k.effortOf(&e); *k.effort > maxEffort {
		k.errorf(raw.Pos, "the examples up to this one have too many criteria to be checked against; split the catalog")
		panic(bailout{})
	}
	if !k.comesHome(&e) {
		k.errorf(raw.Pos, "want a response that means %s, have one that means %s; %s", k.meaning(e.Code, e.VendorCase, e.Case),
			k.meaning(e.Code, e.Want.VendorCase, e.Want.Case), k.stray(&e, f))
		return
	}
	k.expectations(&e)
	k.v.Examples = append(k.v.Examples, &e)
}

// headers reads headers.
func (k *exampleChecker) headers(raw dict[lines]) http.Header {
	all := http.Header{}
	for _, h := range raw {
		all[k.headerName(word{h.Pos, h.key})] = h.value
	}
	return all
}

// maxEffort bounds the sum of effortOf over all examples; it is about a second.
const maxEffort = 20_000_000

// effortOf estimates what it takes to check an example: each criterion and each
// source of a wait may read all of its body.
func (k *exampleChecker) effortOf(e *Example) int {
	n, known := k.readers[e.Code]
	if !known {
		n = 1 + readers(k.v.When, k.v.Wait)
		if variant := k.v.Lookup(e.Code); variant != nil {
			n += readers(variant.When, variant.Wait)
		}
		k.readers[e.Code] = n
	}
	return n * (2 + min(len(e.Body), statushttp.DefaultBodyLimit))
}

func readers(cases []status.Case, wait status.Wait) int {
	n := len(wait.From)
	for i := range cases {
		n += 1 + len(cases[i].Wait.From)
		for _, c := range cases[i].Criteria {
			n += 1 + len(c.Values)
		}
	}
	return n
}

// code returns the code of an example, which is known or written.
func (k *exampleChecker) code(raw *rawExample, home Example, code int) int {
	switch {
	case code > 0 && raw.Status.written():
		k.errorf(raw.Status.Pos, "want no status in an example below a code, have one; remove it, since the code is %d", code)
	case code > 0:
		return code
	case !raw.Status.written():
		k.errorf(raw.Pos, "an example of the vendor has no status; add status: and its code")
	default:
		n := k.parseCode(raw.Status)
		if home.VendorCase == "" && k.v.Lookup(n) != nil {
			k.errorf(raw.Status.Pos, "code %d is documented; move the example below it", n)
		}
		return n
	}
	return 0
}

// sendable reports what no server can send.
func (k *exampleChecker) sendable(e *Example) {
	raw := e.raw
	k.method(raw.Method)
	if e.Path != "" && e.Path[0] != '/' {
		k.errorf(raw.Path.Pos, "want a path that begins with a slash, have %q; write /%s", e.Path, e.Path)
	}
	if e.Body != "" && e.Code >= 100 && !statustest.CanHaveBody(e.Method, e.Code) {
		what := fmt.Sprintf("with code %d", e.Code)
		if e.Method == http.MethodHead {
			what = "to HEAD"
		}
		k.errorf(raw.Body.Pos, "a response %s has no body; remove it", what)
	}
	for _, h := range raw.Header {
		switch name := textproto.CanonicalMIMEHeaderKey(h.key); {
		case name == "Transfer-Encoding" || name == "Connection",
			name == "Content-Length" && e.Method != http.MethodHead && e.Header.Get(name) != strconv.Itoa(len(e.Body)):
			k.errorf(h.Pos, "%s belongs to the connection, not to the response; remove it", name)
		case name == "Date":
			if _, err := http.ParseTime(e.Header.Get(name)); err != nil {
				k.errorf(h.Pos, "want an HTTP date, have %q; write it as in %s", e.Header.Get(name), statustest.Start.Format(http.TimeFormat))
			}
		}
	}
}

// name gives the example its name: the code, the case, and its own name.
func (k *exampleChecker) name(e *Example) {
	base := strconv.Itoa(e.Code)
	switch {
	case e.VendorCase != "":
		base += " any:" + e.VendorCase
	case e.Case != "":
		base += " " + e.Case
	}
	if e.Label == "" {
		if k.unnamed[base]++; k.unnamed[base] > 1 {
			e.Label = strconv.Itoa(k.unnamed[base])
		}
	}
	if e.Name = base; e.Label != "" {
		e.Name += ": " + e.Label
	}
	if other := k.names[e.Name]; other != nil {
		k.errorf(e.raw.Name.Pos, "duplicate example %q; rename it, or the first on line %d", e.Label, other.raw.Line)
		return
	}
	k.names[e.Name] = e
}

// comesHome classifies an example and reports whether it has the meaning under which
// it stands.
func (k *exampleChecker) comesHome(e *Example) bool {
	policy := statushttp.Policy{Catalog: k.catalog, Now: func() time.Time { return statustest.Start }}
	resp := e.Response(k.catalog, statustest.Start)
	var failure *statushttp.Error
	if errors.As(policy.Check(resp), &failure) {
		e.Want, e.Message, e.VendorCode = failure.Verdict, failure.Message, failure.Code
	} else {
		e.Want = policy.Classify(resp)
	}
	e.Want.Catalog = nil // which would keep a catalog in memory for each vendor
	if e.VendorCase != "" {
		return e.Want.VendorCase == e.VendorCase
	}
	return e.Want.VendorCase == "" && (e.Want.Case == e.Case || k.v.Lookup(e.Code) == nil)
}
