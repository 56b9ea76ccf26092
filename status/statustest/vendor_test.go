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

// get asks a vendor in memory and returns the code.
func get(t *testing.T, vendor http.RoundTripper) int {
	t.Helper()
	req, err := http.NewRequest(http.MethodPost, "https://leadcommerce.example/orders?page=2", strings.NewReader("hello"))
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

// A script is played to its end, and the last answer is for all that follow.
func TestScript(t *testing.T) {
	vendor := leadcommercetest.NewVendor()
	vendor.Limits()
	var got []int
	got = append(got, get(t, vendor))
	vendor.Script(leadcommercetest.InternalServerError, leadcommercetest.DeveloperMode, leadcommercetest.Created)
	for range 4 {
		got = append(got, get(t, vendor))
	}
	vendor.Script()
	got = append(got, get(t, vendor))
	if diff := diff.Diff([]int{200, 500, 503, 201, 201, 200}, got); diff != "" {
		t.Errorf("answers (-want +got):\n%s", diff)
	}
}

// The limits of the catalog are in force without being typed again: any second
// takes one request, on a clock that only the test moves.
func TestCatalogLimits(t *testing.T) {
	vendor := leadcommercetest.NewVendor()
	var got []int
	for _, step := range []time.Duration{0, 0, 999 * time.Millisecond, time.Millisecond, time.Second} {
		vendor.Clock.Advance(step)
		got = append(got, get(t, vendor))
	}
	if diff := diff.Diff([]int{200, 403, 403, 200, 200}, got); diff != "" {
		t.Errorf("answers at 0, 0, 999 ms, 1 s, 2 s (-want +got):\n%s", diff)
	}
	asked := vendor.Requests()
	if len(asked) != 5 || asked[1].Code != 403 || asked[0].Method != "POST" || string(asked[0].Body) != "hello" ||
		asked[0].URL.String() != "https://leadcommerce.example/orders?page=2" || !asked[4].Time.Equal(statustest.Start.Add(2*time.Second)) {
		t.Errorf("it remembers %+v", asked)
	}
}

// The hour's 500 count as a sliding window: at no time are there more than 500 in
// the hour before.
func TestHourlyLimit(t *testing.T) {
	vendor := leadcommercetest.NewVendor()
	codes := map[int]int{}
	for range 600 {
		codes[get(t, vendor)]++
		vendor.Clock.Advance(time.Second)
	}
	if diff := diff.Diff(map[int]int{200: 500, 509: 100}, codes); diff != "" {
		t.Errorf("answers to one request a second (-want +got):\n%s", diff)
	}
}

// A refusal tells its wait where the catalog has a place for that.
func TestRefusalTells(t *testing.T) {
	rows := status.Rows{
		200: {Code: 200, Definition: "OK", Meaning: status.Meaning{Kind: status.KindOK, Retry: status.RetryNever}},
		429: {
			Code: 429, Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: status.RetryAlways,
				Wait: status.Wait{From: []status.WaitSource{{Body: "/error/message", After: "try again in ", Unit: status.UnitDuration}}}},
		},
	}
	catalog := &status.Catalog{Vendor: "acme", Rows: &rows, Limits: []status.Limit{{Requests: 1, Per: time.Minute, Code: 429}}}
	vendor := statustest.NewVendor[int](catalog, []statustest.Answer{{Code: 200}})
	get(t, vendor)
	vendor.Clock.Advance(20 * time.Second)
	resp, err := vendor.RoundTrip(&http.Request{Method: "GET", Header: http.Header{}})
	if err != nil {
		t.Fatal(err)
	}
	if v := statushttp.Classify(catalog, resp); v.RetryAfter != 40*time.Second {
		body, _ := io.ReadAll(resp.Body)
		t.Errorf("the refusal %s tells %v, want 40s", body, v.RetryAfter)
	}
}

// Every unit is written so that it is read back as the same wait. (An HTTP date has
// spaces, so that a sentence cannot hold one.)
func TestEveryUnitIsToldAndRead(t *testing.T) {
	for _, unit := range status.Units() {
		for _, place := range []status.WaitSource{{Header: "X-Wait", Unit: unit}, {Body: "/wait/0/in", Unit: unit}, {Body: "/sentence", After: "again in", Unit: unit}} {
			rows := status.Rows{429: {Code: 429, Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: status.RetryAlways, Wait: status.Wait{From: []status.WaitSource{place}}}}}
			catalog := &status.Catalog{Vendor: "acme", Rows: &rows}
			found := false
			for _, c := range statustest.Responses(catalog) {
				if strings.HasSuffix(c.Name, place.Name()+" tells") {
					found = c.Want.RetryAfter == 2*time.Second
				}
			}
			if !found && !(unit == status.UnitHTTPDate && place.After != "") {
				t.Errorf("no answer tells 2s in %v at %+v", unit, place)
			}
		}
	}
}

// The server is the same vendor on the loopback interface.
func TestServer(t *testing.T) {
	server := leadcommercetest.NewServer(t)
	server.Script(leadcommercetest.InvalidKey)
	resp, err := http.Post(server.URL, "text/plain", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != int(leadcommerce.Unauthorized) || resp.Header.Get("Date") != statustest.Start.Format(http.TimeFormat) {
		t.Errorf("it answers %d at %s", resp.StatusCode, resp.Header.Get("Date"))
	}
	if got := leadcommercetest.InvalidKey.String(); got != "401: invalid-key" {
		t.Errorf("the answer is called %q", got)
	}
}

// In a bubble of synctest the vendor goes by the bubble's time.
func TestNow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		vendor := leadcommercetest.NewVendor()
		vendor.Now = time.Now
		first := get(t, vendor)
		second := get(t, vendor)
		time.Sleep(time.Second)
		if third := get(t, vendor); first != 200 || second != 403 || third != 200 {
			t.Errorf("it answers %d, %d and a second later %d", first, second, third)
		}
	})
}

// Who cancels gets no answer, and is not counted.
func TestCancelled(t *testing.T) {
	vendor := leadcommercetest.NewVendor()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	req, _ := http.NewRequestWithContext(ctx, http.MethodGet, "https://leadcommerce.example/", nil)
	if _, err := vendor.RoundTrip(req); err == nil || len(vendor.Requests()) != 0 {
		t.Errorf("a cancelled request gets the error %v and leaves %d records", err, len(vendor.Requests()))
	}
}

func TestInterimAnswersAreNotScripted(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("100 is taken for a final answer")
		}
	}()
	statustest.NewVendor[int](leadcommerce.Catalog, []statustest.Answer{{Code: 200}, {Code: 100}}).Script(1)
}

// Plain answers come to the case that they are made for, or are left out.
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
		"method": {is(status.PartMethod, "", status.OpEquals, "PUT")},
		"host":   {is(status.PartHost, "", status.OpPrefix, "api."), is(status.PartHost, "", status.OpSuffix, ".example")},
		"path":   {is(status.PartPath, "", status.OpPrefix, "/v1"), is(status.PartPath, "", status.OpContains, "x")},
		"query":  {is(status.PartQuery, "a", status.OpEquals, "b c"), is(status.PartQuery, "d", status.OpPresent)},
		"asked":  {is(status.PartRequestHeader, "X-Q", status.OpContains, "q"), is(status.PartRequestHeader, "X-R", status.OpNot, "1", "2")},
		"not":    {is(status.PartHeader, "X-N", status.OpNot, "a", "b"), is(status.PartBody, "/n", status.OpNot, "c")},
		"media":  {is(status.PartMediaType, "", status.OpEquals, "application/*")},
		"header": {is(status.PartHeader, "X-A", status.OpPresent), is(status.PartHeader, "X-B", status.OpBetween, "3", "7"), is(status.PartHeader, "X-C", status.OpAbsent)},
		"body":   {is(status.PartBody, "/a/*/b", status.OpEquals, "c"), number},
		"every":  {every},
		"text":   {is(status.PartBody, "", status.OpContains, "slow")},
		"never":  {is(status.PartHeader, "X-D", status.OpPresent), is(status.PartHeader, "X-D", status.OpAbsent)},
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
				t.Errorf("%s is read as %s", r.Name, got.Reason())
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

// A body is made with lists for * and for numbers, unless a list would be long.
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

// The answers of a generated package come to what they say, and are the caller's
// own.
func TestCases(t *testing.T) {
	seen := map[string]bool{}
	for range 2 {
		for _, c := range leadcommercetest.Responses() {
			if got := statushttp.Classify(leadcommerce.Catalog, c.Response); got != c.Want {
				t.Errorf("%s is read as %s", c.Name, got.Reason())
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
