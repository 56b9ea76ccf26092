package statushttp_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
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
	start  time.Time
	limits []status.Limit
	byPath bool // pauses are of the path's bucket

	mu     sync.Mutex
	sends  []gateSend
	pauses []gatePause
	under  map[string]int // how many of a path are under way
}

// gateSend is a request that was sent.
type gateSend struct {
	number int // in the order of arrival
	path   string
	at     time.Duration
	unsent bool // the transport says that it was not
}

// gatePause is a pause that a response specified.
type gatePause struct {
	path        string // empty if it is of all
	from, until time.Duration
}

func (r *gateRun) now() time.Duration { return time.Since(r.start) }

// Whatever limits, responses and cancellations there are, no more is sent than the
// limits allow, nothing in a pause that a response specified, all in the order of
// arrival; and every request ends.
func FuzzGate(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!?.,;:-_+*#'<>0987654321"))
	for seed := range uint64(seeds) {
		random := rand.New(rand.NewPCG(seed, 0))
		bytes := make([]byte, 300)
		for i := range bytes {
			bytes[i] = byte(random.Uint32())
		}
		f.Add(bytes)
	}
	f.Fuzz(func(t *testing.T, bytes []byte) {
		synctest.Test(t, func(t *testing.T) { runGate(t, dice(bytes)) })
	})
}

// gatePlan is what becomes of a request.
type gatePlan struct {
	path            string
	arrives         time.Duration // after the one before
	deadline, quits time.Duration // after that; none if 0
	takes           time.Duration
	head            string // of the response; an error if empty
	err             error
}

func runGate(t *testing.T, d dice) {
	const ms = time.Millisecond
	r := &gateRun{start: time.Now(), limits: make([]status.Limit, d.roll(3)), byPath: d.roll(2) > 0, under: map[string]int{}}
	for i := range r.limits {
		r.limits[i] = per(1+d.roll(4), pick(&d, 100*ms, second, 7*second))
		if d.roll(4) == 0 {
			r.limits[i] = status.Limit{Concurrent: 1 + d.roll(3), Code: 429}
		}
		r.limits[i].By = pick(&d, nil, byRoute[1:])
		if d.roll(4) == 0 {
			r.limits[i].Criteria = []status.Criterion{{Part: status.PartPath, Match: status.Match{Op: status.OpEquals, Values: []string{"/a"}}}}
		}
	}
	c := limited(append(r.limits, status.Limit{Remaining: "X-Remaining", Reset: status.WaitSource{Header: "X-Reset", Unit: status.UnitSeconds}})...)
	if r.byPath {
		c.Rows[429].By = byRoute[1:]
	}
	p := &statushttp.Policy{Catalog: c, MaxWait: pick(&d, 0, second, hour), Rand: func() float64 { return 0.5 }}
	refused := &net.OpError{Op: "dial", Err: errors.New("connection refused")}
	plans := make([]gatePlan, d.roll(40))
	for i := range plans {
		plans[i] = gatePlan{
			path:     pick(&d, "/a", "/a", "/b", "/c"),
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
		number, _ := strconv.Atoi(req.Header.Get("Number"))
		return r.respond(t, req, number, &plans[number])
	}))
	var all sync.WaitGroup
	for i, plan := range plans {
		time.Sleep(plan.arrives)
		ctx, cancel := context.WithCancel(t.Context())
		if plan.deadline > 0 {
			ctx, cancel = context.WithTimeout(ctx, plan.deadline)
		}
		if plan.quits > 0 {
			time.AfterFunc(plan.quits, cancel)
		}
		all.Go(func() {
			defer cancel()
			req, _ := http.NewRequestWithContext(ctx, "POST", "https://limited.example"+plan.path, nil)
			req.Header.Set("Number", strconv.Itoa(i))
			begun := r.now()
			resp, err := gate.RoundTrip(req)
			took := r.now() - begun
			var held *statushttp.HeldError
			switch {
			case errors.As(err, &held):
				if !held.Until.After(time.Now()) {
					t.Errorf("%d is held until %v, and it is %v", i, held.Until, time.Now())
				}
			case err == nil && resp == nil, err != nil && resp != nil:
				t.Errorf("%d: %v and %v", i, resp, err)
			}
			if plan.deadline > 0 && took > plan.deadline || plan.quits > 0 && took > plan.quits {
				t.Errorf("%d took %v in spite of its deadline after %v and its end after %v", i, took, plan.deadline, plan.quits)
			}
		})
		synctest.Wait()
	}
	all.Wait()
	r.check(t)
	if n := statushttp.Busy(gate); n > 0 {
		t.Errorf("%d requests are left", n)
	}
}

// respond notes that a request is sent, and what its response specifies.
func (r *gateRun) respond(t *testing.T, req *http.Request, number int, plan *gatePlan) (*http.Response, error) {
	r.mu.Lock()
	mine := len(r.sends)
	r.sends = append(r.sends, gateSend{number: number, path: plan.path, at: r.now()})
	r.under[plan.path]++
	r.checkUnder(t)
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		r.under[plan.path]--
		r.mu.Unlock()
	}()
	select {
	case <-time.After(plan.takes):
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if plan.head == "" {
		r.sends[mine].unsent = plan.err != io.EOF
		return nil, plan.err
	}
	resp := from(req, answer(plan.head, ""))
	for _, name := range []string{"Retry-After", "X-Reset"} {
		if wait, err := strconv.Atoi(resp.Header.Get(name)); err == nil {
			pause := gatePause{"", r.now(), r.now() + time.Duration(wait)*second}
			if r.byPath && resp.StatusCode == 429 {
				pause.path = plan.path
			}
			r.pauses = append(r.pauses, pause)
		}
	}
	return resp, nil
}

// counted returns the names of the buckets of a limit, and which paths are in each.
func counted(l *status.Limit) map[string][]string {
	paths := []string{"/a", "/b", "/c"}
	if len(l.Criteria) > 0 {
		paths = paths[:1]
	}
	if len(l.By) == 0 {
		return map[string][]string{"all": paths}
	}
	buckets := map[string][]string{}
	for _, path := range paths {
		buckets[path] = []string{path}
	}
	return buckets
}

// checkUnder checks how many are under way.
func (r *gateRun) checkUnder(t *testing.T) {
	for i := range r.limits {
		for name, paths := range counted(&r.limits[i]) {
			n := 0
			for _, path := range paths {
				n += r.under[path]
			}
			if most := r.limits[i].Concurrent; most > 0 && n > most {
				t.Errorf("%d of %s are under way, want at most %d", n, name, most)
			}
		}
	}
}

// check checks what was sent against what was allowed.
func (r *gateRun) check(t *testing.T) {
	// Of those that are sent at the same moment, any may be the first at the transport.
	slices.SortFunc(r.sends, func(a, b gateSend) int { return cmp.Or(cmp.Compare(a.at, b.at), a.number-b.number) })
	last := map[string]int{}
	for _, s := range r.sends {
		if n, ok := last[s.path]; ok && s.number < n {
			t.Errorf("%d was sent after %d of the same path", s.number, n)
		}
		last[s.path] = s.number
		for _, p := range r.pauses {
			if p.from < s.at && s.at < p.until && (p.path == "" || p.path == s.path) {
				t.Errorf("%d was sent at %v, in the pause from %v until %v", s.number, s.at, p.from, p.until)
			}
		}
	}
	for i := range r.limits {
		l := &r.limits[i]
		for name, paths := range counted(l) {
			var at []time.Duration
			for _, s := range r.sends {
				if !s.unsent && slices.Contains(paths, s.path) {
					at = append(at, s.at)
				}
			}
			for j := l.Requests; l.Requests > 0 && j < len(at); j++ {
				if d := at[j] - at[j-l.Requests]; d < l.Per+min(l.Per/10, second/10) {
					t.Errorf("%d of %s were sent in %v, with %s", l.Requests+1, name, d, fmt.Sprint(l))
				}
			}
		}
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
