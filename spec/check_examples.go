package spec

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
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
			k.meaning(e.Code, e.Want.VendorCase, e.Want.Case), k.stray(&e))
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
	k.slug("example", e.raw.Name)
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

// meaning names a meaning, and its line: that of a case of the vendor, a case of the
// code, or else the code's own.
func (k *exampleChecker) meaning(code int, vendorCase, ofCode string) string {
	find := func(raw many[rawCase], name string) string {
		i := slices.IndexFunc(raw, func(c rawCase) bool { return c.Name.value == name })
		return fmt.Sprintf("%s (line %d)", name, raw[i].Name.Line)
	}
	variant := k.v.Lookup(code)
	switch {
	case vendorCase != "":
		return find(k.v.raw.When, vendorCase)
	case ofCode != "" && variant != nil:
		return find(variant.raw.When, ofCode)
	case variant != nil:
		return fmt.Sprintf("the %d itself (line %d)", code, variant.raw.Line)
	}
	return fmt.Sprintf("an undocumented %d", code)
}

// stray says how to have an example mean what it stands under.
func (k *exampleChecker) stray(e *Example) string {
	cases := k.v.When
	if variant := k.v.Lookup(e.Code); variant != nil && e.VendorCase == "" {
		cases = variant.When
	}
	for _, c := range cases {
		if c.Name != e.VendorCase+e.Case {
			continue
		}
		for _, criterion := range c.Criteria {
			if fix := k.intoList(criterion.Pointers, e); fix != "" {
				return fix
			}
		}
	}
	return "change the example, move it, or change the criteria"
}

// intoList says how to write the first of the pointers that leads into a list of the
// example's body without an index or a *. It is empty if there is none.
func (k *exampleChecker) intoList(pointers []string, e *Example) string {
	var body any
	if *k.effort += len(e.Body); *k.effort > maxEffort || json.Unmarshal([]byte(e.Body), &body) != nil {
		return ""
	}
	for _, pointer := range pointers {
		keys, at := strings.Split(pointer, "/")[1:], body
		for i, key := range keys {
			if list, ok := at.([]any); ok {
				_, err := strconv.Atoi(key)
				if key != "*" && err != nil {
					return fmt.Sprintf("%s leads into a list; write /%s", pointer, strings.Join(slices.Insert(keys, i, "*"), "/"))
				}
				if len(list) == 0 {
					break
				}
				at = list[0]
				continue
			}
			object, _ := at.(map[string]any)
			at = object[key]
		}
	}
	return ""
}

// expectations checks an example against what it says of its wait and its body.
func (k *exampleChecker) expectations(e *Example) {
	raw := e.raw
	if raw.Wait.written() && e.Want.RetryAfter != raw.Wait.value {
		k.errorf(raw.Wait.Pos, "want a wait of %s, %s", raw.Wait.value, k.otherWait(e))
	}
	text := func(want verbatim, what, got string, places []status.Place) {
		if !want.written() || want.value == got {
			return
		}
		fix := fmt.Sprintf("change %s, or error_body", what)
		for _, p := range places {
			if list := k.intoList([]string{p.Body}, e); got == "" && p.Body != "" && list != "" {
				fix = list
			}
		}
		k.errorf(want.Pos, "want %s %q, have %q; %s", what, want.value, got, fix)
	}
	text(raw.Message, "message", e.Message, k.v.ErrorBody.Message)
	text(raw.Code, "code", e.VendorCode, k.v.ErrorBody.Code)
}

// otherWait says what wait an example specifies instead of the expected one, by which
// source, and how to have it specify that.
func (k *exampleChecker) otherWait(e *Example) string {
	have, fix := "have none", "change wait, or the sources under from"
	if e.Want.RetryAfter > 0 {
		have = "have " + e.Want.RetryAfter.String()
	}
	for s := range k.sources(e) {
		if list := k.intoList([]string{s.Body}, e); s.Body != "" && list != "" {
			return have + "; " + list
		}
		if e.Want.RetryAfter > 0 && e.waitBy(s) == e.Want.RetryAfter {
			have += ", " + status.Wait{From: []status.WaitSource{*s}}.StringIn(func(s string, _ bool) string { return s })
		}
		for _, u := range status.Units() {
			if u == status.UnitRetryAfter && s.Header != status.RetryAfter.Header {
				continue
			}
			other := *s
			other.Unit = u
			if *k.effort += len(e.Body); *k.effort > maxEffort {
				return have + "; " + fix
			}
			if s.Refill.IsZero() && e.waitBy(&other) == e.raw.Wait.value {
				return have + fmt.Sprintf("; is the unit of %s %s?", s.Name(), u)
			}
		}
	}
	return have + "; " + fix
}

// sources yields the sources that can specify the wait of an example.
func (k *exampleChecker) sources(e *Example) iter.Seq[*status.WaitSource] {
	wait := k.v.Wait
	if variant := k.v.Lookup(e.Code); variant != nil {
		wait = variant.Wait
		for _, c := range variant.When {
			if c.Name == e.Want.Case {
				wait = c.Wait
			}
		}
	}
	return wait.Sources()
}
