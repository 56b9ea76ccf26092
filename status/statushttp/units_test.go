package statushttp

import (
	"math"
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
)

func TestParseWait(t *testing.T) {
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
		{"a date in the past", status.UnitRetryAfter, "Sun, 01 Mar 2026 11:59:59 GMT", no},
		{"a date long past", status.UnitRetryAfter, "Mon, 01 Jan 0001 00:00:00 GMT", no},
		{"the present is not ahead", status.UnitRetryAfter, "Sun, 01 Mar 2026 12:00:00 GMT", no},
		{"a date of another zone", status.UnitRetryAfter, "Sun, 01 Mar 2026 12:00:07 +0100", no},
		{"a day that is not", status.UnitRetryAfter, "Sun, 31 Feb 2026 12:00:07 GMT", no},
		{"an ISO date", status.UnitRetryAfter, "2026-03-01T12:00:07Z", no},
		{"nothing", status.UnitRetryAfter, "", no},

		{"a date", status.UnitHTTPDate, "Sun, 01 Mar 2026 12:00:07 GMT", 7 * time.Second},
		{"seconds are no date", status.UnitHTTPDate, "7", no},

		{"Unix time", status.UnitEpochSeconds, "1772366407", 7 * time.Second},
		{"Unix time with decimals", status.UnitEpochSeconds, "1772366407.25", 7250 * time.Millisecond},
		{"Unix time now", status.UnitEpochSeconds, epochNoon, no},
		{"Unix time past", status.UnitEpochSeconds, "1772366399", no},
		{"a wait where Unix time is due", status.UnitEpochSeconds, "60", no},
		{"Unix time in another unit is far ahead", status.UnitEpochSeconds, epochNoon + "000", longest - time.Duration(noon.UnixNano())},
		{"negative Unix time", status.UnitEpochSeconds, "-1772366407", no},
		{"Unix time in milliseconds", status.UnitEpochMilliseconds, epochNoon + "250", 250 * time.Millisecond},
		{"Unix time in seconds is long past in milliseconds", status.UnitEpochMilliseconds, epochNoon, no},

		{"a duration", status.UnitDuration, "6m0s", 6 * time.Minute},
		{"a duration with decimals", status.UnitDuration, "1.5s", 1500 * time.Millisecond},
		{"a short duration", status.UnitDuration, "12ms", 12 * time.Millisecond},
		{"no duration", status.UnitDuration, "0", 0},
		{"a negative duration", status.UnitDuration, "-5s", no},
		{"a duration without a unit", status.UnitDuration, "5", no},
		{"a duration in days", status.UnitDuration, "1d", no},
		{"beyond a Duration", status.UnitDuration, "9999999h", no},

		{"no unit", 0, "7", no},
		{"a unit of no catalog", 99, "7", no},
	} {
		got, ok := parseWait(tt.text, tt.unit, func() time.Time { return noon })
		if !ok {
			got = no
		}
		if got != tt.want {
			t.Errorf("%s: %q in %v is %v, want %v", tt.reason, tt.text, tt.unit, got, tt.want)
		}
	}
}
