package statushttp

import (
	"cmp"
	"time"
)

// lesson is what refusals have taught about a bucket: how long it is closed, and how
// to go on carefully.
type lesson struct {
	until     time.Duration // the bucket is closed until then
	specified bool          // by a response; by a backoff otherwise
	probes    bool          // then one request at a time probes, until one is accepted
	probing   time.Duration // the one that probes has until then

	refused  time.Duration // when the last refusal came; the outcome of what was sent before is no news
	refusals int           // in a row
	backoff  Backoff       // after the last of them
	verdict  Verdict       // that closed the bucket
	pace     pace
	crowd    crowd
}

// longestPause is the longest pause that one response can cause.
const longestPause = 24 * time.Hour

// closing is the word of a response that a bucket is closed: it throttles, or nothing
// remains of a limit.
type closing struct {
	scope     int
	throttles bool
	wait      time.Duration // 0 if the response specifies none
	backoff   Backoff       // otherwise
	verdict   Verdict       // on the response
	paused    time.Duration // how long the bucket is closed, if for longer than it was
}

// closed records the response to a request sent at sent. Of a request that was sent
// before the last refusal, only a specified wait is news. It returns how long the bucket
// is closed, or 0 if the response changes nothing of that.
func (b *bucket) closed(c *closing, sent time.Duration, jitter float64, now time.Duration) time.Duration {
	if b.lesson == nil {
		b.lesson = &lesson{refused: -1}
	}
	l := b.lesson
	news := sent > l.refused
	if news {
		l.refused, l.refusals, l.backoff, l.probing = now, l.refusals+1, c.backoff, 0
	}
	wait := min(cmp.Or(c.wait, l.backoff.step(l.refusals, jitter)), longestPause)
	if news {
		l.pace.slow(wait)
	}
	if c.throttles && (news || l.pace.sent <= l.refused) {
		l.crowd.refused(int(b.under), news)
	}
	until := after(now, wait)
	if until <= l.until || c.wait == 0 && !news {
		return 0
	}
	l.until, l.specified, l.verdict = until, c.wait > 0, c.verdict
	l.probes = c.wait == 0 || c.wait > longestPause
	return wait
}

// accepted records a response that does not throttle.
func (b *bucket) accepted(sent, now time.Duration) {
	l := b.lesson
	if l == nil || sent <= l.refused {
		return
	}
	l.refusals, l.probes, l.probing = 0, false, 0
	l.pace.quicken()
	l.crowd.succeeded()
	if l.until <= now && l.pace.between == 0 && l.crowd.most == 0 {
		b.lesson = nil
	}
}

// failed records that a request had no response, or one about another bucket.
func (b *bucket) failed(sent time.Duration) {
	if l := b.lesson; l != nil && sent > l.refused {
		l.probing = 0
	}
}

// send records a request that is sent now.
func (l *lesson) send(now time.Duration) {
	l.pace.sent = now
	if l.probes {
		l.probing = after(now, l.backoff.step(l.refusals+1, 0))
	}
}

// free returns when the pause and the pace allow a request behind those ahead. It does
// not foresee how the pace changes.
func (l *lesson) free(ahead []*waiter, s *shared) time.Duration {
	if len(ahead) == 0 && (!s.isUp() || s.wary > 0) { // otherwise the Store has the pace
		return max(l.until, l.pace.free(s.parts()))
	}
	return l.until
}

// outlasts reports whether a specified pause lasts longer than maxWait.
func (b *bucket) outlasts(now, maxWait time.Duration) bool {
	return b.lesson != nil && b.lesson.specified && b.lesson.until-now > maxWait
}

// isOver reports whether the lesson can be forgotten: the pause has been over for as
// long as a pause by backoff can be.
func (l *lesson) isOver(now time.Duration) bool {
	return after(l.until, max(l.backoff.Max, defaultBackoff.Max)) <= now
}

// unlearn forgets the lesson of b if it is over.
func (b *bucket) unlearn(now time.Duration) {
	if b.lesson != nil && b.under == 0 && !b.limiter.waits() && b.lesson.isOver(now) {
		b.lesson = nil
	}
}
