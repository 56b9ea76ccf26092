package status

import (
	"fmt"
	"time"
)

// Limit is an allowance of requests for one key. A limit of a known size has
// Code, and Requests with Per or Concurrent. A limit that responses report has
// Remaining; without a Reset it has Requests and Per too.
type Limit struct {
	Requests   int           // so many
	Per        time.Duration // in any interval of this length
	Concurrent int           // so many at once; 0 if it does not limit that
	Code       int           // refuses the next one

	Criteria []Criterion // of the request: only requests that match all of them count; all requests if empty
	By       []By        // what names a bucket of its own; one bucket for the key if empty

	Remaining string     // the header that says what is left, in canonical form
	Reset     WaitSource // when all of it is back
}

// String returns the limit in words: "500 requests per hour; more are refused with 509".
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
			span = "per " + perWord(l.Per)
		}
		s = fmt.Sprintf("%d %s %s%s; more are refused with %d", n, noun, span, whose, l.Code)
		whose = ""
	}
	if l.Remaining == "" {
		return s
	}
	if s != "" {
		s += "; "
	}
	s += l.Remaining + " says what is left"
	if name := l.Reset.Name(); name != "" {
		s += ", and " + name + " when it is refilled"
	}
	return s + whose
}

// perWord returns an interval as a sentence says it: "second", "1h30m".
func perWord(d time.Duration) string {
	switch d {
	case time.Second:
		return "second"
	case time.Minute:
		return "minute"
	case time.Hour:
		return "hour"
	case 24 * time.Hour:
		return "day"
	}
	return shortDuration(d)
}
