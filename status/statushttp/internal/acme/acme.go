// Package acme has a made-up vendor, and helpers of the tests of statushttp.
package acme

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

// FirstWait returns the wait before the first retry, without jitter.
func FirstWait(v statushttp.Verdict) time.Duration { return cmp.Or(v.RetryAfter, v.Backoff.Min) }

// Words of package status, short enough for tables.
const (
	never      = status.RetryNever
	change     = status.RetryAfterChange
	idempotent = status.RetryIfIdempotent
	always     = status.RetryAlways
)

// Catalog is a vendor that needs everything the language has.
var Catalog = status.Catalog{
	Vendor:   "acme",
	Name:     "Acme",
	Rows:     &Rows,
	Fallback: []*status.Rows{{418: {Code: 418, Definition: "I'm a Teapot", Meaning: status.Meaning{Kind: status.KindNotImplemented, Retry: never}}}},
	When: []status.Case{
		{Name: "no-retry", Criteria: []status.Criterion{Header("X-Should-Retry", status.OpEquals, "false")}, Meaning: status.Meaning{Retry: never}},
		{Name: "do-retry", Criteria: []status.Criterion{Is(status.PartStatus, "5xx", "409"), Header("X-Should-Retry", status.OpEquals, "true")}, Meaning: status.Meaning{Retry: always, Remedy: "Follow the server.", Note: "The server knows."}},
		{Name: "maintenance", Criteria: []status.Criterion{Header("X-Maintenance", status.OpPresent)},
			Meaning: status.Meaning{Kind: status.KindUnavailable, Retry: always, Wait: status.Wait{Min: 30 * time.Second}}},
	},
	Wait: Wait,
	ErrorBody: status.ErrorBody{
		Message: []status.Place{{Body: "/error/message"}, {Body: "/errors/*/message"}, {Body: "/message"}, {}},
		Code:    []status.Place{{Body: "/error/code"}, {Body: "/code"}, {Header: "X-Error-Code"}},
	},
	IdempotencyKey: "Acme-Key",
	AsError:        func(code int) error { return Status(code) },
}

// Wait is the vendor's wait, which every retryable code has.
var Wait = status.Wait{From: []status.WaitSource{
	{Header: "Retry-After-Ms", Unit: status.UnitMilliseconds},
}, Max: 10 * time.Minute}

var Rows = status.Rows{
	200: {Code: 200, Definition: "OK", Meaning: status.Meaning{Kind: status.KindOK, Retry: never}, When: []status.Case{
		{Name: "not-ok", Criteria: []status.Criterion{Is(status.PartMediaType, "application/json"), Literal("/ok", "false")}, Meaning: status.Meaning{Kind: status.KindInvalidRequest, Retry: never}},
	}},
	204: {Code: 204, Definition: "No Content", Meaning: status.Meaning{Kind: status.KindNoContent, Retry: never}},
	302: {Code: 302, Definition: "Found", Meaning: status.Meaning{Kind: status.KindRedirected, Retry: never}},
	403: {Code: 403, Definition: "Forbidden", Meaning: status.Meaning{Purpose: "The permission is missing.", Remedy: "Have it granted.", Note: "It is in the panel.",
		Kind: status.KindPermissionDenied, Retry: change}, When: []status.Case{
		{Name: "primary", Criteria: []status.Criterion{Header("X-Ratelimit-Remaining", status.OpEquals, "0")},
			Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: always, Purpose: "The calls are used up.",
				Wait: status.Wait{From: []status.WaitSource{{Header: "X-Ratelimit-Reset", Unit: status.UnitEpochSeconds}}, Max: time.Hour}}},
		{Name: "secondary", Criteria: []status.Criterion{Field("/error/reason", status.OpEquals, "slowDown", "rateLimitExceeded")},
			Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: always, Purpose: "The calls come too fast.",
				Wait: status.Wait{Min: time.Minute, From: []status.WaitSource{{Body: "/error/retryDelay", Unit: status.UnitDuration}}}}},
		{Name: "write", Criteria: []status.Criterion{Is(status.PartMethod, "POST", "PUT")}, Meaning: status.Meaning{Kind: status.KindPermissionDenied, Retry: never, Purpose: "Reading only."}},
	}},
	409: {Code: 409, Definition: "Conflict", Meaning: status.Meaning{Kind: status.KindConflict, Retry: change}},
	429: {Code: 429, Definition: "Too Many Requests", Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: always,
		Wait: status.Wait{Min: time.Second, Max: time.Minute, From: Wait.From}}},
	500: {Code: 500, Definition: "Internal Server Error", Meaning: status.Meaning{Kind: status.KindInternal, Retry: idempotent, Wait: Wait}},
	503: {Code: 503, Definition: "Service Unavailable", Meaning: status.Meaning{Kind: status.KindUnavailable, Retry: always,
		Wait: status.Wait{Min: 5 * time.Second, Max: 10 * time.Minute, From: Wait.From}}},
}

// Status is like the Status of a generated package.
type Status int

func (s Status) Error() string { return Catalog.Text(int(s)) }

// Bravo is another vendor, whose 403 is a speed limit.
var Bravo = status.Catalog{
	Vendor: "bravo",
	Rows: &status.Rows{
		403: {Code: 403, Definition: "Forbidden", Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: always, Wait: status.Wait{Min: time.Second}}},
		409: {Code: 409, Definition: "Conflict", Meaning: status.Meaning{Kind: status.KindConflict, Retry: change}},
	},
	AsError: func(code int) error { return BravoStatus(code) },
}

// BravoStatus is the same for Bravo.
type BravoStatus int

func (s BravoStatus) Error() string { return Bravo.Text(int(s)) }

func Part(p status.Part, op status.Op, values ...string) status.Criterion {
	return status.Criterion{Part: p, Match: status.Match{Op: op, Values: values}}
}

func Is(p status.Part, values ...string) status.Criterion {
	return Part(p, status.OpEquals, values...)
}

func Header(name string, op status.Op, values ...string) status.Criterion {
	c := Part(status.PartHeader, op, values...)
	c.Name = name
	return c
}

func Field(pointer string, op status.Op, values ...string) status.Criterion {
	c := Part(status.PartBody, op, values...)
	c.Pointers = []string{pointer}
	return c
}

func Literal(pointer string, values ...string) status.Criterion {
	m := Field(pointer, status.OpEquals, values...)
	m.Literal = true
	return m
}

// Answer returns a response to a GET. The first line of head is the code, and the others
// are headers: "Name: value".
func Answer(head, body string) *http.Response {
	status, lines, _ := strings.Cut(head, "\n")
	resp := &http.Response{
		Header:        http.Header{},
		Body:          io.NopCloser(strings.NewReader(body)),
		ContentLength: int64(len(body)),
		Request:       Request("GET"),
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

func Request(method string) *http.Request {
	req, err := http.NewRequest(method, "https://api.acme.example/orders", nil)
	if err != nil {
		panic(err)
	}
	return req
}

// From returns resp as the response to req.
func From(req *http.Request, resp *http.Response) *http.Response {
	resp.Request = req
	return resp
}

// Noon is the time of all tests.
var Noon = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

func AtNoon() time.Time { return Noon }

func NoJitter() float64 { return 0 }

func Policy(c *status.Catalog) *statushttp.Policy {
	return &statushttp.Policy{Catalog: c, Now: AtNoon, Rand: NoJitter}
}

// Rest returns the rest of a body.
func Rest(t *testing.T, resp *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Errorf("the body reads with the error %v", err)
	}
	return string(body)
}

// Heads are responses whose meaning needs no body.
var Heads = map[string]string{
	"200":                    "200\nContent-Type: text/html",
	"204":                    "204",
	"403 by a header":        "403\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 1772366405",
	"409":                    "409",
	"418 by the fallback":    "418",
	"429":                    "429",
	"429 with seconds":       "429\nRetry-After: 7",
	"429 with milliseconds":  "429\nRetry-After-Ms: 1500",
	"429 with a date":        "429\nRetry-After: Sun, 01 Mar 2026 12:00:07 GMT\nDate: Sun, 01 Mar 2026 12:00:00 GMT",
	"500":                    "500",
	"503 with a server word": "503\nX-Should-Retry: true\nRetry-After: 7",
}

// LargeError is a JSON error of 4 KiB, with its reason behind the message.
var LargeError = `{"error":{"code":403,"message":"` + strings.Repeat("Rate limit exceeded. ", 50) +
	`","errors":[` + strings.Repeat(`{"domain":"usageLimits","message":"Rate limit","location":null,"id":12345.5},`, 35) +
	`{}],"reason":"rateLimitExceeded","retryDelay":"90s"}}`
