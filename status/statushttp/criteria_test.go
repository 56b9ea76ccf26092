package statushttp_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/status"
)

// matches reports whether a response meets the criteria of a case.
func matches(f status.Case, resp *http.Response) bool {
	f.Name = "it"
	c := status.Catalog{Vendor: "one", Rows: new(status.Rows), When: []status.Case{f}}
	return policy(&c).Classify(resp).VendorCase == "it"
}

func TestHeaderCriteria(t *testing.T) {
	for _, tt := range []struct {
		reason string
		match  status.Criterion
		head   string
		want   bool
	}{
		{"equal", header("X-A", status.OpEquals, "a"), "403\nX-A: a", true},
		{"letter case of the name on the wire does not count", header("X-A", status.OpEquals, "a"), "403\nx-a: a", true},
		{"letter case of the value counts", header("X-A", status.OpEquals, "a"), "403\nX-A: A", false},
		{"longer than equal", header("X-A", status.OpEquals, "a"), "403\nX-A: ab", false},
		{"one of several values", header("X-A", status.OpEquals, "b", "a"), "403\nX-A: a", true},
		{"none of several values", header("X-A", status.OpEquals, "b", "a"), "403\nX-A: c", false},
		{"the first of two lines counts", header("X-A", status.OpEquals, "a"), "403\nX-A: a\nX-A: b", true},
		{"and not the second", header("X-A", status.OpEquals, "b"), "403\nX-A: a\nX-A: b", false},
		{"two lines count once", header("X-A", status.OpEquals, "a"), "403\nX-A: a\nX-A: a", true},
		{"a list of one value counts once", header("X-A", status.OpEquals, "0"), "403\nX-A: 0, 0,0", true},
		{"a list of two does not", header("X-A", status.OpEquals, "0"), "403\nX-A: 0, 1", false},
		{"nor does a list that ends", header("X-A", status.OpEquals, "0"), "403\nX-A: 0,", false},
		{"a list of two is a value", header("X-A", status.OpEquals, "0, 1"), "403\nX-A: 0, 1", true},
		{"none of them", header("X-A", status.OpNot, "a", "b"), "403\nX-A: c", true},
		{"one of those that it is not", header("X-A", status.OpNot, "a", "b"), "403\nX-A: b", false},
		{"what is missing is not unequal", header("X-A", status.OpNot, "a"), "403", false},
		{"missing is not equal", header("X-A", status.OpEquals, ""), "403", false},
		{"empty is", header("X-A", status.OpEquals, ""), "403\nX-A:", true},
		{"begins", header("X-A", status.OpPrefix, "rate"), "403\nX-A: rate limit", true},
		{"does not begin", header("X-A", status.OpPrefix, "rate"), "403\nX-A: a rate limit", false},
		{"shorter than the prefix", header("X-A", status.OpPrefix, "rate"), "403\nX-A: rat", false},
		{"ends", header("X-A", status.OpSuffix, "limit"), "403\nX-A: rate limit", true},
		{"does not end", header("X-A", status.OpSuffix, "rate"), "403\nX-A: rate limit", false},
		{"contains", header("X-A", status.OpContains, "e l"), "403\nX-A: rate limit", true},
		{"does not contain", header("X-A", status.OpContains, "E L"), "403\nX-A: rate limit", false},
		{"present", header("X-A", status.OpPresent), "403\nX-A: a", true},
		{"present though empty", header("X-A", status.OpPresent), "403\nX-A:", true},
		{"not present", header("X-A", status.OpPresent), "403", false},
		{"absent", header("X-A", status.OpAbsent), "403", true},
		{"not absent", header("X-A", status.OpAbsent), "403\nX-A: a", false},
	} {
		f := status.Case{Criteria: []status.Criterion{tt.match}}
		if got := matches(f, answer(tt.head, "")); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.reason, got, tt.want)
		}
	}
}

// A header map made by hand is read as http.Header.Get reads it.
func TestHeaderMap(t *testing.T) {
	for _, tt := range []struct {
		reason string
		header http.Header
		want   bool
	}{
		{"no map", nil, false},
		{"an empty map", http.Header{}, false},
		{"a name without values", http.Header{"X-A": nil}, false},
		{"a name in canonical form", http.Header{"X-A": {"a"}}, true},
		{"a name that no http.Header holds", http.Header{"x-a": {"a"}}, false},
		{"white space that no wire carries", http.Header{"X-A": {" a\t"}}, true},
	} {
		resp := answer("403", "")
		resp.Header = tt.header
		if got := matches(status.Case{Criteria: []status.Criterion{header("X-A", status.OpEquals, "a")}}, resp); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.reason, got, tt.want)
		}
	}
}

func TestMediaCriteria(t *testing.T) {
	for _, tt := range []struct {
		reason string
		ranges []string
		head   string
		want   bool
	}{
		{"the type", []string{"application/json"}, "403\nContent-Type: application/json", true},
		{"parameters do not count", []string{"application/json"}, "403\nContent-Type: application/json ; charset=utf-8", true},
		{"letter case does not count", []string{"application/json"}, "403\nContent-Type: Application/JSON", true},
		{"another type", []string{"application/json"}, "403\nContent-Type: text/html", false},
		{"a type that begins as it does", []string{"application/json"}, "403\nContent-Type: application/jsonp", false},
		{"one of several", []string{"text/html", "application/json"}, "403\nContent-Type: application/json", true},
		{"a range", []string{"application/*"}, "403\nContent-Type: application/problem+json", true},
		{"a range, another letter case", []string{"application/*"}, "403\nContent-Type: APPLICATION/json", true},
		{"outside the range", []string{"application/*"}, "403\nContent-Type: text/html", false},
		{"a range without anything in it", []string{"application/*"}, "403\nContent-Type: application/", false},
		{"any type", []string{"*/*"}, "403\nContent-Type: text/html", true},
		{"no type is not any", []string{"*/*"}, "403", false},
		{"an empty type is not any", []string{"*/*"}, "403\nContent-Type:", false},
		{"no type", []string{"application/json"}, "403", false},
		{"parameters alone", []string{"application/json"}, "403\nContent-Type: ;charset=utf-8", false},
	} {
		if got := matches(status.Case{Criteria: []status.Criterion{is(status.PartMediaType, tt.ranges...)}}, answer(tt.head, "")); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.reason, got, tt.want)
		}
	}
}

func TestMethodCriteria(t *testing.T) {
	posts := status.Case{Criteria: []status.Criterion{is(status.PartMethod, "POST", "PUT")}}
	gets := status.Case{Criteria: []status.Criterion{is(status.PartMethod, "GET")}}
	redirected := request("GET")
	redirected.Response = from(request("POST"), answer("302", ""))
	for _, tt := range []struct {
		reason  string
		f       status.Case
		request *http.Request
		want    bool
	}{
		{"one of them", posts, request("PUT"), true},
		{"none of them", posts, request("GET"), false},
		{"methods have letter case", posts, request("post"), false},
		{"no method is GET to a client", gets, &http.Request{}, true},
		{"the method of no request is not known", gets, nil, false},
		{"the caller sent a POST, though a GET was answered in the end", posts, redirected, true},
		{"so it is no GET", gets, redirected, false},
	} {
		if got := matches(tt.f, from(tt.request, answer("403", ""))); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.reason, got, tt.want)
		}
	}
}

// Host and path are those of the request that the caller made.
func TestAddressCriteria(t *testing.T) {
	host := func(op status.Op, values ...string) []status.Criterion {
		return []status.Criterion{part(status.PartHost, op, values...)}
	}
	path := func(op status.Op, values ...string) []status.Criterion {
		return []status.Criterion{part(status.PartPath, op, values...)}
	}
	with := func(p status.Part, name string, op status.Op, values ...string) []status.Criterion {
		c := part(p, op, values...)
		c.Name = name
		return []status.Criterion{c}
	}
	to := func(address string) *http.Request {
		req := request("GET")
		req.URL, _ = url.Parse(address)
		req.Host = req.URL.Host
		return req
	}
	redirected := to("https://b.example/new")
	redirected.Response = from(to("https://a.example/old"), answer("302", ""))
	headed := to("https://a.example/")
	headed.Header = http.Header{"X-A": {"a, a"}}
	named := to("https://127.0.0.1:8080/")
	named.Host = "A.example:443"
	for _, tt := range []struct {
		reason   string
		criteria []status.Criterion
		request  *http.Request
		want     bool
	}{
		{"the host", host(status.OpEquals, "a.example"), to("https://a.example/"), true},
		{"letter case and the port do not count", host(status.OpEquals, "a.example"), to("https://A.Example:443/"), true},
		{"another host", host(status.OpEquals, "a.example"), to("https://b.example/"), false},
		{"a part of the host", host(status.OpSuffix, ".example"), to("https://a.example/"), true},
		{"the Host header counts", host(status.OpEquals, "a.example"), named, true},
		{"the host of an IPv6 address", host(status.OpEquals, "::1"), to("http://[::1]:80/"), true},
		{"a request by hand", host(status.OpEquals, "a.example"), &http.Request{URL: &url.URL{Host: "a.example"}}, true},
		{"a request without an address", append(host(status.OpEquals, "a.example"), path(status.OpEquals, "/")...), &http.Request{}, false},
		{"no request", host(status.OpPresent), nil, false},
		{"the path", path(status.OpPrefix, "/v1/"), to("https://a.example/v1/search?q=/v2/"), true},
		{"another path", path(status.OpPrefix, "/v1/"), to("https://a.example/v2/"), false},
		{"letter case of a path counts", path(status.OpPrefix, "/v1/"), to("https://a.example/V1/"), false},
		{"a parameter of the query", with(status.PartQuery, "a", status.OpEquals, "b c"), to("https://a.example/?x=1&a=b+c&a=d"), true},
		{"another parameter", with(status.PartQuery, "b", status.OpPresent), to("https://a.example/?a=b"), false},
		{"letter case of a parameter counts", with(status.PartQuery, "A", status.OpAbsent), to("https://a.example/?a=b"), true},
		{"a query by hand", with(status.PartQuery, "a", status.OpAbsent), &http.Request{}, true},
		{"the query of no request is not known", with(status.PartQuery, "a", status.OpAbsent), nil, false},
		{"a header of the request", with(status.PartRequestHeader, "X-A", status.OpEquals, "a"), headed, true},
		{"another header of the request", with(status.PartRequestHeader, "X-B", status.OpNot, "a"), headed, false},
		{"no path is the root", path(status.OpEquals, "/"), to("https://a.example"), true},
		{"an escaped path", path(status.OpEquals, "/a b"), to("https://a.example/a%20b"), true},
		{"no request has no path", path(status.OpPresent), nil, false},
		{"all of them", append(path(status.OpPrefix, "/v1/"), path(status.OpSuffix, "/search")...), to("https://a.example/v1/x/search"), true},
		{"all of them but one", append(path(status.OpPrefix, "/v1/"), path(status.OpSuffix, "/search")...), to("https://a.example/v1/x"), false},
		{"before a redirection", append(host(status.OpEquals, "a.example"), path(status.OpEquals, "/old")...), redirected, true},
		{"and not after it", host(status.OpEquals, "b.example"), redirected, false},
	} {
		if got := matches(status.Case{Criteria: tt.criteria}, from(tt.request, answer("403", ""))); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.reason, got, tt.want)
		}
	}
}

func TestStatusCriteria(t *testing.T) {
	f := status.Case{Criteria: []status.Criterion{is(status.PartStatus, "5xx", "429")}}
	for code, want := range map[string]bool{"499": false, "500": true, "599": true, "600": false, "429": true, "428": false, "0": false} {
		if got := matches(f, answer(code, "")); got != want {
			t.Errorf("%s: %v, want %v", code, got, want)
		}
	}
}

// All criteria must hold.
func TestCriteriaTogether(t *testing.T) {
	f := status.Case{
		Criteria: []status.Criterion{
			is(status.PartStatus, "403"), is(status.PartMethod, "GET"), is(status.PartMediaType, "application/json"),
			header("X-A", status.OpEquals, "a"), header("X-B", status.OpAbsent), field("/a", status.OpEquals, "a"), field("/b", status.OpAbsent),
		},
	}
	const head, body = "403\nContent-Type: application/json\nX-A: a", `{"a":"a"}`
	for _, tt := range []struct {
		reason     string
		head, body string
		method     string
		want       bool
	}{
		{"all hold", head, body, "GET", true},
		{"the code does not", strings.Replace(head, "403", "404", 1), body, "GET", false},
		{"the method does not", head, body, "POST", false},
		{"the media type does not", strings.Replace(head, "json", "xml", 1), body, "GET", false},
		{"the first header does not", strings.Replace(head, ": a", ": b", 1), body, "GET", false},
		{"the second header does not", head + "\nX-B: b", body, "GET", false},
		{"the first field does not", head, `{"a":"b"}`, "GET", false},
		{"the second field does not", head, `{"a":"a","b":"b"}`, "GET", false},
	} {
		if got := matches(f, from(request(tt.method), answer(tt.head, tt.body))); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.reason, got, tt.want)
		}
	}
	if !matches(status.Case{}, answer("403", "")) {
		t.Error("no criteria at all hold of everything")
	}
}
