package statustest

import (
	"cmp"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// Vendor is a fake vendor: it responds to requests by a script, within the limits of its
// catalog. It is an http.Handler for a server, and an http.RoundTripper for a client
// without one. The script is of A, the type Answer of a generated test package.
//
// A request is first checked against the limits. If they allow it, it gets the next
// response of the script, or the vendor's first success without a script. Times in a
// response, its Date among them, move with the clock. Limits on concurrent requests are
// not enforced, since a Vendor responds at once. A Vendor is safe for concurrent use.
type Vendor[A ~int] struct {
	Clock Clock // the clock for Date headers and limits if Now is nil
	// Now, if set, is used instead of Clock: time.Now in a testing/synctest bubble, or for
	// a clock that runs. It must not be changed while requests arrive.
	Now func() time.Time
	// Keep is how many requests are recorded, the last ones; 0 records all. It must not be
	// changed while requests arrive.
	Keep int

	catalog *status.Catalog
	answers []Answer
	sources []status.WaitSource // of the catalog

	mu       sync.Mutex
	limits   []*limit
	script   []A
	requests []Request
	dropped  int
}

// NewVendor returns the vendor of a catalog. Values of A are indices into answers.
func NewVendor[A ~int](catalog *status.Catalog, answers []Answer) *Vendor[A] {
	v := &Vendor[A]{catalog: catalog, answers: answers, sources: sourcesOf(catalog)}
	v.Limits(catalog.Limits...)
	v.Script()
	return v
}

// Limits replaces the limits of the catalog. Only limits with Requests and Per are
// enforced.
func (v *Vendor[A]) Limits(limits ...status.Limit) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.limits = nil
	for _, l := range limits {
		if l.Requests > 0 && l.Per > 0 {
			v.limits = append(v.limits, &limit{l, map[string]*bucket{}})
		}
	}
}

// Script sets the responses to the next requests; the last one also serves all later
// requests. Without arguments, all requests get the vendor's first success. Script panics
// if an index is out of range, or its response is interim (1xx).
func (v *Vendor[A]) Script(answers ...A) {
	for _, a := range answers {
		if v.answers[a].Code < 200 {
			panic("statustest: " + v.answers[a].Name + " is no final response")
		}
	}
	if len(answers) == 0 {
		success := slices.IndexFunc(v.answers, func(a Answer) bool { return a.classify(v.catalog).IsSuccess() })
		answers = []A{A(max(success, 0))}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.script = slices.Clone(answers)
}

// Request is a recorded request.
type Request struct {
	Time   time.Time // by the vendor's clock
	Method string
	Host   string
	URL    *url.URL // path and query
	Header http.Header
	Body   []byte

	Code int // of the response
}

// Requests returns the recorded requests in order.
func (v *Vendor[A]) Requests() []Request {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.requests)
}

// Dropped returns how many requests have been dropped from the record because of Keep.
func (v *Vendor[A]) Dropped() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.dropped
}

// ServeHTTP responds to a request.
func (v *Vendor[A]) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a, now := v.respond(r)
	a.write(w, now)
}

// RoundTrip responds to a request in memory. It returns an error if the request's context
// is done.
func (v *Vendor[A]) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer r.Body.Close()
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	a, now := v.respond(r)
	resp := a.Response(v.catalog, now)
	resp.Request = r
	return resp, nil
}

func (v *Vendor[A]) respond(r *http.Request) (Answer, time.Time) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body) // an incomplete body is recorded as it is
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	now := v.Clock.Now()
	if v.Now != nil {
		now = v.Now()
	}
	a := v.next(r, now)
	if v.Keep > 0 && len(v.requests) >= v.Keep {
		over := len(v.requests) - v.Keep + 1
		v.requests = slices.Delete(v.requests, 0, over)
		v.dropped += over
	}
	v.requests = append(v.requests, Request{now, r.Method, r.Host, r.URL, r.Header, body, a.Code})
	return a, now
}

// next returns the response to r, which arrives at now.
func (v *Vendor[A]) next(r *http.Request, now time.Time) Answer {
	next := v.answers[v.script[0]]
	var counting []*bucket
	for _, l := range v.limits {
		if !l.matches(r) {
			continue
		}
		b := l.bucket(r, next.Header)
		if wait := b.wait(now); wait > 0 {
			return v.refusal(l.Code, wait, now)
		}
		counting = append(counting, b)
	}
	for _, b := range counting {
		b.count(now)
	}
	if len(v.script) > 1 {
		v.script = v.script[1:]
	}
	return v.at(next, now)
}

// refusal returns the response to a request beyond a limit: the vendor's first throttling
// response with code. It specifies the wait if the catalog has a source for that.
func (v *Vendor[A]) refusal(code int, wait time.Duration, now time.Time) Answer {
	refusal := Plain(v.catalog, code, nil)
	throttles := func(a Answer) bool { return a.Code == code && a.classify(v.catalog).Kind.IsThrottled() }
	if i := slices.IndexFunc(v.answers, throttles); i >= 0 {
		refusal = v.answers[i]
	}
	refusal = v.at(refusal, now)
	if from := refusal.classify(v.catalog).Info().Wait.From; len(from) > 0 {
		refusal.specify(&from[0], wait, now)
	}
	return refusal
}

// limit is a limit of at most so many requests in any interval.
type limit struct {
	status.Limit
	buckets map[string]*bucket
}

// bucket is the state of requests that share a limit.
type bucket struct {
	*status.Limit
	passed []time.Time // the last requests, oldest first
}

// wait returns how long the limit allows no other request.
func (b *bucket) wait(now time.Time) time.Duration {
	if len(b.passed) < b.Requests {
		return 0
	}
	return b.passed[0].Add(b.Per).Sub(now)
}

// count counts a request.
func (b *bucket) count(now time.Time) {
	b.passed = append(b.passed[max(len(b.passed)-b.Requests+1, 0):], now)
}

// matches reports whether r matches the criteria.
func (l *limit) matches(r *http.Request) bool {
	c := status.Catalog{When: []status.Case{{Name: "limit", Criteria: l.Criteria}}}
	return statushttp.Classify(&c, &http.Response{Request: r}).VendorCase != ""
}

// bucket returns the bucket of r, whose response has header.
func (l *limit) bucket(r *http.Request, header http.Header) *bucket {
	name := l.name(r, header)
	if l.buckets[name] == nil {
		l.buckets[name] = &bucket{Limit: &l.Limit}
	}
	return l.buckets[name]
}

// name returns the values of By. If the response header in By is absent, it returns
// those of the method and the path.
func (l *limit) name(r *http.Request, header http.Header) string {
	var values []string
	for _, by := range l.By {
		switch {
		case by.Part == status.PartMethod:
			values = append(values, r.Method)
		case by.Part == status.PartHost:
			values = append(values, strings.ToLower(cmp.Or(r.Host, r.URL.Host)))
		case by.Part == status.PartPath:
			values = append(values, r.URL.Path)
		case header.Get(by.Name) == "":
			return r.Method + " " + r.URL.Path
		default:
			values = append(values, header.Get(by.Name))
		}
	}
	return strings.Join(values, " ")
}
