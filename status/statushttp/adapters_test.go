package statushttp_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// The adapters fit the libraries without a conversion. Package statustest runs
// them end to end.
var (
	_ = retryablehttp.Client{CheckRetry: policy(&acme).CheckRetry, Backoff: policy(&acme).Backoff}
	_ = retrypolicy.NewBuilder[*http.Response]().HandleIf(policy(&acme).HandleIf).
		WithDelayFunc(statushttp.DelayFunc[failsafe.ExecutionAttempt[*http.Response]](policy(&acme)))
	_ = policy(&acme).Errors(backoff.Permanent, backoff.RetryAfter)
)

func TestCheckRetry(t *testing.T) {
	ctx, lost := context.Background(), errors.New("connection reset")
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	for _, tt := range []struct {
		reason string
		ctx    context.Context
		resp   *http.Response
		err    error
		again  bool
		want   error
	}{
		{"a success", ctx, answer("200", ""), nil, false, nil},
		{"an error that is not to be retried comes as a response", ctx, answer("404", ""), nil, false, nil},
		{"an error that is", ctx, answer("429", ""), nil, true, nil},
		{"a response that came as the caller went is a response still", cancelled, answer("200", ""), nil, false, nil},
		{"and is not retried", cancelled, answer("429", ""), nil, false, nil},
		{"no answer", ctx, nil, lost, true, nil},
		{"no answer, and none to be had", ctx, nil, errors.New(`unsupported protocol scheme ""`), false, errors.New(`unsupported protocol scheme ""`)},
		{"no answer, and the caller has gone", cancelled, nil, lost, false, context.Canceled},
		{"a response that a handler of that library could not read", ctx, answer("200", ""), lost, true, nil},
	} {
		again, err := policy(&acme).CheckRetry(tt.ctx, tt.resp, tt.err)
		if again != tt.again || fmt.Sprint(err) != fmt.Sprint(tt.want) {
			t.Errorf("%s: %t, %v; want %t, %v", tt.reason, again, err, tt.again, tt.want)
		}
	}
}

// Where nothing is told, the wait is that library's own.
func TestBackoffAsTheLibrary(t *testing.T) {
	eternal := one(status.Wait{Max: 1<<63 - 1})
	for attempt := range 80 {
		for _, bounds := range [][2]time.Duration{{second, 30 * second}, {time.Millisecond, hour}, {0, second}, {second, 0}, {7, 1<<63 - 1}, {minute, second}} {
			theirs := retryablehttp.DefaultBackoff(bounds[0], bounds[1], attempt, nil)
			for _, resp := range []*http.Response{nil, answer("503", ""), answer("404", "")} {
				if got := policy(eternal).Backoff(bounds[0], bounds[1], attempt, resp); got != theirs {
					t.Fatalf("attempt %d between %v and %v: %v, DefaultBackoff says %v", attempt, bounds[0], bounds[1], got, theirs)
				}
			}
		}
	}
}

func TestBackoff(t *testing.T) {
	for _, tt := range []struct {
		reason  string
		head    string
		attempt int
		want    time.Duration
	}{
		{"nothing told, first try", "500", 0, second},
		{"nothing told, fourth try", "500", 3, 8 * second},
		{"nothing told, many tries", "500", 20, 30 * second},
		{"told", "500\nRetry-After: 7", 3, 7 * second},
		{"told more than the library's most", "500\nRetry-After: 90", 0, 90 * second},
		{"told more than the catalog's most", "429\nRetry-After: 90", 0, minute},
		{"the default", "503", 4, 5 * second},
	} {
		if got := policy(&acme).Backoff(second, 30*second, tt.attempt, answer(tt.head, "")); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.reason, got, tt.want)
		}
	}
	if got := policy(one(status.Wait{Min: 3 * second})).Backoff(second, 30*second, 0, answer("503", "")); got != 3*second {
		t.Errorf("less than the catalog's least: %v", got)
	}
}

// That library drains and closes the body between its two questions.
func TestBackoffAfterDraining(t *testing.T) {
	resp := answer("403", `{"error":{"reason":"slowDown","retryDelay":"90s"}}`)
	p := policy(&acme)
	if again, err := p.CheckRetry(context.Background(), resp, nil); !again || err != nil {
		t.Fatalf("CheckRetry returned %t, %v", again, err)
	}
	rest(t, resp)
	resp.Body.Close()
	if got := p.Backoff(second, 30*second, 0, resp); got != 90*second {
		t.Errorf("%v, want what the body told", got)
	}
}

func TestHandleIf(t *testing.T) {
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	soon, cancel := context.WithTimeout(context.Background(), second/2)
	defer cancel()
	for _, tt := range []struct {
		reason string
		resp   *http.Response
		err    error
		want   bool
	}{
		{"a success", answer("200", ""), nil, false},
		{"an error that is not to be retried is a result", answer("404", ""), nil, false},
		{"an error that is", answer("429", ""), nil, true},
		{"the idempotency is the request's", from(request("POST"), answer("500", "")), nil, false},
		{"and its context's", from(worded(request("POST"), true), answer("500", "")), nil, true},
		{"the deadline is the request's", from(request("GET").WithContext(soon), answer("429", "")), nil, false},
		{"and so is the end", from(request("GET").WithContext(gone), answer("429", "")), nil, false},
		{"no answer", nil, errors.New("connection reset"), true},
		{"no answer, and none is wanted", nil, context.Canceled, false},
		{"nothing", nil, nil, false},
	} {
		if got := policy(&acme).HandleIf(tt.resp, tt.err); got != tt.want {
			t.Errorf("%s: %t, want %t", tt.reason, got, tt.want)
		}
	}
}

type attempt struct{ resp *http.Response }

func (a attempt) LastResult() *http.Response { return a.resp }

func TestDelayFunc(t *testing.T) {
	delay := statushttp.DelayFunc[attempt](policy(&acme))
	for _, tt := range []struct {
		reason string
		resp   *http.Response
		want   time.Duration
	}{
		{"no answer: the builder's own", nil, -1},
		{"nothing told: the builder's own", answer("500", ""), -1},
		{"told", answer("500\nRetry-After: 7", ""), 7 * second},
		{"told: at once", answer("500\nRetry-After: 0", ""), 0},
		{"the least", answer("429", ""), second},
		{"the default", answer("503", ""), 5 * second},
		{"not to be retried: the builder's own", answer("404\nRetry-After: 7", ""), -1},
	} {
		if got := delay(attempt{tt.resp}); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.reason, got, tt.want)
		}
	}
}
