package statushttp_test

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// firstWait is the wait before the first retry, jitter aside.
func firstWait(v statushttp.Verdict) time.Duration { return cmp.Or(v.RetryAfter, v.Backoff.Min) }

// Words of package status, short enough for tables.
const (
	never      = status.RetryNever
	change     = status.RetryAfterChange
	idempotent = status.RetryIfIdempotent
	always     = status.RetryAlways
)

// acme is a vendor that needs everything the language has.
var acme = status.Catalog{
	Vendor:   "acme",
	Name:     "Acme",
	Rows:     &acmeRows,
	Fallback: []*status.Rows{{418: {Code: 418, Definition: "I'm a Teapot", Meaning: status.Meaning{Kind: status.KindNotImplemented, Retry: never}}}},
	When: []status.Case{
		{Name: "told-not-to", Criteria: []status.Criterion{header("X-Should-Retry", status.OpEquals, "false")}, Meaning: status.Meaning{Retry: never}},
		{Name: "told-to", Criteria: []status.Criterion{is(status.PartStatus, "5xx", "409"), header("X-Should-Retry", status.OpEquals, "true")}, Meaning: status.Meaning{Retry: always, Remedy: "Do as told.", Note: "The server knows."}},
		{Name: "maintenance", Criteria: []status.Criterion{header("X-Maintenance", status.OpPresent)},
			Meaning: status.Meaning{Kind: status.KindUnavailable, Retry: always, Wait: status.Wait{Min: 30 * time.Second}}},
	},
	Wait: acmeWait,
	ErrorBody: status.ErrorBody{
		Message: []status.Place{{Body: "/error/message"}, {Body: "/errors/*/message"}, {Body: "/message"}, {}},
		Code:    []status.Place{{Body: "/error/code"}, {Body: "/code"}, {Header: "X-Error-Code"}},
	},
	IdempotencyKey: "Acme-Key",
	AsError:        func(code int) error { return acmeStatus(code) },
}

// acmeWait is what the language fills into every code of acme that is retried.
var acmeWait = status.Wait{From: []status.WaitSource{
	{Header: "Retry-After-Ms", Unit: status.UnitMilliseconds},
}, Max: 10 * time.Minute}

var acmeRows = status.Rows{
	200: {Code: 200, Definition: "OK", Meaning: status.Meaning{Kind: status.KindOK, Retry: never}, When: []status.Case{
		{Name: "not-ok", Criteria: []status.Criterion{is(status.PartMediaType, "application/json"), literal("/ok", "false")}, Meaning: status.Meaning{Kind: status.KindInvalidRequest, Retry: never}},
	}},
	204: {Code: 204, Definition: "No Content", Meaning: status.Meaning{Kind: status.KindNoContent, Retry: never}},
	302: {Code: 302, Definition: "Found", Meaning: status.Meaning{Kind: status.KindRedirected, Retry: never}},
	403: {Code: 403, Definition: "Forbidden", Meaning: status.Meaning{Purpose: "The permission is missing.", Remedy: "Have it granted.", Note: "It is in the panel.",
		Kind: status.KindPermissionDenied, Retry: change}, When: []status.Case{
		{Name: "primary", Criteria: []status.Criterion{header("X-Ratelimit-Remaining", status.OpEquals, "0")},
			Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: always, Purpose: "The calls are used up.",
				Wait: status.Wait{From: []status.WaitSource{{Header: "X-Ratelimit-Reset", Unit: status.UnitEpochSeconds}}, Max: time.Hour}}},
		{Name: "secondary", Criteria: []status.Criterion{field("/error/reason", status.OpEquals, "slowDown", "rateLimitExceeded")},
			Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: always, Purpose: "The calls come too fast.",
				Wait: status.Wait{Min: time.Minute, From: []status.WaitSource{{Body: "/error/retryDelay", Unit: status.UnitDuration}}}}},
		{Name: "write", Criteria: []status.Criterion{is(status.PartMethod, "POST", "PUT")}, Meaning: status.Meaning{Kind: status.KindPermissionDenied, Retry: never, Purpose: "Reading only."}},
	}},
	409: {Code: 409, Definition: "Conflict", Meaning: status.Meaning{Kind: status.KindConflict, Retry: change}},
	429: {Code: 429, Definition: "Too Many Requests", Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: always,
		Wait: status.Wait{Min: time.Second, Max: time.Minute, From: acmeWait.From}}},
	500: {Code: 500, Definition: "Internal Server Error", Meaning: status.Meaning{Kind: status.KindInternal, Retry: idempotent, Wait: acmeWait}},
	503: {Code: 503, Definition: "Service Unavailable", Meaning: status.Meaning{Kind: status.KindUnavailable, Retry: always,
		Wait: status.Wait{Min: 5 * time.Second, Max: 10 * time.Minute, From: acmeWait.From}}},
}

// acmeStatus is to acme what a generated package's Status is to its vendor.
type acmeStatus int

func (s acmeStatus) Error() string { return acme.Text(int(s)) }

// bravo is another vendor, whose 403 is a speed limit.
var bravo = status.Catalog{
	Vendor: "bravo",
	Rows: &status.Rows{
		403: {Code: 403, Definition: "Forbidden", Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: always, Wait: status.Wait{Min: time.Second}}},
		409: {Code: 409, Definition: "Conflict", Meaning: status.Meaning{Kind: status.KindConflict, Retry: change}},
	},
	AsError: func(code int) error { return bravoStatus(code) },
}

type bravoStatus int

func (s bravoStatus) Error() string { return bravo.Text(int(s)) }

func part(p status.Part, op status.Op, values ...string) status.Criterion {
	return status.Criterion{Part: p, Match: status.Match{Op: op, Values: values}}
}

func is(p status.Part, values ...string) status.Criterion {
	return part(p, status.OpEquals, values...)
}

func header(name string, op status.Op, values ...string) status.Criterion {
	c := part(status.PartHeader, op, values...)
	c.Name = name
	return c
}

func field(pointer string, op status.Op, values ...string) status.Criterion {
	c := part(status.PartBody, op, values...)
	c.Pointers = []string{pointer}
	return c
}

func literal(pointer string, values ...string) status.Criterion {
	m := field(pointer, status.OpEquals, values...)
	m.Literal = true
	return m
}

// answer makes a response from its head and its body as they stand on the wire,
// to a GET. A head is lines: "403", then "Name: value".
func answer(head, body string) *http.Response {
	status, lines, _ := strings.Cut(head, "\n")
	resp := &http.Response{
		Header:        http.Header{},
		Body:          io.NopCloser(strings.NewReader(body)),
		ContentLength: int64(len(body)),
		Request:       request("GET"),
	}
	if _, err := fmt.Sscan(status, &resp.StatusCode); err != nil {
		panic(err)
	}
	for line := range strings.Lines(lines) {
		name, value, _ := strings.Cut(line, ":")
		resp.Header.Add(strings.TrimSpace(name), strings.TrimSpace(value))
	}
	return resp
}

func request(method string) *http.Request {
	req, err := http.NewRequest(method, "https://api.acme.example/orders", nil)
	if err != nil {
		panic(err)
	}
	return req
}

// from is the answer to another request than a GET.
func from(req *http.Request, resp *http.Response) *http.Response {
	resp.Request = req
	return resp
}

// noon is when everything here happens.
var noon = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

func atNoon() time.Time { return noon }

func noJitter() float64 { return 0 }

func policy(c *status.Catalog) *statushttp.Policy {
	return &statushttp.Policy{Catalog: c, Now: atNoon, Rand: noJitter}
}

// rest reads what is left of a body.
func rest(t *testing.T, resp *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Errorf("the body reads with the error %v", err)
	}
	return string(body)
}

// the returns a fallback of these rows.
