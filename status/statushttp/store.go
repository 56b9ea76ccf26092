package statushttp

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"
	"time"
)

// Store is where the gates of several processes meet, so that together they keep
// to the limits of one account. It measures time by a clock of its own: callers
// and Store exchange durations only, and the clocks of the processes do not
// matter. Its methods are safe for concurrent use.
//
// Package statusredis has a Store for Redis and Valkey. To test another one, use
// statustest.Store.
type Store interface {
	// Take counts one request of key if all limits and their buckets allow it now.
	// Otherwise it counts nothing, and the Turn has a positive Wait. Without
	// limits, it counts nothing and pauses do not matter. It reads limits until it
	// returns, and no longer.
	Take(ctx context.Context, key string, limits []StoreLimit) (Turn, error)

	// Pause closes a bucket of key for wait, unless it is closed for longer, and
	// sets its pace to pace, unless it has a longer one. Zero changes nothing.
	Pause(ctx context.Context, key, bucket string, wait, pace time.Duration) error
}

// StoreLimit is a limit that a request has to keep: its bucket takes at most
// Requests in any interval of length Per. Two limits of one request differ in
// Bucket or Per.
//
// If Requests is 0, the size of the limit is not known, and only the pause and
// the pace of the bucket hold. Per is then the pace of a bucket that the Store
// knows nothing about, so that the first requests do not come in a burst.
type StoreLimit struct {
	Bucket   string // "" for all requests of the key
	Requests int
	Per      time.Duration
}

// Turn is what Take returns. If Wait is 0, the request may be sent and is counted;
// otherwise call Take again after Wait.
type Turn struct {
	Wait time.Duration

	// Pace is the time that the Store leaves between two requests of a bucket, all
	// processes together; of several buckets, the longest. Each request that is
	// counted shortens it, by a thirty-second or so; below a millisecond it is 0.
	Pace time.Duration

	// Processes is how many processes have called Take for the key within a minute,
	// this one included.
	Processes int
}

const (
	storeTimeout = 250 * time.Millisecond // a call that takes longer has failed
	storeAgain   = time.Second            // between two calls of a Store that is away
	storeMemory  = time.Minute            // how long a key without requests remembers that the Store is away
	longestEven  = time.Minute            // how long the share of a limit is spread evenly after the Store has gone

	// Without these, nearly all of a fleet's first requests to a limit of unknown
	// size, and its first ones after a pause, would be refused.
	firstSharedPace   = 10 * time.Millisecond // of a bucket that is new to the Store
	refusedSharedPace = 50 * time.Millisecond // the least after a refusal, unless a quarter of the wait is less
)

// defaultProcesses is how many processes share a limit if neither Store nor Policy
// says so.
const defaultProcesses = 10

var (
	errStorePanicked = errors.New("statushttp: the store panicked")
	errStoreTimeout  = errors.New("statushttp: the store took longer than " + storeTimeout.String())
)

// shared is the state of a key whose limits several processes share through the Store.
// The gate's lock guards it. While the Store is up, it gives each request its turn.
// While it is away, the process keeps to its share of each limit, and for one interval
// after: a Store that was restarted may have lost its counts.
//
// A gate without a Store has a nil *shared, whose methods do nothing.
type shared struct {
	gate      *gate
	key       string
	processes int           // as the Store last said; 0 if it has not yet
	calls     int           // of the Store that are under way
	away      bool          // the last call failed
	again     time.Duration // when to call a Store that is away; 0 if not planned
	even      time.Duration // the end of spreading the share evenly; 0 if over
	wary      time.Duration // the end of keeping to the share although the Store is up; 0 if over
}

// share returns what l shares; nil without a Store.
func (l *limiter) share() *shared {
	if l.more == nil {
		return nil
	}
	return l.more.shared
}

// isUp reports whether the Store gives each request its turn.
func (s *shared) isUp() bool { return s != nil && !s.away }

// isIdle reports whether s can be forgotten.
func (s *shared) isIdle(now time.Duration) bool {
	return s == nil || s.calls == 0 && s.wary <= now && (!s.away || after(s.again, storeMemory) <= now)
}

// sharers returns how many processes share the limits.
func (s *shared) sharers() int {
	if s == nil {
		return 1
	}
	return max(cmp.Or(s.processes, s.gate.policy.Processes, defaultProcesses), 1)
}

// parts returns into how many parts a limit is divided; 1 if the Store counts for all.
func (s *shared) parts() int {
	if s == nil || !s.away && s.wary == 0 {
		return 1
	}
	return s.sharers()
}

// part returns the share of w that the process keeps to. It is spread evenly while the
// other processes may have sent more than their shares just before.
func (s *shared) part(w window) window {
	n := s.parts()
	if n > 1 && (s.even > 0 || n > w.size) {
		return window{1, w.span * time.Duration(n) / time.Duration(w.size)}
	}
	return window{w.size / n, w.span}
}

// storeLimits returns the limits of buckets.
func storeLimits(buckets []*bucket) []StoreLimit {
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

// check ends the times of s that are over, and calls a Store that is away if it is time.
func (s *shared) check(l *limiter, now time.Duration) {
	if s == nil {
		return
	}
	for _, end := range []*time.Duration{&s.again, &s.even, &s.wary} {
		if *end == 0 || *end > now {
			continue
		}
		*end = 0
		if end != &s.again {
			l.replan()
		} else if s.calls == 0 {
			s.background(l, func(ctx context.Context) (Turn, error) { return s.gate.policy.Store.Take(ctx, s.key, nil) })
		}
	}
}

// want has the first request of q call the Store if only its turn is missing.
func (s *shared) want(q *queue, now time.Duration) {
	if s.isUp() && !q.turn && !q.asks && q.until <= now && isOpen(q.buckets, now) {
		w := q.waiters[0]
		q.asks, w.asks = true, true
		w.stir()
	}
}

// alarm returns when to check q again, whose first request can be sent at at.
func (s *shared) alarm(q *queue, at time.Duration) time.Duration {
	switch {
	case s == nil:
		return at
	case q.asks:
		return forever // until the call has returned
	}
	for _, end := range []time.Duration{s.again, s.even, s.wary} {
		if end > 0 {
			at = min(at, end)
		}
	}
	return at
}

// storeCall is a call of the Store.
type storeCall struct {
	ctx   context.Context // of the request
	queue *queue          // whose first request waits for it; nil if none does
	over  bool            // it has returned, or taken too long
}

// ask calls the Store for the turn of w, which is the first request of its queue.
func (s *shared) ask(ctx context.Context, w *waiter) {
	s.gate.mu.Lock()
	c := &storeCall{ctx: ctx, queue: w.queue}
	asks := w.asks // unless something has changed meanwhile
	if asks {
		w.asks = false
		s.calls++
	}
	s.gate.mu.Unlock()
	if asks {
		s.call(w.limiter, c, w, func(ctx context.Context) (Turn, error) {
			return s.gate.policy.Store.Take(ctx, s.key, storeLimits(w.buckets))
		})
	}
}

// background makes a call of the Store that no request waits for.
func (s *shared) background(l *limiter, do func(context.Context) (Turn, error)) {
	s.calls++
	go s.call(l, &storeCall{ctx: context.Background()}, nil, do)
}

// closed pauses b in a Store that is up. If what throttles, all processes slow down from
// pace, at which the request was sent.
func (s *shared) closed(l *limiter, b *bucket, what *closing, pace time.Duration) {
	if !s.isUp() {
		return
	}
	if pace = max(2*pace, min(what.paused/4, refusedSharedPace)); !what.throttles {
		pace = 0
	}
	bucket, wait := b.name(), what.paused
	s.background(l, func(ctx context.Context) (Turn, error) {
		return Turn{}, s.gate.policy.Store.Pause(ctx, s.key, bucket, wait, pace)
	})
}

// call calls the Store with do, for w unless that is nil, and records the result. A call
// that takes too long has failed, even if do does not return.
func (s *shared) call(l *limiter, c *storeCall, w *waiter, do func(context.Context) (Turn, error)) {
	ctx, cancel := context.WithTimeoutCause(c.ctx, storeTimeout, errStoreTimeout)
	defer cancel()
	stop := context.AfterFunc(ctx, func() {
		if c.ctx.Err() == nil {
			s.end(l, c, Turn{}, errStoreTimeout, false)
		}
	})
	turn, err := Turn{}, errStorePanicked
	defer func() {
		stop()
		if err == errStorePanicked && w != nil {
			s.gate.quit(w, err)
		}
		if err != nil && ctx.Err() != nil {
			err = context.Cause(ctx)
		}
		s.end(l, c, turn, err, true)
	}()
	turn, err = do(ctx)
}

// end records the result of a call that has returned, or takes too long. It observes
// that the Store went away or is back.
func (s *shared) end(l *limiter, c *storeCall, turn Turn, err error, returned bool) {
	g := s.gate
	g.mu.Lock()
	was, now := s.away, g.now()
	if returned {
		s.calls--
	}
	if c.queue != nil && !c.over {
		c.queue.asks = false
	}
	switch {
	case c.over:
		if s.away && s.again == 0 { // it was time for the next call
			s.again = now
		}
	case err == nil:
		s.took(l, c.queue, turn, now)
	case c.ctx.Err() == nil: // otherwise err says nothing about the Store
		s.failed(l, now)
	}
	c.over = true
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

// took records that the Store is up, and the turn of q, which may be nil.
func (s *shared) took(l *limiter, q *queue, turn Turn, now time.Duration) {
	if s.away {
		s.processes = s.sharers()
		s.away, s.again, s.even, s.wary = false, 0, 0, after(now, s.gate.interval())
		l.replan()
	}
	if turn.Processes > s.processes || turn.Processes > 0 && s.wary == 0 { // the others may not have called a restarted Store yet
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
	if turn.Wait > storeAgain { // otherwise those that cannot be sent in time end soon enough
		s.gate.fail(l.lateIn(q, turn.Wait > s.gate.policy.maxWait()))
	}
}

// interval returns the length of the longest limit.
func (g *gate) interval() (longest time.Duration) {
	for i := range g.scopes {
		longest = max(longest, g.scopes[i].span)
	}
	return longest
}
