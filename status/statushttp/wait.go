package statushttp

import (
	"math"
	"net/http"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
)

// standard is where RFC 9110, section 10.2.3, has an answer tell the wait. It
// counts where a catalog names no source of its own.
var standard = []status.WaitSource{{Header: "Retry-After", Unit: status.UnitRetryAfter}}

// wait returns how long to wait, whether that was told, and the bound.
func (p *Policy) wait(m *matcher, w *status.Wait) (wait time.Duration, told bool, bound time.Duration) {
	sources := w.From
	if len(sources) == 0 {
		sources = standard
	}
	for i := range sources {
		d, ok := p.told(m, &sources[i])
		if !ok {
			continue
		}
		wait, told = max(wait, d), true
		if w.Take != status.TakeLongest {
			break
		}
	}
	if !told && w.Default > 0 {
		wait, told = w.Default, true
	}
	bound = p.bound(w)
	return min(max(wait, w.Min), bound), told, bound
}

func (p *Policy) bound(w *status.Wait) time.Duration {
	switch {
	case w.Max > 0 && p.MaxWait > 0:
		return min(w.Max, p.MaxWait)
	case w.Max > 0:
		return w.Max
	case p.MaxWait > 0:
		return p.MaxWait
	}
	// What the catalog itself asks for is no reason to bound it.
	return max(DefaultMaxWait, w.Min, w.Default)
}

// told reads one source.
func (p *Policy) told(m *matcher, s *status.WaitSource) (time.Duration, bool) {
	text := ""
	if s.Header == "" {
		text = firstText(m.body(), s.Body)
	} else if values := m.resp.Header[s.Header]; len(values) > 0 {
		text = strings.TrimSpace(values[0])
	}
	if text == "" {
		return 0, false
	}
	return parseWait(text, s.Unit, func() time.Time { return p.now(m.resp) })
}

// now is the time at which the answer was made: what it says itself, since
// times in it are by the server's clock, or else the time here.
func (p *Policy) now(resp *http.Response) time.Time {
	if values := resp.Header["Date"]; len(values) > 0 {
		if t, err := parseTime(values[0]); err == nil {
			return t
		}
	}
	if p.Now != nil {
		return p.Now()
	}
	return time.Now()
}

// parseWait reads a wait in a unit; not ok if it is none, or a time that is not
// in the future.
func parseWait(text string, unit status.Unit, now func() time.Time) (time.Duration, bool) {
	switch unit {
	case status.UnitRetryAfter:
		if d, ok := number(text, time.Second); ok {
			return d, true
		}
		return until(text, now)
	case status.UnitSeconds:
		return number(text, time.Second)
	case status.UnitMilliseconds:
		return number(text, time.Millisecond)
	case status.UnitEpochSeconds:
		return since1970(text, time.Second, now)
	case status.UnitEpochMilliseconds:
		return since1970(text, time.Millisecond, now)
	case status.UnitHTTPDate:
		return until(text, now)
	case status.UnitDuration:
		d, err := time.ParseDuration(text)
		return d, err == nil && d >= 0
	}
	return 0, false
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

func since1970(text string, unit time.Duration, now func() time.Time) (time.Duration, bool) {
	d, ok := number(text, unit)
	if !ok {
		return 0, false
	}
	wait := time.Unix(0, int64(d)).Sub(now())
	return wait, wait > 0
}

func until(text string, now func() time.Time) (time.Duration, bool) {
	t, err := parseTime(text)
	if err != nil {
		return 0, false
	}
	wait := t.Sub(now())
	return wait, wait > 0
}
