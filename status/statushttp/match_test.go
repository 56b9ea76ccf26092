package statushttp_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/diff"
	"github.com/statuscat/statuscat/status/statushttp"
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

// What keeps each case from matching, or that it matches.
func TestTrace(t *testing.T) {
	own := func(name, why string) statushttp.Trial {
		return statushttp.Trial{Case: name, Matched: why == "", Why: why}
	}
	override := func(name, why string) statushttp.Trial {
		return statushttp.Trial{Case: name, VendorCase: true, Matched: why == "", Why: why}
	}
	unasked := []statushttp.Trial{
		override("no-retry", `not so: header X-Should-Retry is "false"; there is none`),
		override("do-retry", "not so: the code is 5xx or 409"),
		override("maintenance", "not so: header X-Maintenance is present; there is none"),
	}
	for _, tt := range []struct {
		reason string
		resp   *http.Response
		want   []statushttp.Trial
	}{
		{"a code without cases", answer("429", ""), unasked},
		{"an undocumented code", answer("999", ""), unasked},
		{"none matches", answer("403\nX-RateLimit-Remaining: 1", `{"error":{"reason":"other"}}`), append([]statushttp.Trial{
			own("primary", `not so: header X-Ratelimit-Remaining is "0"; it is "1"`),
			own("secondary", `not so: /error/reason in the body is "slowDown" or "rateLimitExceeded"`),
			own("write", "not so: the method is POST or PUT; it is GET"),
		}, unasked...)},
		{"the first matches", answer("403\nX-RateLimit-Remaining: 0", ""), append([]statushttp.Trial{
			own("primary", ""),
			own("secondary", "primary matched before"),
			own("write", "primary matched before"),
		}, unasked...)},
		{"the request is not known", from(nil, answer("403", slowDown+"x")), append([]statushttp.Trial{
			own("primary", `not so: header X-Ratelimit-Remaining is "0"; there is none`),
			own("secondary", ""),
			own("write", "secondary matched before"),
		}, unasked...)},
		{"another media type", answer("200\nContent-Type: text/html\nX-Should-Retry: false", ""), []statushttp.Trial{
			own("not-ok", `not so: the media type is application/json; it is "text/html"`),
			override("no-retry", ""),
			override("do-retry", "no-retry matched before"),
			override("maintenance", "no-retry matched before"),
		}},
	} {
		if diff := diff.Diff(tt.want, policy(&acme).Trace(tt.resp)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
	}

	posts := &status.Catalog{Rows: new(status.Rows), When: []status.Case{{Name: "it", Criteria: []status.Criterion{is(status.PartMethod, "POST")}}}}
	asked := &status.Catalog{When: []status.Case{
		{Name: "host", Criteria: []status.Criterion{is(status.PartHost, "a.example")}},
		{Name: "path", Criteria: []status.Criterion{part(status.PartPath, status.OpPrefix, "/"), part(status.PartPath, status.OpPrefix, "/v1/")}},
	}}
	if diff := diff.Diff([]statushttp.Trial{
		override("host", `not so: the host is "a.example"; it is api.acme.example`),
		override("path", `not so: the path begins with "/v1/"; it is /orders`),
	}, policy(asked).Trace(answer("403", ""))); diff != "" {
		t.Errorf("an address (-want +got):\n%s", diff)
	}
	want := []statushttp.Trial{override("it", "not so: the method is POST; the request is not known")}
	if diff := diff.Diff(want, policy(posts).Trace(from(nil, answer("403", "")))); diff != "" {
		t.Errorf("a method of no request (-want +got):\n%s", diff)
	}
}

// Whoever asks why still has the body, and no more of it was read than for the
// verdict.
func TestTraceReadsAsClassify(t *testing.T) {
	for _, head := range []string{"403", "403\nX-RateLimit-Remaining: 0", "429"} {
		var read [2]int
		for i, ask := range []func(*http.Response){
			func(resp *http.Response) { policy(&acme).Classify(resp) },
			func(resp *http.Response) { policy(&acme).Trace(resp) },
		} {
			body := &countingBody{}
			resp := answer(head, "")
			resp.Body = body
			ask(resp)
			read[i] = body.read
		}
		if read[0] != read[1] {
			t.Errorf("%s: Classify read %d bytes, Trace %d", head, read[0], read[1])
		}
	}
	resp := answer("403", slowDown)
	policy(&acme).Trace(resp)
	if got := rest(t, resp); got != slowDown {
		t.Errorf("the body reads %q", got)
	}
}

const s3 = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>`

func TestXMLCriteria(t *testing.T) {
	code := field("/Error/Code", status.OpEquals, "SlowDown")
	errors := field("/Errors/Error/Code", status.OpEquals, "a")
	for _, tt := range []struct {
		reason string
		match  status.Criterion
		body   string
		want   bool
	}{
		{"a text", code, s3, true},
		{"another text", field("/Error/Code", status.OpEquals, "Busy"), s3, false},
		{"letter case of a name counts", field("/error/code", status.OpEquals, "SlowDown"), s3, false},
		{"the root is the first step", field("/Code", status.OpPresent), s3, false},
		{"any root", field("/*/Code", status.OpEquals, "SlowDown"), s3, true},
		{"any element", field("/Error/*", status.OpEquals, "SlowDown"), s3, true},
		{"an element is no index", field("/Error/0", status.OpPresent), s3, false},
		{"an element with elements is present", field("/Error", status.OpPresent), s3, true},
		{"and no text", field("/Error", status.OpContains, ""), s3, false},
		{"an element too few", field("/Error/Code/X", status.OpPresent), s3, false},
		{"absent", field("/Error/Reason", status.OpAbsent), s3, true},
		{"not absent", field("/Error/Code", status.OpAbsent), s3, false},
		{"a byte order mark and spaces before", code, "\uFEFF\r\n " + s3, true},
		{"white space around a text does not count", code, "<Error>\n  <Code>\n    SlowDown\n  </Code>\n</Error>", true},
		{"namespaces do not count", code, `<e:Error xmlns:e="urn:x"><e:Code>SlowDown</e:Code></e:Error>`, true},
		{"nor do those that nobody declares", code, `<x:Error><y:Code>SlowDown</y:Code></x:Error>`, true},
		{"nor do attributes", code, `<Error Code="Busy"><Code a='1' b=2 c>SlowDown</Code></Error>`, true},
		{"entities", field("/Error/Code", status.OpEquals, `a<b>&"c`), `<Error><Code>a&lt;b&gt;&amp;&quot;&#99;</Code></Error>`, true},
		{"CDATA, and comments within", code, `<Error><Code><![CDATA[Slow]]><!-- not --><![CDATA[Down]]></Code></Error>`, true},
		{"an empty text", field("/Error/Code", status.OpEquals, ""), `<Error><Code></Code></Error>`, true},
		{"an empty element", field("/Error/Code", status.OpPresent), `<Error><Code/></Error>`, true},
		{"a text is no number", literal("/Error/Code", "7"), `<Error><Code>7</Code></Error>`, false},
		{"and a number is a text", field("/Error/Code", status.OpEquals, "7"), `<Error><Code>7</Code></Error>`, true},
		{"one of several", errors, `<Errors><Error><Code>b</Code></Error><Error><Code>a</Code></Error></Errors>`, true},
		{"every one", every(errors), `<Errors><Error><Code>a</Code></Error><Error><Code>a</Code></Error></Errors>`, true},
		{"every one but one", every(errors), `<Errors><Error><Code>a</Code></Error><Error><Code>b</Code></Error></Errors>`, false},
		{"another encoding", code, `<?xml version="1.0" encoding="ISO-8859-1"?><Error><Message>zu schn` + "\xe4" + `ll</Message><Code>SlowDown</Code></Error>`, true},
		{"a document type", code, `<!DOCTYPE Error><Error><Code>SlowDown</Code></Error>`, true},
		{"an entity of its own is no text", field("/Error/Code", status.OpEquals, "SlowDown"), `<!DOCTYPE Error [<!ENTITY a "SlowDown">]><Error><Code>&a;</Code></Error>`, false},

		{"HTML", field("/html/head/title", status.OpPresent), `<html><head><title>Slow down</title></head></html>`, false},
		{"HTML by its document type", field("/*/*", status.OpPresent), `<!doctype HTML><Error><Code>SlowDown</Code></Error>`, false},
		{"what is absent from HTML", field("/Error/Code", status.OpAbsent), `<HTML><Error>`, true},
		{"cut off behind it", code, s3[:strings.Index(s3, "</Code>")+9], true},
		{"cut off within it", field("/Error/Code", status.OpPresent), s3[:strings.Index(s3, "</Code>")+3], false},
		{"cut off, and the root is still there", field("/Error", status.OpPresent), s3[:strings.Index(s3, "</Code>")], true},
		{"an end too many", code, `<Error></Reason><Code>SlowDown</Code></Error>`, false},
		{"an end missing", code, `<Error><Code>SlowDown</Code><Message>x</Error>`, true},
		{"no XML", field("/Error/Code", status.OpPresent), `<<<`, false},
		{"one root only", field("/Late/Code", status.OpPresent), s3 + `<Late><Code>x</Code></Late>`, false},
	} {
		if got := matches(status.Case{Criteria: []status.Criterion{tt.match}}, answer("403", tt.body)); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.reason, got, tt.want)
		}
	}
}

func TestXMLErrorBody(t *testing.T) {
	c := status.Catalog{ErrorBody: status.ErrorBody{Message: []status.Place{{Body: "/Error/Message"}, {}}, Code: []status.Place{{Body: "/Error/Code"}}}}
	for _, tt := range []struct{ reason, body, message, code string }{
		{"XML", s3, "Reduce your request rate.", "SlowDown"},
		{"other XML is no message", `<Fault><Reason>x</Reason></Fault>`, "", ""},
		{"nor is HTML", `<html><body>Error</body></html>`, "", ""},
	} {
		if e := check(t, policy(&c), "503", tt.body); e.Message != tt.message || e.Code != tt.code {
			t.Errorf("%s: message %q and code %q, want %q and %q", tt.reason, e.Message, e.Code, tt.message, tt.code)
		}
	}
}

// A body of nothing but elements is as deep as it is long, and a bomb is a dud.
func TestDeepXML(t *testing.T) {
	for _, body := range []string{
		strings.Repeat("<a>", 2e4), strings.Repeat("</a>", 2e4), strings.Repeat("<a><b>", 2e4) + strings.Repeat("</a>", 2e4),
		"<" + strings.Repeat("a", 2e4), "<a " + strings.Repeat("b='c' ", 2e4), "<!" + strings.Repeat("[", 2e4), strings.Repeat("<!", 2e4), strings.Repeat("<?a?>", 2e4),
		`<!DOCTYPE a [<!ENTITY b "` + strings.Repeat("x", 2e4) + `">]><a>` + strings.Repeat("&b;", 2e4) + `</a>`,
	} {
		p := statushttp.Policy{BodyLimit: 1 << 30, Catalog: &status.Catalog{When: []status.Case{{Name: "it", Criteria: []status.Criterion{fields("/*/*/x")}}}}}
		if got := p.Classify(answer("403", body)); got.VendorCase != "" {
			t.Errorf("%.10s…: %s", body, got.Reason())
		}
	}
}
