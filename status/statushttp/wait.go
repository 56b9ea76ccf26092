package statushttp

import (
	"cmp"
	"math"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/unit"
	"github.com/statuscat/statuscat/status/statushttp/internal/body"
)

// advise fills in the waits of a verdict.
func (p *Policy) advise(v *Verdict, m *matcher, w *status.Wait) {
	retryable := v.Retry.IsRetryable()
	if !retryable && v.Code < 300 {
		m.content, m.read = body.Content{}, true // the body of a success is the caller's, also if a case has read it
	}
	specified := false
	for s := range w.Sources() {
		d, ok := p.read(m, s)
		v.RetryAfter, specified = max(v.RetryAfter, d), specified || ok
		if v.RetryAfter > 0 && w.Take != status.TakeLongest {
			break
		}
	}
	if retryable {
		v.Backoff = backoffOf(w)
		if specified && v.RetryAfter == 0 { // the wait is over, and with it the catalog's minimum
			v.Backoff.Min = min(defaultBackoff.Min, v.Backoff.Max)
		}
	}
}

// maxHeader is how many bytes of a header are read.
const maxHeader = 16 << 10

// read returns the wait that a source specifies, and whether it specifies one. The wait
// until a time in the past is zero.
func (p *Policy) read(m *matcher, s *status.WaitSource) (wait time.Duration, ok bool) {
	var lines []string
	if s.Header != "" {
		if lines = m.resp.Header[s.Header]; len(lines) == 0 {
			return 0, false // the common case
		}
	}
	switch {
	case m.failing(s.When) != nil:
		return 0, false
	case s.Header == "" && !s.Refill.IsZero():
		return m.refill(s.Refill)
	case s.Header == "":
		return p.parse(m, s, m.body().First(s.Body))
	case s.Field != "":
		return p.parse(m, s, field(joined(lines), s.Field))
	case s.Unit == status.UnitRateLimit && s.After == "":
		return p.parse(m, s, joined(lines))
	}
	return p.longest(m, s, lines)
}

// longest returns the longest wait of a list, which may come in several lines.
func (p *Policy) longest(m *matcher, s *status.WaitSource, lines []string) (wait time.Duration, ok bool) {
	left := maxHeader
	for _, line := range lines {
		line = line[:min(len(line), left)]
		left -= len(line)
		if d, whole := p.parse(m, s, line); whole {
			wait, ok = max(wait, d), true
			continue
		}
		previous := ""
		for element := range strings.SplitSeq(line, ",") {
			d, one := p.parse(m, s, element)
			if !one { // an HTTP date has a comma
				d, one = p.parse(m, s, previous+","+element)
			}
			wait, ok = max(wait, d), ok || one
			previous = element
		}
	}
	return wait, ok
}

// refill returns the wait until an allowance has what a request needs.
func (m *matcher) refill(r status.Refill) (time.Duration, bool) {
	var n [3]float64
	for i, pointer := range []string{r.Need, r.Have, r.Rate} {
		var err error
		if n[i], err = strconv.ParseFloat(m.body().First(pointer), 64); err != nil || math.IsInf(n[i], 0) || math.IsNaN(n[i]) {
			return 0, false
		}
	}
	need, have, rate := n[0], n[1], n[2]
	if rate <= 0 {
		return 0, false
	}
	ms := math.Ceil(max(need-have, 0) / rate * 1000)
	if ms >= float64(math.MaxInt64/time.Millisecond) {
		return math.MaxInt64, true
	}
	return time.Duration(ms) * time.Millisecond, true
}

// field returns the value of a field of a header such as "a=1;b=2" or "a=1, b=2",
// without its quotes. It is empty if the field is absent. The letter case of name does
// not matter.
func field(text, name string) string {
	for part := range strings.FieldsFuncSeq(text, func(c rune) bool { return c == ';' || c == ',' }) {
		key, value, _ := strings.Cut(part, "=")
		if strings.EqualFold(strings.TrimSpace(key), name) {
			return strings.Trim(strings.TrimSpace(value), `"`)
		}
	}
	return ""
}

// joined returns the lines of a list as one, up to maxHeader, without the element that
// is cut off there.
func joined(lines []string) string {
	if len(lines) == 1 && len(lines[0]) <= maxHeader {
		return lines[0]
	}
	var b strings.Builder
	for _, line := range lines {
		left := maxHeader - b.Len()
		cut := len(line) > left
		if cut {
			line = line[:max(strings.LastIndexByte(line[:left], ','), 0)]
		}
		if b.Len() > 0 && line != "" {
			b.WriteByte(',')
		}
		if b.WriteString(line); cut || b.Len() >= maxHeader {
			break
		}
	}
	return b.String()
}

// parse returns the wait in the text of a source.
func (p *Policy) parse(m *matcher, s *status.WaitSource, text string) (time.Duration, bool) {
	if s.After == "" {
		text = strings.TrimSpace(text)
	} else {
		_, text, _ = strings.Cut(text, s.After)
		text, _ = unit.Find(s.Unit, text)
	}
	if text == "" {
		return 0, false
	}
	d, end, ok := unit.Read(s.Unit, text)
	if ok && !end.IsZero() {
		d = max(end.Sub(p.serverTime(m.resp)), 0)
	}
	return d, ok
}

// serverTime returns when the response was made: by the server's clock if the response
// has a Date and does not come from a cache, and by the policy's clock otherwise.
func (p *Policy) serverTime(resp *http.Response) time.Time {
	if values := resp.Header["Date"]; len(values) > 0 && len(resp.Header["Age"]) == 0 {
		if t, err := http.ParseTime(values[0]); err == nil {
			return t
		}
	}
	return p.clock()
}

// defaultBackoff is the backoff if the catalog advises none, or there is no response.
var defaultBackoff = Backoff{500 * time.Millisecond, 30 * time.Second}

// backoffOf returns the backoff that the catalog advises. Without a Max, the backoff
// still grows from a long Min.
func backoffOf(w *status.Wait) Backoff {
	end := w.Max
	if end == 0 {
		end = max(defaultBackoff.Max, 8*min(w.Min, math.MaxInt64/8))
	}
	return Backoff{min(cmp.Or(w.Min, defaultBackoff.Min), end), end}
}

// backoff returns the wait after attempt tries: what the response specifies, or else a
// backoff.
func (p *Policy) backoff(v *Verdict, attempt int) time.Duration {
	if v.RetryAfter > 0 {
		return v.RetryAfter
	}
	return v.Backoff.step(attempt, p.jitter())
}

// jitter returns a random number from 0 to less than 1.
func (p *Policy) jitter() float64 {
	if p.Rand != nil {
		return p.Rand()
	}
	return rand.Float64()
}

// step returns the wait after attempt tries. Jitter lengthens it by up to a half, but
// not beyond Max. It is never zero.
func (b Backoff) step(attempt int, jitter float64) time.Duration {
	if b.Min <= 0 {
		b = defaultBackoff
	}
	step := b.Min
	for ; attempt > 1 && step < b.Max; attempt-- {
		step += min(step, b.Max-step)
	}
	more := time.Duration(jitter * float64(step/2))
	return step + max(min(more, step/2, b.Max-step), 0) // also if Policy.Rand returns nonsense
}
