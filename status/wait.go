package status

import (
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status/internal/word"
)

// Wait says how long to wait before a retry. A wait that the response specifies
// counts exactly as it is. Otherwise Min and Max bound the caller's backoff. The zero
// value means that nothing is known beyond Retry-After.
type Wait struct {
	Min      time.Duration // the least backoff; 0 leaves it to the caller
	Max      time.Duration // the longest backoff; 0 leaves it to the caller
	Attempts int           // the most tries that the vendor advises, the first one included; 0 if it advises none
	From     []WaitSource  // what specifies a wait; RFC 9110's Retry-After comes after them, see Sources
	Take     Take          // which source counts if several specify a wait
}

// RetryAfter is the header that specifies a wait by RFC 9110, section 10.2.3.
var RetryAfter = WaitSource{Header: "Retry-After", Unit: UnitRetryAfter}

// WaitSource is a part of a response that specifies a wait: a header, a field of
// the body, or the state of an allowance that refills.
type WaitSource struct {
	Header string // in canonical form: "Retry-After"
	Field  string // of a header like "a=1;b=2" or "a=1, b=2": the field with the wait; empty for the whole value
	Body   string // a JSON pointer as in Criterion, if Header is empty
	After  string // the text before the wait in a sentence; empty if the whole value is the wait
	Unit   Unit
	Refill Refill      // if Header and Body are empty
	When   []Criterion // the source counts only if all of them match
}

// Refill is an allowance that refills at a steady rate, as a response describes it.
// Each field is a JSON pointer to a number. The specified wait is (need − have) /
// rate seconds, rounded up to milliseconds. It is over if need is not greater than
// have. If a number is missing, or the rate is not positive, nothing is specified.
type Refill struct {
	Need string // by the request
	Have string // left of the allowance
	Rate string // refilled in a second
}

// IsZero reports whether r describes nothing.
func (r Refill) IsZero() bool { return r == Refill{} }

// Name returns the header or a pointer into the body.
func (s WaitSource) Name() string { return s.Header + s.Body + s.Refill.Need }

// Unit is the notation of a wait in a [WaitSource]. Numbers may have decimals. A zero, or a
// time in the past, says that the wait is over. A negative number, or a text that is
// not in the unit, specifies nothing. A number beyond int64 is the longest Duration.
type Unit uint8

// The units.
const (
	UnitRetryAfter        Unit = iota + 1 // seconds or an HTTP date (RFC 9110, section 10.2.3), Unix time or a duration as some send them, or a list of these
	UnitSeconds                           // 1.5
	UnitMilliseconds                      // 1500
	UnitEpochSeconds                      // the Unix time when waiting ends
	UnitEpochMilliseconds                 // the same in milliseconds
	UnitHTTPDate                          // an HTTP date (RFC 9110, section 5.6.7)
	UnitDuration                          // 1m30s, 9 minutes, PT1M30S (ISO 8601) or 00:01:30
	UnitRFC3339                           // 2026-01-15T12:00:00Z, when waiting ends (RFC 3339)
	UnitRateLimit                         // "default";r=0;t=30, or limit=9, remaining=0, reset=30 (draft-ietf-httpapi-ratelimit-headers): the seconds until more remains, if nothing does
)

var units = []word.Entry{
	{"unknown", ""},
	{"retry-after", "seconds or an HTTP date (RFC 9110, section 10.2.3), Unix time or a duration as some send them, or a list of these"},
	{"seconds", "1.5"},
	{"milliseconds", "1500"},
	{"epoch-seconds", "the Unix time when waiting ends"},
	{"epoch-milliseconds", "the same in milliseconds"},
	{"http-date", "an HTTP date (RFC 9110, section 5.6.7)"},
	{"duration", "1m30s, 9 minutes, PT1M30S (ISO 8601) or 00:01:30"},
	{"rfc3339", "2026-01-15T12:00:00Z, when waiting ends (RFC 3339)"},
	{"rate-limit", `"default";r=0;t=30, or limit=9, remaining=0, reset=30 (draft-ietf-httpapi-ratelimit-headers): the seconds until more remains, if nothing does`},
}

// Units lists the units.
func Units() []Unit { return word.All[Unit](units) }

// Doc returns the notation of the wait.
func (u Unit) Doc() string { return word.Doc(units, u) }

// String returns the word for u: "epoch-seconds".
func (u Unit) String() string { return word.Of(units, u) }

// MarshalText returns the same text as String, and an error if the value is not
// one of the constants.
func (u Unit) MarshalText() ([]byte, error) { return word.Marshal(units, u) }

// UnmarshalText reads what MarshalText writes.
func (u *Unit) UnmarshalText(text []byte) error { return word.Unmarshal("unit", units, u, text) }

// Take says which of several wait sources counts. The zero value means
// TakeFirst.
type Take uint8

// The choices.
const (
	TakeFirst   Take = iota + 1 // the first that specifies a wait, in the order of From
	TakeLongest                 // the longest wait that any of them specifies
)

var takes = []word.Entry{
	{"unknown", ""},
	{"first", "the first that specifies a wait, in the order of From"},
	{"longest", "the longest wait that any of them specifies"},
}

// Takes lists the choices.
func Takes() []Take { return word.All[Take](takes) }

// Doc returns which source counts.
func (t Take) Doc() string { return word.Doc(takes, t) }

// String returns the word for t: "longest".
func (t Take) String() string { return word.Of(takes, t) }

// MarshalText returns the same text as String, and an error if the value is not
// one of the constants.
func (t Take) MarshalText() ([]byte, error) { return word.Marshal(takes, t) }

// UnmarshalText reads what MarshalText writes.
func (t *Take) UnmarshalText(text []byte) error { return word.Unmarshal("take", takes, t, text) }

// IsZero reports whether the catalog gives no advice.
func (w Wait) IsZero() bool {
	return w.Min == 0 && w.Max == 0 && w.Attempts == 0 && len(w.From) == 0
}

// Sources yields the wait sources in the order in which they are read: From, and then
// Retry-After unless From has that header, in whatever unit.
func (w *Wait) Sources() iter.Seq[*WaitSource] {
	return func(yield func(*WaitSource) bool) {
		own := false
		for i := range w.From {
			if !yield(&w.From[i]) {
				return
			}
			own = own || w.From[i].Header == RetryAfter.Header
		}
		if !own {
			yield(&RetryAfter)
		}
	}
}

// Clamp returns d, or the nearest duration between Min and Max. It is never
// negative.
func (w Wait) Clamp(d time.Duration) time.Duration {
	d = max(d, w.Min)
	if w.Max > 0 {
		d = min(d, w.Max)
	}
	return d
}

// String returns w in words: "as specified by X-Retry-After, otherwise at least 1s, at
// most 1h". It is empty for the zero value.
func (w Wait) String() string { return w.words(WaitSource.Name) }

// StringIn is like String but includes each source's unit and formats values with
// show: "as specified by header X-Retry-After (seconds)".
func (w Wait) StringIn(show Show) string {
	return w.words(func(s WaitSource) string { return s.in(show) })
}

func (w *Wait) words(place func(WaitSource) string) string {
	var bounds []string
	if w.Min != 0 {
		bounds = append(bounds, "at least "+shortDuration(w.Min))
	}
	if w.Max != 0 {
		bounds = append(bounds, "at most "+shortDuration(w.Max))
	}
	if w.Attempts != 0 {
		bounds = append(bounds, fmt.Sprintf("at most %d tries", w.Attempts))
	}
	s := strings.Join(bounds, ", ")
	if len(w.From) == 0 {
		return s
	}
	places := make([]string, len(w.From))
	for i, source := range w.From {
		places[i] = place(source)
	}
	specified := "as specified by " + strings.Join(places, " or ")
	if len(places) > 1 && w.Take == TakeLongest {
		specified = "as specified by " + strings.Join(places, " and ") + ", whichever is longest"
	}
	if s == "" {
		return specified
	}
	return specified + ", otherwise " + s
}

func (s WaitSource) in(show Show) string {
	if r := s.Refill; !r.IsZero() {
		return "(" + show(r.Need, false) + " − " + show(r.Have, false) + ") / " + show(r.Rate, false) + " in the body (seconds)" + s.when(show)
	}
	place := show(s.Body, false) + " in the body"
	if s.Header != "" {
		place = "header " + show(s.Header, false)
	}
	if s.Field != "" {
		place = "field " + show(s.Field, false) + " of " + place
	}
	if s.After != "" {
		place += " after " + show(s.After, true)
	}
	if s.Header == RetryAfter.Header && s.Unit == RetryAfter.Unit {
		return place + s.when(show) // which needs no unit
	}
	return place + " (" + s.Unit.String() + ")" + s.when(show)
}

// when returns the condition under which the source counts.
func (s WaitSource) when(show Show) string {
	if len(s.When) == 0 {
		return ""
	}
	all := make([]string, len(s.When))
	for i := range s.When {
		all[i] = s.When[i].StringIn(show)
	}
	return " if " + strings.Join(all, " and ")
}

// shortDuration prints d, which is not 0, as time.Duration does, without the zero
// units at the end: "1h" and not "1h0m0s".
func shortDuration(d time.Duration) string {
	s := d.String()
	if d%time.Minute == 0 {
		s = s[:len(s)-len("0s")]
	}
	if d%time.Hour == 0 {
		s = s[:len(s)-len("0m")]
	}
	return s
}
