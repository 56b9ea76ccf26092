package statustest

import (
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

// Advance lets time pass. It panics if d is negative: time does not go back.
func (c *Clock) Advance(d time.Duration) {
	if d < 0 {
		panic("statustest: a clock cannot be turned back")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.passed += d
}
