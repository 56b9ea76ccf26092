package statushttp

import (
	"context"
	"net/http"
	"time"

	"github.com/statuscat/statuscat/status"
)

// Decide tells a loop of your own whether to send the request again, and after
// how long:
//
//	wait, again := policy.Decide(ctx, attempt, resp, err)
//
// attempt is how many times it has been sent, and resp and err are what
// http.Client.Do returned. The wait is the one that the answer tells, to the
// letter, or else the step of the back-off for that attempt. It is 0 where again
// is false, and only there.
//
// It is no if the answer is a success or no retry helps, if the first try may
// have taken effect and the request is not idempotent (see
// [Policy.IsIdempotent]), if the answer tells a wait that is longer than MaxWait,
// if ctx is done, or if the wait would pass its deadline.
//
// A request that got no answer is sent again if it surely did not leave (no
// address, no connection), or if it is idempotent, and never where another try
// ends the same way: a cancelled request, [ErrHeld], a certificate that does not
// verify, an unknown scheme, a redirection loop. What the error of http.Client
// does not say of the request, the mark of [Policy.Transport] does.
//
// An error beside a success, of reading its body for example, is a yes if the
// request is idempotent.
func (p *Policy) Decide(ctx context.Context, attempt int, resp *http.Response, err error) (wait time.Duration, again bool) {
	_, wait, again = p.decide(ctx, attempt, resp, err)
	return wait, again
}

// decide returns the verdict, see Policy.verdict, and what Decide does.
func (p *Policy) decide(ctx context.Context, attempt int, resp *http.Response, err error) (v Verdict, wait time.Duration, again bool) {
	v = p.verdict(resp)
	if resp == nil {
		again = p.repeats(ctx, err)
	} else {
		again = p.allows(v, resp.Request, err)
	}
	if !again {
		return v, 0, false
	}
	if wait = p.pause(v, attempt); !inTime(ctx, wait) {
		return v, 0, false
	}
	return v, wait, true
}

// allows reports whether a request with that answer may be sent again.
func (p *Policy) allows(v Verdict, req *http.Request, err error) bool {
	switch {
	case v.IsSuccess():
		return err != nil && !hopeless(err) && p.IsIdempotent(req)
	case v.RetryAfter > p.patience():
		return false
	case v.Retry == status.RetryIfIdempotent:
		return p.IsIdempotent(req)
	}
	return v.Retry.IsRetryable()
}

// inTime reports whether ctx leaves the time for a wait and something after it.
func inTime(ctx context.Context, wait time.Duration) bool {
	if ctx.Err() != nil {
		return false
	}
	deadline, ok := ctx.Deadline()
	return !ok || time.Until(deadline) > wait
}
