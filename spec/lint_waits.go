package spec

import (
	"regexp"
	"slices"
	"time"

	"github.com/statuscat/statuscat/status"
)

// writtenSource is a wait source that is written, and what it belongs to.
type writtenSource struct {
	scope
	status.WaitSource
	pos Pos
}

// sources lists the wait sources of vendors and of meanings.
func (l *linter) sources() (all []writtenSource) {
	from := func(at scope, raw *rawWait, w *status.Wait) {
		for i := range raw.From {
			all = append(all, writtenSource{at, w.From[i], raw.From[i].Pos})
		}
	}
	for _, v := range l.catalog.Vendors {
		from(scope{vendor: v}, &v.raw.Wait, &v.Wait)
	}
	for _, m := range l.meanings {
		from(m.scope, &m.raw.Wait, &m.Wait)
	}
	return all
}

// unprovenSources warns of sources that no example of the vendor proves.
func (l *linter) unprovenSources() {
	for _, s := range l.sources() {
		if !slices.ContainsFunc(s.vendor.Examples, func(e *Example) bool { return !e.Made && e.waitBy(&s.WaitSource) > 0 }) {
			l.warn(s.scope, s.pos, "no example specifies a wait by %s; add one", s.Name())
		}
	}
}

// longest returns the longest wait that a vendor can mean with a number in the unit,
// or 0 if there is none. A time read as a span, or milliseconds read as seconds, are
// longer. An example without a Date is from the start of 2025, and times in it can be
// years later.
func longest(u status.Unit) time.Duration {
	const year = 366 * 24 * time.Hour
	switch u {
	case status.UnitSeconds, status.UnitMilliseconds, status.UnitDuration, status.UnitRateLimit:
		return year
	case status.UnitEpochSeconds, status.UnitEpochMilliseconds:
		return 100 * year
	case status.UnitRetryAfter, status.UnitHTTPDate, status.UnitRFC3339:
	}
	return 0
}

var millisecondsName = regexp.MustCompile(`(?i)(?:[-_/]ms|millis|milliseconds)$`)

// waitUnits warns of units that do not fit what the examples show.
func (l *linter) waitUnits() {
	for _, s := range l.sources() {
		if millisecondsName.MatchString(s.Name()) && (s.Unit == status.UnitSeconds || s.Unit == status.UnitEpochSeconds) {
			l.warn(s.scope, s.pos, "%s looks like milliseconds, and its unit is %s; change the unit, or allow the warning", s.Name(), s.Unit)
			continue
		}
		for _, e := range s.vendor.Examples {
			if wait, most := e.waitBy(&s.WaitSource), longest(s.Unit); most > 0 && wait > most {
				l.warn(s.scope, s.pos, "an example of %d specifies a wait of %s by %s; is the unit epoch-seconds or epoch-milliseconds?", e.Code, wait, s.Name())
				break
			}
			if text := e.Header.Get(s.Header); s.Header != "" && s.Field == "" && s.After == "" && numeric(s.Unit) && text != "" && !number.MatchString(text) {
				l.warn(s.scope, s.pos, "an example of %d has %s: %s, which is not in %s; is the unit duration?", e.Code, s.Header, text, s.Unit)
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
