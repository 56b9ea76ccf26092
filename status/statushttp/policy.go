// Package statushttp decides about HTTP responses with a vendor's catalog: what a
// response means, whether to retry the request, after how long, and when to send
// the next one.
//
//	policy := &statushttp.Policy{Catalog: leadcommerce.Catalog}
//	for attempt := 1; ; attempt++ {
//		req, err := http.NewRequestWithContext(ctx, "POST", url, body())
//		…
//		resp, err := client.Do(req)
//		d := policy.Decide(ctx, attempt, resp, err)
//		if !d.Retry || attempt == 5 {
//			return resp, err
//		}
//		if resp != nil {
//			resp.Body.Close()
//		}
//		time.Sleep(d.Wait) // the deadline of ctx leaves time for it
//	}
//
// If the response specifies a wait, the decision has exactly that wait; if it is
// longer than [Policy].MaxWait, there is no retry. Otherwise the wait is a backoff,
// which doubles with each try and is never zero. If the first try may have taken
// effect, only an idempotent request is retried: by its method, by the vendor's
// idempotency key, or because the caller said so ([WithIdempotent]).
//
// [Classify] reads the code, the headers and, if a case of the catalog needs it, a
// bounded part of the body, which it puts back. [Check] returns every response but a
// success as an [Error] that wraps the vendor's own status, for errors.Is and errors.As.
// A [Policy] has the settings of both, and methods for retry libraries, none of which is
// imported: CheckRetry and Backoff for go-retryablehttp, HandleIf and [DelayFunc] for
// failsafe-go, and Errors for cenkalti/backoff.
//
// Many goroutines that call one vendor share [Policy.Transport], which delays
// requests until the vendor's limits and pauses allow them:
//
//	client := &http.Client{Transport: policy.Transport(nil)}
//
// All functions and methods are safe for concurrent use, but a response must be used by
// one goroutine at a time.
package statushttp

import (
	"cmp"
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
)

// The path of a response, file by file:
//
//	classify  the row of its code, and the cases that match, make the Verdict
//	match     checks the criteria of a case
//	peek      reads the beginning of the body, and puts it back
//	wait      reads the specified wait; the backoff
//	decide    the Verdict, or the error without a response (unanswered), and the
//	          request (request) make the Decision
//
// The path of a request through Transport:
//
//	gate      enter blocks until the request may be sent, leave records its outcome
//	scope     which buckets the request has
//	bucket    the limits of a bucket
//	pause     what refusals have taught about a bucket
//	queue     the requests that wait for the same buckets
//	store     the turns and pauses that processes share
//	outcome   what a response or an error says about buckets and the budget

// The settings of a zero Policy.
const (
	// DefaultBodyLimit is how much of a body is read for criteria, messages
	// and waits: 64 KiB.
	DefaultBodyLimit = 64 << 10
	// DefaultMaxWait is the longest specified wait that a Policy accepts: a minute.
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
	// away or is back, for logs and metrics. It must be safe for concurrent use, and must
	// not block.
	Observe func(context.Context, Event)

	// BodyLimit is the number of bytes that are read of a body, and the number to which
	// it is unpacked; 0 means DefaultBodyLimit, and a negative number means that no body
	// is read. Fields beyond it count as absent.
	BodyLimit int

	// WholePath shows the whole path of an address in errors and events, including
	// segments that may be credentials. See Error.URL.
	WholePath bool

	// Key returns the key of a request, for Transport: requests with the same key share
	// their limits. nil means the host and port of the address. Key must be safe for
	// concurrent use.
	Key func(*http.Request) string

	// Bucket returns a text that replaces the path of a request in buckets, for Transport:
	// the template of a route whose paths contain ids. The path stays if the text is empty
	// or Bucket is nil. Bucket must be safe for concurrent use.
	Bucket func(*http.Request) string

	// Store counts the requests of all processes that share limits, for Transport; nil
	// means that no other process does. While the Store is away, each process keeps to
	// its part of each limit. Package statusredis has a Store.
	Store Store

	// Processes is how many processes share a limit if Store has not said so; 0 means 10.
	Processes int

	// Now is the clock for times in responses without a Date header; nil means time.Now.
	// Transport and deadlines use the real time.
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
