package statushttp

import (
	"net/http"
	"strings"
	"time"
	"unicode"

	"github.com/statuscat/statuscat/status"
)

// advise fills in the waits of a verdict.
func (p *Policy) advise(v *Verdict, m *matcher, w *status.Wait) {
	retryable := v.Retry.IsRetryable()
	if !retryable && v.Code < 300 {
		m.limit = 0 // the body of a success is the caller's
	}
	wait, tells := p.told(m, w)
	v.RetryAfter = wait
	if retryable {
		v.Backoff = backoffOf(w)
		if tells && wait == 0 { // the wait is over, and so is the catalog's minimum
			v.Backoff.Min = min(defaultBackoff.Min, v.Backoff.Max)
		}
	}
}

// told returns the wait that the answer tells. It is 0 where the answer tells
// that the wait is over, and no other source tells more.
func (p *Policy) told(m *matcher, w *status.Wait) (wait time.Duration, tells bool) {
	for s := range w.Sources() {
		d, ok := p.read(m, s)
		wait, tells = max(wait, d), tells || ok
		if wait > 0 && w.Take != status.TakeLongest {
			break
		}
	}
	return wait, tells
}

// read reads one source. A time that is not ahead is 0.
func (p *Policy) read(m *matcher, s *status.WaitSource) (time.Duration, bool) {
	text := m.source(s)
	if text == "" {
		return 0, false
	}
	if d, ok := span(text, s.Unit); ok {
		return d, true
	}
	t, ok := moment(text, s.Unit)
	if !ok {
		return 0, false
	}
	return max(t.Sub(p.servers(m.resp)), 0), true
}

// servers returns the time at which the answer was made: what it says itself,
// since times in it are by the server's clock, or else the time here.
func (p *Policy) servers(resp *http.Response) time.Time {
	if values := resp.Header["Date"]; len(values) > 0 {
		if t, err := http.ParseTime(values[0]); err == nil {
			return t
		}
	}
	return p.clock()
}

// source returns the text in which a source tells the wait, or an empty one.
func (m *matcher) source(s *status.WaitSource) string {
	text := ""
	if s.Header == "" {
		text = m.words(s.Body)
	} else if values := m.resp.Header[s.Header]; len(values) > 0 {
		text = values[0]
		if s.Unit == status.UnitRateLimit {
			text = strings.Join(values, ",") // a list, which may come in several lines
		}
		text = strings.TrimSpace(text)
	}
	if s.After != "" {
		return tokenAfter(text, s.After)
	}
	return text
}

// tokenAfter returns what follows some words in a sentence, up to white space and
// without the punctuation at its end.
func tokenAfter(text, words string) string {
	_, text, _ = strings.Cut(text, words)
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	if end := strings.IndexFunc(text, unicode.IsSpace); end >= 0 {
		text = text[:end]
	}
	return strings.TrimRightFunc(text, unicode.IsPunct)
}
