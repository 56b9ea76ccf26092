package statushttp

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"github.com/statuscat/statuscat/status"
)

// scope says which requests share a bucket: those that match all criteria and have the
// same values of by. The scope of all requests of a key has neither.
type scope struct {
	criteria   []status.Criterion
	by         []status.By
	header     string // the response header in by; empty if there is none
	windows    []window
	size       int           // of the largest window
	span       time.Duration // of the longest window
	concurrent int           // the most requests under way; 0 for no limit
	shared     bool          // a Store may have a pause
}

// scopesOf returns the scopes of the limits and of the throttling meanings of c. The
// scope of all requests comes first.
func scopesOf(c *status.Catalog) []scope {
	scopes := []scope{{}}
	for i := range c.Limits {
		l := &c.Limits[i]
		at := &scopes[addScope(&scopes, l.Criteria, l.By)]
		if l.Requests > 0 && l.Per > 0 {
			w := windowOf(l)
			at.windows, at.size, at.span = append(at.windows, w), max(at.size, w.size), max(at.span, w.span)
		}
		if at.concurrent == 0 || l.Concurrent > 0 && l.Concurrent < at.concurrent {
			at.concurrent = l.Concurrent
		}
	}
	addCases := func(list []status.Case) {
		for i := range list {
			addScope(&scopes, nil, list[i].By)
		}
	}
	for code := range len(status.Rows{}) {
		row := c.Row(code)
		addScope(&scopes, nil, row.By)
		addCases(row.When)
	}
	addCases(c.When)
	return scopes
}

// addScope returns the index of a scope, which it adds if it is missing.
func addScope(scopes *[]scope, criteria []status.Criterion, by []status.By) int {
	i := slices.IndexFunc(*scopes, func(s scope) bool {
		return slices.Equal(s.by, by) && slices.EqualFunc(s.criteria, criteria, equalCriteria)
	})
	if i < 0 {
		i = len(*scopes)
		s := scope{criteria: criteria, by: by}
		for _, b := range by {
			if b.Part == status.PartHeader {
				s.header = b.Name
			}
		}
		*scopes = append(*scopes, s)
	}
	return i
}

func equalCriteria(a, b status.Criterion) bool {
	return a.Part == b.Part && a.Name == b.Name && a.Op == b.Op && slices.Equal(a.Values, b.Values)
}

// isSized reports whether s has a limit of a known size, or may have one in the Store.
func (s *scope) isSized() bool { return s.size > 0 || s.concurrent > 0 || s.shared }

// matches reports whether the requests of r are in s.
func (s *scope) matches(r route) bool {
	if len(s.criteria) == 0 {
		return true
	}
	m := matcher{resp: &http.Response{Request: r.req}}
	return m.failing(s.criteria) == nil
}

// route is the parts of a request that decide about its buckets. It is zero if the
// catalog has only the scope of all requests.
type route struct {
	req                *http.Request
	method, host, path string
}

func (p *Policy) route(req *http.Request) route {
	r := route{req: req, method: method(req), host: host(req), path: path(req)}
	if p.Bucket != nil {
		r.path = cmp.Or(p.Bucket(req), r.path)
	}
	return r
}

// place identifies a bucket of a key.
type place struct {
	scope              int
	method, host, path string
	name               string // the value of a response header
}

// place returns the place of the requests of r in a scope. If a response header names
// the bucket, and name is empty, the method and the path do.
func (g *gate) place(scope int, r route, name string) place {
	p := place{scope: scope}
	for _, by := range g.scopes[scope].by {
		switch by.Part {
		case status.PartMethod:
			p.method = r.method
		case status.PartHost:
			p.host = r.host
		case status.PartPath:
			p.path = r.path
		default:
			if name == "" {
				return place{scope: scope, method: r.method, path: r.path}
			}
			p.name = name
		}
	}
	return p
}

// buckets appends the buckets of the requests of r to room: the bucket of the key, and
// the narrower ones that exist already or that a limit of a known size needs.
func (g *gate) buckets(l *limiter, r route, room []*bucket) []*bucket {
	room = append(room, &l.bucket)
	for i := 1; i < len(g.scopes); i++ {
		s := &g.scopes[i]
		if l.more == nil && !s.isSized() || !s.matches(r) {
			continue
		}
		name := l.name(s.header, r)
		if name != "" { // responses without the header close the bucket without a name
			if b := l.more.narrow[g.place(i, r, "")]; b != nil {
				room = append(room, b)
			}
		}
		if p := g.place(i, r, name); s.isSized() {
			room = append(room, g.narrow(l, p))
		} else if b := l.more.narrow[p]; b != nil {
			room = append(room, b)
		}
	}
	return room
}

// bucket returns the bucket of a scope that a response with headers h concerns.
func (g *gate) bucket(l *limiter, scope int, r route, h http.Header) *bucket {
	if scope == 0 {
		return &l.bucket
	}
	name, _ := header(h, g.scopes[scope].header)
	p := g.place(scope, r, name)
	if l.more == nil || l.more.narrow[p] == nil {
		defer g.refile(l) // requests that wait may belong to it
	}
	return g.narrow(l, p)
}

// narrow returns the bucket of l at p, which it makes if there is none.
func (g *gate) narrow(l *limiter, p place) *bucket {
	d := l.details()
	b := d.narrow[p]
	if b == nil {
		if d.narrow == nil {
			d.narrow = map[place]*bucket{}
		}
		b = &bucket{limiter: l, scope: &g.scopes[p.scope], place: &p}
		d.narrow[p] = b
		g.memory.add(b)
	}
	return b
}

// refile moves the requests that wait to the queues of their present buckets.
func (g *gate) refile(l *limiter) {
	if !l.waits() {
		return
	}
	var all []*waiter
	for _, q := range l.more.queues {
		all = append(all, q.waiters...)
	}
	slices.SortFunc(all, func(a, b *waiter) int { return cmp.Compare(a.number, b.number) })
	l.more.queues = nil
	for _, w := range all {
		w.buckets = g.buckets(l, w.route, w.buckets[:0:0])
		l.add(w)
	}
}

// names holds the bucket names that responses had, by header, method and path. It
// forgets names that have not been used for long.
type names struct{ recent, older map[nameKey]string }

type nameKey struct{ header, method, path string }

// maxNames bounds the recent names.
const maxNames = 4096

// name returns the last value of a response header for the requests of r, or "".
func (l *limiter) name(header string, r route) string {
	if header == "" || l.more == nil {
		return ""
	}
	n, key := &l.more.names, nameKey{header, r.method, r.path}
	name, ok := n.recent[key]
	if !ok {
		if name, ok = n.older[key]; ok {
			n.set(key, name)
		}
	}
	return name
}

func (n *names) set(key nameKey, name string) {
	if len(n.recent) >= maxNames {
		n.recent, n.older = nil, n.recent
	}
	if n.recent == nil {
		n.recent = map[nameKey]string{}
	}
	n.recent[key] = name
}

// rename records the bucket names in h, the headers of a response to a request of r.
func (g *gate) rename(l *limiter, r route, h http.Header) {
	changed := false
	for i := range g.scopes {
		s := &g.scopes[i]
		if s.header == "" {
			continue
		}
		name, ok := header(h, s.header)
		if ok && name != "" && l.name(s.header, r) != name {
			l.details().names.set(nameKey{s.header, r.method, r.path}, name)
			changed = true
		}
	}
	if changed {
		g.refile(l)
	}
}
