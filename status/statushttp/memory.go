package statushttp

import "time"

// memory holds the buckets that a gate remembers, in a ring. Each one that comes in
// has two others looked at, so that at most about as many are idle as are not, and
// the gate's lock is never held for long.
type memory struct {
	last *bucket // the one before the next to be looked at
	due  int     // how many are to be looked at
}

func (m *memory) add(b *bucket) {
	if m.last == nil {
		m.last = b
		b.behind = b
	}
	b.behind, m.last.behind = m.last.behind, b
	m.last = b
	m.due += 2
}

// sweep forgets those of the buckets that are due that are idle.
func (g *gate) sweep() {
	m := &g.memory
	if m.due == 0 {
		return
	}
	for now := g.now(); m.due > 0; m.due-- {
		b := m.last.behind
		if !g.forget(b, now) {
			m.last = b
		} else if m.last.behind = b.behind; b == m.last {
			m.last, m.due = nil, 0
			return
		}
	}
}

// forget removes b if it is idle.
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
