package statushttp

import "net/http"

// Remembered returns how many keys and buckets a gate remembers.
func Remembered(t http.RoundTripper) int {
	g := t.(*gate)
	g.mu.Lock()
	defer g.mu.Unlock()
	n := len(g.limiters)
	for _, l := range g.limiters {
		if l.more != nil {
			n += len(l.more.narrow)
		}
	}
	return n
}

// Busy returns how many requests of a gate wait or are under way.
func Busy(t http.RoundTripper) int {
	g := t.(*gate)
	g.mu.Lock()
	defer g.mu.Unlock()
	n := 0
	for _, l := range g.limiters {
		n += int(l.under)
		if l.more != nil {
			for _, q := range l.more.queues {
				n += len(q.waiters)
			}
		}
	}
	return n
}
