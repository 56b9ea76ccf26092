package unit

import (
	"math"
	"math/big"
	"regexp"
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

// read reads a wait that begins at noon.
func read(text string, u status.Unit) (time.Duration, bool) {
	d, end, ok := Read(u, text)
	if ok && !end.IsZero() {
		d = max(end.Sub(noon), 0)
	}
	return d, ok
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
		{"Unix time in another unit is far ahead", status.UnitEpochSeconds, epochNoon + "000", longest},
		{"negative Unix time", status.UnitEpochSeconds, "-1772366407", no},
		{"Unix time in milliseconds", status.UnitEpochMilliseconds, epochNoon + "250", 250 * time.Millisecond},
		{"Unix time in seconds is long past in milliseconds", status.UnitEpochMilliseconds, epochNoon, 0},

		{"a duration", status.UnitDuration, "6m0s", 6 * time.Minute},
		{"a duration with decimals", status.UnitDuration, "1.5s", 1500 * time.Millisecond},
		{"a short duration", status.UnitDuration, "12ms", 12 * time.Millisecond},
		{"no duration", status.UnitDuration, "0", 0},
		{"a negative duration", status.UnitDuration, "-5s", no},
		{"a duration without a unit", status.UnitDuration, "5", no},
		{"a duration in days", status.UnitDuration, "1d", 24 * time.Hour},
		{"beyond a Duration", status.UnitDuration, "9999999h", longest},
		{"two terms that are beyond it together", status.UnitDuration, "2562047h48m", longest},
		{"words", status.UnitDuration, "9 minutes", 9 * time.Minute},
		{"one word", status.UnitDuration, "1 Second", time.Second},
		{"a short word", status.UnitDuration, "202 ms", 202 * time.Millisecond},
		{"several", status.UnitDuration, "1 hour, 2 minutes and 30 seconds", hour + 150*time.Second},
		{"a number alone behind words", status.UnitDuration, "9 minutes 30", no},
		{"a unit alone behind words", status.UnitDuration, "9 minutes seconds", no},
		{"a comma at the end", status.UnitDuration, "9 minutes,", no},
		{"an unknown word", status.UnitDuration, "9 jiffies", no},
		{"ISO 8601", status.UnitDuration, "PT1M30S", 90 * time.Second},
		{"ISO 8601 with days and weeks", status.UnitDuration, "P1W2DT3H", 9*24*hour + 3*hour},
		{"ISO 8601 with decimals", status.UnitDuration, "PT0,5S", 500 * time.Millisecond},
		{"ISO 8601 without a term", status.UnitDuration, "P", no},
		{"ISO 8601 without a time", status.UnitDuration, "P1DT", no},
		{"ISO 8601 with a month", status.UnitDuration, "P1M", no},
		{"ISO 8601 in small letters", status.UnitDuration, "pt30s", no},
		{"a clock", status.UnitDuration, "00:01:30", 90 * time.Second},
		{"a clock with decimals", status.UnitDuration, "1:00:00.5", hour + 500*time.Millisecond},
		{"a clock with too many seconds", status.UnitDuration, "00:00:60", no},
		{"a clock with decimal hours", status.UnitDuration, "1.5:00:00", no},
		{"a clock of two parts", status.UnitDuration, "01:30", no},

		{"Unix time in Retry-After", status.UnitRetryAfter, "1772366407", 7 * time.Second},
		{"Unix time with decimals in Retry-After", status.UnitRetryAfter, "1772366407.5", 7500 * time.Millisecond},
		{"Unix time past in Retry-After", status.UnitRetryAfter, "946080000", 0},
		{"the longest wait before it", status.UnitRetryAfter, "946079999.5", 946079999500 * time.Millisecond},
		{"Unix time in milliseconds in Retry-After: not soon", status.UnitRetryAfter, epochNoon + "000", longest},
		{"more digits than any", status.UnitRetryAfter, "99999999999999999999", longest},
		{"a duration in Retry-After", status.UnitRetryAfter, "1m30s", 90 * time.Second},
		{"words in Retry-After", status.UnitRetryAfter, "30 seconds", 30 * time.Second},
		{"ISO 8601 in Retry-After", status.UnitRetryAfter, "PT30S", 30 * time.Second},

		{"a time", status.UnitRFC3339, "2026-03-01T12:00:07Z", 7 * time.Second},
		{"a time of another zone, with decimals", status.UnitRFC3339, "2026-03-01T13:00:07.5+01:00", 7500 * time.Millisecond},
		{"a time past", status.UnitRFC3339, "2026-03-01T11:59:59Z", 0},
		{"the last time", status.UnitRFC3339, "9999-12-31T23:59:59Z", longest},
		{"a time without a zone", status.UnitRFC3339, "2026-03-01T12:00:07", no},
		{"a time without its T", status.UnitRFC3339, "2026-03-01 12:00:07Z", 7 * time.Second},
		{"a time without seconds", status.UnitRFC3339, "2026-03-01T12:01Z", time.Minute},
		{"a zone without its colon", status.UnitRFC3339, "2026-03-01T13:00:07+0100", 7 * time.Second},
		{"UTC in letters", status.UnitRFC3339, "2026-03-01 12:01 UTC", time.Minute},
		{"all of that", status.UnitRFC3339, "2026-03-01 12:01 +0000", time.Minute},
		{"another zone in letters", status.UnitRFC3339, "2026-03-01 12:01 PST", no},
		{"two days", status.UnitRFC3339, "2026-03-01 2026-03-02", no},
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
		{"up to draft 7", status.UnitRateLimit, `limit=100, remaining=0, reset=30`, 30 * time.Second},
		{"up to draft 7, with a parameter", status.UnitRateLimit, `limit=100;w=60,remaining=0,reset=30;x=1`, 30 * time.Second},
		{"up to draft 7, and something remains", status.UnitRateLimit, `limit=100, remaining=1, reset=30`, no},
		{"up to draft 7, without a reset", status.UnitRateLimit, `remaining=0`, no},
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
		got, ok := read(tt.text, tt.unit)
		if !ok {
			got = no
		}
		if got != tt.want {
			t.Errorf("%s: %q in %v is %v, want %v", tt.reason, tt.text, tt.unit, got, tt.want)
		}
	}
}

// Every unit has a notation. What one writes is read back as the same wait, rounded
// up, and a moment put off is read as that much later.
func TestWriteAndLater(t *testing.T) {
	for _, u := range status.Units() {
		for _, wait := range []time.Duration{0, 2 * time.Second, hour} {
			text := Write(u, wait, noon)
			if got, ok := read(text, u); !ok || got != wait {
				t.Errorf("%v: %v is written as %q, and read as %v (%t)", u, wait, text, got, ok)
			}
			later, moment := Later(u, text, hour)
			if got, _ := read(later, u); moment && got != wait+hour {
				t.Errorf("%v: an hour after %q is %q", u, text, later)
			}
		}
		if got, _ := read(Write(u, 1500*time.Millisecond, noon), u); got != 1500*time.Millisecond && got != 2*time.Second {
			t.Errorf("%v: 1.5s is read back as %v", u, got)
		}
	}
	for _, tt := range []struct{ text, want string }{
		{"7", ""}, {"soon", ""}, {"1m", ""},
		{"1772366407", "1772370007"},
		{"Sun, 01 Mar 2026 12:00:07 GMT", "Sun, 01 Mar 2026 13:00:07 GMT"},
	} {
		if got, ok := Later(status.UnitRetryAfter, tt.text, hour); got != tt.want || ok != (tt.want != "") {
			t.Errorf("an hour after %q is %q (%t), want %q", tt.text, got, ok, tt.want)
		}
	}
}

var decimal = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`)

// exact is a number of units as a Duration, by exact arithmetic.
func exact(text string, unit time.Duration) (time.Duration, bool) {
	if !decimal.MatchString(text) {
		return 0, false
	}
	r, _ := new(big.Rat).SetString(text)
	if r.Cmp(new(big.Rat).SetInt64(math.MaxInt64/int64(unit))) >= 0 {
		return math.MaxInt64, true // the last unit is counted as beyond
	}
	r.Mul(r, new(big.Rat).SetInt64(int64(unit)))
	return time.Duration(new(big.Int).Quo(r.Num(), r.Denom()).Int64()), true
}

// Whatever a server writes is read to the letter or not at all.
func FuzzRead(f *testing.F) {
	for _, text := range []string{"", "7", "1.5", "0", "-1", "+1", "1.", ".5", "1.2.3", "1e3", "0x10", "1_000", "NaN", "Inf", "99999999999999999999",
		"9223372036", "9223372036854", "9223372035.9", "9223372036.999999999", "0.0000000001", "1772366407", "1772366407250", "6m0s", "-5s", "9999999h", "soon",
		"Sun, 01 Mar 2026 12:00:07 GMT", "Sunday, 01-Mar-26 12:00:07 GMT", "Sun Mar  1 12:00:07 2026", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT",
		"2026-03-01T12:00:07Z", "2026-03-01T12:00:07.5+01:00", `"default";r=0;t=30`, `"a;\"b";t=1;r=0, x;r=1`, `"a";r=0;t=30,`, "1 hour and 5 minutes", "in 1.5 s)"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, u := range append(status.Units(), 0, 99) {
			d, ok := read(text, u)
			if d < 0 || !ok && d != 0 {
				t.Errorf("%q in %v is %v (%t)", text, u, d, ok)
			}
			//exhaustive:ignore
			plain := map[status.Unit]time.Duration{status.UnitSeconds: time.Second, status.UnitMilliseconds: time.Millisecond}
			if per := plain[u]; per > 0 && len(text) < 1000 {
				if want, wantOK := exact(text, per); ok != wantOK || d != want {
					t.Errorf("%q in %v is %v (%t), want %v (%t)", text, u, d, ok, want, wantOK)
				}
			}
			if later, moment := Later(u, text, time.Second); moment && !ok {
				t.Errorf("%q in %v is no wait, and %q is later", text, u, later)
			}
		}
		if want, err := time.ParseDuration(text); err == nil && want >= 0 && text[0] != '+' && text[0] != '.' && !strings.Contains(text, ".") {
			if d, ok := duration(text); !ok || d != want {
				t.Errorf("%q is %v (%t), and Go reads %v", text, d, ok, want)
			}
		}
	})
}
