package status

import "time"

// Wait says how long to wait before the same request is sent again. The zero
// value is no advice: back off as you always do.
type Wait struct {
	Min     time.Duration // wait no less; 0 is no lower bound
	Max     time.Duration // wait no more; 0 is no upper bound
	Default time.Duration // wait this long where the answer does not tell; 0 leaves it to the caller
}

// IsZero reports whether the vendor's catalog gives no advice.
func (w Wait) IsZero() bool { return w == Wait{} }

// Clamp returns d, or the nearest duration between Min and Max.
func (w Wait) Clamp(d time.Duration) time.Duration {
	d = max(d, w.Min)
	if w.Max > 0 {
		d = min(d, w.Max)
	}
	return d
}

// String says the advice in words: "at least 1s", "at most 1h"; it is empty for
// the zero value.
func (w Wait) String() string {
	s := ""
	add := func(words string, d time.Duration) {
		if d == 0 {
			return
		}
		if s != "" {
			s += ", "
		}
		s += words + shortDuration(d)
	}
	add("", w.Default)
	add("at least ", w.Min)
	add("at most ", w.Max)
	return s
}

// shortDuration prints d as time.Duration does, without the zero units at the
// end: "1h" and not "1h0m0s".
func shortDuration(d time.Duration) string {
	s := d.String()
	if d%time.Minute == 0 && d != 0 {
		s = s[:len(s)-len("0s")]
	}
	if d%time.Hour == 0 && d != 0 {
		s = s[:len(s)-len("0m")]
	}
	return s
}
