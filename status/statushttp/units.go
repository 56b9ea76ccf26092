package statushttp

import (
	"math"
	"net/http"
	"time"

	"github.com/statuscat/statuscat/status"
)

// span reads a wait in a unit that counts from the answer on.
func span(text string, unit status.Unit) (time.Duration, bool) {
	switch unit {
	case status.UnitRetryAfter, status.UnitSeconds:
		return number(text, time.Second)
	case status.UnitMilliseconds:
		return number(text, time.Millisecond)
	case status.UnitDuration:
		d, err := time.ParseDuration(text)
		return d, err == nil && d >= 0
	case status.UnitRateLimit:
		return rateLimit(text)
	case status.UnitHTTPDate, status.UnitRFC3339, status.UnitEpochSeconds, status.UnitEpochMilliseconds:
	}
	return 0, false
}

// moment reads the time when waiting ends, in a unit that has one.
func moment(text string, unit status.Unit) (t time.Time, ok bool) {
	var err error
	switch unit {
	case status.UnitRetryAfter, status.UnitHTTPDate:
		t, err = http.ParseTime(text)
	case status.UnitRFC3339:
		t, err = time.Parse(time.RFC3339, text)
	case status.UnitEpochSeconds:
		return since1970(text, time.Second)
	case status.UnitEpochMilliseconds:
		return since1970(text, time.Millisecond)
	case status.UnitSeconds, status.UnitMilliseconds, status.UnitDuration, status.UnitRateLimit:
		return t, false
	default:
		return t, false
	}
	return t, err == nil
}

func since1970(text string, unit time.Duration) (time.Time, bool) {
	d, ok := number(text, unit)
	return time.Unix(0, int64(d)), ok
}

// number reads digits with an optional decimal part. What is beyond a Duration
// is the longest Duration: a server that says so means "not soon".
func number(text string, unit time.Duration) (time.Duration, bool) {
	const tooMany = math.MaxInt64 / 16 // of any unit; ten times that is still an int64
	n, i := int64(0), 0
	for ; i < len(text) && isDigit(text[i]); i++ {
		n = min(n*10+int64(text[i]-'0'), tooMany)
	}
	part, ok := decimals(text[i:], unit)
	switch {
	case i == 0 || !ok:
		return 0, false
	case n >= int64(math.MaxInt64/unit):
		return math.MaxInt64, true
	}
	return time.Duration(n)*unit + part, true
}

// decimals reads the end of a number from its point on; it may be empty.
func decimals(text string, unit time.Duration) (part time.Duration, ok bool) {
	for i := 1; i < len(text); i++ {
		if !isDigit(text[i]) {
			return 0, false
		}
		unit /= 10
		part += time.Duration(text[i]-'0') * unit
	}
	return part, text == "" || text[0] == '.' && len(text) > 1
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
