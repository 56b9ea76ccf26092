package statushttp

import (
	"cmp"
	"math"
	"math/big"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
)

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

// Whatever a server writes for a wait, in whichever unit, it is told to the letter
// or not at all, and what is not told is a step of the back-off.
func FuzzWait(f *testing.F) {
	for _, text := range []string{"", "7", "1.5", "0", "-1", "+1", "1.", ".5", "1.2.3", "1e3", "0x10", "1_000", "NaN", "Inf", "99999999999999999999",
		"9223372036", "9223372036854", "9223372035.9", "9223372036.999999999", "0.0000000001", "1772366407", "1772366407250", "6m0s", "-5s", "9999999h", "soon",
		"Sun, 01 Mar 2026 12:00:07 GMT", "Sunday, 01-Mar-26 12:00:07 GMT", "Sun Mar  1 12:00:07 2026", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT",
		"2026-03-01T12:00:07Z", "2026-03-01T12:00:07.5+01:00", `"default";r=0;t=30`, `"a;\"b";t=1;r=0, x;r=1`, `"a";r=0;t=30,`, "try again in 6m0s.", "in 1.5 s)"} {
		f.Add(text, "", int64(0), int64(0), int64(0))
		f.Add(text, "Sun, 01 Mar 2026 11:59:00 GMT", int64(time.Second), int64(time.Minute), int64(time.Hour))
		f.Add(text, "today", int64(time.Hour), int64(0), int64(1))
	}
	f.Fuzz(func(t *testing.T, text, date string, least, most, patience int64) {
		for _, unit := range append(status.Units(), 0, 99) {
			d, ok := parse(text, unit)
			if d < 0 || !ok && d != 0 {
				t.Errorf("%q in %v is %v (%t)", text, unit, d, ok)
			}
			trimmed := strings.TrimSpace(text)
			//exhaustive:ignore
			plain := map[status.Unit]time.Duration{status.UnitSeconds: time.Second, status.UnitMilliseconds: time.Millisecond}
			if per := plain[unit]; per > 0 && len(text) < 1000 {
				want, wantOK := exact(trimmed, per)
				if ok != wantOK || d != want {
					t.Errorf("%q in %v is %v (%t), want %v (%t)", text, unit, d, ok, want, wantOK)
				}
			}

			// No catalog has a negative duration, or a least wait over the most.
			w := status.Wait{Min: time.Duration(least & math.MaxInt64), Max: time.Duration(most & math.MaxInt64)}
			if w.Max > 0 && w.Min > w.Max {
				w.Min = w.Max
			}
			w.From = []status.WaitSource{{Header: "X-Wait", Unit: unit}, {Header: "X-Wait", After: "in ", Unit: unit}}
			w.Take = status.Take(patience & 1)
			p := Policy{MaxWait: time.Duration(patience), Now: func() time.Time { return noon },
				Catalog: &status.Catalog{Rows: &status.Rows{503: {Kind: status.KindUnavailable, Retry: status.RetryAlways, Wait: w}}}}
			resp := &http.Response{StatusCode: 503, Header: http.Header{"X-Wait": {text}, "Date": {date}}}
			v := p.Classify(resp)
			first := cmp.Or(v.RetryAfter, v.Backoff.Min)
			end := w.Max
			if end == 0 {
				end = max(30*time.Second, 8*min(w.Min, math.MaxInt64/8))
			}
			if v.Backoff.Max != end || first <= 0 {
				t.Errorf("%q in %v: wait %v, at most %v; want at most %v", text, unit, first, v.Backoff.Max, end)
			}
			if none := !ok && !strings.Contains(text, "in "); v.RetryAfter == 0 && first != min(500*time.Millisecond, end) && first != w.Min || none && v.RetryAfter > 0 {
				t.Errorf("%q in %v: the first step is %v (told %t)", text, unit, first, v.RetryAfter > 0)
			}
			// A number needs no clock.
			if ok && d > 0 && unit != status.UnitRetryAfter && trimmed == text && decimal.MatchString(text) &&
				(unit == status.UnitSeconds || unit == status.UnitMilliseconds) && (v.RetryAfter == 0 || first != d) {
				t.Errorf("%q in %v: %v (told %t), not to the letter", text, unit, first, v.RetryAfter > 0)
			}
			if d := p.Decide(t.Context(), 3, resp, nil); d.Retry != (v.RetryAfter <= p.maxWait()) || d.Retry && d.Wait < first || v.RetryAfter > 0 && d.Retry && d.Wait != first {
				t.Errorf("%q in %v: Decide says %+v with a MaxWait of %v", text, unit, d, p.maxWait())
			}
		}
	})
}
