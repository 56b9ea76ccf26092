package statustest

import "time"

// Limit is how many requests a vendor takes in a time. A [Server] counts by its
// clock: a period begins with the first request after the one before, and what
// is refused is not counted.
//
// What is over the limit is answered with Code, which is a code or a case's name
// as in [Server.Script]. Where the catalog says that such an answer tells the
// wait, it tells when the period ends.
type Limit struct {
	Requests int
	Per      time.Duration
	Code     any
}

// gate is a limit that is kept.
type gate struct {
	Limit
	answer answerer
	ends   time.Time // of the period
	count  int       // of the requests in it
}

// wait returns how long it is until the gate lets a request through.
func (g *gate) wait(now time.Time) time.Duration {
	if g.count < g.Requests || !now.Before(g.ends) {
		return 0
	}
	return g.ends.Sub(now)
}

// pass counts a request.
func (g *gate) pass(now time.Time) {
	if !now.Before(g.ends) {
		g.ends, g.count = now.Add(g.Per), 0
	}
	g.count++
}
