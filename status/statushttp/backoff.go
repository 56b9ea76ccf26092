package statushttp

import (
	"cmp"
	"math"
	"math/rand/v2"
	"time"

	"github.com/statuscat/statuscat/status"
)

// defaultBackoff is the backoff of a catalog that advises none, and of a request
// without a response.
var defaultBackoff = Backoff{500 * time.Millisecond, 30 * time.Second}

// backoffOf returns the backoff that a catalog advises. Without a maximum it still
// grows from a long minimum.
func backoffOf(w *status.Wait) Backoff {
	end := w.Max
	if end == 0 {
		end = max(defaultBackoff.Max, 8*min(w.Min, math.MaxInt64/8))
	}
	return Backoff{min(cmp.Or(w.Min, defaultBackoff.Min), end), end}
}

// backoff returns how long to wait after attempt tries: what the response specifies, or
// the step of the backoff.
func (p *Policy) backoff(v *Verdict, attempt int) time.Duration {
	if v.RetryAfter > 0 {
		return v.RetryAfter
	}
	return v.Backoff.step(attempt, p.jitter())
}

// jitter returns a random number from 0 to less than 1.
func (p *Policy) jitter() float64 {
	if p.Rand != nil {
		return p.Rand()
	}
	return rand.Float64()
}

// step returns how long to wait after attempt tries. Jitter lengthens it by up to a
// half, but not beyond the maximum. It is never zero.
func (b Backoff) step(attempt int, jitter float64) time.Duration {
	if b.Min <= 0 {
		b = defaultBackoff
	}
	step := b.Min
	for ; attempt > 1 && step < b.Max; attempt-- {
		step += min(step, b.Max-step)
	}
	more := time.Duration(jitter * float64(step/2))
	return step + max(min(more, step/2, b.Max-step), 0) // also if jitter is nonsense
}
