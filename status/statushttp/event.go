package statushttp

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status/internal/word"
)

// EventType says what an [Event] is about.
type EventType uint8

// The types of events.
const (
	EventDecision  EventType = iota + 1 // Decide, or an adapter of it, has decided
	EventPause                          // a response closed a bucket of Transport
	EventHold                           // Transport delayed a request, and sent it or gave it up
	EventStoreAway                      // Store failed, or did not return in time
	EventStoreBack                      // Store works again
)

var eventTypes = []word.Entry{{}, {"decision"}, {"pause"}, {"hold"}, {"store-away"}, {"store-back"}}

// String returns "decision", "pause", "hold", "store-away" or "store-back".
func (t EventType) String() string { return word.Of(eventTypes, t) }

// Event is the argument of [Policy].Observe. It has no headers, no body and no key, which
// may hold credentials.
type Event struct {
	Type    EventType
	Method  string        // of the request; empty if it is not known
	URL     string        // of the request, as in Error.URL
	Attempt int           // the attempt passed to Decide; zero if it is not known
	Held    time.Duration // how long Transport delayed the request

	// Decision is the decision. In an EventPause it has the verdict on the response
	// that closed the bucket, and the length of the pause as Wait. In an EventHold it has
	// the verdict for which the request was delayed, and ReasonHeld if it was given up.
	Decision Decision

	// Err is the error of a request without a response, of a request that was given up,
	// or of Store; nil if there is none. It lacks the address that http.Client adds.
	Err error
}

// observe calls Observe, if it is set, with e and the method and URL of req, which may be
// nil. It must not be called under a lock.
func (p *Policy) observe(ctx context.Context, req *http.Request, e Event) {
	if p.Observe == nil {
		return
	}
	if client, ok := errors.AsType[*url.Error](e.Err); ok {
		e.Err, e.Method = client.Err, strings.ToUpper(client.Op)
		if u, err := url.Parse(client.URL); err == nil {
			e.URL = p.publicURL(u)
		}
	}
	if req != nil {
		e.Method, e.URL = method(req), p.publicURL(req.URL)
	}
	p.Observe(ctx, e)
}

// LogValue returns the verdict as a group with the keys of its JSON form, without empty
// values.
func (v Verdict) LogValue() slog.Value {
	j := v.json()
	return group("status", j.Status, "kind", v.Kind.String(), "fault", v.Fault.String(), "retry", v.Retry.String(),
		"retry_after_ms", j.RetryAfter, "backoff_min_ms", j.BackoffMin, "backoff_max_ms", j.BackoffMax, "case", v.Case, "vendor_case", v.VendorCase)
}

// LogValue returns the decision as a group: retry, reason, wait_ms and verdict, without
// empty values.
func (d Decision) LogValue() slog.Value {
	return group("retry", d.Retry, "reason", d.Reason.String(), "wait_ms", milliseconds(d.Wait), "verdict", d.Verdict)
}

// LogValue returns the event as a group, without empty values.
func (e Event) LogValue() slog.Value {
	text := ""
	if e.Err != nil {
		text = e.Err.Error()
	}
	return group("type", e.Type.String(), "method", e.Method, "url", e.URL, "attempt", e.Attempt, "held_ms", milliseconds(e.Held),
		"decision", e.Decision, "err", text)
}

// group returns the pairs of a key and a value without those whose value is an empty
// text, a zero or a zero Verdict.
func group(pairs ...any) slog.Value {
	var attrs []slog.Attr
	for i := 0; i < len(pairs); i += 2 {
		if v := pairs[i+1]; v != "" && v != 0 && v != 0.0 && v != (Verdict{}) {
			attrs = append(attrs, slog.Any(pairs[i].(string), v))
		}
	}
	return slog.GroupValue(attrs...)
}
