package statustest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/unit"
)

// at returns the answer as the vendor sends it at now: with its Date, and with the
// moments in it as far from the Date as they are in the example.
func (v *Vendor[A]) at(a Answer, now time.Time) Answer {
	now = now.Truncate(time.Second) // as a Date is
	sent, err := http.ParseTime(a.Header.Get("Date"))
	if err != nil {
		sent = Start
	}
	a.Header = a.header(now)
	a.Header.Set("Date", now.UTC().Format(http.TimeFormat))
	for i := range v.sources {
		a.putOff(&v.sources[i], now.Sub(sent))
	}
	return a
}

// putOff adds by to the moment that the answer says at a source, if it says one.
func (a *Answer) putOff(s *status.WaitSource, by time.Duration) {
	place := a.Body
	if s.Header != "" {
		place = a.Header.Get(s.Header)
	}
	said := place
	switch {
	case s.After != "":
		_, said, _ = strings.Cut(place, s.After)
		said, _, _ = strings.Cut(said, `"`) // in JSON
		said, _ = unit.Find(s.Unit, said)
	case s.Field != "":
		_, said, _ = strings.Cut(place, s.Field+"=")
		if end := strings.IndexAny(said, ";,"); end >= 0 {
			said = said[:end]
		}
	case s.Header == "":
		said = fieldOf(a.Body, s.Body)
	}
	later, ok := unit.Later(s.Unit, said, by)
	switch {
	case !ok:
	case s.Header != "":
		a.Header.Set(s.Header, strings.Replace(place, said, later, 1))
	default:
		a.Body = strings.Replace(place, said, later, 1)
	}
}

// fieldOf returns the text or number in a JSON body that a pointer leads to.
func fieldOf(body, pointer string) string {
	var raw json.RawMessage
	if json.Unmarshal([]byte(body), &raw) != nil {
		return ""
	}
	for segment := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		var object map[string]json.RawMessage
		if json.Unmarshal(raw, &object) != nil {
			return ""
		}
		raw = object[segment]
	}
	return strings.Trim(string(raw), `"`)
}

// sourcesOf returns the places where a vendor specifies a wait, each once.
func sourcesOf(c *status.Catalog) (all []status.WaitSource) {
	add := func(sources ...status.WaitSource) {
		for _, s := range sources {
			same := func(o status.WaitSource) bool {
				return o.Header == s.Header && o.Field == s.Field && o.Body == s.Body && o.After == s.After
			}
			if !slices.ContainsFunc(all, same) {
				all = append(all, s)
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
	return all
}
