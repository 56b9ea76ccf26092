package statushttp_test

import (
	"context"
	"errors"
	"math"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// What cenkalti/backoff makes of an error: stop, wait that long, or its own
// back-off.
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
		{"a retry helps, nothing told", answer("500", ""), nil, half, 1, acmeStatus(500)},
		{"a retry helps, but is not for this request", from(request("POST"), answer("500", "")), nil, stop, 0, acmeStatus(500)},
		{"told", answer("500\nRetry-After: 7", ""), nil, 7 * second, 1, acmeStatus(500)},
		{"told longer than the patience", answer("500\nRetry-After: 61", ""), nil, stop, 0, acmeStatus(500)},
		{"told that it is over", answer("500\nRetry-After: 0", ""), nil, half, 1, acmeStatus(500)},
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
