package status

import (
	"fmt"
	"time"
)

// Limit is an allowance of requests, for one key or account as a whole.
// Either half may be missing: a limit of a known size has Requests, Per and
// Code, and one that answers tell of has Remaining and Reset.
type Limit struct {
	Requests int           // so many
	Per      time.Duration // in any interval of this length
	Code     int           // refuses the next one

	Remaining string     // the header that tells what is left, in canonical form
	Reset     WaitSource // when all of it is back
}

// String says the limit in words: "at most 500 requests per 1h; the next is
// refused with 509".
func (l Limit) String() string {
	s := ""
	if l.Requests > 0 {
		noun := "requests"
		if l.Requests == 1 {
			noun = "request"
		}
		s = fmt.Sprintf("at most %d %s per %s; the next is refused with %d", l.Requests, noun, shortDuration(l.Per), l.Code)
	}
	if l.Remaining == "" {
		return s
	}
	if s != "" {
		s += "; "
	}
	return s + l.Remaining + " tells what is left, and " + l.Reset.Name() + " when it is refilled"
}
