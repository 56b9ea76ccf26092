package statustest

import (
	"math"
	"sync"
	"time"
)

// Clock is a clock that only the test moves. It starts at [Start]; the zero
// value is ready to use.
type Clock struct {
	mu     sync.Mutex
	passed time.Duration
}

// Now returns the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return Start.Add(c.passed)
}

// Advance moves the clock forward, at most as far as a Duration reaches from Start. It
// panics if d is negative.
func (c *Clock) Advance(d time.Duration) {
	if d < 0 {
		panic("statustest: a clock cannot be turned back")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.passed += min(d, math.MaxInt64-c.passed)
}
