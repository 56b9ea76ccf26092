package statustest_test

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/diff"
	"github.com/statuscat/statuscat/status/leadcommerce"
	"github.com/statuscat/statuscat/status/leadcommerce/leadcommercetest"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// send sends a request to a vendor in memory and returns the code.
func send(t *testing.T, vendor http.RoundTripper, method, url string) int {
	t.Helper()
	req, err := http.NewRequest(method, url, strings.NewReader("hello"))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := vendor.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp.StatusCode
}

func post(t *testing.T, vendor http.RoundTripper) int {
	t.Helper()
	return send(t, vendor, http.MethodPost, "https://leadcommerce.example/orders?page=2")
}

// The last answer of a script is for all later requests.
func TestScript(t *testing.T) {
	vendor := leadcommercetest.NewVendor()
	vendor.Limits()
	got := []int{post(t, vendor)}
	vendor.Script(leadcommercetest.InternalServerError, leadcommercetest.DeveloperMode, leadcommercetest.Created)
	for range 4 {
		got = append(got, post(t, vendor))
	}
	vendor.Script()
	got = append(got, post(t, vendor))
	if diff := diff.Diff([]int{200, 500, 503, 201, 201, 200}, got); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
	defer func() {
		if recover() == nil {
			t.Error("a script has an interim response")
		}
	}()
	statustest.NewVendor[int](leadcommerce.Catalog, []statustest.Answer{{Code: 200}, {Code: 100}}).Script(1)
}

// The catalog's limits apply to any interval, by the vendor's clock.
func TestLimits(t *testing.T) {
	vendor := leadcommercetest.NewVendor()
	var got []int
	for _, step := range []time.Duration{0, 0, 999 * time.Millisecond, time.Millisecond, time.Second} {
		vendor.Clock.Advance(step)
		got = append(got, post(t, vendor))
	}
	if diff := diff.Diff([]int{200, 403, 403, 200, 200}, got); diff != "" {
		t.Errorf("codes at 0, 0, 999 ms, 1 s, 2 s (-want +got):\n%s", diff)
	}
	recorded := vendor.Requests()
	if len(recorded) != 5 || recorded[1].Code != 403 || recorded[0].Method != "POST" || string(recorded[0].Body) != "hello" ||
		recorded[0].URL.String() != "https://leadcommerce.example/orders?page=2" || !recorded[4].Time.Equal(statustest.Start.Add(2*time.Second)) {
		t.Errorf("recorded %+v", recorded)
	}
	vendor, codes := leadcommercetest.NewVendor(), map[int]int{}
	vendor.Keep = 2
	for range 600 {
		codes[post(t, vendor)]++
		vendor.Clock.Advance(time.Second)
	}
	if diff := diff.Diff(map[int]int{200: 500, 509: 100}, codes); diff != "" {
		t.Errorf("codes of one request a second (-want +got):\n%s", diff)
	}
	if recorded := vendor.Requests(); len(recorded) != 2 || vendor.Dropped() != 598 || recorded[1].Time.Sub(statustest.Start) != 599*time.Second {
		t.Errorf("recorded %v, and dropped %d", recorded, vendor.Dropped())
	}
	synctest.Test(t, func(t *testing.T) {
		vendor := leadcommercetest.NewVendor()
		vendor.Now = time.Now
		first, second := post(t, vendor), post(t, vendor)
		time.Sleep(time.Second)
		if third := post(t, vendor); first != 200 || second != 403 || third != 200 {
			t.Errorf("codes in a bubble: %d, %d and a second later %d", first, second, third)
		}
	})
}

// A limit applies to the requests that match its criteria, for each value of by.
func TestNarrowLimits(t *testing.T) {
	header := func(value string) http.Header { return http.Header{"X-Bucket": {value}} }
	answers := []statustest.Answer{{Code: 200}, {Code: 200, Header: header("a")}, {Code: 200, Header: header("b")}}
	writes := []status.Criterion{{Part: status.PartMethod, Match: status.Match{Values: []string{"POST"}}}}
	by := func(parts ...status.Part) (by []status.By) {
		for _, p := range parts {
			by = append(by, status.By{Part: p, Name: map[bool]string{true: "X-Bucket"}[p == status.PartHeader]})
		}
		return by
	}
	for name, test := range map[string]struct {
		limit    status.Limit
		requests string // method and address, and the answer in the script
		want     []int
	}{
		"criteria":        {status.Limit{Criteria: writes}, "GET //h/x 0, POST //h/x 0, GET //h/x 0, POST //h/y 0", []int{200, 200, 200, 429}},
		"method and path": {status.Limit{By: by(status.PartMethod, status.PartPath)}, "GET //h/x 0, PUT //h/x 0, GET //h/y 0, GET //i/x 0", []int{200, 200, 200, 429}},
		"host":            {status.Limit{By: by(status.PartHost)}, "GET //h/x 0, GET //i/x 0, GET //H/y 0", []int{200, 200, 429}},
		"header":          {status.Limit{By: by(status.PartHeader)}, "GET //h/x 1, GET //h/x 2, GET //h/y 1, GET //h/x 0, GET //h/y 0, GET //h/x 0", []int{200, 200, 429, 200, 200, 429}},
	} {
		test.limit.Requests, test.limit.Per, test.limit.Code = 1, time.Minute, 429
		vendor := statustest.NewVendor[int](&status.Catalog{Vendor: "acme", Limits: []status.Limit{test.limit}}, answers)
		var got []int
		for request := range strings.SplitSeq(test.requests, ", ") {
			fields := strings.Fields(request)
			answer, _ := strconv.Atoi(fields[2])
			vendor.Script(answer)
			got = append(got, send(t, vendor, fields[0], "https:"+fields[1]))
		}
		if diff := diff.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A refusal specifies its wait if the catalog has a source.
func TestRefusal(t *testing.T) {
	rows := status.Rows{
		200: {Code: 200, Definition: "OK", Meaning: status.Meaning{Kind: status.KindOK, Retry: status.RetryNever}},
		429: {
			Code: 429, Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: status.RetryAlways,
				Wait: status.Wait{From: []status.WaitSource{{Body: "/error/message", After: "try again in ", Unit: status.UnitDuration}}}},
		},
	}
	catalog := &status.Catalog{Vendor: "acme", Rows: &rows, Limits: []status.Limit{{Requests: 1, Per: time.Minute, Code: 429}}}
	vendor := statustest.NewVendor[int](catalog, []statustest.Answer{{Code: 200}})
	post(t, vendor)
	vendor.Clock.Advance(20 * time.Second)
	resp, err := vendor.RoundTrip(&http.Request{Method: "GET", Header: http.Header{}})
	if err != nil {
		t.Fatal(err)
	}
	if v := statushttp.Classify(catalog, resp); v.RetryAfter != 40*time.Second {
		body, _ := io.ReadAll(resp.Body)
		t.Errorf("the refusal %s specifies %v, want 40s", body, v.RetryAfter)
	}
}

// Responses writes every unit at every place so that Classify reads the same wait, but for
// an HTTP date in a sentence, since it has spaces.
func TestUnits(t *testing.T) {
	for _, unit := range status.Units() {
		for _, place := range []status.WaitSource{{Header: "X-Wait", Unit: unit}, {Body: "/wait/0/in", Unit: unit}, {Body: "/sentence", After: "again in", Unit: unit}} {
			rows := status.Rows{429: {Code: 429, Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: status.RetryAlways, Wait: status.Wait{From: []status.WaitSource{place}}}}}
			catalog := &status.Catalog{Vendor: "acme", Rows: &rows}
			found := false
			for _, e := range statustest.Responses(catalog) {
				if strings.HasSuffix(e.Name, " with "+place.Name()) {
					found = e.Want.RetryAfter == 2*time.Second
				}
			}
			if !found && !(unit == status.UnitHTTPDate && place.After != "") {
				t.Errorf("no response specifies 2s in %v at %+v", unit, place)
			}
		}
	}
}

// The server is the same vendor on the loopback interface.
func TestServer(t *testing.T) {
	server := leadcommercetest.NewServer(t)
	server.Script(leadcommercetest.InvalidKey)
	resp, err := server.Client().Post(server.URL, "text/plain", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != int(leadcommerce.Unauthorized) || resp.Header.Get("Date") != statustest.Start.Format(http.TimeFormat) {
		t.Errorf("code %d at %s", resp.StatusCode, resp.Header.Get("Date"))
	}
	if got := leadcommercetest.InvalidKey.String(); got != "401: invalid-key" {
		t.Errorf("the answer is called %q", got)
	}
}

// A canceled request is neither counted nor recorded.
func TestCanceled(t *testing.T) {
	vendor := leadcommercetest.NewVendor()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	req, _ := http.NewRequestWithContext(ctx, http.MethodGet, "https://leadcommerce.example/", nil)
	if _, err := vendor.RoundTrip(req); err == nil || len(vendor.Requests()) != 0 {
		t.Errorf("error %v, %d records", err, len(vendor.Requests()))
	}
}

// Responses match the case that they are constructed for, or are left out.
func TestResponses(t *testing.T) {
	is := func(part status.Part, name string, op status.Op, values ...string) status.Criterion {
		c := status.Criterion{Part: part, Match: status.Match{Op: op, Values: values}}
		if part == status.PartBody && name != "" {
			c.Pointers = []string{name}
		} else {
			c.Name = name
		}
		return c
	}
	number, every := is(status.PartBody, "/a/0/d", status.OpEquals, "7"), is(status.PartBody, "/every/*/code", status.OpSuffix, "x")
	number.Literal, every.Every = true, true
	cases := map[string][]status.Criterion{
		"method":  {is(status.PartMethod, "", status.OpEquals, "PUT")},
		"host":    {is(status.PartHost, "", status.OpPrefix, "api."), is(status.PartHost, "", status.OpSuffix, ".example")},
		"path":    {is(status.PartPath, "", status.OpPrefix, "/v1"), is(status.PartPath, "", status.OpContains, "x")},
		"query":   {is(status.PartQuery, "a", status.OpEquals, "b c"), is(status.PartQuery, "d", status.OpPresent)},
		"request": {is(status.PartRequestHeader, "X-Q", status.OpContains, "q"), is(status.PartRequestHeader, "X-R", status.OpNot, "1", "2")},
		"not":     {is(status.PartHeader, "X-N", status.OpNot, "a", "b"), is(status.PartBody, "/n", status.OpNot, "c")},
		"media":   {is(status.PartMediaType, "", status.OpEquals, "application/*")},
		"header":  {is(status.PartHeader, "X-A", status.OpPresent), is(status.PartHeader, "X-B", status.OpBetween, "3", "7"), is(status.PartHeader, "X-C", status.OpAbsent)},
		"body":    {is(status.PartBody, "/a/*/b", status.OpEquals, "c"), number},
		"every":   {every},
		"text":    {is(status.PartBody, "", status.OpContains, "slow")},
		"never":   {is(status.PartHeader, "X-D", status.OpPresent), is(status.PartHeader, "X-D", status.OpAbsent)},
	}
	seen := []status.Part{status.PartStatus} // which a code's own case does not compare
	for name, criteria := range cases {
		for _, k := range criteria {
			seen = append(seen, k.Part)
		}
		c := status.Case{Name: name, Criteria: criteria, Meaning: status.Meaning{Kind: status.KindConflict, Retry: status.RetryAfterChange}}
		rows := status.Rows{409: {Code: 409, Meaning: status.Meaning{Kind: status.KindConflict, Retry: status.RetryAfterChange}, When: []status.Case{c}}}
		found := false
		for _, r := range statustest.Responses(&status.Catalog{Vendor: "acme", Rows: &rows}) {
			if got := statushttp.Classify(r.Want.Catalog, r.Response); got != r.Want {
				t.Errorf("%s: %s", r.Name, got.Reason())
			}
			found = found || r.Want.Case == name && r.Name == "409 "+name
		}
		if found == (name == "never") {
			t.Errorf("case %s: found %t", name, found)
		}
	}
	for _, part := range status.Parts() {
		if !slices.Contains(seen, part) {
			t.Errorf("no case compares part %s", part)
		}
	}
}

// A body has arrays for * and for numbers, unless an array would be long.
func TestPlainBodies(t *testing.T) {
	for pointer, want := range map[string]string{
		"/a/*/b": `{"a":[{"b":"x"}]}`,
		"/a/1/b": `{"a":[{},{"b":"x"}]}`,
		"/0":     `["x"]`,
		"/a/-1":  `{"a":{"-1":"x"}}`,
		"/100":   `{"100":"x"}`,
		"/99":    "[" + strings.Repeat("{},", 99) + `"x"]`,
	} {
		a := statustest.Plain(&status.Catalog{}, 403, &status.Case{Criteria: []status.Criterion{
			{Part: status.PartBody, Pointers: []string{pointer}, Match: status.Match{Op: status.OpEquals, Values: []string{"x"}}},
		}})
		if a.Body != want {
			t.Errorf("%s makes %s, want %s", pointer, a.Body, want)
		}
	}
}

// The examples of a generated package have the verdicts that they want, and belong to the
// caller.
func TestExamples(t *testing.T) {
	seen := map[string]bool{}
	for range 2 {
		for _, c := range leadcommercetest.Responses() {
			if got := statushttp.Classify(leadcommerce.Catalog, c.Response); got != c.Want {
				t.Errorf("%s: %s", c.Name, got.Reason())
			}
			c.Response.Header.Set("X-Mine", "1")
			if !strings.HasPrefix(c.Name, strconv.Itoa(c.Response.StatusCode)) {
				t.Errorf("%q is a %d", c.Name, c.Response.StatusCode)
			}
			seen[c.Name] = true
		}
	}
	for _, c := range leadcommercetest.Responses() {
		if c.Response.Header.Get("X-Mine") != "" {
			t.Errorf("%s shares its headers", c.Name)
		}
	}
	if len(seen) != 17 {
		t.Errorf("%d answers, want one for each of the 16 codes and another 403", len(seen))
	}
}
