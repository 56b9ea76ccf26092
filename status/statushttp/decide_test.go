package statushttp_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"
)

var errReading = errors.New("unexpected end of JSON")

func TestDecide(t *testing.T) {
	ctx := context.Background()
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	within := func(d time.Duration) context.Context {
		ctx, cancel := context.WithTimeout(ctx, d)
		t.Cleanup(cancel)
		return ctx
	}
	for _, tt := range []struct {
		reason string
		ctx    context.Context
		resp   *http.Response
		err    error
		wait   time.Duration
		again  bool
	}{
		{"a success", ctx, answer("200", ""), nil, 0, false},
		{"no retry helps", ctx, answer("404", ""), nil, 0, false},
		{"a retry helps after a change", ctx, answer("409", ""), nil, 0, false},
		{"refused before it took effect", ctx, answer("429", ""), nil, second, true},
		{"refused before it took effect, whatever the method", ctx, from(request("POST"), answer("429", "")), nil, second, true},
		{"refused, and the answer tells the wait", ctx, answer("429\nRetry-After: 7", ""), nil, 7 * second, true},
		{"may have taken effect, and bears repeating", ctx, answer("500", ""), nil, 0, true},
		{"may have taken effect, and does not", ctx, from(request("POST"), answer("500", "")), nil, 0, false},
		{"may have taken effect, and bears it by the caller's word", ctx, from(worded(request("POST"), true), answer("500", "")), nil, 0, true},
		{"may have taken effect, and must not be repeated by the caller's word", ctx, from(worded(request("PUT"), false), answer("500", "")), nil, 0, false},
		{"the caller's word changes nothing about what was refused", ctx, from(worded(request("PUT"), false), answer("429", "")), nil, second, true},
		{"may have taken effect, and has a key", ctx, from(keyed(request("POST")), answer("500", "")), nil, 0, true},
		{"may have taken effect, and nobody knows what it was", ctx, from(nil, answer("500", "")), nil, 0, false},
		{"refused, and nobody knows what it was", ctx, from(nil, answer("429", "")), nil, second, true},

		{"the caller has gone", cancelled, answer("429", ""), nil, second, false},
		{"the wait fits", within(hour), answer("429\nRetry-After: 7", ""), nil, 7 * second, true},
		{"the wait passes the deadline", within(6 * second), answer("429\nRetry-After: 7", ""), nil, 7 * second, false},
		{"the least wait passes the deadline", within(second / 2), answer("429", ""), nil, second, false},
		{"the wait is capped, and then it fits", within(2 * minute), answer("429\nRetry-After: 31536000", ""), nil, minute, true},
		{"no wait, and time is left", within(hour), answer("500", ""), nil, 0, true},

		{"no answer", ctx, nil, errors.New("connection reset"), 0, true},
		{"no answer, and no error either", ctx, nil, nil, 0, false},
		{"no answer, and the caller has gone", cancelled, nil, errors.New("connection reset"), 0, false},
		{"a success that could not be read", ctx, answer("200", ""), errReading, 0, true},
		{"a success that could not be read, and must not be repeated", ctx, from(request("POST"), answer("200", "")), errReading, 0, false},
		{"a success that could not be read, and the caller has gone", cancelled, answer("200", ""), errReading, 0, false},
		{"a failure that could not be read", ctx, from(request("POST"), answer("500", "")), errReading, 0, false},
		{"a refusal that could not be read", ctx, from(request("POST"), answer("429", "")), errReading, second, true},
	} {
		wait, again := policy(&acme).Decide(tt.ctx, tt.resp, tt.err)
		if wait != tt.wait || again != tt.again {
			t.Errorf("%s: %v, %t; want %v, %t", tt.reason, wait, again, tt.wait, tt.again)
		}
	}
}
