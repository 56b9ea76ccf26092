package statustest

import (
	"net/http"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/unit"
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
	for name, u := range v.moments {
		if text, ok := unit.Later(u, a.Header.Get(name), now.Sub(sent)); ok {
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
