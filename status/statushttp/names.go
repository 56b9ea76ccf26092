package statushttp

import "net/http"

// names remembers which bucket responses have bucketName for a method and a path. It
// forgets those that have not been asked for the longest.
type names struct{ recent, older map[bucketName]string }

type bucketName struct{ header, method, path string }

// maxNames is how many names may be recent.
const maxNames = 4096

// name returns the name that a response header last had for the requests of r, or "".
func (l *limiter) name(header string, r route) string {
	if header == "" || l.more == nil {
		return ""
	}
	n, key := &l.more.names, bucketName{header, r.method, r.path}
	name, ok := n.recent[key]
	if !ok {
		if name, ok = n.older[key]; ok {
			n.set(key, name)
		}
	}
	return name
}

func (n *names) set(key bucketName, name string) {
	if len(n.recent) >= maxNames {
		n.recent, n.older = nil, n.recent
	}
	if n.recent == nil {
		n.recent = map[bucketName]string{}
	}
	n.recent[key] = name
}

// rename records the names that a response with headers h has for the requests of r.
func (g *gate) rename(l *limiter, r route, h http.Header) {
	changed := false
	for i := range g.scopes {
		s := &g.scopes[i]
		if s.header == "" {
			continue
		}
		name, ok := header(h, s.header)
		if ok && name != "" && l.name(s.header, r) != name {
			l.details().names.set(bucketName{s.header, r.method, r.path}, name)
			changed = true
		}
	}
	if changed {
		g.refile(l)
	}
}
