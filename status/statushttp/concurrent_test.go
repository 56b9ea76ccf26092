package statushttp_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status/statushttp"
)

// One policy serves all of a program. Run it with -race.
func TestConcurrentUse(t *testing.T) {
	p := policy(&acme)
	delay := statushttp.DelayFunc[attempt](p)
	ctx := context.Background()
	type result struct {
		verdict statushttp.Verdict
		again   bool
		wait    time.Duration
		delay   time.Duration
		text    string
		body    string
	}
	ask := func(i int) result {
		var r result
		var resp *http.Response
		switch i % 4 {
		case 0:
			resp = answer("403", slowDown)
		case 1:
			resp = answer("429\nRetry-After: 7", slowDown)
		case 2:
			resp = answer("403\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 1772366405\nDate: Sun, 01 Mar 2026 12:00:00 GMT", slowDown)
		case 3:
			resp = from(worded(request("POST"), true), answer("500\nX-Should-Retry: true", slowDown))
		}
		r.verdict = p.Classify(resp)
		r.again, _ = p.CheckRetry(ctx, resp, nil)
		r.wait = p.Decide(ctx, 1, resp, nil).Wait
		r.delay = delay(attempt{1, resp}) + p.Backoff(second, minute, 3, resp)
		r.text = r.verdict.Reason() + r.verdict.Info().Purpose + p.Check(resp).Error()
		body, _ := io.ReadAll(resp.Body)
		r.body = string(body)
		r.text += p.Errors(permanent, retryAfter)(resp, nil).Error()
		return r
	}
	var want [4]result
	for i := range want {
		want[i] = ask(i)
	}
	var all sync.WaitGroup
	for g := range 16 {
		all.Go(func() {
			for i := range 200 {
				if got := ask(g + i); got != want[(g+i)%4] {
					t.Errorf("%d: %+v, alone it was %+v", (g+i)%4, got, want[(g+i)%4])
					return
				}
			}
		})
	}
	all.Wait()
}

// Closing a body ends a read of it that another goroutine is in.
func TestConcurrentClose(t *testing.T) {
	stop := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(403)
		io.WriteString(w, slowDown)
		w.(http.Flusher).Flush()
		<-stop
	}))
	defer server.Close()
	defer close(stop)
	resp, err := server.Client().Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	p := policy(&acme)
	p.BodyLimit = len(slowDown)
	if got := p.Classify(resp).Case; got != "secondary" {
		t.Fatalf("case %q", got)
	}
	begun, reading := make(chan bool), make(chan error)
	go func() {
		if _, err := io.ReadFull(resp.Body, make([]byte, len(slowDown))); err != nil {
			t.Error(err)
		}
		close(begun)
		_, err := resp.Body.Read(make([]byte, 1))
		reading <- err
	}()
	<-begun
	resp.Body.Close()
	if err := <-reading; err == nil || errors.Is(err, io.EOF) {
		t.Errorf("the read ended with %v", err)
	}
}

// Under load, with real connections that are used again.
func TestConcurrentRequests(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(403)
		for chunk := range strings.SplitAfterSeq(largeError, "},") {
			io.WriteString(w, chunk)
			w.(http.Flusher).Flush()
		}
	}))
	defer server.Close()
	p := policy(&acme)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				resp, err := server.Client().Get(server.URL)
				if err != nil {
					t.Error(err)
					return
				}
				if v := p.Classify(resp); v.Case != "secondary" || firstWait(v) != 90*second {
					t.Error(v.Reason())
				}
				body, err := io.ReadAll(resp.Body)
				if string(body) != largeError || err != nil {
					t.Errorf("%d bytes and %v, want %d bytes", len(body), err, len(largeError))
				}
				resp.Body.Close()
			}
		})
	}
	all.Wait()
}
