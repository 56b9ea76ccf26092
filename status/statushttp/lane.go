package statushttp

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// lane is what a gate knows of one key: what has been sent, who waits, and how
// long it is closed. The gate's lock guards it. Times are since the gate was
// made.
type lane struct {
	policy  *Policy
	start   time.Time // when the gate was made
	windows []window
	under   int // requests that are under way

	queue   []*waiter // in the order of arrival
	current int       // the first waiter whose time is not worked out

	until time.Duration // the end of the pause

	// A refusal that does not tell how long leaves doubt: when the pause is over,
	// one request at a time probes, until one is not refused.
	doubt    bool
	probing  time.Duration // a probe has until then to get its answer
	refusals int           // in a row
	last     Verdict       // on the last of them
	era      int           // each refusal begins another; an answer from an earlier one is no news
}

// waiter is a request that is held.
type waiter struct {
	number   uint64        // in the order of arrival
	at       time.Duration // when it can be sent, as far as is known
	deadline time.Duration // of the request
	wake     chan struct{} // it has become the first, the lane has changed, or err is set
	err      error         // it is not in the queue any more
}

// ticket is a request that is under way.
type ticket struct {
	lane *lane
	sent time.Duration
	era  int
}

const forever = time.Duration(math.MaxInt64)

// after adds a wait to a time; a server may tell any.
func after(t, wait time.Duration) time.Duration { return t + min(wait, forever-t) }

func newLane(p *Policy, start time.Time) *lane {
	l := &lane{policy: p, start: start}
	limits := p.catalog().Limits
	for i := range limits {
		if limits[i].Requests > 0 {
			l.windows = append(l.windows, newWindow(&limits[i]))
		}
	}
	return l
}

// isIdle reports whether there is nothing to remember. Doubt is remembered beyond
// the pause, for as long as a pause can be.
func (l *lane) isIdle(now time.Duration) bool {
	end := l.until
	if l.doubt {
		end = after(end, l.last.Backoff.Max)
	}
	return l.under == 0 && len(l.queue) == 0 && end <= now &&
		!slices.ContainsFunc(l.windows, func(w window) bool { return !w.isIdle(now) })
}

// free returns when a request can be sent that comes after those of a queue.
func (l *lane) free(queue []*waiter) time.Duration {
	at := l.until
	if n := len(queue); n > 0 {
		at = max(at, queue[n-1].at)
	}
	for i := range l.windows {
		at = max(at, l.windows[i].free(queue))
	}
	return at
}

// next returns when the next request can be sent.
func (l *lane) next() time.Duration {
	if l.doubt {
		return max(l.free(nil), l.probing)
	}
	return l.free(nil)
}

// send lets a request go.
func (l *lane) send(now time.Duration) ticket {
	if !l.doubt {
		l.until = 0
	}
	for i := range l.windows {
		l.windows[i].send(now)
	}
	if l.doubt {
		l.probing = after(now, l.policy.backoff(l.last, l.refusals+1))
	}
	l.under++
	return ticket{l, now, l.era}
}

// join puts a request at the end of the queue. It is an error if the queue would
// stand still before it for longer than the caller's patience, as a pause and a
// used-up window have it, or if its deadline comes before its turn.
func (l *lane) join(w *waiter, now time.Duration) error {
	for ; l.current < len(l.queue); l.current++ {
		l.queue[l.current].at = l.free(l.queue[:l.current])
	}
	before := now
	if l.current > 0 {
		before = max(now, l.queue[l.current-1].at)
	}
	w.at = l.free(l.queue)
	if w.at-before > l.policy.maxWait() || w.at > w.deadline {
		return l.held(w.at)
	}
	l.queue = append(l.queue, w)
	l.current++
	return nil
}

func (l *lane) held(at time.Duration) error { return &HeldError{Until: l.start.Add(at)} }

// leave takes a request out of the queue that is not sent, and gives its turn to
// the next.
func (l *lane) leave(w *waiter) {
	i, ok := slices.BinarySearchFunc(l.queue, w.number, func(w *waiter, number uint64) int { return cmp.Compare(w.number, number) })
	if ok {
		l.queue = slices.Delete(l.queue, i, i+1)
		l.current = min(l.current, i)
		l.stir()
	}
}

// turn sends the first in the queue, if it is that one and may go.
func (l *lane) turn(w *waiter, now time.Duration) (t ticket, ok bool) {
	if l.queue[0] != w || l.next() > now {
		return t, false
	}
	l.queue[0] = nil
	l.queue = l.queue[1:]
	l.current = max(l.current-1, 0)
	t = l.send(now)
	l.stir()
	return t, true
}

// stir has the first in the queue look again whether it may go.
func (l *lane) stir() {
	if len(l.queue) > 0 {
		l.queue[0].stir()
	}
}

func (w *waiter) stir() {
	select {
	case w.wake <- struct{}{}:
	default: // it has been told already
	}
}
