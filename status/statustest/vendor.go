package statustest

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/statuscat/statuscat/status"
)

// Vendor plays a vendor: it responds to requests by a script, within the limits of
// its catalog. It is a handler for a server, and a transport for a client without
// one. The script is of A, the type of a generated test package's answers.
//
// A request is first checked against the limits. If they allow it, it gets the next
// answer of the script, or the vendor's first success if there is no script. Moments
// in a response, its Date among them, move with the clock. A Vendor is safe for
// concurrent use.
type Vendor[A ~int] struct {
	Clock Clock // moves Date headers and limits, unless Now is set
	// Now, if set, is the clock instead of Clock: time.Now in a testing/synctest
	// bubble, or to go with the real time. It must not be changed while requests come
	// in.
	Now func() time.Time
	// Keep is how many requests are recorded, the last ones; 0 records all. It must
	// not be changed while requests come in.
	Keep int

	catalog *status.Catalog
	answers []Answer
	sources []status.WaitSource // where a wait is specified

	mu       sync.Mutex
	limits   []*limit
	script   []A
	requests []Request
	dropped  int
}

// NewVendor returns the vendor of a catalog that gives these answers: A counts
// them from 0.
func NewVendor[A ~int](catalog *status.Catalog, answers []Answer) *Vendor[A] {
	v := &Vendor[A]{catalog: catalog, answers: answers, sources: sourcesOf(catalog)}
	v.Limits(catalog.Limits...)
	v.script = []A{v.success()}
	return v
}

// success returns the answer without a script.
func (v *Vendor[A]) success() A {
	for i := range v.answers {
		if classify(v.catalog, &v.answers[i]).IsSuccess() {
			return A(i)
		}
	}
	return 0
}

// Limits sets the limits in place of the catalog's. Only those of a known size
// count.
func (v *Vendor[A]) Limits(limits ...status.Limit) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.limits = nil
	for _, l := range limits {
		if l.Requests > 0 && l.Per > 0 {
			v.limits = append(v.limits, &limit{Limit: l})
		}
	}
}

// Script sets the answers to the next requests; the last one is the answer to
// all that follow. It panics at an answer that the vendor does not have, and at
// an interim one (1xx).
func (v *Vendor[A]) Script(answers ...A) {
	for _, a := range answers {
		if v.answers[a].Code < 200 {
			panic("statustest: " + v.answers[a].Name + " is no final answer")
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.script = slices.Clone(answers)
	if len(answers) == 0 {
		v.script = []A{v.success()}
	}
}

// Request is what a vendor was asked.
type Request struct {
	Time   time.Time // by the vendor's clock
	Method string
	Host   string
	URL    *url.URL // path and query
	Header http.Header
	Body   []byte

	Code int // that was answered
}

// Requests returns what the vendor was asked so far, in order.
func (v *Vendor[A]) Requests() []Request {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.requests)
}

// Dropped returns how many requests were recorded and dropped again for newer ones.
func (v *Vendor[A]) Dropped() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.dropped
}

// ServeHTTP answers a request.
func (v *Vendor[A]) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a, now := v.answer(r)
	a.write(w, now)
}

// RoundTrip answers a request in memory. It fails where the request's context is
// done.
func (v *Vendor[A]) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer r.Body.Close()
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	a, now := v.answer(r)
	resp := a.Response(v.catalog, now)
	resp.Request = r
	return resp, nil
}

func (v *Vendor[A]) answer(r *http.Request) (Answer, time.Time) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body) // what did not arrive was not asked
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	now := v.Clock.Now()
	if v.Now != nil {
		now = v.Now()
	}
	a := v.next(now)
	if v.Keep > 0 && len(v.requests) >= v.Keep {
		over := len(v.requests) - v.Keep + 1
		v.requests = slices.Delete(v.requests, 0, over)
		v.dropped += over
	}
	v.requests = append(v.requests, Request{now, r.Method, r.Host, r.URL, r.Header, body, a.Code})
	return a, now
}

// next returns the answer to a request at that time.
func (v *Vendor[A]) next(now time.Time) Answer {
	for _, l := range v.limits {
		if wait := l.wait(now); wait > 0 {
			return v.refusal(l, wait, now)
		}
	}
	for _, l := range v.limits {
		l.pass(now)
	}
	next := v.script[0]
	if len(v.script) > 1 {
		v.script = v.script[1:]
	}
	return v.at(v.answers[next], now)
}

// refusal is the answer to what is over a limit: the vendor's first throttling
// one under the limit's code. It tells the wait where the catalog names a place.
func (v *Vendor[A]) refusal(l *limit, wait time.Duration, now time.Time) Answer {
	refusal := Plain(v.catalog, l.Code, nil)
	for i := range v.answers {
		if a := &v.answers[i]; a.Code == l.Code && classify(v.catalog, a).Kind.IsThrottled() {
			refusal = *a
			break
		}
	}
	refusal = v.at(refusal, now)
	if from := waitOf(classify(v.catalog, &refusal)).From; len(from) > 0 {
		refusal.tell(&from[0], wait, now)
	}
	return refusal
}

// limit is a limit that is kept: at most so many requests in any interval.
type limit struct {
	status.Limit
	passed []time.Time // the last of them, oldest first
}

// wait returns how long it is until the limit lets a request through.
func (l *limit) wait(now time.Time) time.Duration {
	if len(l.passed) < l.Requests {
		return 0
	}
	return l.passed[0].Add(l.Per).Sub(now)
}

// pass counts a request; what is refused does not count.
func (l *limit) pass(now time.Time) {
	if len(l.passed) == l.Requests {
		l.passed = l.passed[1:]
	}
	l.passed = append(l.passed, now)
}
