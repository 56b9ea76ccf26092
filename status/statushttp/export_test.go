package statushttp

import "net/http"

// Lanes tells how many keys a gate remembers.
func Lanes(t http.RoundTripper) int {
	g := t.(*gate)
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.lanes)
}

// Busy tells how many requests a gate takes for held or under way.
func Busy(t http.RoundTripper) int {
	g := t.(*gate)
	g.mu.Lock()
	defer g.mu.Unlock()
	n := 0
	for _, l := range g.lanes {
		n += len(l.queue) + l.under
	}
	return n
}
