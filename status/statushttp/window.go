package statushttp

import (
	"slices"
	"time"

	"github.com/statuscat/statuscat/status"
)

// window is a limit of a known size: at most size sends in any interval of length
// span. Intervals that begin at fixed times, and buckets that fill up, would let
// nearly twice as many through.
type window struct {
	size int
	span time.Duration
}

// maxSlack is the most that a window is longer than its limit, since requests do not
// all take the same time on their way.
const maxSlack = 100 * time.Millisecond

func windowOf(l *status.Limit) window { return window{l.Requests, l.Per + min(l.Per/10, maxSlack)} }

// free returns when the limit allows a request after those of sends and those ahead,
// which will be sent at the times that they have.
func (w window) free(s *sends, ahead []*waiter) time.Duration {
	if n := len(ahead); n >= w.size {
		return after(ahead[n-w.size].at, w.span)
	} else if n = w.size - n; n <= len(s.ring) {
		return after(s.last(n), w.span)
	}
	return 0
}

// sends remembers when the last requests of a bucket were sent.
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
