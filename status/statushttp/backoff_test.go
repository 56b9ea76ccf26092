package statushttp_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// The back-off: it doubles from its first step, stops at its end, and jitter only
// lengthens it.
func TestBackOffSteps(t *testing.T) {
	for _, tt := range []struct {
		reason string
		wait   status.Wait
		head   string
		random float64
		want   []time.Duration // by attempt, from 1
	}{
		{"no advice", status.Wait{}, "503", 0, []time.Duration{second / 2, second, 2 * second, 4 * second, 8 * second, 16 * second, 30 * second, 30 * second}},
		{"jitter is up to half of the step, and not past the end", status.Wait{}, "503", 0.5,
			[]time.Duration{625 * time.Millisecond, 1250 * time.Millisecond, 2500 * time.Millisecond, 5 * second, 10 * second, 20 * second, 30 * second}},
		{"Min and Max", status.Wait{Min: 3 * second, Max: 10 * second}, "503", 0, []time.Duration{3 * second, 6 * second, 10 * second, 10 * second}},
		{"a long Min grows too", status.Wait{Min: minute}, "503", 0, []time.Duration{minute, 2 * minute, 4 * minute, 8 * minute, 8 * minute}},
		{"and has jitter", status.Wait{Min: minute}, "503", 0.5, []time.Duration{75 * second, 150 * second}},
		{"one step only", status.Wait{Min: minute, Max: minute}, "503", 0.9, []time.Duration{minute, minute}},
		{"told: no steps, and no jitter", status.Wait{Min: minute}, "503\nRetry-After: 7", 0.9, []time.Duration{7 * second, 7 * second, 7 * second}},
		{"it is over: steps, but not from Min", status.Wait{Min: 20 * second}, "503\nRetry-After: 0", 0, []time.Duration{second / 2, second, 2 * second}},
		{"an end beyond measure", status.Wait{Min: 1 << 61, Max: math.MaxInt64}, "503", 0.999, []time.Duration{1<<61 + 0, 1 << 62, math.MaxInt64, math.MaxInt64}},
	} {
		p := policy(one(tt.wait))
		p.Rand = func() float64 { return tt.random }
		for i, want := range tt.want {
			d := p.Decide(context.Background(), i+1, answer(tt.head, ""), nil)
			if want >= 1<<61 { // jitter depends on the float
				if d.Wait < want {
					t.Errorf("%s: attempt %d waits %v, less than %v", tt.reason, i+1, d.Wait, want)
				}
			} else if d.Wait != want || !d.Retry {
				t.Errorf("%s: attempt %d waits %v (%t), want %v", tt.reason, i+1, d.Wait, d.Retry, want)
			}
		}
	}
}

// An attempt that is no number of tries counts as the first, and one beyond all
// measure as one beyond the last step.
func TestBackOffAttempts(t *testing.T) {
	p := policy(one(status.Wait{}))
	for attempt, want := range map[int]time.Duration{-1: second / 2, 0: second / 2, 1: second / 2, 64: 30 * second, math.MaxInt: 30 * second} {
		if got := p.Decide(context.Background(), attempt, answer("503", ""), nil).Wait; got != want {
			t.Errorf("attempt %d: %v, want %v", attempt, got, want)
		}
	}
}

// Random numbers that are none shorten nothing.
func TestBackOffRandom(t *testing.T) {
	for _, random := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, 2} {
		p := policy(one(status.Wait{}))
		p.Rand = func() float64 { return random }
		if d := p.Decide(context.Background(), 2, answer("503", ""), nil); !d.Retry || d.Wait < second || d.Wait > 3*second/2 {
			t.Errorf("%v: the second step is %v (%t)", random, d.Wait, d.Retry)
		}
	}
}

// Random numbers of its own spread the tries.
func TestBackOffJitter(t *testing.T) {
	p := &statushttp.Policy{Catalog: one(status.Wait{})}
	seen := map[time.Duration]bool{}
	for range 100 {
		got := p.Decide(context.Background(), 2, answer("503", ""), nil).Wait
		if got < second || got >= 3*second/2 {
			t.Fatalf("the second step is %v", got)
		}
		seen[got] = true
	}
	if len(seen) < 50 {
		t.Errorf("%d of 100 are different", len(seen))
	}
}
