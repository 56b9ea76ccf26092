package statushttp_test

import (
	"context"
	"errors"
	"fmt"
	"io"
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
			200: {Code: 200, Meaning: status.Meaning{Kind: status.KindOK, Retry: never}},
			429: {Code: 429, Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: always, Wait: status.Wait{Min: second, Max: 8 * second}}},
			503: {Code: 503, Meaning: status.Meaning{Kind: status.KindUnavailable, Retry: idempotent}},
		},
		Limits: limits,
	}
}

func per(n int, d time.Duration) status.Limit { return status.Limit{Requests: n, Per: d, Code: 429} }

// sentAt is where a context has room for when its request is sent.
type sentAt struct{}

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
	if at, ok := req.Context().Value(sentAt{}).(*time.Duration); ok {
		*at = time.Since(w.start)
	}
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

// send sends a request beside others, and has it in the queue.
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
