package statushttp

import (
	"cmp"
	"net/http"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
)

// The settings of a zero Policy.
const (
	// DefaultBodyLimit is how much of a body is read for criteria, messages
	// and waits: 64 KiB.
	DefaultBodyLimit = 64 << 10
	// DefaultMaxWait is the patience of a caller who does not say: a minute.
	DefaultMaxWait = time.Minute
)

// Policy decides about responses of one vendor. Only Catalog has to be set, and
// without it every code means what its class says. A Policy must not be changed
// while it is in use.
type Policy struct {
	Catalog *status.Catalog

	// MaxWait is the caller's patience; 0 is DefaultMaxWait. Where an answer tells
	// a longer wait, there is no retry: to come back earlier is to be refused
	// again. The steps of the back-off, where nothing is told, are not held
	// against it. A negative one is no patience for any told wait.
	MaxWait time.Duration

	// BodyLimit is how many bytes of a body are read at most, and how many of an
	// unpacked one are looked at; 0 is DefaultBodyLimit, and a negative number is
	// none. Fields beyond it count as absent.
	BodyLimit int

	// WholePath puts the whole path of an address into errors, also the parts that
	// may be credentials. See Error.URL.
	WholePath bool

	// Key tells which requests share their limits, for Transport; nil is by the
	// host and port of the address. It must be safe for concurrent use.
	Key func(*http.Request) string

	// Now is the clock by which times in answers are measured, unless they have a
	// Date header; nil is time.Now. Transport and deadlines keep to the real time.
	Now func() time.Time

	// Rand gives the jitter of the back-off, from 0 to less than 1; nil is that of
	// math/rand/v2. It must be safe for concurrent use.
	Rand func() float64
}

var empty status.Catalog

func (p *Policy) catalog() *status.Catalog { return orEmpty(p.Catalog) }

func orEmpty(c *status.Catalog) *status.Catalog {
	if c == nil {
		return &empty
	}
	return c
}

func (p *Policy) patience() time.Duration { return max(cmp.Or(p.MaxWait, DefaultMaxWait), 0) }

func (p *Policy) bodyLimit() int {
	if p.BodyLimit == 0 {
		return DefaultBodyLimit
	}
	return max(p.BodyLimit, 0)
}

func (p *Policy) clock() time.Time {
	if p.Now != nil {
		return p.Now()
	}
	return time.Now()
}

func (p *Policy) key(req *http.Request) string {
	switch {
	case p.Key != nil:
		return p.Key(req)
	case req.URL == nil:
		return ""
	}
	return strings.ToLower(req.URL.Host)
}
