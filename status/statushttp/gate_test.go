package statushttp_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// limited is a vendor that has limits, and that tells pauses.
func limited(limits ...status.Limit) *status.Catalog {
	return &status.Catalog{
		Vendor: "limited",
		Rows: &status.Rows{
			200: {Code: 200, Kind: status.KindOK, Retry: never},
			429: {Code: 429, Kind: status.KindRateLimited, Retry: always, Wait: status.Wait{Min: second, Max: 8 * second}},
			503: {Code: 503, Kind: status.KindUnavailable, Retry: idempotent},
		},
		Limits: limits,
	}
}

func per(n int, d time.Duration) status.Limit { return status.Limit{Requests: n, Per: d, Code: 429} }

// wire is a transport that notes what is sent, and when.
type wire struct {
	answer func(n int, req *http.Request) (*http.Response, error) // to the nth, from 0; 200 if nil
	takes  time.Duration

	mu    sync.Mutex
	start time.Time
	sent  []time.Duration
	names []string // the paths
	idle  int
}

func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	w.mu.Lock()
	n := len(w.sent)
	w.sent = append(w.sent, time.Since(w.start))
	w.names = append(w.names, req.URL.Path)
	w.mu.Unlock()
	if req.Body != nil {
		req.Body.Close()
	}
	select {
	case <-time.After(w.takes):
	case <-req.Context().Done():
		return nil, context.Cause(req.Context())
	}
	if w.answer == nil {
		return from(req, answer("200", "")), nil
	}
	resp, err := w.answer(n, req)
	if resp != nil {
		resp.Request = req
	}
	return resp, err
}

func (w *wire) CloseIdleConnections() { w.idle++ }

func (w *wire) times() []time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.sent)
}

// gated is a gate in a bubble, in front of a wire.
type gated struct {
	*testing.T
	http.RoundTripper
	wire  *wire
	start time.Time
	all   sync.WaitGroup
}

func gateTest(t *testing.T, p *statushttp.Policy, w *wire, test func(g *gated)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		p.Rand = noJitter
		w.start = time.Now()
		g := &gated{T: t, RoundTripper: p.Transport(w), wire: w, start: time.Now()}
		test(g)
		g.all.Wait()
	})
}

// get sends a request and returns what came of it: the code, or the error.
func (g *gated) get(ctx context.Context, path string) (string, *statushttp.HeldError) {
	req, err := http.NewRequestWithContext(ctx, "GET", "https://limited.example/"+path, nil)
	if err != nil {
		g.Fatal(err)
	}
	resp, err := g.RoundTrip(req)
	var held *statushttp.HeldError
	switch {
	case errors.As(err, &held):
		return "held", held
	case err != nil:
		return err.Error(), nil
	}
	return fmt.Sprint(resp.StatusCode), nil
}

// go sends a request beside others, and has it in the queue.
func (g *gated) send(ctx context.Context, path string, want string) {
	g.Helper()
	g.all.Go(func() {
		if got, _ := g.get(ctx, path); got != want {
			g.Errorf("%s: %s, want %s", path, got, want)
		}
	})
	synctest.Wait()
}

func (g *gated) within(d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(g.Context(), d)
	g.Cleanup(cancel)
	return ctx
}

// checkTimes holds what was sent against when it should have been.
func (g *gated) checkTimes(want ...time.Duration) {
	g.Helper()
	g.all.Wait()
	if got := g.wire.times(); !slices.Equal(got, want) {
		g.Errorf("sent at %v, want %v", got, want)
	}
}

// What is within the limits is not held, and what is not comes in the order of
// arrival, as soon as it may.
func TestGateLimits(t *testing.T) {
	const ms = time.Millisecond
	for _, tt := range []struct {
		reason string
		limits []status.Limit
		n      int
		want   []time.Duration
	}{
		{"no limit", nil, 4, []time.Duration{0, 0, 0, 0}},
		{"one a second, and slack", []status.Limit{per(1, second)}, 4, []time.Duration{0, 1100 * ms, 2200 * ms, 3300 * ms}},
		{"a tenth of slack", []status.Limit{per(1, 100*ms)}, 3, []time.Duration{0, 110 * ms, 220 * ms}},
		{"a hundred milliseconds at most", []status.Limit{per(1, minute)}, 2, []time.Duration{0, minute + 100*ms}},
		{"three a second", []status.Limit{per(3, second)}, 7, []time.Duration{0, 0, 0, 1100 * ms, 1100 * ms, 1100 * ms, 2200 * ms}},
		{"two limits", []status.Limit{per(1, second), per(3, 10*second)}, 7,
			[]time.Duration{0, 1100 * ms, 2200 * ms, 10100 * ms, 11200 * ms, 12300 * ms, 20200 * ms}},
		{"a limit of an unknown size is none", []status.Limit{{Remaining: "X-Remaining"}}, 3, []time.Duration{0, 0, 0}},
	} {
		gateTest(t, &statushttp.Policy{Catalog: limited(tt.limits...), MaxWait: hour}, &wire{}, func(g *gated) {
			var names []string
			for i := range tt.n {
				names = append(names, fmt.Sprintf("/%d", i))
				g.send(g.Context(), names[i][1:], "200")
			}
			g.checkTimes(tt.want...)
			if !slices.Equal(g.wire.names, names) {
				t.Errorf("%s: in the order %v", tt.reason, g.wire.names)
			}
		})
	}
}

// Never more than the limit allows in any interval, also where two of them meet: a
// bucket that fills up would let nearly twice as many through.
func TestGateSlidingWindow(t *testing.T) {
	gateTest(t, &statushttp.Policy{Catalog: limited(per(5, 10*second))}, &wire{}, func(g *gated) {
		time.Sleep(9 * second)
		for range 5 {
			g.send(g.Context(), "a", "200")
		}
		time.Sleep(2 * second) // the clock has gone on to the next ten seconds
		for range 3 {
			g.send(g.Context(), "b", "200")
		}
		at, next := 9*second, 19*second+100*time.Millisecond
		g.checkTimes(at, at, at, at, at, next, next, next)
	})
}

// A pause that is told holds everybody until its end, and a straggler that tells
// less does not shorten it.
func TestGateToldPause(t *testing.T) {
	w := &wire{takes: second, answer: func(n int, _ *http.Request) (*http.Response, error) {
		return answer([]string{"429\nRetry-After: 10", "429\nRetry-After: 3", "429", "200", "200", "200"}[n], ""), nil
	}}
	gateTest(t, &statushttp.Policy{Catalog: limited()}, w, func(g *gated) {
		for range 3 { // they are all under way when the first answer comes
			g.send(g.Context(), "early", "429")
		}
		time.Sleep(2 * second)
		g.send(g.Context(), "late", "200")
		time.Sleep(second)
		g.send(g.Context(), "later", "200")
		g.send(g.Context(), "last", "200")
		g.checkTimes(0, 0, 0, 11*second, 11*second, 11*second)
	})
}

// A pause that gets longer holds those that wait already.
func TestGateLongerPause(t *testing.T) {
	w := &wire{answer: func(n int, req *http.Request) (*http.Response, error) {
		switch req.URL.Path {
		case "/quick":
			return answer("429\nRetry-After: 5", ""), nil
		case "/slow":
			time.Sleep(3 * second)
			return answer("429\nRetry-After: 20", ""), nil
		}
		return answer("200", ""), nil
	}}
	gateTest(t, &statushttp.Policy{Catalog: limited()}, w, func(g *gated) {
		g.send(g.Context(), "slow", "429")
		g.send(g.Context(), "quick", "429")
		g.send(g.Context(), "patient", "200")
		g.send(g.within(6*second), "pressed", "held") // fails when it learns that the pause is longer
		g.checkTimes(0, 0, 23*second)
	})
}

// Where nothing is told the pause is a step of the back-off, and then one request
// probes.
func TestGateProbes(t *testing.T) {
	w := &wire{takes: second / 10, answer: func(n int, _ *http.Request) (*http.Response, error) {
		return answer([]string{"429", "429", "429", "200", "429"}[min(n, 4)], ""), nil
	}}
	gateTest(t, &statushttp.Policy{Catalog: limited()}, w, func(g *gated) {
		g.send(g.Context(), "first", "429")
		time.Sleep(second / 5)
		g.send(g.Context(), "probe", "429")    // a second after the first answer
		g.send(g.Context(), "probe", "429")    // two seconds after that
		g.send(g.Context(), "probe", "200")    // four
		g.send(g.Context(), "another", "429")  // with its answer, and what comes in a row begins anew
		g.send(g.Context(), "together", "429") // the same
		const tenth = second / 10
		g.checkTimes(0, 11*tenth, 32*tenth, 73*tenth, 74*tenth, 74*tenth)
	})
}

// Answers to what was sent before a refusal say nothing of what holds after it.
func TestGateStragglers(t *testing.T) {
	w := &wire{answer: func(n int, req *http.Request) (*http.Response, error) {
		switch req.URL.Path {
		case "/refused":
			return answer("429", ""), nil
		case "/straggler":
			time.Sleep(second / 2)
			return answer([]string{"200", "429"}[n%2], ""), nil
		case "/slow":
			time.Sleep(second)
		}
		return answer("200", ""), nil
	}}
	gateTest(t, &statushttp.Policy{Catalog: limited()}, w, func(g *gated) {
		for range 8 {
			g.all.Go(func() { g.get(g.Context(), "straggler") })
		}
		synctest.Wait()
		g.send(g.Context(), "refused", "429")
		g.send(g.Context(), "slow", "200") // the one probe, after the first step
		g.send(g.Context(), "after", "200")
		g.checkTimes(append(make([]time.Duration, 9), second, 2*second)...)
	})
}

// A probe that gets no answer lets another one go, at once if it failed and
// after a while if it says nothing.
func TestGateLostProbe(t *testing.T) {
	for _, tt := range []struct {
		reason string
		probe  func(req *http.Request) (*http.Response, error)
		next   time.Duration // in tenths of a second
	}{
		{"it fails", func(*http.Request) (*http.Response, error) { return nil, io.EOF }, 12},
		{"it is silent for long", func(req *http.Request) (*http.Response, error) {
			<-req.Context().Done()
			return nil, io.EOF
		}, 31},
	} {
		w := &wire{takes: second / 10, answer: func(n int, req *http.Request) (*http.Response, error) {
			switch n {
			case 0:
				return answer("429", ""), nil
			case 1:
				return tt.probe(req)
			}
			return answer("200", ""), nil
		}}
		gateTest(t, &statushttp.Policy{Catalog: limited()}, w, func(g *gated) {
			g.send(g.Context(), "first", "429")
			time.Sleep(second / 5)
			g.send(g.within(10*second), "probe", "EOF")
			g.send(g.Context(), "probe", "200")
			g.send(g.Context(), "after", "200")
			const tenth = second / 10
			g.checkTimes(0, 11*tenth, tt.next*tenth, (tt.next+1)*tenth)
		})
	}
}

// An answer that says that nothing remains closes the gate until the reset.
func TestGateRemaining(t *testing.T) {
	limits := limited(status.Limit{Remaining: "X-Remaining", Reset: status.WaitSource{Header: "X-Reset", Unit: status.UnitSeconds}})
	for _, tt := range []struct {
		reason string
		head   string
		want   time.Duration
	}{
		{"something remains", "200\nX-Remaining: 1\nX-Reset: 7", 0},
		{"nothing remains", "200\nX-Remaining: 0\nX-Reset: 7", 7 * second},
		{"nothing remains, of an error", "503\nX-Remaining: 0\nX-Reset: 7", 7 * second},
		{"nothing remains, and no reset", "200\nX-Remaining: 0", 0},
		{"no number", "200\nX-Remaining: none\nX-Reset: 7", 0},
		{"not said", "200\nX-Reset: 7", 0},
		{"it is over", "200\nX-Remaining: 0\nX-Reset: 0", 0},
		{"a refusal tells less", "429\nRetry-After: 3\nX-Remaining: 0\nX-Reset: 7", 7 * second},
		{"a refusal tells more", "429\nRetry-After: 9\nX-Remaining: 0\nX-Reset: 7", 9 * second},
	} {
		w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
			if n == 0 {
				return answer(tt.head, ""), nil
			}
			return answer("200", ""), nil
		}}
		gateTest(t, &statushttp.Policy{Catalog: limits}, w, func(g *gated) {
			g.send(g.Context(), "first", tt.head[:3])
			g.send(g.Context(), "next", "200")
			g.checkTimes(0, tt.want)
			if t.Failed() {
				t.Fatal(tt.reason)
			}
		})
	}
}

// A hold that would pass the deadline fails at once, and so does a pause or a
// used-up window beyond the patience; to queue is not held against that.
func TestGateFailsAtOnce(t *testing.T) {
	for _, tt := range []struct {
		reason   string
		limits   []status.Limit
		patience time.Duration
		pause    string        // that the first answer tells, in seconds
		queue    int           // that stands before
		deadline time.Duration // of the request, 0 is none
		until    time.Duration // 0 if it is not held
	}{
		{"within the deadline", []status.Limit{per(1, second)}, 0, "", 3, 5 * second, 0},
		{"beyond the deadline, in the queue", []status.Limit{per(1, second)}, 0, "", 4, 5 * second, 5500 * time.Millisecond},
		{"beyond the deadline, in two limits", []status.Limit{per(1, second), per(3, 10*second)}, 0, "", 4, 12 * second, 12300 * time.Millisecond},
		{"beyond the deadline, in a pause", nil, 0, "9", 0, 5 * second, 9 * second},
		{"within the deadline, in a pause", nil, 0, "9", 5, 9500 * time.Millisecond, 0},
		{"a long queue, and no deadline", []status.Limit{per(1, second)}, 0, "", 99, 0, 0},
		{"a pause beyond the patience", nil, 0, "61", 0, 0, 61 * second},
		{"a pause within it", nil, 0, "60", 0, 0, 0},
		{"a pause within a greater patience", nil, hour, "61", 0, 0, 0},
		{"an eternity", nil, 0, "99999999999999999999", 0, 0, -1},
		{"a used-up window beyond the patience", []status.Limit{per(1, hour)}, 0, "", 0, 0, hour + second/10},
		{"a used-up window within the patience", []status.Limit{per(1, hour)}, 2 * hour, "", 0, 0, 0},
		{"a window that the queue will use up", []status.Limit{per(1, second), per(5, hour)}, 0, "", 4, 0, hour + second/10},
		{"a window that the queue will not use up", []status.Limit{per(1, second), per(5, hour)}, 0, "", 3, 0, 0},
	} {
		w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
			if n == 0 && tt.pause != "" {
				return answer("429\nRetry-After: "+tt.pause, ""), nil
			}
			return answer("200", ""), nil
		}}
		gateTest(t, &statushttp.Policy{Catalog: limited(tt.limits...), MaxWait: tt.patience}, w, func(g *gated) {
			g.get(g.Context(), "first")
			for range tt.queue {
				g.send(g.Context(), "queue", "200")
			}
			ctx := g.Context()
			if tt.deadline > 0 {
				ctx = g.within(tt.deadline)
			}
			start := time.Now()
			got, held := g.get(ctx, "last")
			switch {
			case tt.until == 0:
				if got != "200" {
					t.Errorf("%s: %s", tt.reason, got)
				}
			case held == nil || time.Since(start) > 0 || tt.until > 0 && !held.Until.Equal(g.start.Add(tt.until)):
				t.Errorf("%s: %s until %v after %v, want it held until %v", tt.reason, got, held, time.Since(start), g.start.Add(tt.until))
			}
		})
	}
}

// Holds that a new pause makes hopeless fail then.
func TestGatePauseBeyondPatience(t *testing.T) {
	w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
		if n == 1 {
			return answer("429\nRetry-After: 61", ""), nil
		}
		return answer("200", ""), nil
	}}
	gateTest(t, &statushttp.Policy{Catalog: limited(per(1, second))}, w, func(g *gated) {
		for range 2 {
			g.all.Go(func() { g.get(g.Context(), "first") })
			synctest.Wait()
		}
		for range 5 {
			g.send(g.Context(), "queue", "held")
		}
		g.all.Wait()
		if took := time.Since(g.start); took != 1100*time.Millisecond {
			t.Errorf("they failed after %v", took)
		}
		time.Sleep(61 * second)
		g.send(g.Context(), "after", "200")
	})
}

// Whoever goes leaves the turn to the next, from anywhere in the queue.
func TestGateCancel(t *testing.T) {
	for _, who := range []int{0, 1, 2} {
		gateTest(t, &statushttp.Policy{Catalog: limited(per(1, second))}, &wire{}, func(g *gated) {
			g.send(g.Context(), "first", "200")
			ctx, cancel := context.WithCancelCause(g.Context())
			for i := range 3 {
				if i == who {
					g.send(ctx, "gone", "gone")
				} else {
					g.send(g.Context(), "stays", "200")
				}
			}
			time.Sleep(second / 2)
			cancel(errors.New("gone"))
			synctest.Wait()
			// There is room for one more within its deadline.
			g.send(g.within(3*second), "more", "200")
			g.checkTimes(0, 1100*time.Millisecond, 2200*time.Millisecond, 3300*time.Millisecond)
		})
	}
}

// What surely was not sent does not count.
func TestGateUnsent(t *testing.T) {
	refused := &net.OpError{Op: "dial", Err: errors.New("connection refused")}
	w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
		if n < 3 {
			return nil, refused
		}
		return answer("200", ""), nil
	}}
	gateTest(t, &statushttp.Policy{Catalog: limited(per(2, hour))}, w, func(g *gated) {
		for range 3 {
			g.send(g.Context(), "down", refused.Error())
		}
		g.send(g.Context(), "up", "200")
		g.send(g.Context(), "up", "200")
		g.send(g.Context(), "used up", "held")
		g.checkTimes(0, 0, 0, 0, 0)
	})
}

// Nor does it for those that wait behind.
func TestGateUnsentInFront(t *testing.T) {
	w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
		if n == 0 {
			time.Sleep(2 * second)
			return nil, &net.DNSError{Err: "no such host"}
		}
		return answer("200", ""), nil
	}}
	gateTest(t, &statushttp.Policy{Catalog: limited(per(1, minute/6))}, w, func(g *gated) {
		for _, want := range []string{"lookup : no such host", "200", "200"} {
			g.send(g.Context(), "first", want)
		}
		time.Sleep(3 * second)
		g.send(g.within(20*second), "last", "200") // at 22.2 s, and not at 30.3
		g.checkTimes(0, 2*second, 12*second+second/10, 22*second+second/5)
	})
}

// Keys are apart, by host if the policy does not say.
func TestGateKeys(t *testing.T) {
	for _, tt := range []struct {
		reason string
		key    func(*http.Request) string
		want   []time.Duration
	}{
		{"by host", nil, []time.Duration{0, 0, 1100 * time.Millisecond, 1100 * time.Millisecond}},
		{"by token", func(r *http.Request) string { return r.Header.Get("Authorization") }, []time.Duration{0, 1100 * time.Millisecond, 2200 * time.Millisecond, 3300 * time.Millisecond}},
	} {
		gateTest(t, &statushttp.Policy{Catalog: limited(per(1, second)), Key: tt.key}, &wire{}, func(g *gated) {
			for range 2 {
				for _, host := range []string{"a.example", "b.example"} {
					g.all.Go(func() {
						req, _ := http.NewRequest("GET", "https://"+host, nil)
						if _, err := g.RoundTrip(req); err != nil {
							t.Error(err)
						}
					})
				}
			}
			g.checkTimes(tt.want...)
		})
	}
}

// closing is a body that knows whether it was closed.
type closing struct {
	io.Reader
	closed int
}

func (c *closing) Close() error { c.closed++; return nil }

// The rules of http.RoundTripper: a request is not changed, its body is closed,
// also where it is not sent.
func TestGateIsARoundTripper(t *testing.T) {
	gateTest(t, &statushttp.Policy{Catalog: limited(per(1, hour))}, &wire{}, func(g *gated) {
		gone, cancel := context.WithCancel(g.Context())
		cancel()
		for i, ctx := range []context.Context{g.Context(), g.Context(), gone} {
			body := &closing{Reader: strings.NewReader("x")}
			req, _ := http.NewRequestWithContext(ctx, "POST", "https://limited.example/x", body)
			req.Header.Set("X-A", "b")
			before := *req
			header := req.Header.Clone()
			_, err := g.RoundTrip(req)
			if (err == nil) != (i == 0) || body.closed != 1 {
				t.Errorf("%d: %v, and the body was closed %d times", i, err, body.closed)
			}
			if before.Method != req.Method || before.URL != req.URL || before.Body != req.Body || before.Context() != req.Context() || fmt.Sprint(header) != fmt.Sprint(req.Header) {
				t.Errorf("%d: the request was changed", i)
			}
		}
		(&http.Client{Transport: g.RoundTripper}).CloseIdleConnections()
		if g.wire.idle != 1 {
			t.Errorf("CloseIdleConnections was passed on %d times", g.wire.idle)
		}
	})
	// A nil transport is the default one.
	if _, err := (&statushttp.Policy{}).Transport(nil).RoundTrip(&http.Request{}); err == nil || errors.Is(err, statushttp.ErrHeld) {
		t.Errorf("a request without an address: %v", err)
	}
}

// Of a success no more is read than a case that throttles needs.
func TestGateReadsOfSuccess(t *testing.T) {
	slow := status.Case{Name: "slow", Body: []status.BodyMatch{field("/error", status.OpEquals, "ratelimited")}, Kind: status.KindRateLimited, Retry: always}
	wrong := slow
	wrong.Kind, wrong.Retry = status.KindInvalidRequest, never
	for _, tt := range []struct {
		reason string
		when   status.Case
		size   int64
		paused bool
		read   bool
	}{
		{"a case that throttles, and the length is known", slow, int64(len(`{"error":"ratelimited"}`)), true, true},
		{"a case that throttles, and the length is not known", slow, -1, false, false},
		{"no case that throttles", wrong, 23, false, false},
	} {
		c := limited()
		c.Rows[200] = &status.Info{Code: 200, Kind: status.KindOK, Retry: never, When: []status.Case{tt.when}}
		body := &scripted{chunks: []string{`{"error":"ratelimited"}`}, err: io.EOF}
		w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
			resp := answer("200", "")
			if n == 0 {
				resp.Body, resp.ContentLength = body, tt.size
			}
			return resp, nil
		}}
		gateTest(t, &statushttp.Policy{Catalog: c}, w, func(g *gated) {
			g.send(g.Context(), "first", "200")
			if read := len(body.chunks) == 0; read != tt.read {
				t.Errorf("%s: the body was read: %t", tt.reason, read)
			}
			g.send(g.Context(), "next", "200")
			want := time.Duration(0)
			if tt.paused {
				want = second / 2
			}
			g.checkTimes(0, want)
		})
	}
}

// Whatever is done with keys, there are no more remembered than there is something
// to remember of.
func TestGateForgetsKeys(t *testing.T) {
	p := &statushttp.Policy{Catalog: limited(per(1, second)), Key: func(r *http.Request) string { return r.URL.Path }}
	gateTest(t, p, &wire{}, func(g *gated) {
		remembered := func() int { return statushttp.Lanes(g.RoundTripper) }
		for i := range 10000 {
			g.get(g.Context(), fmt.Sprint(i))
			time.Sleep(10 * time.Millisecond)
		}
		// 110 of them have sent something in the last 1.1 s.
		if n := remembered(); n > 300 {
			t.Errorf("%d keys are remembered", n)
		}
		// What is still under way, or held, or paused, is not forgotten.
		g.get(g.Context(), "limited")
		for i := range 100 {
			g.get(g.Context(), fmt.Sprint(i))
		}
		g.get(g.Context(), "limited")
		if took := g.wire.times(); took[len(took)-1]-took[len(took)-102] < second {
			t.Error("the limit was forgotten")
		}
	})
}
