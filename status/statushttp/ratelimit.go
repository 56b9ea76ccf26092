package statushttp

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// rateLimit reads the field RateLimit of draft-ietf-httpapi-ratelimit-headers-11,
// a list of policies with what remains of each (r) and the seconds until there is
// more (t): `"burst";r=5;t=10, "day";r=0;t=3600`. The wait is the longest t where
// nothing remains. A field that is malformed anywhere tells nothing (RFC 9651,
// section 4.2).
func rateLimit(text string) (wait time.Duration, ok bool) {
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
		if r, err := strconv.Atoi(named["r"]); err == nil && r == 0 {
			if t, isNumber := number(named["t"], time.Second); isNumber {
				wait, ok = max(wait, t), true
			}
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
