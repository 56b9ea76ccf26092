package statushttp

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"sync"
	"time"
)

// Transport returns a gate in front of a transport; nil is
// http.DefaultTransport. It is no retry loop: it sends each request once, and
// holds it before that until the catalog's limits and the pauses that answers
// tell let it through, in the order of arrival. It is for all goroutines of a
// program that share a limit, and knows each Policy.Key apart; so make one, and
// share it.
//
//   - No more is sent than a limit of a known size allows in any interval of its
//     length and a tenth of that (at most 100 ms), since requests do not all take
//     the same time on their way. A request counts from when it is sent.
//   - An answer that throttles closes the gate for the time that it tells; if it
//     tells none, for the step of the back-off, and then one request probes. An
//     answer that says that nothing remains of a limit closes it until the reset.
//   - A request that would be held beyond its context's deadline fails at once, and
//     so it does if a pause or a used-up limit lasts longer than the policy's
//     MaxWait; queueing alone may take as long as the deadline allows. Requests
//     that are held already fail where a new pause leaves them no chance. Such an
//     error is a *[HeldError], and nothing has been sent.
//
// The body of an answer is read as Classify reads it, but that of a success only
// where a case of its code throttles, and where its length is known.
//
// The error of a request that got no answer carries what [Policy.Decide] has to
// know of the request. The gate starts no goroutine, and forgets keys for which
// there is nothing to remember.
func (p *Policy) Transport(base http.RoundTripper) http.RoundTripper {
	if base == nil {
		base = http.DefaultTransport
	}
	return &gate{policy: p, base: base, start: time.Now(), lanes: map[string]*lane{}}
}

type gate struct {
	policy *Policy
	base   http.RoundTripper
	start  time.Time

	mu      sync.Mutex
	lanes   map[string]*lane
	crowded int    // as many lanes as are too many to look for idle ones
	arrived uint64 // the number of the last waiter
}

// RoundTrip sends a request when its turn has come.
func (g *gate) RoundTrip(req *http.Request) (*http.Response, error) {
	t, err := g.enter(req)
	if err != nil {
		if req.Body != nil {
			req.Body.Close()
		}
		return nil, err
	}
	resp, err := g.base.RoundTrip(req)
	if err != nil {
		g.failed(t, err)
		return resp, g.policy.mark(req, err, unsent(err))
	}
	g.answered(t, resp)
	return resp, nil
}

// CloseIdleConnections passes that on; http.Client asks for it.
func (g *gate) CloseIdleConnections() {
	if base, ok := g.base.(interface{ CloseIdleConnections() }); ok {
		base.CloseIdleConnections()
	}
}

func (g *gate) now() time.Duration { return time.Since(g.start) }

// enter returns when the request may be sent, or with the reason why it is not.
func (g *gate) enter(req *http.Request) (ticket, error) {
	ctx := req.Context()
	if ctx.Err() != nil {
		return ticket{}, g.policy.mark(req, context.Cause(ctx), true)
	}
	key := g.policy.key(req)
	g.mu.Lock()
	l := g.lane(key)
	now := time.Duration(0)
	if l.until > 0 || l.doubt || len(l.windows) > 0 { // otherwise nothing asks
		now = g.now()
	}
	if len(l.queue) == 0 && l.next() <= now {
		t := l.send(now)
		g.mu.Unlock()
		return t, nil
	}
	w := &waiter{number: g.arrived, deadline: forever, wake: make(chan struct{}, 1)}
	g.arrived++
	if deadline, ok := ctx.Deadline(); ok {
		w.deadline = deadline.Sub(g.start)
	}
	err := l.join(w, now)
	g.mu.Unlock()
	if err != nil {
		return ticket{}, err
	}
	t, err := g.hold(ctx, l, w)
	if err != nil && !errors.Is(err, ErrHeld) {
		err = g.policy.mark(req, err, true)
	}
	return t, err
}

// hold waits in the queue.
func (g *gate) hold(ctx context.Context, l *lane, w *waiter) (t ticket, err error) {
	var due <-chan time.Time
	for sent := false; ; {
		g.mu.Lock()
		if err = w.err; err == nil {
			now := g.now()
			if t, sent = l.turn(w, now); !sent && l.queue[0] == w {
				due = time.After(l.next() - now)
			}
		}
		g.mu.Unlock()
		if sent || err != nil {
			return t, err
		}
		select {
		case <-w.wake:
		case <-due:
		case <-ctx.Done():
			g.mu.Lock()
			l.leave(w)
			g.mu.Unlock()
			return t, context.Cause(ctx)
		}
	}
}

// answered is told of an answer.
func (g *gate) answered(t ticket, resp *http.Response) {
	v, throttled := g.policy.throttles(resp)
	wait := g.policy.nothingLeft(resp)
	g.mu.Lock()
	defer g.mu.Unlock()
	l := t.lane
	l.under--
	if throttled {
		l.refused(t, v, g.now())
	} else {
		l.accepted(t)
	}
	if wait > 0 {
		now := g.now()
		l.close(after(now, wait), false, now)
	}
	l.stir()
}

// failed is told of a request without an answer.
func (g *gate) failed(t ticket, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	t.lane.under--
	t.lane.failed(t, unsent(err))
	t.lane.stir()
}

// lane returns what there is of a key.
func (g *gate) lane(key string) *lane {
	if l := g.lanes[key]; l != nil {
		return l
	}
	if len(g.lanes) >= g.crowded {
		now := g.now()
		maps.DeleteFunc(g.lanes, func(_ string, l *lane) bool { return l.isIdle(now) })
		g.crowded = 2*len(g.lanes) + 16
	}
	l := newLane(g.policy, g.start)
	g.lanes[key] = l
	return l
}
