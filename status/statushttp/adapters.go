package statushttp

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"
)

// These methods have the exact types of the retry libraries' own settings. For a retry,
// none of them returns a wait of zero.

// CheckRetry is for the field of that name in go-retryablehttp's Client. It never
// turns a response into an error: a response that must not be retried is returned
// unchanged. So that this holds after the last try too, set the Client's
// ErrorHandler to retryablehttp.PassthroughErrorHandler. Do then returns a nil
// error, and Check returns what the response means:
//
//	resp, err := client.Do(req)
//	if err == nil {
//		err = policy.Check(resp)
//	}
//
// The library does not pass the number of the attempt. CheckRetry therefore checks the
// deadline against the first backoff, and cannot honour a catalog's
// attempts; set the Client's RetryMax.
func (p *Policy) CheckRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	d := p.Decide(ctx, 0, resp, err)
	if d.Retry || resp != nil {
		return d.Retry, nil
	}
	return false, cmp.Or(ctx.Err(), err)
}

// Backoff is for the field of that name in go-retryablehttp's Client. It returns
// the wait that the response specifies, or else a backoff. The backoff is
// between least and most if the catalog's bounds allow that. attempt counts from 0.
func (p *Policy) Backoff(least, most time.Duration, attempt int, resp *http.Response) time.Duration {
	v := p.verdict(resp)
	if v.Backoff.Min == 0 {
		v.Backoff = defaultBackoff
	}
	v.Backoff.Min = max(v.Backoff.Min, least)
	v.Backoff.Max = max(v.Backoff.Min, min(v.Backoff.Max, most))
	return p.backoff(&v, attempt+1)
}

// verdict returns the verdict on resp; the zero value if resp is nil.
func (p *Policy) verdict(resp *http.Response) (v Verdict) {
	if resp != nil {
		v = p.Classify(resp)
	}
	return v
}

// HandleIf is for the method of that name of failsafe-go's retry policy builder.
// It uses the context of the response's request. If there is no response,
// WithIdempotent is honoured only for requests sent through [Policy.Transport].
// The library does not pass the number of the attempt; HandleIf therefore checks the
// deadline against the first backoff, and cannot honour a catalog's attempts.
//
// The library leaves the bodies of responses that it retries open: close them in
// OnRetry. It returns the last response if ReturnLastFailure is set, and Check
// returns what the response means. With its package failsafehttp, pass a context to
// the request or to the executor and not to both: otherwise a body that was read ahead
// is cut off.
func (p *Policy) HandleIf(resp *http.Response, err error) bool {
	return p.Decide(contextOf(resp), 0, resp, err).Retry
}

// DelayFunc returns a function for WithDelayFunc of failsafe-go's retry policy
// builder; E is failsafe.ExecutionAttempt[*http.Response]. The function returns
// the wait that Decide returns, instead of the builder's own delay. Do not set the
// builder's jitter and maximum duration, which would shorten a specified wait; set a
// deadline for the request.
func DelayFunc[E interface {
	Attempts() int
	LastResult() *http.Response
}](p *Policy) func(E) time.Duration {
	return func(attempt E) time.Duration {
		v := p.verdict(attempt.LastResult())
		return p.backoff(&v, attempt.Attempts())
	}
}

// Errors returns a function for the operation of one call of cenkalti/backoff.
// permanent is the library's Permanent, and retryAfter makes its RetryAfterError. Build
// the request inside the operation: the body of a request that has been sent is empty.
//
//	check := policy.Errors(backoff.Permanent, func(d time.Duration) error {
//		return &backoff.RetryAfterError{Duration: d}
//	})
//	resp, err := backoff.Retry(ctx, func() (*http.Response, error) {
//		req, err := http.NewRequestWithContext(ctx, "POST", url, body())
//		if err != nil {
//			return nil, backoff.Permanent(err)
//		}
//		resp, err := client.Do(req)
//		return resp, check(resp, err)
//	})
//
// The function returns nil for a success. If the request must not be retried, the
// error is permanent and the response is returned unchanged. Otherwise the error
// carries Decide's wait, and the response body is closed. An error about a response
// wraps its *Error. If there is no response, WithIdempotent is honoured only for
// requests sent through [Policy.Transport]. The function counts its calls as attempts.
func (p *Policy) Errors(permanent func(error) error, retryAfter func(time.Duration) error) func(*http.Response, error) error {
	var attempts atomic.Int64
	return func(resp *http.Response, err error) error {
		d := p.Decide(contextOf(resp), int(attempts.Add(1)), resp, err)
		if err == nil && resp != nil && !d.Verdict.IsSuccess() {
			failure := p.failure(resp, d.Verdict)
			failure.Reason = d.Reason
			err = failure
		}
		switch {
		case err == nil:
			return nil
		case !d.Retry:
			return permanent(err)
		case resp != nil && resp.Body != nil:
			resp.Body.Close()
		}
		return fmt.Errorf("%w; %w", err, retryAfter(d.Wait))
	}
}
