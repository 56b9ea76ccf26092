package unit

import (
	"math"
	"strings"
	"time"
)

const (
	day  = 24 * time.Hour
	week = 7 * day
)

// duration reads a duration of Go (1m30s), in words (1 minute and 30 seconds), of ISO 8601
// (PT1M30S), and of a clock (00:01:30).
func duration(text string) (time.Duration, bool) {
	switch {
	case text == "0": // as Go reads it
		return 0, true
	case strings.HasPrefix(text, "P"):
		return isoDuration(text[1:])
	case strings.Count(text, ":") == 2:
		return clock(text)
	}
	return terms(text, wordUnit)
}

func isoDuration(text string) (time.Duration, bool) {
	text = strings.ReplaceAll(text, ",", ".") // both are its decimal point
	date, rest, timed := strings.Cut(text, "T")
	if date == "" {
		return terms(rest, isoTimeUnit)
	}
	d, ok := terms(date, isoDateUnit)
	if !timed || !ok {
		return d, ok
	}
	t, ok := terms(rest, isoTimeUnit)
	return sum(d, t), ok
}

func clock(text string) (d time.Duration, ok bool) {
	parts := strings.Split(text, ":")
	for i, unit := range []time.Duration{time.Hour, time.Minute, time.Second} {
		part, ok := number(parts[i], unit)
		if !ok || i > 0 && part >= 60*unit || i < 2 && strings.Contains(parts[i], ".") {
			return 0, false
		}
		d = sum(d, part)
	}
	return d, true
}

// terms reads a sequence of numbers, each with a unit, and returns their sum.
func terms(text string, unitOf func(word string) time.Duration) (d time.Duration, ok bool) {
	for {
		digits := len(text) - len(strings.TrimLeft(text, "0123456789."))
		word := strings.TrimLeft(text[digits:], " ")
		end := strings.IndexFunc(word, func(r rune) bool { return r <= '9' })
		if end < 0 {
			end = len(word)
		}
		unit := unitOf(word[:end])
		if unit == 0 {
			return 0, false
		}
		term, ok := number(text[:digits], unit)
		if d = sum(d, term); !ok {
			return 0, false
		}
		text = strings.TrimLeft(word[end:], " ,")
		text = strings.TrimLeft(strings.TrimPrefix(text, "and "), " ")
		if text == "" {
			return d, !strings.HasSuffix(word, ",")
		}
	}
}

func sum(a, b time.Duration) time.Duration { return a + min(b, math.MaxInt64-a) }

func wordUnit(word string) time.Duration {
	switch strings.ToLower(word) {
	case "ns", "nanosecond", "nanoseconds":
		return time.Nanosecond
	case "us", "µs", "μs", "microsecond", "microseconds":
		return time.Microsecond
	case "ms", "msec", "msecs", "millisecond", "milliseconds":
		return time.Millisecond
	case "s", "sec", "secs", "second", "seconds":
		return time.Second
	case "m", "min", "mins", "minute", "minutes":
		return time.Minute
	case "h", "hr", "hrs", "hour", "hours":
		return time.Hour
	case "d", "day", "days":
		return day
	case "w", "week", "weeks":
		return week
	}
	return 0
}

func isoDateUnit(word string) time.Duration {
	switch word {
	case "W":
		return week
	case "D":
		return day
	}
	return 0 // a month and a year have no certain length
}

func isoTimeUnit(word string) time.Duration {
	switch word {
	case "H":
		return time.Hour
	case "M":
		return time.Minute
	case "S":
		return time.Second
	}
	return 0
}
