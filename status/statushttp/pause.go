package statushttp

import (
	"cmp"
	"time"
)

// lesson is what refusals have taught about a bucket: how long it is closed, and how
// to go on carefully.
type lesson struct {
	until     time.Duration // the bucket is closed until then
	specified bool          // the response specified until; a backoff did otherwise
	probes    bool          // after until, one request at a time probes, until one is accepted
	probing   time.Duration // until then a probe is under way

	refused  time.Duration // when the last refusal came; the outcome of a request sent before is ignored
	refusals int           // in a row
	backoff  Backoff       // after the last of them
	verdict  Verdict       // on the response that closed the bucket
	pace     pace
	crowd    crowd
}

// longestPause is the longest pause that one response can cause.
const longestPause = 24 * time.Hour

// closing is a reason to close a bucket: a response throttles, or says that nothing
// remains of a limit.
type closing struct {
	scope     int
	throttles bool
	wait      time.Duration // 0 if the response specifies none
	backoff   Backoff       // otherwise
	verdict   Verdict       // on the response
	paused    time.Duration // how long the bucket is closed; 0 if it was closed for longer
}

// closed records the response to a request sent at sent. If that was before the last
// refusal, only a specified wait is news. It returns how long the bucket is closed, or 0
// if it was closed for longer before.
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

// failed records that a request got no response, or one that throttles another bucket.
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
	if len(ahead) == 0 && (!s.isUp() || s.wary > 0) { // otherwise the Store keeps the pace
		return max(l.until, l.pace.free(s.parts()))
	}
	return l.until
}

// outlasts reports whether a specified pause lasts longer than maxWait.
func (b *bucket) outlasts(now, maxWait time.Duration) bool {
	return b.lesson != nil && b.lesson.specified && b.lesson.until-now > maxWait
}

// isOver reports whether l can be forgotten: the pause ended as long ago as a backoff
// can last.
func (l *lesson) isOver(now time.Duration) bool {
	return after(l.until, max(l.backoff.Max, defaultBackoff.Max)) <= now
}

// unlearn forgets the lesson of b if it is over.
func (b *bucket) unlearn(now time.Duration) {
	if b.lesson != nil && b.under == 0 && !b.limiter.waits() && b.lesson.isOver(now) {
		b.lesson = nil
	}
}

// pace spaces the sends of a bucket, so that a pause does not end in a burst. The space
// doubles with each refusal and loses an eighth with each success, which finds the pace
// of a vendor whose limit is not known.
type pace struct {
	between time.Duration // two sends; 0 if they are not spaced
	sent    time.Duration // when the last request was sent
}

const (
	firstPace = time.Second      // bounds the space after the first refusal
	leastPace = time.Millisecond // a shorter space counts as none
)

// slow records a refusal with a wait. The space may become longer than the wait: a
// process that shares the limit with others has only a part of it.
func (p *pace) slow(wait time.Duration) {
	p.between = min(max(2*p.between, min(wait/4, firstPace)), 4*wait)
}

// quicken records a success.
func (p *pace) quicken() {
	if p.between -= p.between / 8; p.between < leastPace {
		p.between = 0
	}
}

// free returns when one of n processes can send the next request.
func (p *pace) free(n int) time.Duration {
	if p.between == 0 {
		return 0
	}
	return p.sent + p.between*time.Duration(n)
}

// crowd bounds how many requests of a bucket are under way at once. A vendor that
// accepts so many at a time refuses the next one while these are under way. Those still
// under way when the last of a series of refusals comes are therefore as many as it
// accepts. A vendor that counts by time has responded to all of them by then.
type crowd struct {
	most     int // 0 if there is no bound
	before   int // most before the series of refusals
	accepted int // since most changed
	goal     int // of accepted, at which most grows
	step     int // by which most grows
}

const largeCrowd = 1024 // from here on there is no bound

// refused records a refusal while others are under way; first says that it is the
// first of a series.
func (c *crowd) refused(others int, first bool) {
	if first {
		c.before = c.most
	}
	c.most = c.before
	if others > 0 && (c.before == 0 || others < c.before) {
		c.most = others
	}
	c.accepted, c.goal, c.step = 0, 8*c.most*c.most, 1
}

// succeeded records a success. After many of them most grows, by more each time.
func (c *crowd) succeeded() {
	if c.most == 0 {
		return
	}
	if c.accepted++; c.accepted >= c.goal {
		c.most += c.step
		c.accepted, c.goal, c.step = 0, 4*c.most, 2*c.step
	}
	if c.most >= largeCrowd {
		*c = crowd{}
	}
}

// isFull reports whether the bound allows no more than the requests under way.
func (c *crowd) isFull(under int) bool { return c.most > 0 && under >= c.most }
