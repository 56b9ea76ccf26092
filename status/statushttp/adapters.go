package statushttp

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"
)

// The functions here have the exact types of the retry libraries' own settings.
// None of them ever says to wait no time at all.

// CheckRetry is for the field of that name in go-retryablehttp's Client. A
// response is never turned into an error, not even where ctx is done: what is
// not to be sent again is returned as it came. So that this holds of the last try
// too, set the Client's ErrorHandler to retryablehttp.PassthroughErrorHandler. Do's
// error is nil then, and Check tells what the answer means:
//
//	resp, err := client.Do(req)
//	if err == nil {
//		err = policy.Check(resp)
//	}
//
// The deadline is held against the least wait, since that library does not say
// which try it is.
func (p *Policy) CheckRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	_, _, again := p.decide(ctx, 1, resp, err)
	if again || resp != nil {
		return again, nil
	}
	return false, cmp.Or(ctx.Err(), err)
}

// Backoff is for the field of that name in go-retryablehttp's Client. It gives
// the wait that the answer told, and where none was told, the step of the back-off
// as Decide does, within the library's least and most as far as the catalog
// leaves room for them.
func (p *Policy) Backoff(least, most time.Duration, attempt int, resp *http.Response) time.Duration {
	v := p.verdict(resp)
	v.Backoff.Min = max(v.Backoff.Min, least)
	v.Backoff.Max = max(v.Backoff.Min, min(v.Backoff.Max, most))
	return p.pause(v, attempt+1)
}

// verdict returns the verdict of a response, or what there is to know of none.
func (p *Policy) verdict(resp *http.Response) (v Verdict) {
	if resp != nil {
		v = p.Classify(resp)
	}
	if v.Backoff.Min == 0 {
		v.Backoff = Backoff{firstStep, lastStep}
	}
	return v
}

// HandleIf is for the method of that name of failsafe-go's retry policy
// builder. The idempotency and the deadline are those of the response's
// request, and the deadline is held against the least wait; where there is no
// response, only the mark of [Policy.Transport] knows the caller's word. That
// library leaves the bodies of answers that it retries open: close them in
// OnRetry. It returns the last answer where ReturnLastFailure is set, and Check
// tells what that means. With its package failsafehttp, give a context to the
// request or to the executor and not to both, or it cuts off a body that was read
// ahead.
func (p *Policy) HandleIf(resp *http.Response, err error) bool {
	_, _, again := p.decide(contextOf(resp), 1, resp, err)
	return again
}

// DelayFunc returns a function for WithDelayFunc of failsafe-go's retry policy
// builder; E is failsafe.ExecutionAttempt[*http.Response]. It gives the wait that
// Decide does, in the place of the builder's own delay. Leave the builder's
// jitter and its most duration alone, which would shorten a told wait; give the
// request a deadline.
func DelayFunc[E interface {
	Attempts() int
	LastResult() *http.Response
}](p *Policy) func(E) time.Duration {
	return func(attempt E) time.Duration {
		return p.pause(p.verdict(attempt.LastResult()), attempt.Attempts())
	}
}

// Errors returns a function for the operations of one call of cenkalti/backoff,
// whose Permanent it takes, and what makes a RetryAfterError:
//
//	check := policy.Errors(backoff.Permanent, func(d time.Duration) error {
//		return &backoff.RetryAfterError{Duration: d}
//	})
//	resp, err := backoff.Retry(ctx, func() (*http.Response, error) {
//		resp, err := client.Do(req)
//		return resp, check(resp, err)
//	})
//
// It returns nil for a success. What is not to be sent again is permanent, and
// its response comes as it is. What is comes with the wait that Decide gives, in
// the place of that library's own back-off, and the response's body is closed
// then. The *Error of the response is in the chain of every error about a
// response. Where there is none, only the mark of [Policy.Transport] knows the
// caller's word. The function counts its calls, to know which step it is.
func (p *Policy) Errors(permanent func(error) error, retryAfter func(time.Duration) error) func(*http.Response, error) error {
	var attempts atomic.Int64
	return func(resp *http.Response, err error) error {
		v, wait, again := p.decide(contextOf(resp), int(attempts.Add(1)), resp, err)
		if err == nil && resp != nil && !v.IsSuccess() {
			err = p.failure(resp, v)
		}
		switch {
		case err == nil:
			return nil
		case !again:
			return permanent(err)
		case resp != nil && resp.Body != nil:
			resp.Body.Close()
		}
		return fmt.Errorf("%w; %w", err, retryAfter(wait))
	}
}
