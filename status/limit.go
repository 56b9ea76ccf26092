package status

import (
	"fmt"
	"time"
)

// Limit is an allowance of requests for one key. A limit of a known size has
// Code, and Requests with Per or Concurrent. A limit that responses tell of has
// Remaining; without a Reset it has Requests and Per beside that.
type Limit struct {
	Requests   int           // so many
	Per        time.Duration // in any interval of this length
	Concurrent int           // so many at once; 0 if it does not limit that
	Code       int           // refuses the next one

	Criteria []Criterion // of the request: only requests that match all of them count; all requests if empty
	By       []By        // what names a bucket of its own; one bucket for the key if empty

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
