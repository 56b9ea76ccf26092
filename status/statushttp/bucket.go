package statushttp

import (
	"math"
	"time"
)

// bucket is what a gate knows of requests that share limits and pauses. The gate's
// lock guards it.
type bucket struct {
	limiter *limiter
	scope   *scope
	place   *place  // nil for the bucket of all requests of a key
	behind  *bucket // in the gate's memory
	sends   sends   // if scope has windows
	under   int32   // how many requests are under way
	lesson  *lesson // what refusals have taught; nil if nothing
}

const forever = time.Duration(math.MaxInt64)

// after returns t + wait, or forever if that is later.
func after(t, wait time.Duration) time.Duration { return t + min(wait, forever-t) }

func (b *bucket) hasLesson() bool { return b.lesson != nil }

// isTimed reports whether it depends on the time what the bucket allows.
func (b *bucket) isTimed() bool { return b.lesson != nil || b.scope.size > 0 }

// free returns when the pause and the limits of the bucket allow a request behind
// those ahead.
func (b *bucket) free(ahead []*waiter) (at time.Duration) {
	if at = b.firm(ahead); b.lesson != nil {
		at = max(at, b.lesson.free(ahead, b.limiter.share()))
	}
	return at
}

// firm returns the same for what MaxWait bounds: specified pauses, and limits.
func (b *bucket) firm(ahead []*waiter) (at time.Duration) {
	if b.lesson != nil && b.lesson.specified {
		at = b.lesson.until
	}
	for _, w := range b.scope.windows {
		at = max(at, b.limiter.share().part(w).free(&b.sends, ahead))
	}
	return at
}

// next returns when the bucket allows the next request; forever if a request has to
// end before.
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

// send counts a request of buckets that is sent now.
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

// unsend takes back that a request was sent.
func (b *bucket) unsend(sent time.Duration) {
	if b.scope.size > 0 {
		b.sends.remove(sent)
	}
}

// isIdle reports whether there is nothing to remember.
func (b *bucket) isIdle(now time.Duration) bool {
	return b.under == 0 && (b.lesson == nil || b.lesson.isOver(now)) &&
		(len(b.sends.ring) == 0 || after(b.sends.last(1), b.limiter.share().part(window{b.scope.size, b.scope.span}).span) <= now)
}
