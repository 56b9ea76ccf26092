package status

import "time"

// Wait says how long to wait before the same request is sent again. The zero
// value is no advice: back off as you always do.
type Wait struct {
	Min     time.Duration // wait no less; 0 is no lower bound
	Max     time.Duration // wait no more; 0 is no upper bound
	Default time.Duration // wait this long where the answer does not tell; 0 leaves it to the caller
	From    []WaitSource  // where the answer tells; none is RFC 9110's Retry-After
	Take    Take          // which source counts if several tell
}

// WaitSource is a place of a response that tells how long to wait: a header or
// a field of the body.
type WaitSource struct {
	Header string // in canonical form: "Retry-After"
	Body   string // a JSON pointer as in BodyMatch, if Header is empty
	Unit   Unit
}

// Unit is how a [WaitSource] writes a wait. Numbers may have decimals. What is
// negative, in the past or not in the unit at all tells nothing; a number beyond
// all measure is a very long wait.
type Unit uint8

// The units.
const (
	UnitRetryAfter        Unit = iota + 1 // seconds or an HTTP date (RFC 9110, section 10.2.3)
	UnitSeconds                           // 1.5
	UnitMilliseconds                      // 1500
	UnitEpochSeconds                      // the Unix time when waiting ends
	UnitEpochMilliseconds                 // the same in milliseconds
	UnitHTTPDate                          // an HTTP date (RFC 9110, section 5.6.7)
	UnitDuration                          // 6m0s, 1.5s, 12ms: as Go's time.ParseDuration reads it
)

var unitWords = []string{"unknown", "retry-after", "seconds", "milliseconds", "epoch-seconds", "epoch-milliseconds", "http-date", "duration"}

// String returns the word for u: "epoch-seconds".
func (u Unit) String() string { return word("Unit", unitWords, u) }

// MarshalText returns the same text as String; a value that is none of the
// constants is an error.
func (u Unit) MarshalText() ([]byte, error) { return marshalWord("Unit", unitWords, u) }

// UnmarshalText reads what MarshalText writes.
func (u *Unit) UnmarshalText(text []byte) error { return unmarshalWord("unit", unitWords, u, text) }

// Take says which of several wait sources counts. The zero value is as
// TakeFirst.
type Take uint8

// The choices.
const (
	TakeFirst   Take = iota + 1 // the first that tells, in the order of From
	TakeLongest                 // the longest wait that any of them tells
)

var takeWords = []string{"unknown", "first", "longest"}

// String returns the word for t: "longest".
func (t Take) String() string { return word("Take", takeWords, t) }

// MarshalText returns the same text as String; a value that is none of the
// constants is an error.
func (t Take) MarshalText() ([]byte, error) { return marshalWord("Take", takeWords, t) }

// UnmarshalText reads what MarshalText writes.
func (t *Take) UnmarshalText(text []byte) error { return unmarshalWord("take", takeWords, t, text) }

// IsZero reports whether the catalog gives no advice.
func (w Wait) IsZero() bool {
	return w.Min == 0 && w.Max == 0 && w.Default == 0 && len(w.From) == 0
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

// String says the advice in words: "at least 1s, at most 1h, as Retry-After
// tells"; it is empty for the zero value.
func (w Wait) String() string {
	s := ""
	add := func(words string) {
		if s != "" {
			s += ", "
		}
		s += words
	}
	if w.Default != 0 {
		add(shortDuration(w.Default))
	}
	if w.Min != 0 {
		add("at least " + shortDuration(w.Min))
	}
	if w.Max != 0 {
		add("at most " + shortDuration(w.Max))
	}
	for i, source := range w.From {
		switch {
		case i > 0 && w.Take == TakeLongest:
			s += " and "
		case i > 0:
			s += " or "
		default:
			add("as ")
		}
		s += source.Header + source.Body
	}
	switch {
	case len(w.From) > 1 && w.Take == TakeLongest:
		s += " tell, whichever is longest"
	case len(w.From) > 0:
		s += " tells"
	}
	return s
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
