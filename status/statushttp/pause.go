package statushttp

import "time"

// What answers do to a lane.

// refused is told of an answer that throttles. Of those that were sent before the
// last one came it takes only a wait that is told.
func (l *lane) refused(t ticket, v Verdict, now time.Duration) {
	news := t.era == l.era
	if news {
		l.era++
		l.refusals++
		l.last, l.probing = v, 0
	}
	switch {
	case v.RetryAfter > 0:
		l.close(after(now, v.RetryAfter), false, now)
	case news:
		l.close(after(now, l.policy.backoff(v, l.refusals)), true, now)
	}
}

// accepted is told of an answer that does not throttle.
func (l *lane) accepted(t ticket) {
	if t.era == l.era {
		l.refusals, l.doubt, l.probing = 0, false, 0
	}
}

// failed is told of a request without an answer.
func (l *lane) failed(t ticket, unsent bool) {
	if t.era == l.era {
		l.probing = 0
	}
	if unsent {
		for i := range l.windows {
			l.windows[i].unsend(t.sent)
		}
		l.current = 0
	}
}

// close closes the lane until a time, unless it is closed for longer. Whoever
// cannot be held so long fails.
func (l *lane) close(until time.Duration, doubt bool, now time.Duration) {
	if until <= l.until {
		return
	}
	l.until, l.doubt = until, doubt
	kept := l.queue[:0]
	for _, w := range l.queue {
		if w.at = l.free(kept); until-now > l.policy.maxWait() || w.at > w.deadline {
			w.err = l.held(w.at)
			w.stir()
		} else {
			kept = append(kept, w)
		}
	}
	clear(l.queue[len(kept):])
	l.queue, l.current = kept, len(kept)
}
