package statushttp_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// talker says in the body what its 403 means, and how long to wait.
var talker = &status.Catalog{
	Vendor: "talker",
	Name:   "Talker API",
	Rows: &status.Rows{
		200: {Code: 200, Definition: "OK", Kind: status.KindOK, Retry: status.RetryNever},
		403: {Code: 403, Definition: "Forbidden", Kind: status.KindPermissionDenied, Retry: status.RetryAfterChange, When: []status.Case{{
			Name:  "too-fast",
			Body:  []status.BodyMatch{{Pointers: []string{"/error/reason"}, Match: status.Match{Values: []string{"rateLimitExceeded"}}}},
			Kind:  status.KindRateLimited,
			Retry: status.RetryAlways,
			Wait:  status.Wait{From: []status.WaitSource{{Body: "/error/retry_in", Unit: status.UnitSeconds}}, Max: time.Minute},
		}}},
	},
	ErrorBody: status.ErrorBody{Message: []string{"/error/message"}},
}

func newTalker(t *testing.T, script ...any) *trip {
	s := statustest.NewServer(talker)
	t.Cleanup(s.Close)
	s.Script(script...)
	return &trip{server: s, policy: &statushttp.Policy{Catalog: talker}, own: time.Second}
}

// body returns a case with that body.
func body(code int, text string) statustest.Case {
	return statustest.Case{Response: &http.Response{StatusCode: code, Body: io.NopCloser(strings.NewReader(text))}}
}

// large is longer than what the policy and the libraries read of a body.
var large = strings.Repeat("0123456789abcdef", 64<<10)

// A library may drain or close the body before it asks for the wait. What the
// body said is still known then.
func TestE2EBodyDecides(t *testing.T) {
	eachDriver(t, func(t *testing.T, drive func(*trip) ending) {
		for _, answer := range []any{
			"403 too-fast, /error/retry_in tells",
			body(403, `{"error":{"reason":"rateLimitExceeded","retry_in":30}}`),
			body(403, `{"error":{"reason":"rateLimitExceeded","retry_in":30,"padding":"`+large+`"}}`),
		} {
			drive(newTalker(t, answer, 200)).check(t, 200, 2, 30*time.Second)
		}
		drive(newTalker(t, 403, 200)).check(t, 403, 1)
	})
}

// What comes to the caller in the end is whole, however much of it was read to
// decide and however large it is.
func TestE2EFinalBodyIsWhole(t *testing.T) {
	eachDriver(t, func(t *testing.T, drive func(*trip) ending) {
		for _, text := range []string{
			"", "{", `{"error":{"reason":"other"}}`, large,
			`{"error":{"padding":"` + large + `","reason":"rateLimitExceeded"}}`, // beyond the limit
		} {
			if o := drive(newTalker(t, body(403, text))); o.code != 403 || o.body != text || o.tries != 1 || o.err != nil {
				t.Errorf("a 403: %d with %d bytes of %d after %d tries, error %v", o.code, len(o.body), len(text), o.tries, o.err)
			}
			if o := drive(newTalker(t, "403 too-fast", body(200, text))); o.code != 200 || o.body != text || o.tries != 2 || o.err != nil {
				t.Errorf("a 200: %d with %d bytes of %d after %d tries, error %v", o.code, len(o.body), len(text), o.tries, o.err)
			}
		}
	})
}

// An answer after all tries is whole too, where the library gives it at all.
func TestE2ELastBodyIsWhole(t *testing.T) {
	const text = `{"error":{"reason":"rateLimitExceeded"}}`
	for _, name := range []string{"retryablehttp", "failsafe", "failsafehttp", "loop"} {
		t.Run(name, func(t *testing.T) {
			if o := newTalker(t, body(403, text)).drive(t, name); o.code != 403 || o.body != text || o.tries != maxTries {
				t.Errorf("%d with %q after %d tries, error %v", o.code, o.body, o.tries, o.err)
			}
		})
	}
}

// Failsafe wraps a body, so as to cancel contexts when it is closed, and cancels
// them at once if the body is not its own. With one context, the request's or
// the executor's, that does no harm. With both, which it merges, it cuts off a
// body that was read ahead: give it one.
func TestE2EFailsafeContexts(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	text := `{"error":{"reason":"other","padding":"` + large + `"}}`
	for _, tt := range []struct {
		reason            string
		request, executor context.Context
	}{
		{"the request's context", ctx, context.Background()},
		{"the executor's context", context.Background(), ctx},
		{"the same one for both", ctx, ctx},
	} {
		trip := newTalker(t, "403 too-fast", body(403, text))
		trip.ctx = tt.request
		executor := failsafe.With(failsafePolicy(trip, &waiter{clock: trip.server.Clock})).WithContext(tt.executor)
		client := &http.Client{Transport: failsafehttp.NewRoundTripperWithExecutor(nil, executor)}
		resp, err := client.Do(trip.request())
		if err != nil {
			t.Errorf("%s: %v", tt.reason, err)
			continue
		}
		got, err := io.ReadAll(resp.Body)
		if err != nil || string(got) != text || len(trip.server.Requests()) != 2 {
			t.Errorf("%s: %d bytes of %d, error %v", tt.reason, len(got), len(text), err)
		}
		resp.Body.Close()
		client.CloseIdleConnections()
	}
}

// CheckRetry never makes an error of an answer, whatever it is and whether or
// not there is time left.
func TestE2ECheckRetryKeepsAnswers(t *testing.T) {
	done, cancel := context.WithCancel(context.Background())
	cancel()
	policy := &statushttp.Policy{Catalog: talker}
	for _, c := range statustest.Responses(talker) {
		for _, ctx := range []context.Context{context.Background(), done} {
			again, err := policy.CheckRetry(ctx, c.Response, nil)
			if err != nil || again && ctx == done {
				t.Errorf("%s: %t, error %v", c.Name, again, err)
			}
		}
	}
}
