package statushttp_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

var errReading = errors.New("unexpected end of JSON")

func TestDecide(t *testing.T) {
	const half = second / 2
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
		why    statushttp.Reason
	}{
		{"a success", ctx, answer("200", ""), nil, 0, statushttp.ReasonSuccess},
		{"no retry helps", ctx, answer("404", ""), nil, 0, statushttp.ReasonNever},
		{"a retry helps after a change", ctx, answer("409", ""), nil, 0, statushttp.ReasonAfterChange},
		{"refused before it took effect", ctx, answer("429", ""), nil, second, statushttp.ReasonBackoff},
		{"refused before it took effect, whatever the method", ctx, from(request("POST"), answer("429", "")), nil, second, statushttp.ReasonBackoff},
		{"refused, and the answer tells the wait", ctx, answer("429\nRetry-After: 7", ""), nil, 7 * second, statushttp.ReasonSpecified},
		{"may have taken effect, and bears repeating", ctx, answer("500", ""), nil, half, statushttp.ReasonBackoff},
		{"may have taken effect, and does not", ctx, from(request("POST"), answer("500", "")), nil, 0, statushttp.ReasonNotIdempotent},
		{"may have taken effect, and bears it by the caller's word", ctx, from(worded(request("POST"), true), answer("500", "")), nil, half, statushttp.ReasonBackoff},
		{"may have taken effect, and must not be repeated by the caller's word", ctx, from(worded(request("PUT"), false), answer("500", "")), nil, 0, statushttp.ReasonNotIdempotent},
		{"the caller's word changes nothing about what was refused", ctx, from(worded(request("PUT"), false), answer("429", "")), nil, second, statushttp.ReasonBackoff},
		{"may have taken effect, and has the vendor's key", ctx, from(keyed(request("POST")), answer("500", "")), nil, half, statushttp.ReasonBackoff},
		{"may have taken effect, and nobody knows what it was", ctx, from(nil, answer("500", "")), nil, 0, statushttp.ReasonNotIdempotent},
		{"refused, and nobody knows what it was", ctx, from(nil, answer("429", "")), nil, second, statushttp.ReasonBackoff},

		{"the caller has gone", cancelled, answer("429", ""), nil, 0, statushttp.ReasonCanceled},
		{"the wait fits", within(hour), answer("429\nRetry-After: 7", ""), nil, 7 * second, statushttp.ReasonSpecified},
		{"the wait passes the deadline", within(6 * second), answer("429\nRetry-After: 7", ""), nil, 0, statushttp.ReasonDeadline},
		{"the first step passes the deadline", within(second / 2), answer("429", ""), nil, 0, statushttp.ReasonDeadline},
		{"a short told wait fits, though the first step would not", within(second / 2), answer("429\nRetry-After-Ms: 125", ""), nil, second / 8, statushttp.ReasonSpecified},
		{"as long as the caller's patience", ctx, answer("429\nRetry-After: 60", ""), nil, minute, statushttp.ReasonSpecified},
		{"longer than that", ctx, answer("429\nRetry-After: 60.001", ""), nil, 0, statushttp.ReasonWaitTooLong},
		{"in a year", ctx, answer("429\nRetry-After: 31536000", ""), nil, 0, statushttp.ReasonWaitTooLong},
		{"the wait is over", ctx, answer("429\nRetry-After: 0", ""), nil, half, statushttp.ReasonBackoff},

		{"no answer, from no client", ctx, nil, errors.New("connection reset"), 0, statushttp.ReasonNotIdempotent},
		{"no answer, and no error either", ctx, nil, nil, 0, statushttp.ReasonNever},
		{"a success that could not be read", ctx, answer("200", ""), errReading, half, statushttp.ReasonBackoff},
		{"a success that could not be read, and must not be repeated", ctx, from(request("POST"), answer("200", "")), errReading, 0, statushttp.ReasonNotIdempotent},
		{"a success that could not be read, and the caller has gone", cancelled, answer("200", ""), errReading, 0, statushttp.ReasonCanceled},
		{"a success that the caller did not want to read", ctx, answer("200", ""), context.Canceled, 0, statushttp.ReasonCanceled},
		{"a failure that could not be read", ctx, from(request("POST"), answer("500", "")), errReading, 0, statushttp.ReasonNotIdempotent},
		{"a refusal that could not be read", ctx, from(request("POST"), answer("429", "")), errReading, second, statushttp.ReasonBackoff},
	} {
		want := statushttp.Decision{Retry: tt.wait > 0, Wait: tt.wait, Reason: tt.why}
		if tt.resp != nil {
			want.Verdict = policy(&acme).Classify(tt.resp)
		}
		if got := policy(&acme).Decide(tt.ctx, 1, tt.resp, tt.err); got != want {
			t.Errorf("%s: %v %v %v; want %v %v", tt.reason, got.Retry, got.Wait, got.Reason, tt.wait, tt.why)
		}
	}
}

// The caller's patience is the caller's to say, and it is about told waits only.
func TestPatience(t *testing.T) {
	for _, tt := range []struct {
		reason   string
		patience time.Duration
		wait     status.Wait
		head     string
		again    bool
	}{
		{"a minute by default", 0, status.Wait{}, "503\nRetry-After: 61", false},
		{"two minutes", 2 * minute, status.Wait{}, "503\nRetry-After: 61", true},
		{"a second", second, status.Wait{}, "503\nRetry-After: 2", false},
		{"less than none", -second, status.Wait{}, "503\nRetry-After: 1", false},
		{"less than none, and nothing is told", -second, status.Wait{}, "503", true},
		{"the catalog's Max is none", 0, status.Wait{Max: hour}, "503\nRetry-After: 61", false},
		{"and does not cut it", hour, status.Wait{Max: second}, "503\nRetry-After: 61", true},
		{"a step of the back-off is not told", second, status.Wait{Min: minute}, "503", true},
		{"in an eternity, and the patience is one", math.MaxInt64, status.Wait{}, "503\nRetry-After: 99999999999999999999", true},
	} {
		p := policy(one(tt.wait))
		p.MaxWait = tt.patience
		d := p.Decide(context.Background(), 1, answer(tt.head, ""), nil)
		again := d.Retry
		if again != tt.again || again && d.Wait != firstWait(d.Verdict) || !again && d.Reason != statushttp.ReasonWaitTooLong {
			t.Errorf("%s: %+v; want %t", tt.reason, d, tt.again)
		}
		retry, _ := p.CheckRetry(context.Background(), answer(tt.head, ""), nil)
		if handle := p.HandleIf(answer(tt.head, ""), nil); retry != again || handle != again {
			t.Errorf("%s: CheckRetry says %t, HandleIf %t, Decide %t", tt.reason, retry, handle, again)
		}
	}
}

// Whoever gives up says how long it would have been, and until when.
func TestErrorBeyondPatience(t *testing.T) {
	for _, tt := range []struct {
		head, want string
		until      time.Time
	}{
		{"429\nRetry-After: 86400", "GET https://api.acme.example/orders: 429 Too Many Requests: rate-limited; " +
			"not before 2026-03-02T12:00:00Z, and 24h0m0s is longer than MaxWait, 1m0s", noon.Add(24 * hour)},
		{"429\nRetry-After: 60", "GET https://api.acme.example/orders: 429 Too Many Requests: rate-limited", noon.Add(minute)},
		{"429", "GET https://api.acme.example/orders: 429 Too Many Requests: rate-limited", time.Time{}},
		// The server's clock is an hour behind: until when is by the clock here.
		{"403\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 1772366405\nDate: Sun, 01 Mar 2026 11:00:00 GMT",
			"GET https://api.acme.example/orders: 403 Forbidden: rate-limited; " +
				"not before 2026-03-01T13:00:05Z, and 1h0m5s is longer than MaxWait, 1m0s", noon.Add(hour + 5*second)},
	} {
		e := check(t, policy(&acme), tt.head, "")
		if e.Error() != tt.want || !e.Until.Equal(tt.until) {
			t.Errorf("%q until %v, want %q until %v", e, e.Until, tt.want, tt.until)
		}
	}
	none := policy(&acme)
	none.MaxWait = -second
	if got := check(t, none, "429\nRetry-After: 1", "").Error(); !strings.HasSuffix(got, "and 1s is longer than MaxWait, 0s") {
		t.Errorf("without patience: %s", got)
	}
	got, err := json.Marshal(check(t, policy(&acme), "429\nRetry-After: 86400", ""))
	if err != nil || !strings.Contains(string(got), `"retry_after_ms":86400000,`) || !strings.Contains(string(got), `"until":"2026-03-02T12:00:00Z"`) {
		t.Errorf("JSON is %s (%v)", got, err)
	}
}
