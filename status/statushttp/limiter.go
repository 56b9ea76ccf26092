package statushttp

import "time"

// limiter is what a gate knows of one key. The gate's lock guards it.
type limiter struct {
	bucket // of all its requests
	key    string
	more   *details // nil for most keys, so that a million of them stay small
}

// details is what a gate knows of a key that has more than one bucket, requests that
// wait, or retries that count against its budget.
type details struct {
	narrow map[place]*bucket
	names  names
	queues []*queue // none is empty
	spent  int      // retries, of the budget
	failed bool     // since it was last looked at whether they can be forgotten
	shared *shared  // nil without a Store
}

func (l *limiter) details() *details {
	if l.more == nil {
		l.more = &details{}
	}
	return l.more
}

// isIdle reports whether there is nothing to remember: no other bucket, no retry since
// it was last asked, and nothing of the Store.
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
