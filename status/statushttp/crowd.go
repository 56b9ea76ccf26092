package statushttp

// crowd bounds how many requests of a bucket are under way at once. A vendor that
// takes so many at a time refuses the next one while these are under way. So those
// that are left when the last of a series of refusals comes are as many as it takes.
// A vendor that counts by time has answered all of them by then.
type crowd struct {
	most     int // 0 if there is no bound
	before   int // most before the series of refusals
	accepted int // since most has changed
	goal     int // of accepted, at which most grows
	step     int // by how much
}

const largeCrowd = 1024 // a larger one is not bounded

// refused records a refusal while others are under way; first says that it is the
// first of a series.
func (c *crowd) refused(others int, first bool) {
	if first {
		c.before = c.most
	}
	c.most = c.before
	if others > 0 && (c.before == 0 || others < c.before) {
		c.most = others
	}
	c.accepted, c.goal, c.step = 0, 8*c.most*c.most, 1
}

// succeeded records a success: after many, a larger crowd is tried, and more quickly
// as long as that succeeds.
func (c *crowd) succeeded() {
	if c.most == 0 {
		return
	}
	if c.accepted++; c.accepted >= c.goal {
		c.most += c.step
		c.accepted, c.goal, c.step = 0, 4*c.most, 2*c.step
	}
	if c.most >= largeCrowd {
		*c = crowd{}
	}
}

// isFull reports whether no more than the requests under way may be.
func (c *crowd) isFull(under int) bool { return c.most > 0 && under >= c.most }
