package statushttp_test

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/cenkalti/backoff/v5"
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

func judged(err error) time.Duration {
	var permanent *backoff.PermanentError
	var after *backoff.RetryAfterError
	switch {
	case err == nil:
		return done
	case errors.As(err, &permanent):
		return stop
	case errors.As(err, &after):
		if after.Duration == 0 {
			return time.Nanosecond // at once, which is not its own
		}
		return after.Duration
	}
	return itsOwn
}

func TestErrors(t *testing.T) {
	lost := errors.New("connection reset")
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
		{"a retry helps, nothing told", answer("500", ""), nil, itsOwn, 1, acmeStatus(500)},
		{"a retry helps, but is not for this request", from(request("POST"), answer("500", "")), nil, stop, 0, acmeStatus(500)},
		{"told", answer("500\nRetry-After: 7", ""), nil, 7 * second, 1, acmeStatus(500)},
		{"told: at once", answer("500\nRetry-After: 0", ""), nil, time.Nanosecond, 1, acmeStatus(500)},
		{"whole seconds, rounded up", answer("500\nRetry-After-Ms: 1001", ""), nil, 2 * second, 1, acmeStatus(500)},
		{"the least", answer("429", ""), nil, second, 1, acmeStatus(429)},
		{"the default", answer("503", ""), nil, 5 * second, 1, acmeStatus(503)},
		{"the caller has gone", from(request("GET").WithContext(gone), answer("429", "")), nil, stop, 0, acmeStatus(429)},
		{"no answer", nil, lost, itsOwn, 0, lost},
		{"no answer, and none is wanted", nil, context.Canceled, stop, 0, context.Canceled},
		{"nothing", nil, nil, done, 0, nil},
		{"a redirection that the caller refused: the reason counts", answer("302", ""), lost, stop, 0, lost},
		{"a success that could not be read", answer("200", ""), lost, itsOwn, 0, lost},
		{"a success that could not be read, and must not be repeated", from(request("POST"), answer("200", "")), lost, stop, 0, lost},
	} {
		body := &countingBody{}
		if tt.resp != nil {
			tt.resp.Body = body
		}
		err := policy(&acme).Errors(backoff.Permanent, backoff.RetryAfter)(tt.resp, tt.err)
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
	p := &statushttp.Policy{Catalog: one(status.Wait{Max: math.MaxInt64})}
	var after *backoff.RetryAfterError
	if err := p.Errors(backoff.Permanent, backoff.RetryAfter)(resp, nil); !errors.As(err, &after) || after.Duration != math.MaxInt32*second {
		t.Errorf("an eternity is %v", after)
	}
}
