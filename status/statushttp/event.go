package statushttp

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// EventType says what an [Event] is about.
type EventType uint8

// The types of events.
const (
	EventDecision  EventType = iota + 1 // Decide, or an adapter of it, has decided
	EventPause                          // a response closed a bucket of Transport
	EventHold                           // Transport held a request, and sent it or gave it up
	EventStoreAway                      // Store has failed, or does not answer in time
	EventStoreBack                      // Store answers again
)

var eventTypes = [...]string{"", "decision", "pause", "hold", "store-away", "store-back"}

// String returns "decision", "pause", "hold", "store-away" or "store-back".
func (t EventType) String() string {
	if int(t) < len(eventTypes) {
		return eventTypes[t]
	}
	return "unknown"
}

// Event is what [Policy].Observe is called with. It has no headers, no body and no
// key, which may hold credentials.
type Event struct {
	Type    EventType
	Method  string        // of the request; empty if it is not known
	URL     string        // of the request, as in Error.URL
	Attempt int           // as given to Decide; zero if it is not known
	Held    time.Duration // how long Transport held the request

	// Decision is the decision. In an EventPause it has the verdict on the response
	// that closed the bucket, and as Wait how long; in an EventHold it has the
	// verdict for which the request was held, and ReasonHeld if it was given up.
	Decision Decision

	// Err is the error of a request without a response, or that was given up,
	// without the address that http.Client adds, or the error of Store; nil if there
	// is none.
	Err error
}

// observe calls Observe, if it is set, with e and what it takes of req, which may be
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

// LogValue returns the verdict as a group, by the keys of its JSON form without the
// empty ones.
func (v Verdict) LogValue() slog.Value {
	attrs := []slog.Attr{
		slog.Int("status", v.Code),
		slog.String("kind", v.Kind.String()),
		slog.String("fault", v.Fault.String()),
		slog.String("retry", v.Retry.String()),
	}
	add := func(key string, d time.Duration) {
		if d > 0 {
			attrs = append(attrs, slog.Float64(key, milliseconds(d)))
		}
	}
	add("retry_after_ms", v.RetryAfter)
	add("backoff_min_ms", v.Backoff.Min)
	add("backoff_max_ms", v.Backoff.Max)
	return slog.GroupValue(addTexts(attrs, "case", v.Case, "vendor_case", v.VendorCase)...)
}

// LogValue returns the decision as a group: retry, reason, wait_ms and verdict.
func (d Decision) LogValue() slog.Value {
	attrs := []slog.Attr{slog.Bool("retry", d.Retry)}
	attrs = addTexts(attrs, "reason", d.Reason.String())
	if d.Wait > 0 {
		attrs = append(attrs, slog.Float64("wait_ms", milliseconds(d.Wait)))
	}
	if d.Verdict != (Verdict{}) {
		attrs = append(attrs, slog.Any("verdict", d.Verdict))
	}
	return slog.GroupValue(attrs...)
}

// LogValue returns the event as a group.
func (e Event) LogValue() slog.Value {
	attrs := addTexts(nil, "type", e.Type.String(), "method", e.Method, "url", e.URL)
	if e.Attempt > 0 {
		attrs = append(attrs, slog.Int("attempt", e.Attempt))
	}
	if e.Held > 0 {
		attrs = append(attrs, slog.Float64("held_ms", milliseconds(e.Held)))
	}
	attrs = append(attrs, slog.Any("decision", e.Decision))
	if e.Err != nil {
		attrs = append(attrs, slog.String("err", e.Err.Error()))
	}
	return slog.GroupValue(attrs...)
}

// addTexts adds pairs of a key and a text to attrs, unless the text is empty.
func addTexts(attrs []slog.Attr, pairs ...string) []slog.Attr {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			attrs = append(attrs, slog.String(pairs[i], pairs[i+1]))
		}
	}
	return attrs
}
