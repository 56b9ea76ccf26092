package statushttp

import (
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
)

var noon = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

const (
	epochNoon = "1772366400"
	no        = time.Duration(-1) // tells nothing
	longest   = time.Duration(math.MaxInt64)
	hour      = time.Hour
)

// parse reads a wait from a header.
func parse(text string, unit status.Unit) (time.Duration, bool) {
	p := Policy{Now: func() time.Time { return noon }}
	m := matcher{resp: &http.Response{Header: http.Header{"X-Wait": {text}}}}
	return p.read(&m, &status.WaitSource{Header: "X-Wait", Unit: unit})
}

func TestUnits(t *testing.T) {
	for _, tt := range []struct {
		reason string
		unit   status.Unit
		text   string
		want   time.Duration
	}{
		{"whole", status.UnitSeconds, "7", 7 * time.Second},
		{"zero: at once", status.UnitSeconds, "0", 0},
		{"leading zeros", status.UnitSeconds, "007", 7 * time.Second},
		{"decimals", status.UnitSeconds, "1.5", 1500 * time.Millisecond},
		{"decimals that binary numbers do not have", status.UnitSeconds, "1.001", 1001 * time.Millisecond},
		{"the least wait", status.UnitSeconds, "0.000000001", 1},
		{"less than the least", status.UnitSeconds, "0.0000000001", 0},
		{"more decimals than a nanosecond has", status.UnitSeconds, "0.1234567891", 123456789},
		{"many decimals", status.UnitSeconds, "0." + strings.Repeat("3", 5000), 333333333},
		{"a year", status.UnitSeconds, "31536000", 365 * 24 * time.Hour},
		{"the last second that a Duration holds", status.UnitSeconds, "9223372035", 9223372035 * time.Second},
		{"beyond it", status.UnitSeconds, "9223372037", longest},
		{"beyond an int64", status.UnitSeconds, "99999999999999999999", longest},
		{"beyond a float64", status.UnitSeconds, strings.Repeat("9", 400), longest},
		{"beyond a float64, with decimals", status.UnitSeconds, strings.Repeat("9", 400) + ".5", longest},
		{"negative", status.UnitSeconds, "-1", no},
		{"negative zero", status.UnitSeconds, "-0", no},
		{"signed", status.UnitSeconds, "+1", no},
		{"a point and nothing behind", status.UnitSeconds, "1.", no},
		{"a point and nothing before", status.UnitSeconds, ".5", no},
		{"a point alone", status.UnitSeconds, ".", no},
		{"two points", status.UnitSeconds, "1.2.3", no},
		{"a comma", status.UnitSeconds, "1,5", no},
		{"an exponent", status.UnitSeconds, "1e3", no},
		{"an exponent behind the point", status.UnitSeconds, "1.0e3", no},
		{"hexadecimal", status.UnitSeconds, "0x10", no},
		{"underscores", status.UnitSeconds, "1_000", no},
		{"no number", status.UnitSeconds, "NaN", no},
		{"infinite", status.UnitSeconds, "Inf", no},
		{"infinite in words", status.UnitSeconds, "infinity", no},
		{"a unit", status.UnitSeconds, "7s", no},
		{"spaces within", status.UnitSeconds, "1 000", no},
		{"digits of another script", status.UnitSeconds, "٧", no},
		{"words", status.UnitSeconds, "soon", no},
		{"a date is no number of seconds", status.UnitSeconds, "Sun, 01 Mar 2026 12:00:07 GMT", no},

		{"milliseconds", status.UnitMilliseconds, "1500", 1500 * time.Millisecond},
		{"decimal milliseconds", status.UnitMilliseconds, "0.5", 500 * time.Microsecond},
		{"milliseconds beyond a Duration", status.UnitMilliseconds, "9223372036855", longest},

		{"seconds in Retry-After", status.UnitRetryAfter, "7", 7 * time.Second},
		{"decimals in Retry-After, as some send them", status.UnitRetryAfter, "0.25", 250 * time.Millisecond},
		{"a date in Retry-After", status.UnitRetryAfter, "Sun, 01 Mar 2026 12:00:07 GMT", 7 * time.Second},
		{"an obsolete date (RFC 850)", status.UnitRetryAfter, "Sunday, 01-Mar-26 12:00:07 GMT", 7 * time.Second},
		{"an obsolete date (ANSI C)", status.UnitRetryAfter, "Sun Mar  1 12:00:07 2026", 7 * time.Second},
		{"a date a year ahead", status.UnitRetryAfter, "Mon, 01 Mar 2027 12:00:00 GMT", 365 * 24 * time.Hour},
		{"the last date", status.UnitRetryAfter, "Fri, 31 Dec 9999 23:59:59 GMT", longest},
		{"a date in the past: it is over", status.UnitRetryAfter, "Sun, 01 Mar 2026 11:59:59 GMT", 0},
		{"a date long past", status.UnitRetryAfter, "Mon, 01 Jan 0001 00:00:00 GMT", 0},
		{"the present: it is over", status.UnitRetryAfter, "Sun, 01 Mar 2026 12:00:00 GMT", 0},
		{"a date of another zone", status.UnitRetryAfter, "Sun, 01 Mar 2026 12:00:07 +0100", no},
		{"a day that is not", status.UnitRetryAfter, "Sun, 31 Feb 2026 12:00:07 GMT", no},
		{"an ISO date", status.UnitRetryAfter, "2026-03-01T12:00:07Z", no},
		{"nothing", status.UnitRetryAfter, "", no},

		{"a date", status.UnitHTTPDate, "Sun, 01 Mar 2026 12:00:07 GMT", 7 * time.Second},
		{"seconds are no date", status.UnitHTTPDate, "7", no},

		{"Unix time", status.UnitEpochSeconds, "1772366407", 7 * time.Second},
		{"Unix time with decimals", status.UnitEpochSeconds, "1772366407.25", 7250 * time.Millisecond},
		{"Unix time now", status.UnitEpochSeconds, epochNoon, 0},
		{"Unix time past", status.UnitEpochSeconds, "1772366399", 0},
		{"a wait where Unix time is due is long past", status.UnitEpochSeconds, "60", 0},
		{"Unix time in another unit is far ahead", status.UnitEpochSeconds, epochNoon + "000", longest - time.Duration(noon.UnixNano())},
		{"negative Unix time", status.UnitEpochSeconds, "-1772366407", no},
		{"Unix time in milliseconds", status.UnitEpochMilliseconds, epochNoon + "250", 250 * time.Millisecond},
		{"Unix time in seconds is long past in milliseconds", status.UnitEpochMilliseconds, epochNoon, 0},

		{"a duration", status.UnitDuration, "6m0s", 6 * time.Minute},
		{"a duration with decimals", status.UnitDuration, "1.5s", 1500 * time.Millisecond},
		{"a short duration", status.UnitDuration, "12ms", 12 * time.Millisecond},
		{"no duration", status.UnitDuration, "0", 0},
		{"a negative duration", status.UnitDuration, "-5s", no},
		{"a duration without a unit", status.UnitDuration, "5", no},
		{"a duration in days", status.UnitDuration, "1d", no},
		{"beyond a Duration", status.UnitDuration, "9999999h", no},

		{"a time", status.UnitRFC3339, "2026-03-01T12:00:07Z", 7 * time.Second},
		{"a time of another zone, with decimals", status.UnitRFC3339, "2026-03-01T13:00:07.5+01:00", 7500 * time.Millisecond},
		{"a time past", status.UnitRFC3339, "2026-03-01T11:59:59Z", 0},
		{"the last time", status.UnitRFC3339, "9999-12-31T23:59:59Z", longest},
		{"a time without a zone", status.UnitRFC3339, "2026-03-01T12:00:07", no},
		{"a time without its T", status.UnitRFC3339, "2026-03-01 12:00:07Z", no},
		{"a day alone", status.UnitRFC3339, "2026-03-02", no},
		{"an HTTP date is no RFC 3339", status.UnitRFC3339, "Sun, 01 Mar 2026 12:00:07 GMT", no},

		{"nothing remains", status.UnitRateLimit, `"default";r=0;t=30`, 30 * time.Second},
		{"something remains", status.UnitRateLimit, `"default";r=1;t=30`, no},
		{"parameters in any order, and others between", status.UnitRateLimit, `"default";t=30;pk=:cHsdsRa894==:;x;y=?1;r=0`, 30 * time.Second},
		{"spaces before a parameter", status.UnitRateLimit, `"default"; r=0;  t=30`, 30 * time.Second},
		{"the longest of several", status.UnitRateLimit, `"a";r=0;t=5, "b";r=0;t=3600 ,"c";r=0;t=7`, hour},
		{"of those of which nothing remains", status.UnitRateLimit, `"a";r=0;t=5,"b";r=9;t=3600`, 5 * time.Second},
		{"a token for a name", status.UnitRateLimit, `default;r=0;t=30`, 30 * time.Second},
		{"a name with all that a string may hold", status.UnitRateLimit, `"a;r=9, \"b\\";r=0;t=30`, 30 * time.Second},
		{"the last of two", status.UnitRateLimit, `"a";r=5;r=0;t=1;t=30`, 30 * time.Second},
		{"nothing remains, and it is over", status.UnitRateLimit, `"a";r=0;t=0`, 0},
		{"many seconds", status.UnitRateLimit, `"a";r=0;t=999999999999999`, longest},
		{"no time", status.UnitRateLimit, `"a";r=0`, no},
		{"no remainder", status.UnitRateLimit, `"a";t=30`, no},
		{"a parameter without a value is true", status.UnitRateLimit, `"a";r;t=30`, no},
		{"a remainder with decimals", status.UnitRateLimit, `"a";r=0.0;t=30`, no},
		{"a negative time", status.UnitRateLimit, `"a";r=0;t=-30`, no},
		{"a time as a string", status.UnitRateLimit, `"a";r=0;t="30"`, no},
		{"the draft's older form", status.UnitRateLimit, `limit=100, remaining=0, reset=30`, no},
		{"malformed behind", status.UnitRateLimit, `"a";r=0;t=30;`, no},
		{"malformed in another item", status.UnitRateLimit, `"a";r=0;t=30, "b`, no},
		{"an item short", status.UnitRateLimit, `"a";r=0;t=30,`, no},
		{"no comma", status.UnitRateLimit, `"a";r=0;t=30 "b";r=1`, no},
		{"a key in capitals", status.UnitRateLimit, `"a";R=0;t=30`, no},
		{"an inner list", status.UnitRateLimit, `("a" "b");r=0;t=30`, no},
		{"a letter beyond ASCII", status.UnitRateLimit, `"ä";r=0;t=30`, no},
		{"a space before the semicolon", status.UnitRateLimit, `"a" ;r=0;t=30`, no},
		{"a number alone", status.UnitRateLimit, `30`, no},

		{"no unit", 0, "7", no},
		{"a unit of no catalog", 99, "7", no},
	} {
		got, ok := parse(tt.text, tt.unit)
		if !ok {
			got = no
		}
		if got != tt.want {
			t.Errorf("%s: %q in %v is %v, want %v", tt.reason, tt.text, tt.unit, got, tt.want)
		}
	}
}
