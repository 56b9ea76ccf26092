package statushttp

import (
	"net/url"
	"regexp"
	"strings"
	"sync"
)

// publicURL is the part of an address that holds no credentials, as far as its
// looks can tell; see Error.URL.
func (p *Policy) publicURL(u *url.URL) string {
	if u == nil {
		return ""
	}
	public := url.URL{Scheme: u.Scheme, Host: u.Host}
	path := u.EscapedPath()
	if !p.WholePath {
		segments := strings.Split(path, "/")
		for i, s := range segments {
			if !plain().MatchString(s) {
				segments[i] = "…"
			}
		}
		path = strings.Join(segments, "/")
	}
	return public.String() + path
}

// plain is what a segment of a path looks like that is nothing secret. Words are
// no longer than words are, and of one letter case but for their beginnings.
var plain = sync.OnceValue(func() *regexp.Regexp {
	const (
		word    = `[A-Z]?[a-z]{1,15}(?:[A-Z][a-z]{2,14}){0,3}`       // orders, listItems
		words   = word + `(?:[-_.]` + word + `){0,4}`                // orders.json, rate-limits
		number  = `\d{1,5}`                                          // 17
		date    = `\d{4}-\d\d(?:-\d\d)?`                             // 2026-01
		version = `[vV]?\d{1,3}(?:\.\d{1,3}){0,2}(?:[a-z]{1,5}\d?)?` // v1, 2.0, v1beta1
	)
	return regexp.MustCompile(`^(?:` + words + `|` + number + `|` + date + `|` + version + `)?$`)
})
