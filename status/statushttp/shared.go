package statushttp

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	storeTimeout = 250 * time.Millisecond // the Store is away if it takes longer
	storeAgain   = time.Second            // a Store that is away is asked so often
	storeMemory  = time.Minute            // so long without requests, it is remembered as away
	longestEven  = time.Minute            // so long after it went, parts are spread evenly

	// Without them, the first requests of a fleet to a limit of unknown size, and
	// those after a pause, would be refused almost all.
	firstSharedPace   = 10 * time.Millisecond // of a bucket that the Store does not know
	refusedSharedPace = 50 * time.Millisecond // at least, after a refusal that calls for a longer wait
)

// defaultProcesses is how many processes share a limit as long as nothing is known.
const defaultProcesses = 10

var errStorePanicked = errors.New("statushttp: the store panicked")

var errStoreTimeout = errors.New("statushttp: no answer from the store within " + storeTimeout.String())

// shared is what a gate knows of a key that it shares through a Store. The gate's
// lock guards it. While the Store is up, it gives each request its turn. Otherwise
// the process keeps to its part of each limit; it also does so for one interval
// after, because a Store that was restarted may not know what was sent.
type shared struct {
	gate      *gate
	key       string
	processes int           // as last seen; 0 if the Store has not answered yet
	calls     []*storeCall  // that are under way
	watched   bool          // watch will look at them
	away      bool          // the last call failed
	again     time.Duration // when the Store is asked whether it is back; 0 if it is not
	even      time.Duration // until when its part is spread evenly; 0 if it is not
	wary      time.Duration // until when it keeps to its part although the Store is up; 0 if it does not
}

// share returns what l shares, or nil. All methods of a nil *shared are those of a
// gate without a Store.
func (l *limiter) share() *shared {
	if l.more == nil {
		return nil
	}
	return l.more.shared
}

// isUp reports whether the Store gives each request its turn.
func (s *shared) isUp() bool { return s != nil && !s.away }

// isIdle reports whether there is nothing to remember.
func (s *shared) isIdle(now time.Duration) bool {
	return s == nil || len(s.calls) == 0 && s.wary <= now && (!s.away || after(s.again, storeMemory) <= now)
}

// sharers returns how many processes share what only a process can count: requests
// that are under way.
func (s *shared) sharers() int {
	if s == nil {
		return 1
	}
	return max(cmp.Or(s.processes, s.gate.policy.Processes, defaultProcesses), 1)
}

// parts returns into how many parts a limit is divided; 1 if the Store keeps it whole.
func (s *shared) parts() int {
	if s == nil || !s.away && s.wary == 0 {
		return 1
	}
	return s.sharers()
}

// part returns the part of w that the process keeps to. It is spread evenly as long
// as the others may just have sent more than their part.
func (s *shared) part(w window) window {
	n := s.parts()
	if n > 1 && (s.even > 0 || n > w.size) {
		return window{1, w.span * time.Duration(n) / time.Duration(w.size)}
	}
	return window{w.size / n, w.span}
}

// limits returns the limits of buckets as the Store gets them.
func (s *shared) limits(buckets []*bucket) []StoreLimit {
	limits, sized := make([]StoreLimit, 0, len(buckets)), false
	for _, b := range buckets {
		name := b.name()
		for _, w := range b.scope.windows {
			limits, sized = append(limits, StoreLimit{name, w.size, w.span}), true
		}
		if len(b.scope.windows) == 0 {
			limits = append(limits, StoreLimit{Bucket: name})
		}
	}
	for i := range limits {
		if !sized {
			limits[i].Per = firstSharedPace
		}
	}
	return limits
}

// name returns the name of b in the Store.
func (b *bucket) name() string {
	p := b.place
	if p == nil {
		return ""
	}
	return strings.Join([]string{strconv.Itoa(p.scope), p.method, p.host, p.path, p.name}, " ")
}

// check does what is due: it begins to trust a Store that is back, or asks one that is
// away whether it is.
func (s *shared) check(l *limiter, now time.Duration) {
	if s == nil {
		return
	}
	for _, due := range []*time.Duration{&s.again, &s.even, &s.wary} {
		if *due == 0 || *due > now {
			continue
		}
		*due = 0
		if due != &s.again {
			l.replan()
		} else if len(s.calls) == 0 {
			s.probe(l)
		}
	}
}

// want has the first request of q ask the Store for its turn, if that is what it waits
// for.
func (s *shared) want(q *queue, now time.Duration) {
	if s.isUp() && !q.turn && !q.asks && q.until <= now && isOpen(q.buckets, now) {
		w := q.waiters[0]
		q.asks, w.asks = true, true
		w.stir()
	}
}

// alarm returns when to look after q again, if its requests can be sent at at.
func (s *shared) alarm(q *queue, at time.Duration) time.Duration {
	switch {
	case s == nil:
		return at
	case q.asks:
		return forever // the answer comes by itself
	}
	for _, due := range []time.Duration{s.again, s.even, s.wary} {
		if due > 0 {
			at = min(at, due)
		}
	}
	return at
}

// storeCall is a call of the Store.
type storeCall struct {
	queue  *queue // whose first request waits for it; nil if none does
	began  time.Duration
	ctx    context.Context // of the request
	within context.Context // ends when the call takes too long
	cancel context.CancelFunc
	late   bool // it has
}

// newCall returns a call on behalf of a request with ctx.
func newCall(ctx context.Context) *storeCall {
	c := &storeCall{ctx: ctx}
	c.within, c.cancel = context.WithCancel(ctx)
	return c
}

// begin records c, which is to be followed by end.
func (s *shared) begin(l *limiter, c *storeCall) {
	c.began = s.gate.now()
	s.calls = append(s.calls, c)
	if !s.watched {
		s.watched = true
		time.AfterFunc(storeTimeout, func() { s.watch(l) })
	}
}

// ask asks the Store for a turn of the queue of w, which is its first request.
func (s *shared) ask(ctx context.Context, w *waiter) {
	c, g := newCall(ctx), s.gate
	g.mu.Lock()
	if c.queue = w.queue; !w.asks { // something has changed
		c.queue = nil
	}
	if c.queue != nil {
		w.asks = false
		s.begin(w.limiter, c)
	}
	g.mu.Unlock()
	if c.queue == nil {
		c.cancel()
		return
	}
	turn, err := Turn{}, errStorePanicked
	defer func() {
		if err == errStorePanicked {
			g.quit(w, err)
		}
		s.end(w.limiter, c, turn, err)
	}()
	turn, err = g.policy.Store.Take(c.within, s.key, s.limits(w.buckets))
}

// probe asks beside the requests whether a Store that is away is back.
func (s *shared) probe(l *limiter) {
	c := newCall(context.Background())
	s.begin(l, c)
	go func() {
		turn, err := s.gate.policy.Store.Take(c.within, s.key, nil)
		s.end(l, c, turn, err)
	}()
}

// tell tells a Store that is up that what has closed b. If it throttles, all slow
// down: a request that was sent at a pace was too early.
func (s *shared) tell(l *limiter, b *bucket, what *closing, pace time.Duration) {
	if !s.isUp() {
		return
	}
	if pace = max(2*pace, min(what.paused/4, refusedSharedPace)); !what.throttles {
		pace = 0
	}
	c := newCall(context.Background())
	s.begin(l, c)
	go func() {
		err := s.gate.policy.Store.Pause(c.within, s.key, b.name(), what.paused, pace)
		s.end(l, c, Turn{}, err)
	}()
}

// end records the answer to a call.
func (s *shared) end(l *limiter, c *storeCall, turn Turn, err error) {
	gone := c.ctx.Err() != nil
	c.cancel()
	s.update(l, func(now time.Duration) error {
		s.calls = slices.DeleteFunc(s.calls, func(other *storeCall) bool { return other == c })
		switch {
		case c.late:
			if s.away && s.again == 0 { // it was time to ask again
				s.again = now
			}
			return nil
		case err != nil && gone: // which says nothing about the Store
			c.leave()
			return nil
		case err != nil:
			c.leave()
			return err
		}
		c.leave()
		s.took(l, c.queue, turn, now)
		return nil
	})
}

// leave has the queue of c ask again when it has to.
func (c *storeCall) leave() {
	if c.queue != nil {
		c.queue.asks = false
	}
}

// watch ends the calls that take too long.
func (s *shared) watch(l *limiter) {
	s.update(l, func(now time.Duration) (err error) {
		next := forever
		for _, c := range s.calls {
			switch {
			case c.late:
			case c.began+storeTimeout <= now:
				c.late, err = true, errStoreTimeout
				c.cancel()
				c.leave()
			default:
				next = min(next, c.began+storeTimeout)
			}
		}
		if s.watched = next < forever; s.watched {
			time.AfterFunc(next-now, func() { s.watch(l) })
		}
		return err
	})
}

// update changes what is known of the Store. If change returns an error, the Store is
// away. It observes whether the Store went away or is back.
func (s *shared) update(l *limiter, change func(now time.Duration) error) {
	g := s.gate
	g.mu.Lock()
	was, now := s.away, g.now()
	err := change(now)
	if err != nil {
		s.failed(l, now)
	}
	l.release(now)
	is := s.away
	g.mu.Unlock()
	switch {
	case is && !was:
		g.policy.observe(context.Background(), nil, Event{Type: EventStoreAway, Err: err})
	case was && !is:
		g.policy.observe(context.Background(), nil, Event{Type: EventStoreBack})
	}
}

// failed records that the Store is away.
func (s *shared) failed(l *limiter, now time.Duration) {
	if !s.away {
		s.even = after(now, min(s.gate.interval(), longestEven))
	}
	s.away, s.again = true, now+storeAgain
	l.replan()
}

// took records that the Store is up, and what it says about q.
func (s *shared) took(l *limiter, q *queue, turn Turn, now time.Duration) {
	if s.away {
		s.processes = s.sharers()
		s.away, s.again, s.even, s.wary = false, 0, 0, after(now, s.gate.interval())
		l.replan()
	}
	if turn.Processes > s.processes || turn.Processes > 0 && s.wary == 0 { // a wary one expects the others again
		s.processes = turn.Processes
	}
	if q == nil {
		return
	}
	q.turn, q.pace = turn.Wait <= 0, turn.Pace
	if q.turn {
		return
	}
	q.until = after(now, turn.Wait)
	if turn.Wait > storeAgain { // otherwise the deadlines of those without a chance end as soon
		s.gate.giveUp(l.hopelessIn(q, turn.Wait > s.gate.policy.maxWait()))
	}
}

// interval returns the length of the longest limit.
func (g *gate) interval() (longest time.Duration) {
	for i := range g.scopes {
		longest = max(longest, g.scopes[i].span)
	}
	return longest
}
