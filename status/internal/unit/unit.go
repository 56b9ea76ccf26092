// Package unit reads and writes waits in the units of a catalog.
package unit

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/statuscat/statuscat/status"
)

// notation is one way to write a wait: as a span of time, or as the moment when the
// wait ends. It has the functions of one of the two.
type notation struct {
	span        func(text string) (time.Duration, bool)
	writeSpan   func(time.Duration) string // rounded up to the precision of the notation
	moment      func(text string) (time.Time, bool)
	writeMoment func(time.Time) string // likewise
}

// units has the notations of each unit, in the order in which they are read. The
// first is written.
var units = [...][]notation{
	status.UnitRetryAfter: {
		{span: shortSeconds, writeSpan: writeSeconds},
		{moment: epochSeconds, writeMoment: writeEpochSeconds},
		{moment: httpDate, writeMoment: writeHTTPDate},
		{span: duration, writeSpan: time.Duration.String},
	},
	status.UnitSeconds:           {{span: seconds, writeSpan: writeSeconds}},
	status.UnitMilliseconds:      {{span: milliseconds, writeSpan: writeMilliseconds}},
	status.UnitEpochSeconds:      {{moment: epochSeconds, writeMoment: writeEpochSeconds}},
	status.UnitEpochMilliseconds: {{moment: epochMilliseconds, writeMoment: writeEpochMilliseconds}},
	status.UnitHTTPDate:          {{moment: httpDate, writeMoment: writeHTTPDate}},
	status.UnitDuration:          {{span: duration, writeSpan: time.Duration.String}},
	status.UnitRFC3339:           {{moment: rfc3339, writeMoment: writeRFC3339}},
	status.UnitRateLimit:         {{span: rateLimit, writeSpan: writeRateLimit}},
}

func notationsOf(u status.Unit) []notation {
	if int(u) < len(units) {
		return units[u]
	}
	return nil
}

// Read reads a wait in unit u: a span of time, or else the moment at which it ends. It
// reports false if text is no wait. A span that overflows is the longest Duration.
func Read(u status.Unit, text string) (span time.Duration, moment time.Time, ok bool) {
	for _, n := range notationsOf(u) {
		if n.span != nil {
			span, ok = n.span(text)
		} else {
			moment, ok = n.moment(text)
		}
		if ok {
			return span, moment, true
		}
	}
	return 0, time.Time{}, false
}

// Find returns the longest beginning of a sentence that is a wait in unit u, without
// the punctuation at its end.
func Find(u status.Unit, sentence string) (text string, ok bool) {
	const most = 8 // words: 1 hour, 2 minutes and 30 seconds
	sentence = strings.TrimLeftFunc(sentence, unicode.IsSpace)
	end := 0
	for range most {
		word := strings.TrimLeftFunc(sentence[end:], unicode.IsSpace)
		if word == "" {
			break
		}
		end = len(sentence) - len(word)
		if space := strings.IndexFunc(word, unicode.IsSpace); space >= 0 {
			end += space
		} else {
			end = len(sentence)
		}
		words := strings.TrimRightFunc(sentence[:end], unicode.IsPunct)
		if _, _, is := Read(u, words); is {
			text, ok = words, true
		}
	}
	return text, ok
}

// Write returns a wait that begins at now in unit u, rounded up to the precision of u.
func Write(u status.Unit, wait time.Duration, now time.Time) string {
	n := notationsOf(u)[0]
	if n.writeSpan != nil {
		return n.writeSpan(wait)
	}
	return n.writeMoment(now.Add(wait))
}

// Later returns text with by added to its moment, in the same notation. It reports false
// if text is not a moment.
func Later(u status.Unit, text string, by time.Duration) (later string, ok bool) {
	for _, n := range notationsOf(u) {
		if n.span != nil {
			if _, ok := n.span(text); ok {
				return "", false
			}
		} else if t, ok := n.moment(text); ok {
			return n.writeMoment(t.Add(by)), true
		}
	}
	return "", false
}

func seconds(text string) (time.Duration, bool)      { return number(text, time.Second) }
func milliseconds(text string) (time.Duration, bool) { return number(text, time.Millisecond) }

func writeSeconds(d time.Duration) string      { return writeNumber(d, time.Second) }
func writeMilliseconds(d time.Duration) string { return writeNumber(d, time.Millisecond) }

func writeNumber(d, unit time.Duration) string {
	n := d / unit
	if d%unit > 0 {
		n++
	}
	return strconv.FormatInt(int64(n), 10)
}

// shortSeconds reads seconds in Retry-After. From 946,080,000 on, 30 years of 365 days, a
// number is Unix time, which some servers write.
func shortSeconds(text string) (time.Duration, bool) {
	const unixTime = 946_080_000 * time.Second
	d, ok := seconds(text)
	return d, ok && d < unixTime
}

func epochSeconds(text string) (time.Time, bool) {
	n, part, ok := split(text, time.Second)
	return time.Unix(n, int64(part)), ok
}

func epochMilliseconds(text string) (time.Time, bool) {
	n, part, ok := split(text, time.Millisecond)
	return time.Unix(n/1000, n%1000*int64(time.Millisecond)+int64(part)), ok
}

func writeEpochSeconds(t time.Time) string {
	return strconv.FormatInt(up(t, time.Second).Unix(), 10)
}

func writeEpochMilliseconds(t time.Time) string {
	return strconv.FormatInt(up(t, time.Millisecond).UnixMilli(), 10)
}

func httpDate(text string) (time.Time, bool) {
	t, err := http.ParseTime(text)
	return t, err == nil
}

func writeHTTPDate(t time.Time) string { return up(t, time.Second).Format(http.TimeFormat) }

func up(t time.Time, unit time.Duration) time.Time { return t.Add(unit - 1).Truncate(unit).UTC() }

// rfc3339 also reads a time without seconds, with a space for the T, and with UTC or +0000
// as its zone.
func rfc3339(text string) (t time.Time, ok bool) {
	const day = len("2026-03-01")
	if len(text) > day && text[day] == ' ' {
		text = text[:day] + "T" + strings.ReplaceAll(text[day+1:], " ", "")
	}
	if local, ok := strings.CutSuffix(text, "UTC"); ok {
		text = strings.TrimSpace(local) + "Z"
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return t, false
}

func writeRFC3339(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// number reads digits with an optional decimal part. A number that overflows is the
// longest Duration.
func number(text string, unit time.Duration) (time.Duration, bool) {
	n, part, ok := split(text, unit)
	if n >= int64(math.MaxInt64/unit) {
		return math.MaxInt64, ok
	}
	return time.Duration(n)*unit + part, ok
}

// split reads the same as a whole number of units, which it bounds, and a rest.
func split(text string, unit time.Duration) (n int64, part time.Duration, ok bool) {
	const tooMany = math.MaxInt64 / 16 // ten times that is still an int64
	i := 0
	for ; i < len(text) && isDigit(text[i]); i++ {
		n = min(n*10+int64(text[i]-'0'), tooMany)
	}
	part, ok = decimals(text[i:], unit)
	if i == 0 || !ok {
		return 0, 0, false
	}
	return n, part, true
}

// decimals reads the part of a number from its point on, which may be empty.
func decimals(text string, unit time.Duration) (part time.Duration, ok bool) {
	for i := 1; i < len(text); i++ {
		if !isDigit(text[i]) {
			return 0, false
		}
		unit /= 10
		part += time.Duration(text[i]-'0') * unit
	}
	return part, text == "" || text[0] == '.' && len(text) > 1
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
