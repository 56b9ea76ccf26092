package spec

import (
	"net/http"
	"regexp"
	"slices"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// writtenSource is a wait source as a catalog writes it.
type writtenSource struct {
	status.WaitSource
	pos    Pos
	vendor *Vendor
}

// sources yields every wait source that is written, with what it is a part of.
func (l *linter) sources(yield func(scope, writtenSource) bool) {
	from := func(at scope, v *Vendor, raw *rawWait, w status.Wait) bool {
		for i := range raw.From {
			if i < len(w.From) && !yield(at, writtenSource{w.From[i], raw.From[i].Pos, v}) {
				return false
			}
		}
		return true
	}
	for _, v := range l.catalog.Vendors {
		if !from(scope{vendor: v}, v, &v.raw.Wait, v.Wait) {
			return
		}
	}
	for at, c := range l.cases {
		v := at.vendor
		if at.variant != nil {
			v = at.variant.Vendor
		}
		if !from(at, v, &c.raw.Wait, c.Wait) {
			return
		}
	}
	for at, v := range l.variants {
		if !from(at, v.Vendor, &v.raw.Wait, v.Wait) {
			return
		}
	}
}

// specifies returns the wait that a source alone reads in an example.
func (s writtenSource) specifies(e *Example) time.Duration {
	catalog := &status.Catalog{Vendor: s.vendor.Key, Wait: status.Wait{From: []status.WaitSource{s.WaitSource}}}
	a := e.Answer
	a.Code = http.StatusServiceUnavailable // any code that is retryable without a row
	a.Header = a.Header.Clone()
	if s.Header != status.RetryAfter.Header {
		a.Header.Del(status.RetryAfter.Header)
	}
	return statushttp.Classify(catalog, a.Response(catalog, statustest.Start)).RetryAfter
}

// unprovenSources warns of sources that no example of the vendor proves.
func (l *linter) unprovenSources() {
	for at, s := range l.sources {
		if !slices.ContainsFunc(s.vendor.Examples, func(e *Example) bool { return !e.Made && s.specifies(e) > 0 }) {
			l.warn(at, s.pos, "no example specifies a wait by %s; add one", s.Name())
		}
	}
}

// tooLong is a wait that no vendor means: a time read as a span has such a length.
const tooLong = 366 * 24 * time.Hour

var millisecondsName = regexp.MustCompile(`(?i)(?:[-_/]ms|millis|milliseconds)$`)

// waitUnits warns of units that do not fit what the examples show.
func (l *linter) waitUnits() {
	for at, s := range l.sources {
		if millisecondsName.MatchString(s.Name()) && (s.Unit == status.UnitSeconds || s.Unit == status.UnitEpochSeconds) {
			l.warn(at, s.pos, "%s looks like milliseconds, and its unit is %s", s.Name(), s.Unit)
			continue
		}
		for _, e := range s.vendor.Examples {
			if wait := s.specifies(e); wait > tooLong {
				l.warn(at, s.pos, "an example of %d specifies a wait of %s; is the unit epoch-seconds or epoch-milliseconds?", e.Code, wait)
				break
			}
			if text := e.Header.Get(s.Header); s.Header != "" && s.Field == "" && s.After == "" && numeric(s.Unit) && text != "" && !number.MatchString(text) {
				l.warn(at, s.pos, "an example of %d has %s: %s, which is not in %s; is the unit duration?", e.Code, s.Header, text, s.Unit)
				break
			}
		}
	}
}

var number = regexp.MustCompile(`^\s*-?[0-9]+(?:\.[0-9]+)?\s*$`)

// numeric reports whether a unit is a plain number.
func numeric(u status.Unit) bool {
	switch u {
	case status.UnitSeconds, status.UnitMilliseconds, status.UnitEpochSeconds, status.UnitEpochMilliseconds:
		return true
	case status.UnitRetryAfter, status.UnitHTTPDate, status.UnitDuration, status.UnitRFC3339, status.UnitRateLimit:
	}
	return false
}

// missingSources warns of examples without a source, if the catalog is bundled or
// other examples of the vendor have one.
func (l *linter) missingSources() {
	for _, v := range l.catalog.Vendors {
		if !l.catalog.bundled && !slices.ContainsFunc(v.Examples, func(e *Example) bool { return e.Source != "" }) {
			continue
		}
		for _, e := range v.Examples {
			if e.raw != nil && e.Source == "" {
				l.warn(scope{vendor: v}, e.raw.Pos, "the example has no source; name the address at which it was found, or write constructed")
			}
		}
	}
}
