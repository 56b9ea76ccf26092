package statushttp

import (
	"cmp"
	"context"
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
	// DefaultMaxWait is the longest specified wait that is accepted: a minute.
	DefaultMaxWait = time.Minute
)

// Policy decides about the responses of one vendor. The zero value is ready to use;
// without a Catalog every code means what its class says. A Policy is safe for
// concurrent use, and must not be changed while it is in use.
type Policy struct {
	Catalog *status.Catalog

	// MaxWait is the longest wait you accept; 0 means DefaultMaxWait. If a response
	// specifies a longer wait, its request is not retried: a request that comes
	// early is refused again. MaxWait does not bound a backoff. If it is negative,
	// no specified wait is accepted.
	MaxWait time.Duration

	// Budget is how many retries are in hand for each Key; 0 means 35, and a negative
	// number sets no bound. A response or an error of Transport that calls for a retry
	// spends one, unless it throttles; a success gives one back. An outage then costs
	// few more requests than calls. Without Transport, no retry is counted.
	Budget int

	// Observe, if set, is called with each decision, pause and hold, and when Store goes
	// away or is back, for logs and metrics. It must be safe for concurrent use, and must not block.
	Observe func(context.Context, Event)

	// BodyLimit is the number of bytes that are read of a body, and of a body that
	// is unpacked; 0 means DefaultBodyLimit, and a negative number means none.
	// Fields beyond it count as absent.
	BodyLimit int

	// WholePath puts the whole path of an address into errors and events, also the
	// parts that may be credentials. See Error.URL.
	WholePath bool

	// Key returns which requests share their limits, for Transport; nil means by the
	// host and port of the address. It must be safe for concurrent use.
	Key func(*http.Request) string

	// Bucket, if it returns a text, replaces the path of a request in buckets, for
	// Transport: the template of a route whose paths hold ids. It must be safe for
	// concurrent use.
	Bucket func(*http.Request) string

	// Store is where the processes that share limits meet, for Transport; nil means
	// that this process is alone. While the Store is away, each process keeps to its
	// part of each limit. Package statusredis has a Store.
	Store Store

	// Processes is how many processes share a limit as long as Store has not said so;
	// 0 means 10.
	Processes int

	// Now is the clock against which times in responses without a Date header are
	// measured; nil means time.Now. Transport and deadlines use the real time.
	Now func() time.Time

	// Rand returns the jitter of the backoff, from 0 to less than 1; nil means
	// Float64 of math/rand/v2. It must be safe for concurrent use.
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

func (p *Policy) maxWait() time.Duration { return max(cmp.Or(p.MaxWait, DefaultMaxWait), 0) }

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
