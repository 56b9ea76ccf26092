package unit

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// rateLimit reads the field RateLimit of draft-ietf-httpapi-ratelimit-headers, a
// list of policies with what remains of each (r) and the seconds until there is more
// (t): `"burst";r=5;t=10, "day";r=0;t=3600`. The wait is the longest t of those of
// which nothing remains. A field that is malformed anywhere specifies nothing (RFC
// 9651, section 4.2). Up to draft 7 the field was a dictionary:
// `limit=100, remaining=0, reset=30`.
func rateLimit(text string) (time.Duration, bool) {
	if wait, ok := policies(text); ok {
		return wait, true
	}
	named := map[string]string{}
	for member := range strings.SplitSeq(text, ",") {
		key, value, _ := strings.Cut(strings.TrimSpace(member), "=")
		named[key], _, _ = strings.Cut(value, ";")
	}
	return untilMore(named["remaining"], named["reset"])
}

// untilMore returns reset if nothing remains.
func untilMore(remaining, reset string) (time.Duration, bool) {
	if n, err := strconv.Atoi(remaining); err != nil || n != 0 {
		return 0, false
	}
	return seconds(reset)
}

func writeRateLimit(d time.Duration) string { return `"default";r=0;t=` + writeSeconds(d) }

func policies(text string) (wait time.Duration, ok bool) {
	syntax := structuredField()
	for {
		item := syntax.item.FindStringSubmatch(text)
		if item == nil {
			return 0, false
		}
		named := map[string]string{}
		for _, p := range syntax.parameter.FindAllStringSubmatch(item[1], -1) {
			named[p[1]] = p[2]
		}
		if t, empty := untilMore(named["r"], named["t"]); empty {
			wait, ok = max(wait, t), true
		}
		text = strings.TrimLeft(text[len(item[0]):], " \t")
		if text == "" {
			return wait, ok
		}
		if text[0] != ',' {
			return 0, false
		}
		text = strings.TrimLeft(text[1:], " \t")
	}
}

// syntax is what RateLimit needs of RFC 9651: an item with all its parameters,
// and the parameters one by one.
type syntax struct{ item, parameter *regexp.Regexp }

var structuredField = sync.OnceValue(func() syntax {
	const (
		bare = `(?:"(?:[ !#-\[\]-~]|\\["\\])*"` + // a string
			"|[A-Za-z*][\\w!#$%&'*+.^`|~:/-]*" + // a token
			`|@?-?[0-9]{1,15}(?:\.[0-9]{1,3})?` + // a number or a date
			`|:[A-Za-z0-9+/=]*:` + // bytes
			`|\?[01])` // a boolean
		key       = `; *([a-z*][a-z0-9_.*-]*)`
		parameter = key + `(?:=(` + bare + `))?`
	)
	return syntax{regexp.MustCompile(`^` + bare + `((?:` + parameter + `)*)`), regexp.MustCompile(parameter)}
})
