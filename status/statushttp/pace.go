package statushttp

import "time"

// pace is the time that a bucket leaves between two sends, so that a pause does not
// end in a burst. It doubles with each refusal, and an eighth of it is taken off with
// each success. A vendor whose limit is not known is found out that way.
type pace struct {
	between time.Duration // 0 if there is no pace
	sent    time.Duration // when the last request was sent
}

const (
	firstPace = time.Second      // the most that the first refusal causes
	leastPace = time.Millisecond // less is none
)

// slow records a refusal that called for a wait. If others share the limit, the pace
// has to be longer than the wait: then a process has only a part of the limit.
func (p *pace) slow(wait time.Duration) {
	p.between = min(max(2*p.between, min(wait/4, firstPace)), 4*wait)
}

// quicken records a success.
func (p *pace) quicken() {
	if p.between -= p.between / 8; p.between < leastPace {
		p.between = 0
	}
}

// free returns when the next request can be sent by one of n processes.
func (p *pace) free(n int) time.Duration {
	if p.between == 0 {
		return 0
	}
	return p.sent + p.between*time.Duration(n)
}
