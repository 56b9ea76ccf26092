package statushttp

import (
	"cmp"
	"math/rand/v2"
	"time"

	"github.com/statuscat/statuscat/status"
)

// The back-off of a catalog that has no word about it.
const (
	firstStep = 500 * time.Millisecond
	lastStep  = 30 * time.Second
)

// bounds returns the backoff that a catalog advises.
func bounds(w *status.Wait) Backoff {
	end := cmp.Or(w.Max, max(lastStep, w.Min))
	return Backoff{min(cmp.Or(w.Min, firstStep), end), end}
}

// pause returns how long to wait after so many tries (from 1): what was told, or
// else the step of the back-off, which doubles with each try. Jitter only
// lengthens it, and never past its end. It is never 0.
func (p *Policy) pause(v Verdict, attempt int) time.Duration {
	if v.RetryAfter > 0 {
		return v.RetryAfter
	}
	step, end := v.Backoff.Min, v.Backoff.Max
	for ; attempt > 1 && step < end; attempt-- {
		step += min(step, end-step)
	}
	random := p.Rand
	if random == nil {
		random = rand.Float64
	}
	jitter := time.Duration(random() * float64(step/2))
	return step + max(min(jitter, step/2, end-step), 0) // also if random gives nonsense
}
