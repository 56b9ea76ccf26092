package statustest

import (
	"net/http"
	"strconv"
	"time"

	"github.com/statuscat/statuscat/status"
)

// at returns the answer as the vendor gives it at that time: with its Date, and
// with the moments that its headers tell as far from the Date as they are in the
// example.
func (v *Vendor[A]) at(a Answer, now time.Time) Answer {
	now = now.Truncate(time.Second) // as a Date is
	sent, err := http.ParseTime(a.Header.Get("Date"))
	if err != nil {
		sent = Start
	}
	a.Header = a.header(now)
	a.Header.Set("Date", now.UTC().Format(http.TimeFormat))
	for name, unit := range v.moments {
		if text, ok := later(a.Header.Get(name), unit, now.Sub(sent)); ok {
			a.Header.Set(name, text)
		}
	}
	return a
}

// momentsOf returns the headers by which a vendor tells a moment, and the unit of
// each.
func momentsOf(c *status.Catalog) map[string]status.Unit {
	units := map[string]status.Unit{}
	add := func(sources ...status.WaitSource) {
		for _, s := range sources {
			if s.Header != "" && s.After == "" {
				units[s.Header] = s.Unit
			}
		}
	}
	cases := func(list []status.Case) {
		for i := range list {
			add(list[i].Wait.From...)
		}
	}
	add(status.RetryAfter)
	add(c.Wait.From...)
	cases(c.When)
	for row := range c.All() {
		add(row.Wait.From...)
		cases(row.When)
	}
	for i := range c.Limits {
		add(c.Limits[i].Reset)
	}
	return units
}

// later puts a moment off; it reports false where the text is none.
func later(text string, unit status.Unit, by time.Duration) (string, bool) {
	switch unit {
	case status.UnitRetryAfter, status.UnitHTTPDate:
		t, err := http.ParseTime(text)
		return t.Add(by).UTC().Format(http.TimeFormat), err == nil
	case status.UnitRFC3339:
		t, err := time.Parse(time.RFC3339, text)
		return t.Add(by).Format(time.RFC3339Nano), err == nil
	case status.UnitEpochSeconds:
		return laterNumber(text, by.Milliseconds()/1000)
	case status.UnitEpochMilliseconds:
		return laterNumber(text, by.Milliseconds())
	case status.UnitSeconds, status.UnitMilliseconds, status.UnitDuration, status.UnitRateLimit:
	}
	return "", false
}

// laterNumber adds to a number; one that would come before 1970 is no moment.
func laterNumber(text string, by int64) (string, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	return strconv.FormatInt(n+by, 10), err == nil && n+by > 0
}
