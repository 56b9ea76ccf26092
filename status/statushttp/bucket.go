package statushttp

import (
	"math"
	"slices"
	"time"

	"github.com/statuscat/statuscat/status"
)

// limiter is the state of one key. The gate's lock guards it.
type limiter struct {
	bucket // of all requests of the key
	key    string
	more   *details // nil for most keys, so that a million of them stay small
}

// details is the state of a key that has more than one bucket, requests that wait, a
// Store, or retries that count against its budget.
type details struct {
	narrow map[place]*bucket
	names  names
	queues []*queue // none is empty
	spent  int      // retries, of the budget
	failed bool     // a retry was spent since isIdle was last called
	shared *shared  // nil without a Store
}

func (l *limiter) details() *details {
	if l.more == nil {
		l.more = &details{}
	}
	return l.more
}

// isIdle reports whether d can be forgotten: there is no other bucket, no recent retry,
// and nothing of the Store.
func (d *details) isIdle(now time.Duration) bool {
	failed := d.failed
	d.failed = false
	return len(d.narrow) == 0 && !failed && d.shared.isIdle(now)
}

// limiter returns the limiter of key.
func (g *gate) limiter(key string) *limiter {
	l := g.limiters[key]
	if l == nil {
		l = &limiter{key: key}
		l.limiter, l.scope = l, &g.scopes[0]
		if g.policy.Store != nil {
			l.details().shared = &shared{gate: g, key: g.policy.catalog().Vendor + " " + key}
		}
		g.limiters[key] = l
		g.memory.add(&l.bucket)
	}
	return l
}

// bucket is the state of requests that share limits and pauses. The gate's lock
// guards it.
type bucket struct {
	limiter *limiter
	scope   *scope
	place   *place  // nil for the bucket of all requests of a key
	behind  *bucket // in the gate's memory
	sends   sends   // if scope has windows
	under   int32   // how many requests are under way
	lesson  *lesson // of refusals; nil without one
}

const forever = time.Duration(math.MaxInt64)

// after returns t + wait, or forever if the sum overflows.
func after(t, wait time.Duration) time.Duration { return t + min(wait, forever-t) }

func (b *bucket) hasLesson() bool { return b.lesson != nil }

// isTimed reports whether the bucket limits or remembers when requests are sent.
func (b *bucket) isTimed() bool { return b.lesson != nil || b.scope.size > 0 }

// free returns when the pause and the limits of the bucket allow a request behind
// those ahead.
func (b *bucket) free(ahead []*waiter) (at time.Duration) {
	if at = b.firm(ahead); b.lesson != nil {
		at = max(at, b.lesson.free(ahead, b.limiter.share()))
	}
	return at
}

// firm returns when the limits and a specified pause allow it: MaxWait bounds these.
func (b *bucket) firm(ahead []*waiter) (at time.Duration) {
	if b.lesson != nil && b.lesson.specified {
		at = b.lesson.until
	}
	for _, w := range b.scope.windows {
		at = max(at, b.limiter.share().part(w).free(&b.sends, ahead))
	}
	return at
}

// next returns when the bucket allows the next request, or forever if a request has to
// end first.
func (b *bucket) next() time.Duration {
	switch most := b.scope.concurrent; {
	case most > 0 && int(b.under) >= max(most/b.limiter.share().sharers(), 1), b.lesson != nil && b.lesson.crowd.isFull(int(b.under)):
		return forever
	case b.lesson != nil:
		return max(b.free(nil), b.lesson.probing)
	}
	return b.free(nil)
}

// isOpen reports whether all buckets allow a request now.
func isOpen(buckets []*bucket, now time.Duration) bool {
	for _, b := range buckets {
		if b.next() > now {
			return false
		}
	}
	return true
}

// send records that a request of buckets is sent now.
func send(buckets []*bucket, now time.Duration) {
	for _, b := range buckets {
		b.under++
		if b.scope.size > 0 {
			b.sends.add(now, b.scope.size)
		}
		if b.lesson != nil {
			b.lesson.send(now)
		}
	}
}

// isIdle reports whether b can be forgotten.
func (b *bucket) isIdle(now time.Duration) bool {
	return b.under == 0 && (b.lesson == nil || b.lesson.isOver(now)) &&
		(len(b.sends.ring) == 0 || after(b.sends.last(1), b.limiter.share().part(window{b.scope.size, b.scope.span}).span) <= now)
}

// window is a limit of a known size: at most size sends in any interval of length
// span. Fixed intervals, and buckets that refill steadily, would let nearly twice as
// many through.
type window struct {
	size int
	span time.Duration
}

// maxSlack bounds how much longer a window is than its limit, since requests do not all
// take the same time to arrive.
const maxSlack = 100 * time.Millisecond

func windowOf(l *status.Limit) window { return window{l.Requests, l.Per + min(l.Per/10, maxSlack)} }

// free returns when the limit allows a request after those of sends and those ahead,
// each of which has its time.
func (w window) free(s *sends, ahead []*waiter) time.Duration {
	if n := len(ahead); n >= w.size {
		return after(ahead[n-w.size].at, w.span)
	} else if n = w.size - n; n <= len(s.ring) {
		return after(s.last(n), w.span)
	}
	return 0
}

// sends records when the last requests of a bucket were sent.
type sends struct {
	ring   []time.Duration
	oldest int32 // its index in ring, once that is full
}

// last returns the n-th last send.
func (s *sends) last(n int) time.Duration { return s.ring[(int(s.oldest)+len(s.ring)-n)%len(s.ring)] }

// add records a send, and forgets the oldest if there are more than size.
func (s *sends) add(at time.Duration, size int) {
	if len(s.ring) < size {
		s.ring = append(s.ring, at)
		return
	}
	s.ring[s.oldest] = at
	s.oldest = (s.oldest + 1) % int32(size)
}

// remove forgets a send.
func (s *sends) remove(at time.Duration) {
	s.ring = slices.Concat(s.ring[s.oldest:], s.ring[:s.oldest])
	s.oldest = 0
	if i, ok := slices.BinarySearch(s.ring, at); ok {
		s.ring = slices.Delete(s.ring, i, i+1)
	}
}

// memory is a ring of all buckets of a gate. For each bucket that is added, sweep checks
// two others, so that at most about half of the buckets are idle, and the gate's lock is
// never held for long.
type memory struct {
	last   *bucket // the one before the next to check
	checks int     // how many are still to be made
}

func (m *memory) add(b *bucket) {
	if m.last == nil {
		m.last = b
		b.behind = b
	}
	b.behind, m.last.behind = m.last.behind, b
	m.last = b
	m.checks += 2
}

// sweep checks buckets, and forgets those that are idle.
func (g *gate) sweep() {
	m := &g.memory
	if m.checks == 0 {
		return
	}
	for now := g.now(); m.checks > 0; m.checks-- {
		b := m.last.behind
		if !g.forget(b, now) {
			m.last = b
		} else if m.last.behind = b.behind; b == m.last {
			m.last, m.checks = nil, 0
			return
		}
	}
}

// forget removes b if it is idle, and reports whether it did.
func (g *gate) forget(b *bucket, now time.Duration) bool {
	l := b.limiter
	switch {
	case !b.isIdle(now) || l.waits():
		return false
	case b.place != nil:
		delete(l.more.narrow, *b.place)
	case l.more != nil && !l.more.isIdle(now):
		return false
	default:
		delete(g.limiters, l.key)
	}
	return true
}
