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
	whose := ""
	if len(l.Criteria) > 0 {
		whose = " where " + When(l.Criteria)
	}
	if len(l.By) > 0 {
		whose += ", for each " + ByWords(l.By)
	}
	s := ""
	if n := l.Requests + l.Concurrent; n > 0 {
		noun, span := "requests", "at once"
		if n == 1 {
			noun = "request"
		}
		if l.Per > 0 {
			span = "per " + shortDuration(l.Per)
		}
		s = fmt.Sprintf("at most %d %s %s%s; the next is refused with %d", n, noun, span, whose, l.Code)
		whose = ""
	}
	if l.Remaining == "" {
		return s
	}
	if s != "" {
		s += "; "
	}
	s += l.Remaining + " tells what is left" + whose
	if name := l.Reset.Name(); name != "" {
		s += ", and " + name + " when it is refilled"
	}
	return s
}
