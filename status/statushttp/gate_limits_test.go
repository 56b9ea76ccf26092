package statushttp_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// Requests within the limits are not held. The others are sent in the order in which
// they were made, as soon as the limits allow.
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
			for i, j := 0, 0; i < tt.n; i = j { // those of one moment arrive in any order
				for j < tt.n && tt.want[j] == tt.want[i] {
					j++
				}
				slices.Sort(g.wire.names[i:j])
			}
			if !slices.Equal(g.wire.names, names) {
				t.Errorf("%s: in the order %v", tt.reason, g.wire.names)
			}
		})
	}
}

// No interval contains more requests than the limit allows, wherever it begins. A bucket
// that refills would let nearly twice as many through.
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

// A hold that would pass the deadline fails at once, and so does a pause or a
// used-up window beyond MaxWait; to queue is not held against that.
func TestGateFailsAtOnce(t *testing.T) {
	for _, tt := range []struct {
		reason   string
		limits   []status.Limit
		maxWait  time.Duration
		pause    string        // that the first answer tells, in seconds
		queue    int           // that stands before
		deadline time.Duration // of the request, 0 is none
		until    time.Duration // 0 if it is not held
	}{
		{"within the deadline", []status.Limit{per(1, second)}, 0, "", 3, 5 * second, 0},
		{"beyond the deadline, in the queue", []status.Limit{per(1, second)}, 0, "", 4, 5 * second, 5500 * time.Millisecond},
		{"beyond the deadline, in two limits", []status.Limit{per(1, second), per(3, 10*second)}, 0, "", 4, 12 * second, 12300 * time.Millisecond},
		{"beyond the deadline, in a pause", nil, 0, "9", 0, 5 * second, 9 * second},
		{"within the deadline, in a pause", nil, 0, "9", 0, 9500 * time.Millisecond, 0},
		{"a long queue, and no deadline", []status.Limit{per(1, second)}, 0, "", 99, 0, 0},
		{"a pause beyond MaxWait", nil, 0, "61", 0, 0, 61 * second},
		{"a pause within it", nil, 0, "60", 0, 0, 0},
		{"a pause within a greater MaxWait", nil, hour, "61", 0, 0, 0},
		{"an eternity", nil, 0, "99999999999999999999", 0, 0, -1},
		{"a used-up window beyond MaxWait", []status.Limit{per(1, hour)}, 0, "", 0, 0, hour + second/10},
		{"a used-up window within MaxWait", []status.Limit{per(1, hour)}, 2 * hour, "", 0, 0, 0},
		{"a window that the queue will use up", []status.Limit{per(1, second), per(5, hour)}, 0, "", 4, 0, hour + second/10},
		{"a window that the queue will not use up", []status.Limit{per(1, second), per(5, hour)}, 0, "", 3, 0, 0},
	} {
		w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
			if n == 0 && tt.pause != "" {
				return answer("429\nRetry-After: "+tt.pause, ""), nil
			}
			return answer("200", ""), nil
		}}
		gateTest(t, &statushttp.Policy{Catalog: limited(tt.limits...), MaxWait: tt.maxWait}, w, func(g *gated) {
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

// A canceled request leaves its turn to the next one, anywhere in the queue.
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

// What is cancelled before it is sent takes no slot, and the error says that it was
// not sent.
func TestGateCancelledBefore(t *testing.T) {
	p := &statushttp.Policy{Catalog: limited(per(1, hour))}
	gateTest(t, p, &wire{}, func(g *gated) {
		ctx, cancel := context.WithCancelCause(g.Context())
		cancel(errors.New("gone"))
		g.send(ctx, "gone", "gone")
		past, quit := context.WithDeadline(g.Context(), time.Now().Add(-second))
		defer quit()
		g.send(past, "late", context.DeadlineExceeded.Error())
		g.send(g.Context(), "first", "200")
		g.send(past, "late", context.DeadlineExceeded.Error())
		g.checkTimes(0)
	})
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
		{"by host, in any letter case", nil, []time.Duration{0, 0, 1100 * time.Millisecond, 1100 * time.Millisecond, 2200 * time.Millisecond, 3300 * time.Millisecond}},
		{"by token", func(r *http.Request) string { return r.Header.Get("Authorization") }, []time.Duration{0, 1100 * time.Millisecond, 2200 * time.Millisecond, 3300 * time.Millisecond, 4400 * time.Millisecond, 5500 * time.Millisecond}},
	} {
		gateTest(t, &statushttp.Policy{Catalog: limited(per(1, second)), Key: tt.key}, &wire{}, func(g *gated) {
			for range 2 {
				for _, host := range []string{"a.example", "b.example", "B.example"} {
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

// Whatever is done with keys, there are no more remembered than there is something
// to remember of.
func TestGateForgetsKeys(t *testing.T) {
	p := &statushttp.Policy{Catalog: limited(per(1, second)), Key: func(r *http.Request) string { return r.URL.Path }}
	gateTest(t, p, &wire{}, func(g *gated) {
		remembered := func() int { return statushttp.Remembered(g.RoundTripper) }
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
