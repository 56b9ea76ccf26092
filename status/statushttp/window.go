package statushttp

import (
	"slices"
	"time"

	"github.com/statuscat/statuscat/status"
)

// window is a limit of a known size: at most so many sends in any interval of its
// length. It remembers the last of them, since to count by fixed intervals would
// let nearly twice as many through where two of them meet. Times are since the
// gate was made.
type window struct {
	size   int
	span   time.Duration
	sends  []time.Duration // at most size, a ring once it is full
	oldest int             // the index in sends
}

// maxSlack is the most that a window is longer than its limit, since requests do
// not all take the same time on their way.
const maxSlack = 100 * time.Millisecond

func newWindow(l *status.Limit) window {
	return window{size: l.Requests, span: l.Per + min(l.Per/10, maxSlack)}
}

// free returns when the limit lets a request through that comes after those of a
// queue.
func (w *window) free(queue []*waiter) time.Duration {
	switch i := len(w.sends) + len(queue) - w.size; {
	case i < 0:
		return 0
	case i < len(w.sends):
		return w.sends[(w.oldest+i)%len(w.sends)] + w.span
	default:
		return queue[i-len(w.sends)].at + w.span
	}
}

// send counts a request.
func (w *window) send(at time.Duration) {
	if len(w.sends) < w.size {
		w.sends = append(w.sends, at)
		return
	}
	w.sends[w.oldest] = at
	w.oldest = (w.oldest + 1) % w.size
}

// unsend takes a request back that was counted.
func (w *window) unsend(at time.Duration) {
	w.sends = slices.Concat(w.sends[w.oldest:], w.sends[:w.oldest])
	w.oldest = 0
	if i, ok := slices.BinarySearch(w.sends, at); ok {
		w.sends = slices.Delete(w.sends, i, i+1)
	}
}

// isIdle reports whether no send counts any more.
func (w *window) isIdle(now time.Duration) bool {
	n := len(w.sends)
	return n == 0 || w.sends[(w.oldest+n-1)%n]+w.span <= now
}
