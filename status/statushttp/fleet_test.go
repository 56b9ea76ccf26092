package statushttp_test

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// account is a transport that refuses what exceeds a limit in any interval. Refusals
// do not count, and specify a wait in whole seconds. It cannot be reached in less than
// two milliseconds.
type account struct {
	size int
	per  time.Duration

	mu                   sync.Mutex
	accepted             []time.Time
	refused, under, most int
}

func (a *account) RoundTrip(req *http.Request) (*http.Response, error) {
	a.mu.Lock()
	a.under++
	a.most = max(a.most, a.under)
	a.mu.Unlock()
	time.Sleep(2 * time.Millisecond)
	defer time.Sleep(2 * time.Millisecond)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.under--
	now := time.Now()
	if i := len(a.accepted) - a.size; i >= 0 && now.Sub(a.accepted[i]) < a.per {
		a.refused++
		wait := a.per - now.Sub(a.accepted[i]) + time.Second - 1
		return from(req, answer("429\nRetry-After: "+strconv.Itoa(int(wait/time.Second)), "")), nil
	}
	a.accepted = append(a.accepted, now)
	return from(req, answer("200", "")), nil
}

// sent returns how many requests were accepted.
func (a *account) sent() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.accepted)
}

// broken is the Store of one process, on a way that can break.
type broken struct {
	statushttp.Store
	fault func(context.Context) error
}

func (b *broken) Take(ctx context.Context, key string, limits []statushttp.StoreLimit) (statushttp.Turn, error) {
	if err := cmp.Or(ctx.Err(), b.fault(ctx)); err != nil {
		return statushttp.Turn{}, err
	}
	return b.Store.Take(ctx, key, limits)
}

func (b *broken) Pause(ctx context.Context, key, bucket string, wait, pace time.Duration) error {
	if err := b.fault(ctx); err != nil {
		return err
	}
	return b.Store.Pause(ctx, key, bucket, wait, pace)
}

// fleet is a number of processes with one account, in a bubble.
type fleet struct {
	*testing.T
	account *account
	memory  *memory
	policy  statushttp.Policy // of each process, Store and Observe aside
	alone   bool              // they have no Store
	fault   func(context.Context) error
	start   time.Time

	mu     sync.Mutex
	lost   int
	events []statushttp.EventType
}

func fleetTest(t *testing.T, a *account, limits []status.Limit, test func(f *fleet)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		test(&fleet{
			T: t, account: a, memory: newMemory(), start: time.Now(),
			policy: statushttp.Policy{Catalog: limited(limits...), Rand: noJitter},
			fault:  func(context.Context) error { return nil },
		})
	})
}

// process returns the nth process.
func (f *fleet) process(n int) (*statushttp.Policy, http.RoundTripper) {
	p := f.policy
	if !f.alone {
		p.Store = &broken{f.memory.process(n), func(ctx context.Context) error { return f.fault(ctx) }}
	}
	p.Observe = func(_ context.Context, e statushttp.Event) {
		f.mu.Lock()
		defer f.mu.Unlock()
		if away := e.Type == statushttp.EventStoreAway; away || e.Type == statushttp.EventStoreBack {
			f.events = append(f.events, e.Type)
			if away != (e.Err != nil) {
				f.Errorf("an event %v with the error %v", e.Type, e.Err)
			}
		}
	}
	return &p, p.Transport(f.account)
}

// run has n processes of 5 goroutines make their calls, and returns how many were
// wanted.
func (f *fleet) run(n, calls int) (wanted int) {
	var all sync.WaitGroup
	for i := range n {
		p, gate := f.process(i)
		for range 5 {
			all.Go(func() {
				for range calls {
					f.call(p, gate)
				}
			})
		}
	}
	all.Wait()
	synctest.Wait()
	return n * 5 * calls
}

// call sends a request until the policy does not retry it.
func (f *fleet) call(p *statushttp.Policy, gate http.RoundTripper) {
	for attempt := 1; ; attempt++ {
		req, _ := http.NewRequestWithContext(f.Context(), "GET", "https://limited.example/x", nil)
		resp, err := gate.RoundTrip(req)
		d := p.Decide(f.Context(), attempt, resp, err)
		if d.Reason == statushttp.ReasonSuccess {
			return
		}
		if !d.Retry {
			f.mu.Lock()
			defer f.mu.Unlock()
			f.lost++
			return
		}
		time.Sleep(d.Wait)
	}
}

// Any number of processes sends as many requests as one account allows.
func TestFleet(t *testing.T) {
	for _, n := range []int{1, 2, 4, 8} {
		for _, tt := range []struct {
			name    string
			account *account
			limits  []status.Limit
			calls   int
			refused int // at most
			took    time.Duration
		}{
			{"1 in 1 s", &account{size: 1, per: second}, []status.Limit{per(1, second)}, 2, 0, time.Duration(n) * 11 * second},
			{"50 in 10 s", &account{size: 50, per: 10 * second}, []status.Limit{per(50, 10*second)}, 8, 0, time.Duration(n) * 8 * second},
			{"unknown size", &account{size: 20, per: second}, nil, 6, n * 5 * 6 * 15 / 100, time.Duration(n) * 3 * second},
			{"5 at once", &account{size: 1e6, per: second}, []status.Limit{{Concurrent: 8, Code: 429}}, 6, 0, 10 * second},
		} {
			fleetTest(t, tt.account, tt.limits, func(f *fleet) {
				wanted := f.run(n, tt.calls)
				if sent := f.account.sent(); sent != wanted || f.account.refused > tt.refused || f.lost > 0 {
					t.Errorf("%d processes, %s: of %d wanted %d sent, %d refused, %d lost; want at most %d refused", n, tt.name, wanted, sent, f.account.refused, f.lost, tt.refused)
				}
				if took := time.Since(f.start); took > tt.took {
					t.Errorf("%d processes, %s: took %v, want at most %v", n, tt.name, took, tt.took)
				}
				if len(tt.limits) > 0 && tt.limits[0].Concurrent > 0 && f.account.most > 8 {
					t.Errorf("%d processes: %d requests were under way at once, want at most 8", n, f.account.most)
				}
				if len(f.events) > 0 {
					t.Errorf("%d processes, %s: events %v", n, tt.name, f.events)
				}
			})
		}
	}
}

// Processes without a store learn from refusals that they are not alone.
func TestFleetWithoutAStore(t *testing.T) {
	fleetTest(t, &account{size: 1, per: second}, []status.Limit{per(1, second)}, func(f *fleet) {
		f.alone = true
		wanted := f.run(4, 2)
		if f.account.sent() != wanted || f.account.refused > 3*wanted/2 {
			t.Errorf("of %d wanted %d sent, %d refused, %d lost; want at most %d refused", wanted, f.account.sent(), f.account.refused, f.lost, 3*wanted/2)
		}
	})
}

var errAway = errors.New("connection refused")

// A store that is away for eight seconds, from any moment on, costs no request, and
// the account is not hammered, whether or not it comes back with what it knew.
func TestFleetWithoutItsStore(t *testing.T) {
	for from := 500 * time.Millisecond; from < 25*second; from += 1500 * time.Millisecond {
		for _, empty := range []bool{false, true} {
			fleetTest(t, &account{size: 50, per: 10 * second}, []status.Limit{per(50, 10*second)}, func(f *fleet) {
				f.fault = func(context.Context) error {
					if since := time.Since(f.start); since < from || since > from+8*second {
						return nil
					}
					if empty {
						f.memory.forget()
					}
					return errAway
				}
				wanted := f.run(4, 10)
				if f.account.sent() != wanted || f.account.refused > 5 || f.lost > 0 {
					t.Errorf("away from %v, empty %t: of %d wanted %d sent, %d refused, %d lost; want at most 5 refused", from, empty, wanted, f.account.sent(), f.account.refused, f.lost)
				}
				away, back := 0, 0
				for _, e := range f.events {
					if e == statushttp.EventStoreAway {
						away++
					} else {
						back++
					}
				}
				if away != back || away > 4 {
					t.Errorf("away from %v: %d events that the store is away, %d that it is back", from, away, back)
				}
			})
		}
	}
}

// A process that starts while the store is away keeps to its part of the limit, as
// many processes as the policy says, and to the whole limit an interval after the
// store is back.
func TestFleetPart(t *testing.T) {
	for processes, want := range map[int]int{0: 2, 4: 5, 1: 20, 40: 1} {
		fleetTest(t, &account{size: 1000, per: second}, []status.Limit{per(20, 10*second)}, func(f *fleet) {
			f.policy.Processes = processes
			f.fault = func(context.Context) error {
				if time.Since(f.start) < 30*second {
					return errAway
				}
				return nil
			}
			p, gate := f.process(1)
			for range 100 {
				go f.call(p, gate)
			}
			before, counts := 0, []int{}
			for _, at := range []time.Duration{10, 20, 30, 40, 50} { // the store is back from 30 s on, and trusted from 40 s on
				time.Sleep(at*second - time.Since(f.start))
				synctest.Wait()
				counts = append(counts, f.account.sent()-before)
				before += counts[len(counts)-1]
			}
			if counts[0]+counts[1] < want || slices.Max(counts[:4]) > want || counts[4] < 20 {
				t.Errorf("%d processes: %v requests in each interval; want at most %d in the first four and 20 in the last", processes, counts, want)
			}
			time.Sleep(time.Hour)
		})
	}
}

// A store that hangs costs one request 250 ms, once, and is asked by one goroutine at
// a time, until it is fast again.
func TestFleetWithASlowStore(t *testing.T) {
	t.Run("that returns when the context ends", func(t *testing.T) { testSlowStore(t, false) })
	t.Run("that does not", func(t *testing.T) { testSlowStore(t, true) })
}

func testSlowStore(t *testing.T, deaf bool) {
	fleetTest(t, &account{size: 1000, per: second}, nil, func(f *fleet) {
		asking, most := 0, 0
		f.fault = func(ctx context.Context) error {
			f.mu.Lock()
			asking++
			most = max(most, asking)
			f.mu.Unlock()
			defer func() {
				f.mu.Lock()
				asking--
				f.mu.Unlock()
			}()
			switch {
			case time.Since(f.start) > 10*second:
			case deaf:
				time.Sleep(3 * second)
			default:
				<-ctx.Done()
			}
			return ctx.Err()
		}
		p, gate := f.process(1)
		var slow []time.Duration
		for time.Since(f.start) < 15*second {
			before := time.Now()
			f.call(p, gate)
			if took := time.Since(before); took > 10*time.Millisecond {
				slow = append(slow, took)
			}
			time.Sleep(50 * time.Millisecond)
		}
		if len(slow) != 1 || slow[0] > 255*time.Millisecond && !deaf {
			t.Errorf("requests took %v, want one to take 250ms, or as long as the store blocks it", slow)
		}
		if most != 1 || len(f.events) != 2 {
			t.Errorf("%d goroutines asked at once, want 1; events %v, want 2", most, f.events)
		}
	})
}

// A request whose time is over is given up at once, be it in the queue or at the
// store, and its place is that of the next one. A wait that the store demands fails
// those at once that have no time for it.
func TestFleetDeadlines(t *testing.T) {
	fleetTest(t, &account{size: 1000, per: second}, []status.Limit{per(1, 2*second)}, func(f *fleet) {
		_, gate := f.process(1)
		_, other := f.process(2)
		f.fault = func(ctx context.Context) error {
			select {
			case <-time.After(20 * time.Millisecond):
			case <-ctx.Done():
			}
			return ctx.Err()
		}
		get := func(gate http.RoundTripper, within time.Duration) string {
			ctx, cancel := context.WithTimeout(f.Context(), within)
			defer cancel()
			req, _ := http.NewRequestWithContext(ctx, "GET", "https://limited.example/x", nil)
			before := time.Now()
			_, err := gate.RoundTrip(req)
			switch {
			case errors.Is(err, statushttp.ErrHeld):
				return "held after " + time.Since(before).String()
			case errors.Is(err, context.DeadlineExceeded):
				return "late after " + time.Since(before).String()
			}
			return "sent after " + time.Since(before).String()
		}
		for _, tt := range []struct {
			gate   http.RoundTripper
			within time.Duration
			want   string
		}{
			{gate, 10 * time.Millisecond, "late after 10ms"},
			{gate, 5 * second, "sent after 24ms"},
			{other, second, "held after 20ms"},
			{other, 5 * second, "sent after 2.1s"},
		} {
			if got := get(tt.gate, tt.within); got != tt.want {
				t.Errorf("within %v: %s, want %s", tt.within, got, tt.want)
			}
		}
		if len(f.events) > 0 {
			t.Errorf("events %v, want none: a request that is gone says nothing about the store", f.events)
		}
	})
}

// A refusal holds the requests of its bucket in every process, and no others.
func TestFleetBuckets(t *testing.T) {
	fleetTest(t, &account{size: 1, per: 5 * second}, nil, func(f *fleet) {
		f.policy.Catalog.Rows[429].By = []status.By{{Part: status.PartMethod}}
		get := func(n int, method string, want time.Duration) {
			t.Helper()
			_, gate := f.process(n)
			before := time.Now()
			req, _ := http.NewRequestWithContext(f.Context(), method, "https://limited.example/x", nil)
			if _, err := gate.RoundTrip(req); err != nil || time.Since(before) != want {
				t.Errorf("process %d, %s: after %v, %v; want after %v", n, method, time.Since(before), err, want)
			}
			time.Sleep(second)
		}
		get(1, "GET", 4*time.Millisecond)
		get(1, "GET", 4*time.Millisecond) // is refused, for four seconds
		get(2, "PUT", 4*time.Millisecond)
		get(2, "GET", 2*second)
	})
}

// A store that panics leaves the gate usable.
func TestFleetPanic(t *testing.T) {
	fleetTest(t, &account{size: 1000, per: second}, nil, func(f *fleet) {
		p, gate := f.process(1)
		fault := f.fault
		f.fault = func(context.Context) error { panic("a bug") }
		func() {
			defer func() {
				if recover() == nil {
					t.Error("want the panic of the store")
				}
			}()
			f.call(p, gate)
		}()
		f.fault = fault
		f.call(p, gate)
		if f.account.sent() != 1 || f.lost > 0 {
			t.Errorf("%d sent, %d lost; want one sent", f.account.sent(), f.lost)
		}
	})
}

// A used-up limit that lasts longer than MaxWait fails a request at once, whoever has
// used it up.
func TestFleetMaxWait(t *testing.T) {
	fleetTest(t, &account{size: 1000, per: second}, []status.Limit{per(1, hour)}, func(f *fleet) {
		for n := range 2 {
			f.call(f.process(n))
		}
		if f.account.sent() != 1 || f.lost != 1 || time.Since(f.start) > second {
			t.Errorf("%d sent, %d lost after %v; want one sent, and the other one to fail at once", f.account.sent(), f.lost, time.Since(f.start))
		}
	})
}
