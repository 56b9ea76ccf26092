package libraries_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/bigcommerce"
	"github.com/statuscat/statuscat/status/bigcommerce/bigcommercetest"
	"github.com/statuscat/statuscat/status/leadcommerce"
	"github.com/statuscat/statuscat/status/leadcommerce/leadcommercetest"
	"github.com/statuscat/statuscat/status/statushttp"
)

// noting is a transport that notes when requests were sent.
type noting struct {
	http.RoundTripper
	mu   sync.Mutex
	sent []time.Time
}

func (n *noting) RoundTrip(req *http.Request) (*http.Response, error) {
	n.mu.Lock()
	n.sent = append(n.sent, time.Now())
	n.mu.Unlock()
	return n.RoundTripper.RoundTrip(req)
}

// waits are the times between what was sent.
func (n *noting) waits() (waits []time.Duration) {
	for i := 1; i < len(n.sent); i++ {
		waits = append(waits, n.sent[i].Sub(n.sent[i-1]))
	}
	return waits
}

// When the tries are used up, the last response is an error that is the vendor's own
// status, and the waits were those of the backoff.
func TestE2ETriesEnd(t *testing.T) {
	eachDriver(t, func(t *testing.T, drive driver) {
		vendor := bigcommercetest.NewVendor()
		vendor.Now = time.Now
		vendor.Script(bigcommercetest.ServiceUnavailable)
		wire := &noting{RoundTripper: vendor}
		p := &statushttp.Policy{Catalog: bigcommerce.Catalog, Rand: noJitter}
		_, err := drive(p, wire, ask(t.Context(), "GET"))
		var e *statushttp.Error
		var s bigcommerce.Status
		if !errors.Is(err, bigcommerce.ServiceUnavailable) || !errors.As(err, &s) || s != 503 || !errors.As(err, &e) || e.Verdict.Kind != status.KindUnavailable {
			t.Errorf("the error is %v", err)
		}
		want := []time.Duration{second / 2, second, 2 * second}
		if got := wire.waits(); len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
			t.Errorf("it waited %v, want %v", got, want)
		}
	})
}

// At Lead Commerce a 403 means "too fast": a POST waits and succeeds.
func TestE2ESpeedLimit(t *testing.T) {
	eachDriver(t, func(t *testing.T, drive driver) {
		vendor := leadcommercetest.NewVendor()
		vendor.Now = time.Now
		vendor.Limits(leadcommerce.Catalog.Limits[0])
		p := &statushttp.Policy{Catalog: leadcommerce.Catalog, Rand: noJitter}
		for range 3 {
			if _, err := drive(p, vendor, ask(t.Context(), "POST")); err != nil {
				t.Error(err)
			}
		}
		requests := vendor.Requests()
		if len(requests) != 5 { // the second and the third are refused once
			t.Errorf("%d requests", len(requests))
		}
		for _, r := range requests {
			if string(r.Body) != "a body" || r.Method != "POST" {
				t.Errorf("a %s with %q", r.Method, r.Body)
			}
		}
	})
}

// A specified wait is obeyed exactly, whatever else the library would do. If it is
// longer than MaxWait, there is no retry.
func TestE2ESpecifiedWaits(t *testing.T) {
	for _, tt := range []struct {
		header  string
		maxWait time.Duration
		want    []time.Duration
	}{
		{"Retry-After: 7", 0, []time.Duration{7 * second}},
		{"Retry-After: 0.02", 0, []time.Duration{20 * time.Millisecond}},
		{"Retry-After: 60", 0, []time.Duration{minute}},
		{"Retry-After: 61", 0, nil},
		{"Retry-After: 86400", 0, nil},
		{"Retry-After: 86400", 48 * hour, []time.Duration{24 * hour}},
		{"Retry-After: 8", 7 * second, nil},
	} {
		eachDriver(t, func(t *testing.T, drive driver) {
			transport, _ := first(func(req *http.Request) (*http.Response, error) {
				return from(req, answer("503\n"+tt.header, "")), nil
			})
			wire := &noting{RoundTripper: transport}
			p := &statushttp.Policy{Catalog: bigcommerce.Catalog, MaxWait: tt.maxWait, Rand: noJitter}
			_, err := drive(p, wire, ask(t.Context(), "GET"))
			got := wire.waits()
			if len(got) != len(tt.want) || len(got) == 1 && got[0] != tt.want[0] {
				t.Errorf("%s: it waited %v, want %v", tt.header, got, tt.want)
			}
			var e *statushttp.Error
			if errors.As(err, &e) != (tt.want == nil) || e != nil && (!strings.Contains(e.Error(), "longer than MaxWait") || !e.Until.After(time.Now())) {
				t.Errorf("%s: the error is %v", tt.header, err)
			}
		})
	}
}

// If a wait would pass the deadline, the caller gets the response at once, while there
// is time to do something about it.
func TestE2EDeadline(t *testing.T) {
	eachDriver(t, func(t *testing.T, drive driver) {
		ctx, cancel := context.WithTimeout(t.Context(), 20*second)
		defer cancel()
		transport, seen := first(func(req *http.Request) (*http.Response, error) {
			return from(req, answer("503\nRetry-After: 30", "")), nil
		})
		start := time.Now()
		_, err := drive(&statushttp.Policy{Catalog: bigcommerce.Catalog}, transport, ask(ctx, "GET"))
		if !errors.Is(err, bigcommerce.ServiceUnavailable) || seen.Sent != 1 || time.Since(start) > 0 {
			t.Errorf("%v, after %d tries and %v", err, seen.Sent, time.Since(start))
		}
	})
}

// A held request is not tried again by anybody.
func TestE2EHeld(t *testing.T) {
	eachDriver(t, func(t *testing.T, drive driver) {
		p := &statushttp.Policy{Catalog: leadcommerce.Catalog}
		vendor := leadcommercetest.NewVendor()
		vendor.Now = time.Now
		gate := p.Transport(vendor)
		vendor.Limits()
		ctx, cancel := context.WithTimeout(t.Context(), second)
		defer cancel()
		if _, err := drive(p, gate, ask(t.Context(), "POST")); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		_, err := drive(p, gate, ask(ctx, "POST"))
		var held *statushttp.HeldError
		if !errors.Is(err, statushttp.ErrHeld) || !errors.As(err, &held) || held.Until.Sub(start) != 1100*time.Millisecond ||
			len(vendor.Requests()) != 1 || time.Since(start) > 0 {
			t.Errorf("%v after %v and %d requests", err, time.Since(start), len(vendor.Requests()))
		}
	})
}

// talker says in the body what its 403 means, and how long to wait.
var talker = &status.Catalog{
	Vendor: "talker",
	Rows: &status.Rows{
		200: {Code: 200, Meaning: status.Meaning{Kind: status.KindOK, Retry: never}},
		403: {Code: 403, Meaning: status.Meaning{Kind: status.KindPermissionDenied, Retry: change}, When: []status.Case{{
			Name:     "too-fast",
			Criteria: []status.Criterion{field("/error/reason", status.OpEquals, "slowDown")},
			Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: always,
				Wait: status.Wait{From: []status.WaitSource{{Body: "/error/retry_in", Unit: status.UnitSeconds}}}},
		}}},
	},
}

// large is longer than what the policy and the libraries read of a body.
var large = strings.Repeat("0123456789abcdef", 64<<10)

// A library may drain or close the body before it calls for the wait, which the body
// still decides. The last response reaches the caller with its whole body.
func TestE2EBodies(t *testing.T) {
	for _, tt := range []struct {
		reason       string
		refused, end string
		wait         time.Duration
	}{
		{"short ones", `{"error":{"reason":"slowDown","retry_in":30}}`, "done", 30 * second},
		{"long ones", `{"error":{"reason":"slowDown","retry_in":30,"padding":"` + large + `"}}`, large, 30 * second},
		{"nothing specified", `{"error":{"reason":"slowDown"}}`, "", second / 2},
	} {
		eachDriver(t, func(t *testing.T, drive driver) {
			transport, seen := first(func(req *http.Request) (*http.Response, error) { return from(req, answer("403", tt.refused)), nil })
			resp, err := drive(&statushttp.Policy{Catalog: talker, Rand: noJitter}, ending(transport, tt.end), ask(t.Context(), "POST"))
			if err != nil || rest(t, resp) != tt.end || seen.Sent != 2 || seen.Wait != tt.wait {
				t.Errorf("%s: %v after %d tries and %v", tt.reason, err, seen.Sent, seen.Wait)
			}
		})
	}
	for _, body := range []string{"", "{", `{"error":{"reason":"other"}}`, large, `{"error":{"padding":"` + large + `","reason":"slowDown"}}`} {
		eachDriver(t, func(t *testing.T, drive driver) {
			transport, seen := first(func(req *http.Request) (*http.Response, error) { return from(req, answer("403", body)), nil })
			resp, err := drive(&statushttp.Policy{Catalog: talker}, transport, ask(t.Context(), "POST"))
			if err == nil || seen.Sent != 1 || rest(t, resp) != body {
				t.Errorf("a body of %d bytes: %v after %d tries", len(body), err, seen.Sent)
			}
		})
	}
}

// ending gives a body to the successes of a transport.
func ending(transport http.RoundTripper, body string) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		resp, err := transport.RoundTrip(req)
		if resp != nil && resp.StatusCode == 200 {
			resp.Body = io.NopCloser(strings.NewReader(body))
		}
		return resp, err
	})
}

// Failsafe wraps a body, so as to cancel contexts when it is closed, and cancels
// them at once if the body is not its own. With one context, the request's or
// the executor's, that does no harm. With both, which it merges, it cuts off a
// body that was read ahead: give it one.
func TestE2EFailsafeContexts(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
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
		transport, _ := first(func(req *http.Request) (*http.Response, error) { return from(req, answer("403", text)), nil })
		executor := failsafe.With(failsafePolicy(&statushttp.Policy{Catalog: talker})).WithContext(tt.executor)
		client := &http.Client{Transport: failsafehttp.NewRoundTripperWithExecutor(transport, executor)}
		resp, err := client.Do(ask(tt.request, "POST"))
		if err != nil {
			t.Errorf("%s: %v", tt.reason, err)
			continue
		}
		if got := rest(t, resp); got != text {
			t.Errorf("%s: %d bytes of %d", tt.reason, len(got), len(text))
		}
	}
}

// A vendor that is down is asked five times in ten seconds by the loop of the
// documentation, and not some thousand times.
func TestLoopAgainstAVendorThatIsDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		vendor := bigcommercetest.NewVendor()
		vendor.Now = time.Now
		vendor.Script(bigcommercetest.ServiceUnavailable)
		ctx, cancel := context.WithTimeout(t.Context(), 10*second)
		defer cancel()
		client, policy := &http.Client{Transport: vendor}, &statushttp.Policy{Catalog: bigcommerce.Catalog}
		for attempt := 1; ; attempt++ {
			resp, err := client.Do(ask(ctx, "GET"))
			d := policy.Decide(ctx, attempt, resp, err)
			if !d.Retry {
				break
			}
			resp.Body.Close()
			time.Sleep(d.Wait)
		}
		if n := len(vendor.Requests()); n < 4 || n > 5 {
			t.Errorf("%d requests", n)
		}
	})
}
