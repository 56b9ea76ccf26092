package statushttp_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

var (
	byRoute = []status.By{{Part: status.PartMethod}, {Part: status.PartPath}}
	byName  = []status.By{{Part: status.PartHeader, Name: "X-Bucket"}}
)

// bucketed is a vendor whose refusals pause a bucket.
func bucketed(by []status.By, limits ...status.Limit) *status.Catalog {
	c := limited(limits...)
	c.Rows[429].By = by
	return c
}

// replies responds by path: with a head to the first request, and with 200 to the others.
func replies(first map[string]string, always string) *wire {
	var seen sync.Map
	return &wire{answer: func(_ int, req *http.Request) (*http.Response, error) {
		head, ok := first[req.URL.Path]
		if _, again := seen.LoadOrStore(req.URL.Path, true); !ok || again {
			head = "200" + always
		}
		return answer(head, ""), nil
	}}
}

// A closed bucket delays its own requests and no others.
func TestGateBuckets(t *testing.T) {
	const pause = "429\nRetry-After: 20"
	remaining := status.Limit{Remaining: "X-Left", Reset: status.WaitSource{Header: "X-Reset", Unit: status.UnitSeconds}, By: byName}
	under := func(path string, l status.Limit) status.Limit {
		l.Criteria = []status.Criterion{{Part: status.PartPath, Match: status.Match{Op: status.OpPrefix, Values: []string{path}}}}
		return l
	}
	by := func(by []status.By, l status.Limit) status.Limit { l.By = by; return l }
	template := func(req *http.Request) string {
		if len(req.URL.Path) > 3 && req.URL.Path[:3] == "/a/" {
			return "/a/{id}"
		}
		return ""
	}
	for _, tt := range []struct {
		reason  string
		catalog *status.Catalog
		bucket  func(*http.Request) string
		first   map[string]string
		paths   string // one letter each, sent at once
		want    []time.Duration
	}{
		{"all of a key", bucketed(nil), nil, map[string]string{"/a": pause}, "ab", []time.Duration{0, 20 * second}},
		{"by method and path", bucketed(byRoute), nil, map[string]string{"/a": pause}, "aab", []time.Duration{0, 20 * second, 0}},
		{"by path", bucketed(byRoute[1:]), nil, map[string]string{"/a": pause}, "aab", []time.Duration{0, 20 * second, 0}},
		{"by host", bucketed([]status.By{{Part: status.PartHost}}), nil, map[string]string{"/a": pause}, "ab", []time.Duration{0, 20 * second}},
		{"by name, without a name", bucketed(byName), nil, map[string]string{"/a": pause}, "aab", []time.Duration{0, 20 * second, 0}},
		{"by name, which others have", bucketed(byName), nil,
			map[string]string{"/b": "200\nX-Bucket: 1", "/c": "200\nX-Bucket: 2", "/a": pause + "\nX-Bucket: 1"}, "bcabc",
			[]time.Duration{0, 0, 0, 20 * second, 0}},
		{"by name, without the name that is known", bucketed(byName), nil,
			map[string]string{"/a": "200\nX-Bucket: 1", "/b": "200\nX-Bucket: 1", "/c": "200\nX-Bucket: 1"}, "abcabc",
			[]time.Duration{0, 0, 0, 0, 0, 0}},
		{"nothing remains, by name", limited(remaining), nil,
			map[string]string{"/a": "200\nX-Bucket: 1\nX-Left: 0\nX-Reset: 5", "/b": "200\nX-Bucket: 2\nX-Left: 9\nX-Reset: 5"}, "abab",
			[]time.Duration{0, 0, 5 * second, 0}},
		{"a limit for some paths", limited(under("/a", per(1, second))), nil, nil, "aabb", []time.Duration{0, 1100 * time.Millisecond, 0, 0}},
		{"a limit for each path", limited(by(byRoute, per(1, second))), nil, nil, "abab", []time.Duration{0, 0, 1100 * time.Millisecond, 1100 * time.Millisecond}},
		{"and one of all", limited(by(byRoute, per(1, second)), per(3, 10*second)), nil, nil, "abab", []time.Duration{0, 0, 1100 * time.Millisecond, 10100 * time.Millisecond}},
		{"a limit of all beside a pause", bucketed(byRoute, per(3, second)), nil, map[string]string{"/a": pause}, "abbba",
			[]time.Duration{0, 0, 0, 1100 * time.Millisecond, 20 * second}},
		{"the template of a route", bucketed(byRoute), template, map[string]string{"/a/1": pause}, "12b", []time.Duration{0, 20 * second, 0}},
	} {
		w := replies(tt.first, "")
		gateTest(t, &statushttp.Policy{Catalog: tt.catalog, Bucket: tt.bucket}, w, func(g *gated) {
			when := make([]time.Duration, len(tt.paths))
			for i, c := range tt.paths {
				path := string(c)
				if c < 'a' {
					path = "a/" + path
				}
				want := "200"
				if head, ok := tt.first["/"+path]; ok && i == slices.Index([]rune(tt.paths), c) {
					want = head[:3]
				}
				ctx := context.WithValue(g.Context(), sentAt{}, &when[i])
				g.send(ctx, path, want)
			}
			g.all.Wait()
			if !slices.Equal(when, tt.want) {
				t.Errorf("%s: sent at %v, want %v", tt.reason, when, tt.want)
			}
		})
	}
}

// Requests that wait already are delayed by a bucket that is closed meanwhile.
func TestGateBucketClosesForWaiters(t *testing.T) {
	w := &wire{takes: second / 10, answer: func(n int, req *http.Request) (*http.Response, error) {
		if n == 1 {
			return answer("429\nRetry-After: 20", ""), nil
		}
		return answer("200", ""), nil
	}}
	gateTest(t, &statushttp.Policy{Catalog: bucketed(byRoute, per(1, second))}, w, func(g *gated) {
		g.send(g.Context(), "b", "200")
		g.send(g.Context(), "a", "429") // at 1.1 s; the response comes at 1.2 s
		g.send(g.Context(), "a", "200")
		g.send(g.Context(), "b", "200")
		const tenth = second / 10
		g.checkTimes(0, 11*tenth, 22*tenth, 212*tenth)
		if want := []string{"/b", "/a", "/b", "/a"}; !slices.Equal(w.names, want) {
			t.Errorf("sent %v, want %v", w.names, want)
		}
	})
}

// A request is under way until RoundTrip returns, and as many are as the limit allows.
func TestGateConcurrent(t *testing.T) {
	two := status.Limit{Concurrent: 2, Code: 429}
	w := &wire{takes: second}
	gateTest(t, &statushttp.Policy{Catalog: limited(two, per(4, minute))}, w, func(g *gated) {
		for range 4 {
			g.send(g.Context(), "a", "200")
		}
		g.send(g.within(3*second), "a", "held")
		g.checkTimes(0, 0, second, second)
	})
	// Nor does one count that ends in a panic.
	w = &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
		if n < 2 {
			panic(http.ErrAbortHandler)
		}
		return answer("200", ""), nil
	}}
	gateTest(t, &statushttp.Policy{Catalog: limited(two)}, w, func(g *gated) {
		for range 2 {
			func() {
				defer func() {
					if recover() == nil {
						t.Error("no panic")
					}
				}()
				g.get(g.Context(), "panic")
			}()
		}
		g.send(g.Context(), "after", "200")
	})
}

// Memory is bounded also where each path has a bucket and a name of its own.
func TestGateForgetsBuckets(t *testing.T) {
	c := bucketed(byName, status.Limit{Requests: 1, Per: second, Code: 429, By: byRoute})
	w := &wire{answer: func(n int, req *http.Request) (*http.Response, error) {
		return answer("429\nRetry-After: 1\nX-Bucket: "+strconv.Itoa(n), ""), nil
	}}
	gateTest(t, &statushttp.Policy{Catalog: c}, w, func(g *gated) {
		for i := range 20000 {
			g.get(g.Context(), fmt.Sprint(i))
			time.Sleep(time.Second)
		}
		if n := statushttp.Remembered(g.RoundTripper); n > 200 { // a lesson lasts half a minute
			t.Errorf("%d buckets are remembered", n)
		}
	})
}

// If a function of the user panics, no lock stays held, and no request waits for it.
func TestGatePanics(t *testing.T) {
	for _, what := range []string{"Key", "Bucket", "Rand", "Now", "Observe"} {
		on := false
		check := func(name string) {
			if on && name == what {
				panic(name)
			}
		}
		p := &statushttp.Policy{
			Catalog: bucketed(byRoute, status.Limit{Concurrent: 1, Code: 429}),
			Key:     func(*http.Request) string { check("Key"); return "" },
			Bucket:  func(*http.Request) string { check("Bucket"); return "" },
			Now:     func() time.Time { check("Now"); return time.Now() },
			Observe: func(context.Context, statushttp.Event) { check("Observe") },
		}
		w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
			return answer([]string{"429", "429\nRetry-After: Sun, 01 Mar 2026 12:00:07 GMT"}[n%2], ""), nil
		}}
		gateTest(t, p, w, func(g *gated) {
			p.Rand = func() float64 { check("Rand"); return 0 }
			on = true
			panicked := 0
			for range 2 {
				func() {
					defer func() {
						if recover() != nil {
							panicked++
						}
					}()
					g.get(g.Context(), "a")
				}()
			}
			on = false
			if n := statushttp.Busy(g.RoundTripper); n > 0 || panicked == 0 {
				t.Errorf("%s: %d requests are left, %d panics", what, n, panicked)
			}
			w.answer = nil
			g.send(g.Context(), "b", "200")
		})
	}
}

// What a transport should not do.
func TestGateBadTransports(t *testing.T) {
	p := policy(limited())
	gate := p.Transport(roundTripper(func(*http.Request) (*http.Response, error) { return nil, nil }))
	if resp, err := gate.RoundTrip(request("GET")); resp != nil || err == nil {
		t.Errorf("neither a response nor an error: %v and %v", resp, err)
	}
	// The gate knows the request of a response that does not, and waits no longer for a
	// body than the request has.
	w := &wire{}
	gateTest(t, p, w, func(g *gated) {
		gate := policy(&acme).Transport(roundTripper(func(*http.Request) (*http.Response, error) {
			resp := dripping(t.Context(), newDrip(slowDown, 1, hour))
			resp.Request = nil
			return resp, nil
		}))
		req, start := request("GET").WithContext(g.within(second)), time.Now()
		resp, err := gate.RoundTrip(req)
		if err != nil || resp.Request != req || time.Since(start) != second {
			t.Fatalf("%v and %v after %v", resp, err, time.Since(start))
		}
		resp.Body.Close()
	})
}

// Each pause is observed once, and so is the end of each wait.
func TestGateObserve(t *testing.T) {
	w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
		return answer([]string{"429\nRetry-After: 5", "200"}[n], ""), nil
	}}
	var events []string
	var g *gated
	p := &statushttp.Policy{Catalog: limited(), Observe: func(_ context.Context, e statushttp.Event) {
		statushttp.Busy(g.RoundTripper) // no lock is held
		events = append(events, fmt.Sprintf("%s %s %v: held %v, wait %v, %v, %s", e.Type, e.Method, e.Decision.Verdict.Code, e.Held, e.Decision.Wait, e.Err != nil, e.Decision.Reason))
	}}
	gateTest(t, p, w, func(started *gated) {
		g = started
		g.send(g.Context(), "first", "429")
		g.send(g.within(second), "pressed", "held")
		g.send(g.Context(), "patient", "200")
		g.all.Wait()
	})
	want := []string{
		"pause GET 429: held 0s, wait 5s, false, ",
		"hold GET 429: held 0s, wait 0s, true, held",
		"hold GET 429: held 5s, wait 0s, false, ",
	}
	if !slices.Equal(events, want) {
		t.Errorf("events\n%q\nwant\n%q", events, want)
	}
}

// However long the wait that a response specifies, its bucket is closed for a day, and
// then one request probes.
func TestGateAbsurdPause(t *testing.T) {
	w := &wire{takes: second, answer: func(n int, _ *http.Request) (*http.Response, error) {
		return answer([]string{"429\nRetry-After: 99999999999999", "200", "200"}[n], ""), nil
	}}
	gateTest(t, &statushttp.Policy{Catalog: limited(), MaxWait: 48 * time.Hour}, w, func(g *gated) {
		g.get(g.Context(), "first")
		g.send(g.Context(), "probe", "200")
		g.send(g.Context(), "after", "200")
		day := second + 24*time.Hour
		g.checkTimes(0, day, day+second)
	})
}

// MaxWait bounds what responses specify. A backoff is bounded by the deadline.
func TestGateMaxWait(t *testing.T) {
	c := limited()
	c.Rows[429].Wait = status.Wait{Min: 10 * minute, Max: hour}
	w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
		return answer([]string{"429", "200"}[n], ""), nil
	}}
	gateTest(t, &statushttp.Policy{Catalog: c}, w, func(g *gated) {
		g.get(g.Context(), "first")
		g.send(g.within(9*minute), "pressed", "held")
		g.send(g.Context(), "patient", "200")
		g.checkTimes(0, 10*minute)
	})
}

// A limit of which nothing remains, and nobody says until when, closes its bucket for a
// backoff, which grows.
func TestGateRemainingWithoutReset(t *testing.T) {
	left := status.Limit{Requests: 100, Per: minute, Code: 429, Remaining: "X-Left"}
	w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
		return answer([]string{"200\nX-Left: 1", "200\nX-Left: 0", "200\nX-Left: 0", "200\nX-Left: 9"}[min(n, 3)], ""), nil
	}}
	gateTest(t, &statushttp.Policy{Catalog: limited(left)}, w, func(g *gated) {
		for range 4 {
			g.get(g.Context(), "a")
		}
		g.checkTimes(0, 0, second, 3*second)
	})
}

// The budget has so many retries for each key. A success gives one back, and throttling
// spends none.
func TestGateBudget(t *testing.T) {
	lost := errors.New("connection reset")
	for _, tt := range []struct {
		reason string
		budget int
		method string
		heads  []string // of the responses; an error if empty
		want   string   // a letter for each: r for a retry, b for the budget, - for another no
	}{
		{"failures", 2, "GET", []string{"503", "503", "503", "503"}, "rrbb"},
		{"errors", 2, "GET", []string{"", "503", "", "503"}, "rrbb"},
		{"a success between", 2, "GET", []string{"503", "503", "200", "503", "503"}, "rr-rb"},
		{"refusals between", 1, "GET", []string{"429", "503", "429", "503"}, "rrrb"},
		{"what is not retried", 1, "POST", []string{"503", "", "404", "429"}, "---r"},
		{"no bound", -1, "GET", slices.Repeat([]string{"503"}, 50), string(slices.Repeat([]byte("r"), 50))},
		{"by default", 0, "GET", slices.Repeat([]string{"503"}, 36), string(slices.Repeat([]byte("r"), 35)) + "b"},
	} {
		w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
			if tt.heads[n] == "" {
				return nil, lost
			}
			return answer(tt.heads[n], ""), nil
		}}
		p := &statushttp.Policy{Catalog: limited(), Budget: tt.budget}
		gateTest(t, p, w, func(g *gated) {
			client := &http.Client{Transport: g.RoundTripper, Timeout: hour} // which wraps the body
			got := ""
			for range tt.heads {
				req, _ := http.NewRequest(tt.method, "https://limited.example/", nil)
				resp, err := client.Do(req)
				letter := "-"
				for range 2 { // it is spent once
					switch d := p.Decide(t.Context(), 1, resp, err); {
					case d.Retry:
						letter = "r"
					case d.Reason == statushttp.ReasonBudget:
						letter = "b"
					}
				}
				got += letter
				if resp != nil {
					resp.Body.Close()
				}
			}
			if got != tt.want {
				t.Errorf("%s: %s, want %s", tt.reason, got, tt.want)
			}
		})
	}
	// What has not come through this policy's gate is not counted.
	p := policy(limited())
	for range 100 {
		if d := p.Decide(t.Context(), 1, answer("503", ""), nil); !d.Retry {
			t.Fatalf("without a gate: %v", d.Reason)
		}
	}
}
