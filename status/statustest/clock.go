package statustest

import (
	"encoding/json"
	"math"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/unit"
)

// Clock is a clock that only the test moves. It starts at [Start]; the zero
// value is ready to use. It is safe for concurrent use.
type Clock struct {
	mu     sync.Mutex
	passed time.Duration
}

// Now returns the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return Start.Add(c.passed)
}

// Advance moves the clock forward, at most to the longest Duration after Start. It panics
// if d is negative.
func (c *Clock) Advance(d time.Duration) {
	if d < 0 {
		panic("statustest: a clock cannot be turned back")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.passed += min(d, math.MaxInt64-c.passed)
}

// at returns the response as the vendor sends it at now: its Date is now, and other times
// in it are as far from the Date as in the example.
func (v *Vendor[A]) at(a Answer, now time.Time) Answer {
	now = now.Truncate(time.Second) // the precision of a Date
	sent, err := http.ParseTime(a.Header.Get("Date"))
	if err != nil {
		sent = Start
	}
	a.Header = cloned(a.Header)
	a.Header.Set("Date", now.UTC().Format(http.TimeFormat))
	for i := range v.sources {
		a.move(&v.sources[i], now.Sub(sent))
	}
	return a
}

// move adds by to the time that s specifies, if it specifies one.
func (a *Answer) move(s *status.WaitSource, by time.Duration) {
	place := a.Body
	if s.Header != "" {
		place = a.Header.Get(s.Header)
	}
	text := place
	switch {
	case s.After != "":
		_, text, _ = strings.Cut(place, s.After)
		text, _, _ = strings.Cut(text, `"`) // the end of a string in JSON
		text, _ = unit.Find(s.Unit, text)
	case s.Field != "":
		_, text, _ = strings.Cut(place, s.Field+"=")
		if end := strings.IndexAny(text, ";,"); end >= 0 {
			text = text[:end]
		}
	case s.Header == "":
		text = fieldOf(a.Body, s.Body)
	}
	later, ok := unit.Later(s.Unit, text, by)
	if later = strings.Replace(place, text, later, 1); !ok {
		return
	}
	if s.Header != "" {
		a.Header.Set(s.Header, later)
	} else {
		a.Body = later
	}
}

// fieldOf returns the text or number in a JSON body at pointer.
func fieldOf(body, pointer string) string {
	raw := json.RawMessage(body)
	for segment := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		var object map[string]json.RawMessage
		if json.Unmarshal(raw, &object) != nil {
			return ""
		}
		raw = object[segment]
	}
	return strings.Trim(string(raw), `"`)
}

// sourcesOf returns the wait sources of a catalog, each once.
func sourcesOf(c *status.Catalog) (all []status.WaitSource) {
	waits, cases := []status.Wait{c.Wait}, slices.Clone(c.When)
	for row := range c.All() {
		waits, cases = append(waits, row.Wait), append(cases, row.When...)
	}
	for i := range cases {
		waits = append(waits, cases[i].Wait)
	}
	for i := range c.Limits {
		waits = append(waits, status.Wait{From: []status.WaitSource{c.Limits[i].Reset}})
	}
	for i := range waits {
		for s := range waits[i].Sources() {
			same := func(o status.WaitSource) bool {
				return o.Header == s.Header && o.Field == s.Field && o.Body == s.Body && o.After == s.After
			}
			if !slices.ContainsFunc(all, same) {
				all = append(all, *s)
			}
		}
	}
	return all
}
