package statushttp_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
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

// dice gives small numbers from the fuzzer's bytes; 0 when they are used up.
type dice []byte

func (d *dice) roll(n int) int {
	if len(*d) == 0 {
		return 0
	}
	b := (*d)[0]
	*d = (*d)[1:]
	return int(b) % n
}

func pick[T any](d *dice, of ...T) T { return of[d.roll(len(of))] }

// gateRun is a random run of requests through a gate, and what is known of it.
type gateRun struct {
	start time.Time

	mu     sync.Mutex
	sends  []gateSend
	pauses []gatePause
}

// gateSend is a request that was sent.
type gateSend struct {
	number int // in the order of arrival
	at     time.Duration
	unsent bool // the transport says that it was not
}

// gatePause is a pause that an answer told.
type gatePause struct{ from, until time.Duration }

func (r *gateRun) now() time.Duration { return time.Since(r.start) }

// Whatever limits, answers and cancellations there are, no more is sent than the
// limits allow, nothing in a pause that was told, all in the order of arrival;
// and every request ends.
func FuzzGate(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{1, 1, 1, 0, 2, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{2, 0, 1, 3, 2, 1, 20, 1, 0, 0, 0, 1, 3, 1, 2, 0, 4, 2, 0, 0, 2, 0, 5, 0, 1, 0, 6, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4})
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!?.,;:-_+*#'<>0987654321"))
	f.Add([]byte("zyxwvutsrqponmlkjihgfedcba9876543210zyxwvutsrqponmlkjihgfedcba9876543210zyxwvutsrqponmlkjihgfedcba"))
	f.Fuzz(func(t *testing.T, bytes []byte) {
		synctest.Test(t, func(t *testing.T) { runGate(t, dice(bytes)) })
	})
}

func runGate(t *testing.T, d dice) {
	const ms = time.Millisecond
	limits := make([]status.Limit, d.roll(3))
	for i := range limits {
		limits[i] = per(1+d.roll(4), pick(&d, 100*ms, second, 7*second))
	}
	c := limited(append(limits, status.Limit{Remaining: "X-Remaining", Reset: status.WaitSource{Header: "X-Reset", Unit: status.UnitSeconds}})...)
	p := &statushttp.Policy{Catalog: c, MaxWait: pick(&d, 0, second, hour), Rand: func() float64 { return 0.5 }}
	r := &gateRun{start: time.Now()}
	refused := &net.OpError{Op: "dial", Err: errors.New("connection refused")}
	type plan struct {
		arrives         time.Duration // after the one before
		deadline, quits time.Duration // after that; none if 0
		takes           time.Duration
		head            string // of the answer; an error if empty
		err             error
	}
	plans := make([]plan, d.roll(40))
	for i := range plans {
		plans[i] = plan{
			arrives:  pick(&d, 0, 0, 0, 50*ms, second, 10*second),
			deadline: pick(&d, 0, 0, second, 30*second),
			quits:    pick(&d, 0, 0, 0, 500*ms, 5*second),
			takes:    pick(&d, 0, ms, 700*ms, 3*second),
			head: pick(&d, "200", "200", "200", "429", "429\nRetry-After: 1", "429\nRetry-After: 5", "503",
				"200\nX-Remaining: 0\nX-Reset: 3", "200\nX-Remaining: 2", "", ""),
			err: pick[error](&d, refused, io.EOF),
		}
	}
	gate := p.Transport(roundTripper(func(req *http.Request) (*http.Response, error) {
		number, _ := strconv.Atoi(req.URL.Path[1:])
		plan := plans[number]
		r.mu.Lock()
		mine := len(r.sends)
		r.sends = append(r.sends, gateSend{number: number, at: r.now()})
		r.mu.Unlock()
		select {
		case <-time.After(plan.takes):
		case <-req.Context().Done():
			return nil, req.Context().Err()
		}
		if plan.head == "" {
			r.mu.Lock()
			r.sends[mine].unsent = plan.err != io.EOF
			r.mu.Unlock()
			return nil, plan.err
		}
		resp := from(req, answer(plan.head, ""))
		for _, name := range []string{"Retry-After", "X-Reset"} {
			if wait, err := strconv.Atoi(resp.Header.Get(name)); err == nil {
				r.mu.Lock()
				r.pauses = append(r.pauses, gatePause{r.now(), r.now() + time.Duration(wait)*second})
				r.mu.Unlock()
			}
		}
		return resp, nil
	}))

	var all sync.WaitGroup
	for i, plan := range plans {
		time.Sleep(plan.arrives)
		path, deadline, quits := "/"+strconv.Itoa(i), plan.deadline, plan.quits
		ctx, cancel := context.WithCancel(t.Context())
		if deadline > 0 {
			ctx, cancel = context.WithTimeout(ctx, deadline)
		}
		if quits > 0 {
			time.AfterFunc(quits, cancel)
		}
		all.Go(func() {
			defer cancel()
			req, _ := http.NewRequestWithContext(ctx, "POST", "https://limited.example"+path, nil)
			begun := r.now()
			resp, err := gate.RoundTrip(req)
			ended := r.now()
			var held *statushttp.HeldError
			switch {
			case errors.As(err, &held):
				if !held.Until.After(time.Now()) {
					t.Errorf("%s is held until %v, and it is %v", path, held.Until, time.Now())
				}
			case err == nil && resp == nil, err != nil && resp != nil:
				t.Errorf("%s: %v and %v", path, resp, err)
			}
			if deadline > 0 && ended > begun+deadline {
				t.Errorf("%s took %v in spite of its deadline of %v", path, ended-begun, deadline)
			}
			if quits > 0 && ended > begun+quits {
				t.Errorf("%s took %v in spite of its end after %v", path, ended-begun, quits)
			}
		})
		synctest.Wait()
	}
	all.Wait()
	r.check(t, limits)
	if n := statushttp.Busy(gate); n > 0 {
		t.Errorf("%d requests are left", n)
	}
}

// check holds what was sent against what was allowed.
func (r *gateRun) check(t *testing.T, limits []status.Limit) {
	// Of those that are let through at the same moment, any may be the first at the
	// transport.
	slices.SortFunc(r.sends, func(a, b gateSend) int { return cmp.Or(cmp.Compare(a.at, b.at), a.number-b.number) })
	if !slices.IsSortedFunc(r.sends, func(a, b gateSend) int { return a.number - b.number }) {
		t.Errorf("not in the order of arrival: %v", r.sends)
	}
	var counted []time.Duration
	for _, s := range r.sends {
		if !s.unsent {
			counted = append(counted, s.at)
		}
		for _, p := range r.pauses {
			if p.from < s.at && s.at < p.until {
				t.Errorf("%d was sent at %v, in the pause from %v until %v", s.number, s.at, p.from, p.until)
			}
		}
	}
	for _, l := range limits {
		for i := l.Requests; i < len(counted); i++ {
			if d := counted[i] - counted[i-l.Requests]; d < l.Per+min(l.Per/10, second/10) {
				t.Errorf("%d sent in %v, with %s", l.Requests+1, d, fmt.Sprint(l))
			}
		}
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
