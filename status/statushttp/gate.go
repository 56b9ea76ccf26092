package statushttp

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Transport returns a gate in front of base: an http.RoundTripper that sends each
// request once, and delays it until the vendor's limits and pauses allow it. If base
// is nil, it is http.DefaultTransport. All goroutines that share a limit should share
// one gate; it keeps a limiter for each [Policy].Key.
//
//   - A limit of a known size applies to every interval of its length plus a tenth of
//     that (at most 100 ms), since requests do not all take the same time to arrive. A
//     request counts from when it is sent, and is under way until RoundTrip returns.
//   - A response that throttles closes its bucket: for the wait that it specifies,
//     but at most a day, or else for a backoff. After a backoff, and after a day,
//     one request probes. A response that says that nothing remains of a limit closes
//     the bucket of that limit until the reset.
//   - After a refusal, the requests of the bucket are spaced; the space shrinks with
//     each success. If other requests were under way at the refusal, fewer are sent at
//     once, until enough of them have succeeded.
//   - Requests that wait for the same buckets are sent in the order of arrival. A
//     closed bucket does not delay the requests of another.
//   - A request fails at once if the gate expects to delay it beyond the deadline of its
//     context. It also fails at once if a used-up limit or a specified pause lasts longer
//     than MaxWait; a backoff and the requests ahead may take as long as the deadline
//     allows. The error is a *[HeldError], and the request was not sent.
//
// The gate reads the body of a success only if the catalog has a case for its code
// that throttles. The error of a request without a response records what
// [Policy.Decide] needs to know about the request.
//
// If [Policy].Store is set, limits of a known size and pauses apply to all processes
// that share the Store, which gives each request its turn. Otherwise the gate starts no
// goroutine. The gate forgets idle keys and buckets, and is safe for concurrent use.
func (p *Policy) Transport(base http.RoundTripper) http.RoundTripper {
	if base == nil {
		base = http.DefaultTransport
	}
	g := &gate{policy: p, base: base, start: time.Now(), scopes: scopesOf(p.catalog()), limiters: map[string]*limiter{}}
	for i := range g.scopes {
		g.scopes[i].shared = p.Store != nil
	}
	return g
}

// gate is the http.RoundTripper of a Policy. Its times are durations since start. It
// calls no function of the user under mu.
type gate struct {
	policy *Policy
	base   http.RoundTripper
	start  time.Time
	scopes []scope

	mu       sync.Mutex
	limiters map[string]*limiter // by key
	memory   memory
	arrived  uint64 // how many requests have waited
}

// ErrHeld is what errors.Is finds in a [HeldError].
var ErrHeld = errors.New("statushttp: held back")

// HeldError is the error of a request that [Policy.Transport] did not send, because it
// would have had to wait beyond the deadline of its context, or for longer than MaxWait.
type HeldError struct {
	Until time.Time // when the gate expected to send the request
}

// Error returns the text with the time: "statushttp: held back until
// 2026-03-01T12:00:07Z".
func (e *HeldError) Error() string {
	return ErrHeld.Error() + " until " + e.Until.UTC().Format(time.RFC3339Nano)
}

// Is reports whether target is ErrHeld.
func (e *HeldError) Is(target error) bool { return target == ErrHeld }

var errNoResponse = errors.New("statushttp: the transport returned neither a response nor an error")

// RoundTrip sends req when the limits and pauses allow it.
func (g *gate) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	var room [4]*bucket
	t, buckets, err := g.enter(req, room[:0])
	if err != nil {
		if req.Body != nil {
			req.Body.Close()
		}
		g.observeHold(req, t.waiter)
		return nil, err
	}
	o := outcome{} // zero if base or a function of the user panics
	defer func() {
		if overspent := g.leave(&t, buckets, &o); overspent {
			err = g.policy.overspent(req, resp, err)
		}
		g.observePauses(req, &o)
	}()
	g.observeHold(req, t.waiter)
	resp, err = g.base.RoundTrip(req)
	if resp == nil && err == nil {
		err = errNoResponse
	}
	if err != nil {
		o = g.policy.outcomeOfError(req, err)
		return resp, g.policy.mark(req, err, o.unsent)
	}
	o = g.policy.outcomeOf(req, resp, g.scopes)
	return resp, nil
}

// CloseIdleConnections forwards the call of http.Client to base.
func (g *gate) CloseIdleConnections() {
	if base, ok := g.base.(interface{ CloseIdleConnections() }); ok {
		base.CloseIdleConnections()
	}
}

func (g *gate) now() time.Duration { return time.Since(g.start) }

// ticket is the right to send a request. Its buckets are a value of their own, which the
// compiler can then keep on the stack.
type ticket struct {
	waiter  *waiter // nil if the request did not wait
	limiter *limiter
	route   route
	sent    time.Duration
}

// pace returns the pace of the Store at which the request was sent.
func (t *ticket) pace() time.Duration {
	if t.waiter == nil {
		return 0
	}
	return t.waiter.pace
}

// enter blocks until req may be sent. It returns an error if req must not be sent. The
// buckets of req are appended to room.
func (g *gate) enter(req *http.Request, room []*bucket) (ticket, []*bucket, error) {
	ctx := req.Context()
	if ctx.Err() != nil {
		return ticket{}, nil, g.policy.mark(req, context.Cause(ctx), true)
	}
	key, r, deadline := g.policy.key(req), route{}, forever
	if d, ok := ctx.Deadline(); ok {
		deadline = d.Sub(g.start)
	}
	if len(g.scopes) > 1 {
		r = g.policy.route(req)
	}
	t, buckets, w := g.arrive(key, r, deadline, room)
	if w == nil {
		return t, buckets, nil
	}
	if w.err == nil {
		g.wait(ctx, w)
	}
	if err := w.err; err != nil && !errors.Is(err, ErrHeld) {
		w.err = g.policy.mark(req, err, true)
	}
	return ticket{w, w.limiter, r, w.sent}, w.buckets, w.err
}

// arrive returns a ticket and its buckets if the request can be sent now, and otherwise a
// waiter. If the waiter cannot be sent in time, it has an error and is in no queue.
func (g *gate) arrive(key string, r route, deadline time.Duration, room []*bucket) (ticket, []*bucket, *waiter) {
	g.mu.Lock()
	defer g.mu.Unlock()
	defer g.sweep()
	l := g.limiter(key)
	buckets := g.buckets(l, r, room)
	now, s := time.Duration(0), l.share()
	if s != nil || l.waits() || slices.ContainsFunc(buckets, (*bucket).isTimed) { // otherwise the time does not matter
		now = g.now()
		l.release(now)
		for _, b := range buckets {
			b.unlearn(now)
		}
	}
	if !s.isUp() && l.queue(buckets) == nil && isOpen(buckets, now) {
		send(buckets, now)
		return ticket{nil, l, r, now}, buckets, nil
	}
	if now == 0 { // the buckets are full
		now = g.now()
	}
	w := &waiter{
		limiter:  l,
		route:    r,
		buckets:  slices.Clone(buckets), // room is the caller's
		number:   g.arrived,
		arrived:  now,
		deadline: deadline,
		wake:     make(chan struct{}, 1),
	}
	g.arrived++
	if until, ok := l.join(w, now, g.policy.maxWait()); !ok {
		w.err = g.held(until)
	}
	return ticket{}, nil, w
}

// wait blocks until w has been released from its queue, or w.err is set.
func (g *gate) wait(ctx context.Context, w *waiter) {
	for {
		alarm, asks, waits := g.check(w)
		if !waits {
			return
		}
		if asks && ctx.Err() == nil {
			w.limiter.share().ask(ctx, w)
			continue
		}
		w.held = true
		select {
		case <-w.wake:
		case <-alarm:
		case <-ctx.Done():
			g.quit(w, context.Cause(ctx))
			return
		}
	}
}

// quit takes w out of its queue, if it still waits.
func (g *gate) quit(w *waiter, cause error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if w.queue != nil {
		w.err = cause
		w.limiter.remove(w)
		w.limiter.release(g.now())
	}
}

// check releases requests, and reports whether w still waits. If so, it returns when to
// check again, or whether w is to ask the Store for its turn.
func (g *gate) check(w *waiter) (alarm <-chan time.Time, asks, waits bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if w.queue == nil {
		return nil, false, false
	}
	now := g.now()
	w.limiter.release(now)
	switch q := w.queue; {
	case q == nil:
		return nil, false, false
	case q.waiters[0] == w && q.alarm < forever:
		return time.After(q.alarm - now), false, true
	}
	return nil, w.asks, true
}

// leave records the outcome of a request. It reports whether the budget lacks a retry
// for it.
func (g *gate) leave(t *ticket, buckets []*bucket, o *outcome) (overspent bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	defer g.sweep()
	l := t.limiter
	for _, b := range buckets {
		b.under--
	}
	g.rename(l, t.route, o.header)
	overspent = g.spend(l, o)
	if len(o.closings) == 0 && !o.unsent && !l.waits() && !slices.ContainsFunc(buckets, (*bucket).hasLesson) {
		return overspent
	}
	now := g.now()
	for i := range o.closings {
		c := &o.closings[i]
		b := g.bucket(l, c.scope, t.route, o.header)
		if c.paused = b.closed(c, t.sent, o.jitter, now); c.paused > 0 {
			l.share().closed(l, b, c, t.pace())
			g.fail(l.late(b, now, g.policy.maxWait()))
		}
	}
	for _, b := range buckets {
		if o.throttles || o.header == nil {
			b.failed(t.sent)
		} else {
			b.accepted(t.sent, now)
		}
		if o.unsent && b.scope.size > 0 {
			b.sends.remove(t.sent)
		}
	}
	if o.unsent {
		l.replan()
	}
	l.release(now)
	return overspent
}

// fail ends waiters that have been removed from their queue.
func (g *gate) fail(waiters []*waiter) {
	for _, w := range waiters {
		w.err = g.held(w.at)
		w.stir()
	}
}

func (g *gate) held(until time.Duration) error { return &HeldError{Until: g.start.Add(until)} }

// observePauses calls Observe with the pauses that a response caused.
func (g *gate) observePauses(req *http.Request, o *outcome) {
	for i := range o.closings {
		if c := &o.closings[i]; c.paused > 0 {
			g.policy.observe(req.Context(), req, Event{Type: EventPause, Decision: Decision{Wait: c.paused, Verdict: c.verdict}})
		}
	}
}

// observeHold calls Observe with the result of waiting; w is nil if req did not wait.
func (g *gate) observeHold(req *http.Request, w *waiter) {
	if w == nil || !w.held && w.err == nil {
		return
	}
	e := Event{Type: EventHold, Held: w.sent - w.arrived, Err: w.err, Decision: Decision{Verdict: w.verdict}}
	if w.err != nil {
		e.Held, e.Decision.Reason = g.now()-w.arrived, ReasonHeld
	}
	g.policy.observe(req.Context(), req, e)
}
