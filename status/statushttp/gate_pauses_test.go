package statushttp_test

import (
	"fmt"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// A specified pause delays everybody until its end, and a straggler that specifies less
// does not shorten it. Then the requests are spaced: by a second at first, which shrinks
// by an eighth with each success.
func TestGateSpecifiedPause(t *testing.T) {
	const ms = time.Millisecond
	w := &wire{takes: 500 * ms, answer: func(n int, _ *http.Request) (*http.Response, error) {
		time.Sleep(time.Duration(min(n, 2)) * ms)
		return answer([]string{"429\nRetry-After: 10", "429\nRetry-After: 3", "429", "200", "200", "200"}[n], ""), nil
	}}
	gateTest(t, &statushttp.Policy{Catalog: limited()}, w, func(g *gated) {
		for range 3 { // they are all under way when the first response comes
			g.send(g.Context(), "early", "429")
		}
		time.Sleep(2 * second)
		g.send(g.Context(), "late", "200")
		time.Sleep(second)
		g.send(g.Context(), "later", "200")
		g.send(g.Context(), "last", "200")
		g.checkTimes(0, 0, 0, 10500*ms, 11375*ms, 12140625*time.Microsecond)
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

// Where nothing is specified the pause is a step of the backoff, and then one request
// probes.
func TestGateProbes(t *testing.T) {
	w := &wire{takes: second / 10, answer: func(n int, _ *http.Request) (*http.Response, error) {
		return answer([]string{"429", "429", "429", "200", "429"}[min(n, 4)], ""), nil
	}}
	gateTest(t, &statushttp.Policy{Catalog: limited()}, w, func(g *gated) {
		g.send(g.Context(), "first", "429")
		time.Sleep(second / 5)
		g.send(g.Context(), "probe", "429")   // a second after the first answer
		g.send(g.Context(), "probe", "429")   // two seconds after that
		g.send(g.Context(), "probe", "200")   // four
		g.send(g.Context(), "another", "429") // as the pace has it, and what comes in a row begins anew
		const tenth = second / 10
		paced := 73*tenth + 7*second/8 // a pace of a second after three refusals, and a success
		g.checkTimes(0, 11*tenth, 32*tenth, 73*tenth, paced)
	})
}

// That a vendor refuses is not forgotten with the pause: one request probes, also
// if there were many other keys meanwhile. It is where nobody asks for long.
func TestGateRemembersDoubt(t *testing.T) {
	w := &wire{takes: second / 100, answer: func(n int, _ *http.Request) (*http.Response, error) {
		if n == 0 {
			return answer("429", ""), nil
		}
		return answer("200", ""), nil
	}}
	p := &statushttp.Policy{Catalog: limited(), Key: func(r *http.Request) string { return r.URL.Path }}
	gateTest(t, p, w, func(g *gated) {
		others := func() {
			for i := range 100 {
				g.get(g.Context(), fmt.Sprint(i))
			}
		}
		g.get(g.Context(), "refused")
		time.Sleep(5 * second / 4)
		others()
		before := len(w.times())
		for range 3 {
			g.send(g.Context(), "refused", "200")
		}
		g.all.Wait()
		if at := w.times()[before:]; at[1]-at[0] < second/5 || at[2]-at[1] < second/6 {
			t.Errorf("sent at %v, and the first one was to probe", at)
		}
		others()
		if n := statushttp.Remembered(g.RoundTripper); n > 40 {
			t.Errorf("%d keys are remembered", n)
		}
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

// A probe without a response lets another one go: at the pace if it failed, and after a
// while if nothing is known.
func TestGateLostProbe(t *testing.T) {
	for _, tt := range []struct {
		reason string
		probe  func(req *http.Request) (*http.Response, error)
		next   time.Duration
	}{
		{"it fails", func(*http.Request) (*http.Response, error) { return nil, io.EOF }, 1350 * time.Millisecond},
		{"it is silent for long", func(req *http.Request) (*http.Response, error) {
			<-req.Context().Done()
			return nil, io.EOF
		}, 3100 * time.Millisecond},
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
			g.checkTimes(0, 11*tenth, tt.next, tt.next+7*second/32)
		})
	}
}

// A response that says that nothing remains closes the gate until the reset.
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

// Of a success the body is read only if a case of its code throttles, whatever is known
// of its length.
func TestGateReadsOfSuccess(t *testing.T) {
	slow := status.Case{Name: "slow", Criteria: []status.Criterion{field("/error", status.OpEquals, "ratelimited")}, Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: always}}
	wrong := slow
	wrong.Kind, wrong.Retry = status.KindInvalidRequest, never
	const body = `{"error":"ratelimited"}`
	for _, tt := range []struct {
		reason  string
		when    status.Case
		respond func() *http.Response
		paused  bool
	}{
		{"the length is known", slow, func() *http.Response { return answer("200", body) }, true},
		{"in chunks", slow, func() *http.Response { return unsizedBody(answer("200", body)) }, true},
		{"unpacked by the transport", slow, func() *http.Response { resp := unsizedBody(answer("200", body)); resp.Uncompressed = true; return resp }, true},
		{"packed", slow, func() *http.Response { return answer("200\nContent-Encoding: gzip", packed(body)) }, true},
		{"no case that throttles", wrong, func() *http.Response { return answer("200", body) }, false},
	} {
		c := limited()
		c.Rows[200] = &status.Info{Code: 200, Meaning: status.Meaning{Kind: status.KindOK, Retry: never}, When: []status.Case{tt.when}}
		w := &wire{answer: func(n int, _ *http.Request) (*http.Response, error) {
			if n == 0 {
				return tt.respond(), nil
			}
			return answer("200", ""), nil
		}}
		gateTest(t, &statushttp.Policy{Catalog: c}, w, func(g *gated) {
			g.send(g.Context(), "first", "200")
			g.send(g.Context(), "next", "200")
			want := time.Duration(0)
			if tt.paused {
				want = second / 2
			}
			g.checkTimes(0, want)
			if t.Failed() {
				t.Fatal(tt.reason)
			}
		})
	}
}

func unsizedBody(resp *http.Response) *http.Response {
	resp.ContentLength = -1
	return resp
}
