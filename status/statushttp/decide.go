package statushttp

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/word"
)

// Decision says whether to retry a request, and when.
type Decision struct {
	Retry   bool
	Wait    time.Duration // before the retry; positive if Retry, zero otherwise
	Reason  Reason        // why, or why not
	Verdict Verdict       // what the response means; zero without a response
}

// Decide returns whether to retry a request, and after how long:
//
//	d := policy.Decide(ctx, attempt, resp, err)
//
// attempt counts the tries so far, from 1; resp and err are the results of
// http.Client.Do. If the response specifies a wait, Decide returns exactly that
// wait. Otherwise it returns the backoff of that attempt.
//
// Decide refuses a retry for the first [Reason] that applies. A request without a
// response is retried if it was not sent (no address, no connection, a stream that
// the server refused), or if it is idempotent. It is not retried if the next try would
// fail for the same reason: the certificate does not verify, the scheme is unknown, the
// redirections are a loop. Errors of [Policy.Transport] record whether the request
// was sent and whether it is idempotent.
//
// If err is non-nil although resp is a success (reading the body failed, for
// example), Decide allows a retry if the request is idempotent.
func (p *Policy) Decide(ctx context.Context, attempt int, resp *http.Response, err error) (d Decision) {
	p.decide(&d, ctx, attempt, resp, err)
	if p.Observe != nil {
		p.observe(ctx, requestOf(resp), Event{Type: EventDecision, Attempt: attempt, Decision: d, Err: err})
	}
	return d
}

// decide fills in d, which is zero.
func (p *Policy) decide(d *Decision, ctx context.Context, attempt int, resp *http.Response, err error) {
	if d.Reason = p.refusal(d, ctx, attempt, resp, err); d.Reason != 0 {
		return
	}
	wait := p.backoff(&d.Verdict, attempt)
	switch {
	case !inTime(ctx, wait):
		d.Reason = ReasonDeadline
	case !p.affords(resp, err):
		d.Reason = ReasonBudget
	case d.Verdict.RetryAfter > 0:
		d.Retry, d.Wait, d.Reason = true, wait, ReasonSpecified
	default:
		d.Retry, d.Wait, d.Reason = true, wait, ReasonBackoff
	}
}

// refusal fills in the verdict, and returns the first reason against a retry that does
// not depend on the wait; zero if there is none.
func (p *Policy) refusal(d *Decision, ctx context.Context, attempt int, resp *http.Response, err error) Reason {
	v, retry := &d.Verdict, status.RetryNever
	attempts, decides := 0, resp != nil // decides: the response does, and not err
	if decides {
		attempts = p.classify(v, resp)
		decides = err == nil || !isSuccess(v.Kind)
	} else {
		attempts = p.catalog().Wait.Attempts
	}
	if err != nil {
		switch {
		case errors.Is(err, context.Canceled):
			return ReasonCanceled
		case ctx.Err() != context.Canceled && errors.Is(err, ErrHeld):
			return ReasonHeld
		case !decides:
			retry = retryOf(err, resp == nil)
		}
	}
	switch {
	case ctx.Err() == context.Canceled:
		return ReasonCanceled
	case decides && isSuccess(v.Kind):
		return ReasonSuccess
	case decides:
		retry = callersRetry(ctx, resp, v.Retry)
	}
	switch {
	case retry <= status.RetryNever:
		return ReasonNever
	case retry == status.RetryAfterChange:
		return ReasonAfterChange
	case retry == status.RetryIfIdempotent && !p.wasIdempotent(ctx, resp, err):
		return ReasonNotIdempotent
	case attempts > 0 && attempt >= attempts:
		return ReasonAttempts
	case v.RetryAfter > p.maxWait():
		return ReasonWaitTooLong
	}
	return 0
}

// callersRetry returns retry, or RetryIfIdempotent if the caller has said so; see
// WithRetryable.
func callersRetry(ctx context.Context, resp *http.Response, retry status.Retry) status.Retry {
	if !retry.IsRetryable() {
		if codes, ok := wordOf[retryableKey, []int](ctx, resp.Request); ok && slices.Contains(codes, resp.StatusCode) {
			return status.RetryIfIdempotent
		}
	}
	return retry
}

// inTime reports whether ctx ends after the wait.
func inTime(ctx context.Context, wait time.Duration) bool {
	if ctx.Err() != nil {
		return false
	}
	deadline, ok := ctx.Deadline()
	return !ok || time.Until(deadline) > wait
}

// Reason says why a request is retried, or why it is not. The zero value means that
// nothing has been decided.
type Reason uint8

// The reasons. Those against a retry come first, in the order in which Decide
// checks them.
const (
	ReasonCanceled      Reason = iota + 1 // the context or the request was canceled
	ReasonHeld                            // Policy.Transport did not send the request; see HeldError
	ReasonSuccess                         // the response is a success
	ReasonNever                           // a retry cannot succeed
	ReasonAfterChange                     // a retry can succeed once somebody changes something outside the request
	ReasonNotIdempotent                   // the first try may have taken effect, and the request is not idempotent
	ReasonAttempts                        // the catalog advises no more attempts
	ReasonWaitTooLong                     // the response specifies a wait longer than MaxWait
	ReasonDeadline                        // the wait would pass the deadline of the context
	ReasonBudget                          // the retries in hand are spent; see Policy.Budget
	ReasonSpecified                       // retry after the wait that the response specifies
	ReasonBackoff                         // retry after a backoff
)

// reasons has a word and a sentence for each Reason.
var reasons = []word.Entry{
	0:                   {"", ""},
	ReasonCanceled:      {"canceled", "the context or the request was canceled"},
	ReasonHeld:          {"held", "the request was held back, and not sent"},
	ReasonSuccess:       {"success", "the response is a success"},
	ReasonNever:         {"never", "a retry cannot succeed"},
	ReasonAfterChange:   {"after-change", "a retry can succeed once somebody changes something outside the request"},
	ReasonNotIdempotent: {"not-idempotent", "the first try may have taken effect, and the request is not idempotent"},
	ReasonAttempts:      {"attempts", "the vendor advises no more attempts"},
	ReasonWaitTooLong:   {"wait-too-long", "the response specifies a wait longer than MaxWait"},
	ReasonDeadline:      {"deadline", "the wait would pass the deadline"},
	ReasonBudget:        {"budget", "the retries in hand are spent"},
	ReasonSpecified:     {"specified", "the response specifies the wait"},
	ReasonBackoff:       {"backoff", "the response specifies no wait"},
}

// Reasons returns all reasons, in the order of the constants.
func Reasons() []Reason { return word.All[Reason](reasons) }

// String returns the word for r: "not-idempotent". It is empty for zero.
func (r Reason) String() string { return word.Of(reasons, r) }

// Doc returns a clause that explains r: "the wait would pass the deadline".
func (r Reason) Doc() string { return word.Doc(reasons, r) }

// MarshalText returns the same text as String, and an error if the value is not
// one of the constants.
func (r Reason) MarshalText() ([]byte, error) { return word.Marshal(reasons, r) }

// UnmarshalText reads the text that MarshalText returns.
func (r *Reason) UnmarshalText(text []byte) error { return word.Unmarshal("reason", reasons, r, text) }
