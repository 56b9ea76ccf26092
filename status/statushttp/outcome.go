package statushttp

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/unit"
)

// outcome is what a gate learns from a request. The zero outcome is that of one whose
// transport panicked.
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
	v, read := p.throttling(resp)
	o.throttles = v.Kind.IsThrottled()
	o.succeeded = !read || v.IsSuccess()
	o.failed = read && !o.throttles && !o.succeeded && p.repeats(req, callersRetry(req.Context(), resp, v.Retry))
	if o.throttles {
		at := addScope(&scopes, nil, v.Info().By) // it is there
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
			if !read {
				v = p.bodiless().Classify(resp)
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
		failed: !errors.Is(err, context.Canceled) && p.repeats(req, retryOf(err, true)),
	}
}

// repeats reports whether retry is a yes for req.
func (p *Policy) repeats(req *http.Request, retry status.Retry) bool {
	return retry == status.RetryAlways || retry == status.RetryIfIdempotent && p.IsIdempotent(req)
}

// throttling returns the verdict on a response, unless it is a success of which the
// catalog has no case that throttles: its body is the caller's.
func (p *Policy) throttling(resp *http.Response) (v Verdict, read bool) {
	if status.ClassOf(resp.StatusCode) == status.ClassSuccessful {
		c := p.catalog()
		if row := c.Row(resp.StatusCode); !row.Kind.IsThrottled() && !anyThrottles(row.When) && !anyThrottles(c.When) {
			return v, false
		}
	}
	return p.Classify(resp), true
}

// bodiless returns p without a body limit: it reads no body.
func (p *Policy) bodiless() *Policy {
	q := *p
	q.BodyLimit = -1
	return &q
}

func anyThrottles(list []status.Case) bool {
	for i := range list {
		if list[i].Kind.IsThrottled() {
			return true
		}
	}
	return false
}

// remaining reports whether a response says that nothing remains of a limit, and
// returns when the limit is whole again: 0 if only a backoff can tell.
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
