package spec

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/textproto"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// Example is an answer that a vendor gives, and what it comes to.
type Example struct {
	statustest.Answer

	Label      string // the name that it was given, or a number where several have none; may be empty
	Case       string // of the code, under which it stands
	VendorCase string // of the vendor's own list, under which it stands
	Made       bool   // from the case's criteria, for want of a real one
	Message    string // the vendor's own words that its body holds
	VendorCode string // the vendor's own code that its body holds
	Source     string // the address at which it was found, or "constructed"; may be empty

	raw *rawExample
}

// checkExamples holds every example to the meaning under which it stands, and
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
			k.add(&v.raw.Examples[i], Example{}, 0)
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
		k.add(&(*list)[i], home, code)
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
func (k *exampleChecker) add(raw *rawExample, home Example, code int) {
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
	if s := e.Source; s != "" && s != "constructed" && !isAddress(s) {
		k.errorf(raw.Source.Pos, "source %q is not an address; write an http(s) address, or constructed", s)
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
		k.errorf(raw.Pos, "this answer is read as %s", k.reading(e.Want))
		return
	}
	k.expectations(&e)
	k.v.Examples = append(k.v.Examples, &e)
}

// headers reads headers.
func (k *exampleChecker) headers(raw dict[lines]) http.Header {
	all := http.Header{}
	for _, h := range raw {
		if !isToken(h.key) {
			k.errorf(h.Pos, "%q is no header name", h.key)
		}
		all[textproto.CanonicalMIMEHeaderKey(h.key)] = h.value
	}
	return all
}

// maxEffort bounds what effortOf all examples comes to; it is about a second.
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

func readers(cases []status.Case, wait status.Wait) (n int) {
	for range wait.Sources() {
		n++
	}
	for i := range cases {
		for range cases[i].Wait.Sources() {
			n++
		}
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
		k.errorf(raw.Status.Pos, "status is for examples in a vendor's own lists; here the code is %d", code)
	case code > 0:
		return code
	case !raw.Status.written():
		k.errorf(raw.Pos, "an example in a vendor's own list lacks status")
	default:
		n, err := strconv.Atoi(raw.Status.value)
		if err != nil || n < 100 || n > 999 {
			k.errorf(raw.Status.Pos, "%q is no code; one has three digits, as 429", raw.Status.value)
		} else if home.VendorCase == "" && k.v.Lookup(n) != nil {
			k.errorf(raw.Status.Pos, "code %d is documented; its examples stand under it", n)
		}
		return n
	}
	return 0
}

// sendable reports what no server can send.
func (k *exampleChecker) sendable(e *Example) {
	raw := e.raw
	if e.Method != "" && (!isToken(e.Method) || e.Method != strings.ToUpper(e.Method)) {
		k.errorf(raw.Method.Pos, "%q is no request method; one is written as POST", e.Method)
	}
	if e.Path != "" && e.Path[0] != '/' {
		k.errorf(raw.Path.Pos, "path %q does not begin with /", e.Path)
	}
	if e.Body != "" && e.Code >= 100 && !statustest.CanHaveBody(e.Method, e.Code) {
		what := fmt.Sprintf("a %d", e.Code)
		if e.Method == http.MethodHead {
			what = "a HEAD"
		}
		k.errorf(raw.Body.Pos, "an answer to %s has no body", what)
	}
	for _, h := range raw.Header {
		switch name := textproto.CanonicalMIMEHeaderKey(h.key); {
		case name == "Transfer-Encoding" || name == "Connection",
			name == "Content-Length" && e.Method != http.MethodHead && e.Header.Get(name) != strconv.Itoa(len(e.Body)):
			k.errorf(h.Pos, "%s is a matter of the connection; leave it out", name)
		case name == "Date":
			if _, err := http.ParseTime(e.Header.Get(name)); err != nil {
				k.errorf(h.Pos, "%q is no HTTP date", e.Header.Get(name))
			}
		}
	}
}

// name gives the example its name: the code, what it stands under, and its own.
func (k *exampleChecker) name(e *Example) {
	if e.Label != "" && !caseName.MatchString(e.Label) {
		k.errorf(e.raw.Name.Pos, "example name %q; it takes lower-case letters, digits and hyphens, a letter first", e.Label)
		return
	}
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
		k.errorf(e.raw.Name.Pos, "duplicate example %q; the first is on line %d", e.Label, other.raw.Line)
		return
	}
	k.names[e.Name] = e
}

// comesHome classifies an example and reports whether it comes to the meaning
// under which it stands.
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

// reading says what a verdict comes to, and where that stands.
func (k *exampleChecker) reading(v statushttp.Verdict) string {
	find := func(raw many[rawCase], name string) string {
		i := slices.IndexFunc(raw, func(c rawCase) bool { return c.Name.value == name })
		return fmt.Sprintf("%s, line %d", name, raw[i].Name.Line)
	}
	variant := k.v.Lookup(v.Code)
	switch {
	case v.VendorCase != "":
		return find(k.v.raw.When, v.VendorCase)
	case v.Case != "" && variant != nil:
		return find(variant.raw.When, v.Case)
	case variant != nil:
		return fmt.Sprintf("the %d's own meaning, line %d; no case holds", v.Code, variant.raw.Line)
	}
	return fmt.Sprintf("an undocumented %d", v.Code)
}

// expectations holds an example to what it says of its wait and its body.
func (k *exampleChecker) expectations(e *Example) {
	v, raw := e.Want, e.raw
	switch {
	case !raw.Wait.written() || v.RetryAfter == raw.Wait.value:
	case v.RetryAfter == 0:
		k.errorf(raw.Wait.Pos, "this answer tells no wait")
	default:
		k.errorf(raw.Wait.Pos, "this answer tells a wait of %s", v.RetryAfter)
	}
	text := func(want verbatim, what, got string) {
		if want.written() && want.value != got {
			k.errorf(want.Pos, "this answer has the %s %q", what, got)
		}
	}
	text(raw.Message, "message", e.Message)
	text(raw.Code, "code", e.VendorCode)
}

// ExamplesOf returns the examples that stand under a code itself, or under one
// of its cases.
func (v *Vendor) ExamplesOf(code int, name string) []*Example {
	return v.examples(home{code, name, ""})
}

// ExamplesOfAny returns the examples that stand under a case of the vendor's own
// list.
func (v *Vendor) ExamplesOfAny(name string) []*Example { return v.examples(home{vendorCase: name}) }

// home is what an example stands under: a code, a case of it, or a case of the
// vendor's own list.
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

// HTTP is the example as HTTP writes it, with the parts of the request that
// matter: "POST /v1/orders" above the answer.
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
