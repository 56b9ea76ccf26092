package statushttp

import (
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
	r.Mul(r, new(big.Rat).SetInt64(int64(unit)))
	n := new(big.Int).Quo(r.Num(), r.Denom())
	if n.Cmp(big.NewInt(math.MaxInt64-int64(unit))) >= 0 {
		return math.MaxInt64, true // the last unit is counted as beyond
	}
	return time.Duration(n.Int64()), true
}

// Whatever a server writes for a wait, in whichever unit, it is a wait within
// the bounds or none.
func FuzzWait(f *testing.F) {
	for _, text := range []string{"", "7", "1.5", "0", "-1", "+1", "1.", ".5", "1.2.3", "1e3", "0x10", "1_000", "NaN", "Inf", "99999999999999999999",
		"9223372036", "9223372036854", "9223372036.999999999", "0.0000000001", "1772366407", "1772366407250", "6m0s", "-5s", "9999999h", "soon",
		"Sun, 01 Mar 2026 12:00:07 GMT", "Sunday, 01-Mar-26 12:00:07 GMT", "Sun Mar  1 12:00:07 2026", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT"} {
		f.Add(text, "", int64(0), int64(0), int64(0), int64(0))
		f.Add(text, "Sun, 01 Mar 2026 11:59:00 GMT", int64(time.Second), int64(time.Minute), int64(5*time.Second), int64(time.Hour))
		f.Add(text, "today", int64(time.Hour), int64(0), int64(math.MaxInt64), int64(1))
	}
	f.Fuzz(func(t *testing.T, text, date string, least, most, byDefault, limit int64) {
		for unit := range status.UnitDuration + 2 {
			d, ok := parseWait(text, unit, func() time.Time { return noon })
			if d < 0 && ok {
				t.Errorf("%q in %v is %v", text, unit, d)
			}
			if per := map[status.Unit]time.Duration{status.UnitSeconds: time.Second, status.UnitMilliseconds: time.Millisecond}[unit]; per > 0 && len(text) < 1000 {
				want, wantOK := exact(text, per)
				if ok != wantOK || d != want && (want < math.MaxInt64-per || d != math.MaxInt64) {
					t.Errorf("%q in %v is %v (%t), want %v (%t)", text, unit, d, ok, want, wantOK)
				}
			}

			// No catalog has a negative duration, or a least wait over the most.
			w := status.Wait{Min: time.Duration(least & math.MaxInt64), Max: time.Duration(most & math.MaxInt64), Default: time.Duration(byDefault & math.MaxInt64)}
			if w.Max > 0 && w.Min > w.Max {
				w.Min = w.Max
			}
			w.From = []status.WaitSource{{Header: "X-Wait", Unit: unit}, {Header: "X-Other", Unit: status.UnitRetryAfter}}
			w.Take = status.Take(limit & 1)
			p := Policy{MaxWait: time.Duration(limit), Now: func() time.Time { return noon },
				Catalog: &status.Catalog{Rows: &status.Rows{503: {Kind: status.KindUnavailable, Retry: status.RetryAlways, Wait: w}}}}
			v := p.Classify(&http.Response{StatusCode: 503, Header: http.Header{"X-Wait": {text}, "X-Other": {"3"}, "Date": {date}}})
			bound := max(DefaultMaxWait, w.Min, w.Default)
			if w.Max > 0 {
				bound = w.Max
			}
			if limit > 0 && (w.Max == 0 || limit < most&math.MaxInt64) {
				bound = time.Duration(limit)
			}
			if v.MaxWait != bound || v.Wait > bound || v.Wait < min(w.Min, bound) || !v.Told {
				t.Errorf("%q in %v: %v of at most %v (told %t); least %v, most %v, limit %v", text, unit, v.Wait, v.MaxWait, v.Told, w.Min, w.Max, p.MaxWait)
			}
			if wantNone := strings.TrimSpace(text) == ""; wantNone && v.Wait != min(max(3*time.Second, w.Min), bound) {
				t.Errorf("nothing in %v: %v", unit, v.Wait)
			}
		}
	})
}
