package statushttp

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"net/http"
	"time"
)

// The functions here have the exact types of the retry libraries' own settings.

// CheckRetry is for the field of that name in go-retryablehttp's Client. A
// response is never turned into an error, not even where ctx is done: what is
// not to be sent again is returned as it came. Of requests that got no answer it
// decides as that library's DefaultRetryPolicy does, but a cancelled try is not
// followed by another.
func (p *Policy) CheckRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	_, again := p.decide(ctx, resp, err)
	if again || resp != nil {
		return again, nil
	}
	return false, cmp.Or(ctx.Err(), err)
}

// Backoff is for the field of that name in go-retryablehttp's Client. It gives
// the wait that the answer or the catalog told, and where none was told, that
// library's exponential back-off within the catalog's bounds.
func (p *Policy) Backoff(min, max time.Duration, attempt int, resp *http.Response) time.Duration {
	own := max
	if f := math.Ldexp(float64(min), attempt); f < float64(max) {
		own = time.Duration(f)
	}
	if resp == nil {
		return own
	}
	return p.Classify(resp).BackOff(own)
}

// HandleIf is for the method of that name of failsafe-go's retry policy
// builder. The idempotency and the deadline are those of the response's
// request. That library leaves the bodies of answers that it retries open: close
// them in OnRetry. With its package failsafehttp, give a context to the request or
// to the executor and not to both, or it cuts off a body that was read ahead.
func (p *Policy) HandleIf(resp *http.Response, err error) bool {
	_, again := p.decide(contextOf(resp), resp, err)
	return again
}

func contextOf(resp *http.Response) context.Context {
	if resp == nil || resp.Request == nil {
		return context.Background()
	}
	return resp.Request.Context()
}

// DelayFunc returns a function for WithDelayFunc of failsafe-go's retry policy
// builder; E is failsafe.ExecutionAttempt[*http.Response]. It gives the wait
// that the answer or the catalog told, or the catalog's least wait; and where
// there is neither −1, by which that library means the builder's own delay.
func DelayFunc[E interface{ LastResult() *http.Response }](p *Policy) func(E) time.Duration {
	return func(attempt E) time.Duration {
		resp := attempt.LastResult()
		if resp == nil {
			return -1
		}
		v := p.Classify(resp)
		if !v.Told && v.Wait == 0 {
			return -1
		}
		return v.Wait
	}
}

// Errors returns a function for operations of cenkalti/backoff, whose Permanent
// and RetryAfter it takes:
//
//	check := policy.Errors(backoff.Permanent, backoff.RetryAfter)
//	resp, err := backoff.Retry(ctx, func() (*http.Response, error) {
//		resp, err := client.Do(req)
//		return resp, check(resp, err)
//	})
//
// It returns nil for a success. What is not to be sent again is permanent, and
// its response comes as it is. What is comes with the wait, in whole seconds, if
// one was told or there is a least one; the response's body is closed then. The
// *Error of the response is in the chain of every error about a response.
func (p *Policy) Errors(permanent func(error) error, retryAfter func(seconds int) error) func(*http.Response, error) error {
	return func(resp *http.Response, err error) error {
		v, again := p.decide(contextOf(resp), resp, err)
		switch {
		case err != nil && again:
			return err
		case err != nil, resp == nil:
			return permanent(err)
		case v.IsSuccess():
			return nil
		}
		failure := p.failure(resp, v)
		if !again {
			return permanent(failure)
		}
		if resp.Body != nil {
			resp.Body.Close()
		}
		if v.Wait == 0 && !v.Told {
			return failure
		}
		return fmt.Errorf("%w; %w", failure, retryAfter(wholeSeconds(v.Wait)))
	}
}

// wholeSeconds rounds up, and keeps to what an int of any size and a Duration
// can hold.
func wholeSeconds(d time.Duration) int {
	return int(min(math.Ceil(d.Seconds()), math.MaxInt32))
}
