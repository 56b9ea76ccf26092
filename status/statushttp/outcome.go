package statushttp

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/unit"
)

// outcome is what a gate learns from a request. It is zero if the transport panicked.
type outcome struct {
	header    http.Header // of the response; nil if there was none
	unsent    bool        // the request was not sent
	throttles bool        // the response throttles
	closings  []closing   // of the response
	jitter    float64     // for closings
	succeeded bool
	failed    bool // a retry counts against the budget
}

// outcomeOf returns the outcome of a request with a response.
func (p *Policy) outcomeOf(req *http.Request, resp *http.Response, scopes []scope) (o outcome) {
	if resp.Request == nil {
		resp.Request = req
	}
	if o.header = resp.Header; o.header == nil {
		o.header = http.Header{}
	}
	var v Verdict
	classified := p.mayThrottle(resp.StatusCode)
	if classified {
		p.classify(&v, resp)
	}
	o.throttles = v.Kind.IsThrottled()
	o.succeeded = !classified || isSuccess(v.Kind)
	o.failed = !o.throttles && !o.succeeded && p.mayRetry(req, callersRetry(req.Context(), resp, v.Retry))
	if o.throttles {
		at := addScope(&scopes, nil, v.Info().By) // which is one of scopesOf
		o.closings = append(o.closings, closing{scope: at, throttles: true, wait: v.RetryAfter, backoff: v.Backoff, verdict: v})
	}
	limits := p.catalog().Limits
	for i := range limits {
		l := &limits[i]
		wait, gone := p.remaining(resp, l)
		if !gone {
			continue
		}
		at := addScope(&scopes, l.Criteria, l.By)
		if scopes[at].matches(route{req: req}) {
			if !classified {
				bodiless := *p
				bodiless.BodyLimit = -1
				v = bodiless.Classify(resp)
			}
			backoff := backoffOf(&p.catalog().Row(l.Code).Wait)
			o.closings = append(o.closings, closing{scope: at, wait: wait, backoff: backoff, verdict: v})
		}
	}
	if len(o.closings) > 0 {
		o.jitter = p.jitter()
	}
	return o
}

// outcomeOfError returns the outcome of a request without a response.
func (p *Policy) outcomeOfError(req *http.Request, err error) outcome {
	return outcome{
		unsent: unsent(err),
		failed: !errors.Is(err, context.Canceled) && p.mayRetry(req, retryOf(err, true)),
	}
}

// mayRetry reports whether retry allows a retry of req.
func (p *Policy) mayRetry(req *http.Request, retry status.Retry) bool {
	return retry == status.RetryAlways || retry == status.RetryIfIdempotent && p.IsIdempotent(req)
}

// mayThrottle reports whether a response with code may throttle. It is false for a
// success of which the catalog has no case that throttles: its body is the caller's.
func (p *Policy) mayThrottle(code int) bool {
	c := p.catalog()
	row := c.Row(code)
	return status.ClassOf(code) != status.ClassSuccessful || row.Kind.IsThrottled() || anyThrottles(row.When) || anyThrottles(c.When)
}

func anyThrottles(list []status.Case) bool {
	for i := range list {
		if list[i].Kind.IsThrottled() {
			return true
		}
	}
	return false
}

// remaining reports whether resp says that nothing remains of a limit, and returns the
// wait until it is refilled; 0 if resp does not specify that.
func (p *Policy) remaining(resp *http.Response, l *status.Limit) (wait time.Duration, gone bool) {
	values := resp.Header[l.Remaining]
	if len(values) == 0 {
		return 0, false
	}
	if n, _, ok := unit.Read(status.UnitSeconds, strings.TrimSpace(values[0])); !ok || n != 0 {
		return 0, false
	}
	if l.Reset.Name() == "" {
		return 0, l.Requests > 0
	}
	m := matcher{resp: resp} // which reads no body
	wait, _ = p.read(&m, &l.Reset)
	return wait, wait > 0
}

// defaultBudget is how many retries are in hand for a key.
const defaultBudget = 35

// spend takes a retry out of the budget of l after a failure, and puts one back after a
// success. It reports whether the budget had none for the failure.
func (g *gate) spend(l *limiter, o *outcome) (overspent bool) {
	switch budget := cmp.Or(g.policy.Budget, defaultBudget); {
	case budget < 0:
	case o.succeeded:
		if l.more != nil && l.more.spent > 0 {
			l.more.spent--
		}
	case o.failed:
		d := l.details()
		d.failed = true
		if d.spent >= budget {
			return true
		}
		d.spent++
	}
	return false
}

// overspentKey is the key of a response in the context of its request, if the budget of
// policy has no retry for it.
type overspentKey struct{ policy *Policy }

// overspent records in resp, or in err, that the budget has no retry for it. It returns
// err.
func (p *Policy) overspent(req *http.Request, resp *http.Response, err error) error {
	if mark, ok := err.(*unanswered); ok {
		mark.overspent = p
	} else if err == nil && p.affords(resp, nil) {
		resp.Request = resp.Request.WithContext(context.WithValue(resp.Request.Context(), overspentKey{p}, resp))
	}
	return err
}

// affords reports whether the budget has a retry for resp or err. It bounds only those
// that came through the Transport of p.
func (p *Policy) affords(resp *http.Response, err error) bool {
	if resp != nil && resp.Request != nil {
		return resp.Request.Context().Value(overspentKey{p}) != resp
	}
	mark, ok := errors.AsType[*unanswered](err)
	return !ok || mark.overspent != p
}
