package statushttp

import (
	"cmp"
	"slices"
	"time"
)

// queue holds the requests that wait for the same buckets, in the order of arrival.
type queue struct {
	buckets []*bucket
	waiters []*waiter
	planned int           // how many of the waiters have their time at
	alarm   time.Duration // when the first waiter checks again

	// The turn of the first waiter.
	asks  bool          // a call of the Store is under way, or about to be
	turn  bool          // the Store has given it
	until time.Duration // the Store gives none before
	pace  time.Duration // of the Store
}

// waiter is a request that waits.
type waiter struct {
	limiter  *limiter
	route    route
	buckets  []*bucket
	number   uint64 // in the order of arrival
	arrived  time.Duration
	deadline time.Duration // of the request
	verdict  Verdict       // for which it waits; zero if it waits for a limit
	queue    *queue        // nil once it is sent or has an err
	at       time.Duration // when it can be sent, as far as is known
	sent     time.Duration
	err      error
	pace     time.Duration // of the Store when it was sent
	asks     bool          // it is to ask the Store for its turn
	held     bool          // it has waited for more than the Store
	wake     chan struct{} // to check again: it is first, the alarm has changed, or it waits no longer
}

func (w *waiter) stir() {
	select {
	case w.wake <- struct{}{}:
	default: // a wake is pending
	}
}

// waits reports whether requests wait.
func (l *limiter) waits() bool { return l.more != nil && len(l.more.queues) > 0 }

// queue returns the queue for buckets, or nil.
func (l *limiter) queue(buckets []*bucket) *queue {
	if l.waits() {
		for _, q := range l.more.queues {
			if slices.Equal(q.buckets, buckets) {
				return q
			}
		}
	}
	return nil
}

// join puts w at the end of its queue. If the deadline of w is too early, or a limit or
// a specified pause delays w by more than maxWait behind those ahead, it does not, and
// returns until when w would wait.
func (l *limiter) join(w *waiter, now, maxWait time.Duration) (until time.Duration, ok bool) {
	q := l.queue(w.buckets)
	if q == nil {
		q = &queue{buckets: w.buckets} // not kept if w does not join
	}
	q.plan()
	before, firm := now, q.until
	if n := len(q.waiters); n > 0 {
		before = max(before, q.waiters[n-1].at)
	}
	for _, b := range q.buckets {
		firm = max(firm, b.firm(q.waiters))
		if b.lesson != nil && b.next() > now {
			w.verdict = b.lesson.verdict
		}
	}
	w.at = q.earliest(q.waiters)
	if firm-before > maxWait || w.at > w.deadline {
		return w.at, false
	}
	l.add(w)
	return 0, true
}

// add puts w at the end of its queue.
func (l *limiter) add(w *waiter) {
	q := l.queue(w.buckets)
	if q == nil {
		q = &queue{buckets: w.buckets}
		d := l.details()
		d.queues = append(d.queues, q)
	}
	q.waiters = append(q.waiters, w)
	w.queue = q
}

// earliest returns when a request can be sent behind those ahead, as far as is known:
// other queues may share the buckets, and a request ends at an unknown time.
func (q *queue) earliest(ahead []*waiter) (at time.Duration) {
	at = q.until
	if n := len(ahead); n > 0 {
		at = max(at, ahead[n-1].at)
	}
	for _, b := range q.buckets {
		at = max(at, b.free(ahead))
	}
	return at
}

// plan sets the times at of the waiters.
func (q *queue) plan() {
	for ; q.planned < len(q.waiters); q.planned++ {
		q.waiters[q.planned].at = q.earliest(q.waiters[:q.planned])
	}
}

// next returns when the first waiter can be sent, or forever if a request has to end
// first.
func (q *queue) next() (at time.Duration) {
	at = q.until
	for _, b := range q.buckets {
		at = max(at, b.next())
	}
	return at
}

// isOpen reports whether the first waiter can be sent now.
func (q *queue) isOpen(s *shared, now time.Duration) bool {
	return (q.turn || !s.isUp() && q.until <= now) && isOpen(q.buckets, now)
}

// remove takes w out of its queue.
func (l *limiter) remove(w *waiter) {
	q := w.queue
	i, _ := slices.BinarySearchFunc(q.waiters, w.number, func(w *waiter, number uint64) int { return cmp.Compare(w.number, number) })
	q.waiters = slices.Delete(q.waiters, i, i+1)
	q.planned = min(q.planned, i)
	if i == 0 {
		q.alarm = 0 // the next one has none yet
	}
	l.left(q, w)
}

// left records that w has been removed from q.
func (l *limiter) left(q *queue, w *waiter) {
	w.queue = nil
	if w.asks {
		w.asks, q.asks = false, false
	}
	if len(q.waiters) == 0 {
		l.more.queues = slices.DeleteFunc(l.more.queues, func(other *queue) bool { return other == q })
	}
}

// release sends the waiters that can be sent now, in the order of arrival, and sets
// the alarms of the queues.
func (l *limiter) release(now time.Duration) {
	s := l.share()
	s.check(l, now)
	if !l.waits() {
		return
	}
	for {
		var first *waiter
		for _, q := range l.more.queues {
			if w := q.waiters[0]; q.isOpen(s, now) && (first == nil || w.number < first.number) {
				first = w
			}
		}
		if first == nil {
			break
		}
		q := first.queue
		q.waiters[0] = nil
		q.waiters = q.waiters[1:]
		q.planned = max(q.planned-1, 0)
		q.alarm = 0 // the next one has none yet
		l.left(q, first)
		send(first.buckets, now)
		first.sent, first.pace, q.turn = now, q.pace, false
		first.stir()
	}
	for _, q := range l.more.queues {
		s.want(q, now)
		if at := s.alarm(q, q.next()); at != q.alarm {
			q.alarm = at
			q.waiters[0].stir()
		}
	}
}

// replan forgets the times of all waiters, which plan sets again.
func (l *limiter) replan() {
	if l.waits() {
		for _, q := range l.more.queues {
			q.planned = 0
		}
	}
}

// late removes the waiters that the pause of b delays too long, and returns them.
func (l *limiter) late(b *bucket, now, maxWait time.Duration) (out []*waiter) {
	if !l.waits() {
		return nil
	}
	for _, q := range slices.Clone(l.more.queues) {
		if slices.Contains(q.buckets, b) {
			for _, w := range q.waiters {
				w.verdict = b.lesson.verdict
			}
			out = append(out, l.lateIn(q, b.outlasts(now, maxWait))...)
		}
	}
	return out
}

// lateIn removes the waiters from q whose deadline is too early, or all of them, and
// returns them.
func (l *limiter) lateIn(q *queue, all bool) (out []*waiter) {
	kept := q.waiters[:0]
	for _, w := range q.waiters {
		if w.at = q.earliest(kept); all || w.at > w.deadline {
			out = append(out, w)
		} else {
			kept = append(kept, w)
		}
	}
	clear(q.waiters[len(kept):])
	q.waiters, q.planned, q.alarm = kept, len(kept), 0
	for _, w := range out {
		l.left(q, w)
	}
	return out
}
