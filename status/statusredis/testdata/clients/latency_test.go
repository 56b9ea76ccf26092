package clients

import (
	"slices"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statusredis"
)

// A turn costs one round trip, and hardly more than the client's empty script.
func TestLatency(t *testing.T) {
	for name, connect := range clients {
		eval, err := connect(startServer(t).addr)
		if err != nil {
			t.Fatal(err)
		}
		store := statusredis.New(eval)
		limits := []statushttp.StoreLimit{{Requests: 100_000, Per: 10 * time.Second}}
		const rounds = 5000
		var empty, take [rounds]time.Duration
		for i := range rounds {
			start := time.Now()
			if _, err := eval(t.Context(), "return {0,0,0}", []string{"key"}, int64(0)); err != nil {
				t.Fatal(err)
			}
			empty[i] = time.Since(start)
			start = time.Now()
			if _, err := store.Take(t.Context(), "key", limits); err != nil {
				t.Fatal(err)
			}
			take[i] = time.Since(start)
		}
		slices.Sort(empty[:])
		slices.Sort(take[:])
		ratio := float64(take[rounds/2]) / float64(empty[rounds/2])
		t.Logf("%-8s  an empty script %v, a turn with one limit %v: %.2f times (medians)", name, empty[rounds/2], take[rounds/2], ratio)
		if ratio > 1.5 {
			t.Errorf("%s: a turn takes %.2f times as long as an empty script, want at most 1.5", name, ratio)
		}
	}
}
