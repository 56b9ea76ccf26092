package statushttp_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

func TestCheckRetry(t *testing.T) {
	ctx, lost := context.Background(), &url.Error{Op: "Get", URL: "https://a.example", Err: errors.New("connection reset")}
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
		{"no answer, and what was sent must not be repeated", ctx, nil, &url.Error{Op: "Post", URL: "https://a.example", Err: io.EOF}, false, errors.New(`Post "https://a.example": EOF`)},
		{"no answer, and the caller has gone", cancelled, nil, lost, false, context.Canceled},
		{"a response that a handler of that library could not read", ctx, answer("200", ""), lost, true, nil},
	} {
		again, err := policy(&acme).CheckRetry(tt.ctx, tt.resp, tt.err)
		if again != tt.again || fmt.Sprint(err) != fmt.Sprint(tt.want) {
			t.Errorf("%s: %t, %v; want %t, %v", tt.reason, again, err, tt.again, tt.want)
		}
	}
}

func TestBackoff(t *testing.T) {
	for _, tt := range []struct {
		reason      string
		head        string
		least, most time.Duration
		attempt     int // from 0, as that library counts
		want        time.Duration
	}{
		{"nothing specified, first try", "500", second, 30 * second, 0, second},
		{"nothing specified, fourth try", "500", second, 30 * second, 3, 8 * second},
		{"nothing specified, many tries", "500", second, 30 * second, 20, 30 * second},
		{"the library has a greater most than the catalog", "429", second, hour, 20, minute},
		{"and a lesser one", "429", second, 10 * second, 20, 10 * second},
		{"and a lesser least", "503", second, 30 * second, 0, 5 * second},
		{"and a most that is less than the catalog's least", "503", second, 2 * second, 3, 5 * second},
		{"and no bounds at all", "500", 0, 0, 5, second / 2},
		{"specified", "500\nRetry-After: 7", second, 30 * second, 3, 7 * second},
		{"specified less than the library's least", "500\nRetry-After-Ms: 20", second, 30 * second, 3, 20 * time.Millisecond},
		{"specified more than the library's most", "500\nRetry-After: 90", second, 30 * second, 0, 90 * second},
		{"specified more than the catalog's most", "429\nRetry-After: 90", second, 30 * second, 0, 90 * second},
		{"specified that it is over", "500\nRetry-After: 0", 0, 30 * second, 1, second},
		{"not to be retried, and you do", "404", second, 30 * second, 2, 4 * second},
	} {
		if got := policy(&acme).Backoff(tt.least, tt.most, tt.attempt, answer(tt.head, "")); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.reason, got, tt.want)
		}
	}
	// Without an answer, and without bounds that part from it, it is the library's
	// own backoff.
	for attempt := range 80 {
		theirs := second << min(attempt, 5) // as its DefaultBackoff
		theirs = min(theirs, 30*second)
		if got := policy(&acme).Backoff(second, 30*second, attempt, nil); got != theirs {
			t.Fatalf("attempt %d: %v, DefaultBackoff says %v", attempt, got, theirs)
		}
	}
}

// That library drains and closes the body between its two questions.
func TestBackoffAfterDraining(t *testing.T) {
	resp := answer("403", `{"error":{"reason":"slowDown","retryDelay":"90s"}}`)
	p := policy(&acme)
	p.MaxWait = hour
	if again, err := p.CheckRetry(context.Background(), resp, nil); !again || err != nil {
		t.Fatalf("CheckRetry returned %t, %v", again, err)
	}
	rest(t, resp)
	resp.Body.Close()
	if got := p.Backoff(second, 30*second, 0, resp); got != 90*second {
		t.Errorf("%v, want what the body specified", got)
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
		{"no answer", nil, &url.Error{Op: "Get", URL: "https://a.example", Err: errors.New("connection reset")}, true},
		{"no answer, and it may have taken effect", nil, &url.Error{Op: "Post", URL: "https://a.example", Err: errors.New("connection reset")}, false},
		{"no answer, and none is wanted", nil, context.Canceled, false},
		{"nothing", nil, nil, false},
	} {
		if got := policy(&acme).HandleIf(tt.resp, tt.err); got != tt.want {
			t.Errorf("%s: %t, want %t", tt.reason, got, tt.want)
		}
	}
}

type attempt struct {
	n    int // from 1, as failsafe-go counts
	resp *http.Response
}

func (a attempt) Attempts() int              { return a.n }
func (a attempt) LastResult() *http.Response { return a.resp }

func TestDelayFunc(t *testing.T) {
	delay := statushttp.DelayFunc[attempt](policy(&acme))
	for _, tt := range []struct {
		reason string
		n      int
		resp   *http.Response
		want   time.Duration
	}{
		{"no answer", 1, nil, second / 2},
		{"no answer, many tries", 20, nil, 30 * second},
		{"nothing specified", 3, answer("500", ""), 2 * second},
		{"specified", 3, answer("500\nRetry-After: 7", ""), 7 * second},
		{"specified that it is over", 1, answer("500\nRetry-After: 0", ""), second / 2},
		{"the catalog's first step", 1, answer("429", ""), second},
		{"not to be retried, and you do", 1, answer("404\nRetry-After: 7", ""), 7 * second},
	} {
		if got := delay(attempt{tt.n, tt.resp}); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.reason, got, tt.want)
		}
	}
}

// What cenkalti/backoff makes of an error: stop, wait that long, or its own
// backoff.
const (
	done   = -2 * second // no error
	stop   = -1 * second
	itsOwn = 0 * second
)

// permanentError and retryAfterError are as cenkalti/backoff's; package libraries has
// the real ones.
type (
	permanentError  struct{ error }
	retryAfterError struct{ Duration time.Duration }
)

func (e permanentError) Unwrap() error  { return e.error }
func (e retryAfterError) Error() string { return "retry after " + e.Duration.String() }
func permanent(err error) error         { return permanentError{err} }
func retryAfter(d time.Duration) error  { return retryAfterError{d} }

func judged(err error) time.Duration {
	var last permanentError
	var after retryAfterError
	switch {
	case err == nil:
		return done
	case errors.As(err, &last):
		return stop
	case errors.As(err, &after):
		return after.Duration
	}
	return itsOwn
}

func TestErrors(t *testing.T) {
	const half = second / 2
	lost := &url.Error{Op: "Get", URL: "https://a.example", Err: errors.New("connection reset")}
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	for _, tt := range []struct {
		reason string
		resp   *http.Response
		err    error
		want   time.Duration
		closed int
		is     error // in the chain
	}{
		{"a success", answer("200", ""), nil, done, 0, nil},
		{"no retry helps", answer("404", ""), nil, stop, 0, acmeStatus(404)},
		{"a retry helps, nothing specified", answer("500", ""), nil, half, 1, acmeStatus(500)},
		{"a retry helps, but is not for this request", from(request("POST"), answer("500", "")), nil, stop, 0, acmeStatus(500)},
		{"specified", answer("500\nRetry-After: 7", ""), nil, 7 * second, 1, acmeStatus(500)},
		{"specified longer than MaxWait", answer("500\nRetry-After: 61", ""), nil, stop, 0, acmeStatus(500)},
		{"specified that it is over", answer("500\nRetry-After: 0", ""), nil, half, 1, acmeStatus(500)},
		{"exact", answer("500\nRetry-After-Ms: 20.5", ""), nil, 20500 * time.Microsecond, 1, acmeStatus(500)},
		{"the catalog's first step", answer("429", ""), nil, second, 1, acmeStatus(429)},
		{"the caller has gone", from(request("GET").WithContext(gone), answer("429", "")), nil, stop, 0, acmeStatus(429)},
		{"no answer", nil, lost, half, 0, lost},
		{"no answer, and none is wanted", nil, context.Canceled, stop, 0, context.Canceled},
		{"nothing", nil, nil, done, 0, nil},
		{"a redirection that the caller refused: the reason counts", answer("302", ""), lost, stop, 0, lost},
		{"a success that could not be read", answer("200", ""), lost, half, 1, lost},
		{"a success that could not be read, and must not be repeated", from(request("POST"), answer("200", "")), lost, stop, 0, lost},
	} {
		body := &countingBody{}
		if tt.resp != nil {
			tt.resp.Body = body
		}
		err := policy(&acme).Errors(permanent, retryAfter)(tt.resp, tt.err)
		if got := judged(err); got != tt.want {
			t.Errorf("%s: %v, want %v; the error is %v", tt.reason, got, tt.want, err)
		}
		if body.closed != tt.closed {
			t.Errorf("%s: the body was closed %d times, want %d", tt.reason, body.closed, tt.closed)
		}
		if tt.is != nil && !errors.Is(err, tt.is) {
			t.Errorf("%s: %v is not in the chain of %v", tt.reason, tt.is, err)
		}
		var e *statushttp.Error
		if _, about := tt.is.(acmeStatus); errors.As(err, &e) != about {
			t.Errorf("%s: there is an *Error in the chain of %v: %t, want %t", tt.reason, err, !about, about)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: the error has several lines: %q", tt.reason, err)
		}
	}
}

// A response need not have a body, nor a wait an end.
func TestErrorsAtTheEdge(t *testing.T) {
	resp := answer("503\nRetry-After: 99999999999999999999", "")
	resp.Body = nil
	p := policy(one(status.Wait{}))
	p.MaxWait = math.MaxInt64
	if got := judged(p.Errors(permanent, retryAfter)(resp, nil)); got != math.MaxInt64 {
		t.Errorf("an eternity is %v", got)
	}
}

// The steps go by how often the function was called.
func TestErrorsCountsTries(t *testing.T) {
	check := policy(one(status.Wait{})).Errors(permanent, retryAfter)
	for i, want := range []time.Duration{second / 2, second, 2 * second} {
		if got := judged(check(answer("503", ""), nil)); got != want {
			t.Errorf("try %d: %v, want %v", i+1, got, want)
		}
	}
}
