package clients

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statusredis"
)

type noVendor struct{}

func (noVendor) RoundTrip(req *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody, Request: req}, nil
}

// TestLatency checks that a request costs one round trip, and prints what that takes beside
// an empty script of the same client.
func TestLatency(t *testing.T) {
	for name, connect := range clients {
		eval, err := connect(startServer(t).addr)
		if err != nil {
			t.Fatal(err)
		}
		calls := 0
		policy := &statushttp.Policy{Catalog: &status.Catalog{Limits: []status.Limit{{Requests: 100_000, Per: 10 * time.Second, Code: 429}}}}
		policy.Store = statusredis.New(func(ctx context.Context, script string, keys []string, args ...any) ([]int64, error) {
			calls++
			return eval(ctx, script, keys, args...)
		})
		gate := policy.Transport(noVendor{})
		req, _ := http.NewRequest("GET", "http://vendor.example/", nil)
		const rounds = 5000
		var empty, turn, request [rounds]time.Duration
		limits := []statushttp.StoreLimit{{Requests: 100_000, Per: 10 * time.Second}}
		for i := range rounds {
			for _, step := range []struct {
				took *time.Duration
				do   func() error
			}{
				{&empty[i], func() error {
					_, err := eval(t.Context(), "return {0,0,0}", []string{"key"}, int64(0))
					return err
				}},
				{&turn[i], func() error {
					_, err := policy.Store.Take(t.Context(), "key", limits)
					return err
				}},
				{&request[i], func() error {
					_, err := gate.RoundTrip(req)
					return err
				}},
			} {
				start := time.Now()
				if err := step.do(); err != nil {
					t.Fatal(err)
				}
				*step.took = time.Since(start)
			}
		}
		if calls != 2*rounds {
			t.Errorf("%s: %d round trips for %d turns and %d requests", name, calls, rounds, rounds)
		}
		quick := func(times [rounds]time.Duration) time.Duration { // what others do on this machine counts less
			slices.Sort(times[:])
			return times[rounds/10]
		}
		ratio := func(times [rounds]time.Duration) float64 { return float64(quick(times)) / float64(quick(empty)) }
		t.Logf("%-8s  an empty script %v; a turn %v, %.2f times as long; a request through the gate %v, %.2f times (first deciles)",
			name, quick(empty), quick(turn), ratio(turn), quick(request), ratio(request))
	}
}
