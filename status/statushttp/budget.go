package statushttp

import (
	"cmp"
	"context"
	"errors"
	"net/http"
)

// defaultBudget is how many retries are in hand for a key.
const defaultBudget = 35

// spend takes a retry for a failure out of the budget of l, and puts one back for a
// success. It reports whether there is none for a failure.
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

// overspentKey is where the context of a response's request has that response, if the
// budget of a policy has no retry for it.
type overspentKey struct{ policy *Policy }

// overspent records in a response, or in its error, that the budget has no retry for
// it, and returns the error.
func (p *Policy) overspent(req *http.Request, resp *http.Response, err error) error {
	if mark, ok := err.(*unanswered); ok {
		mark.overspent = p
	} else if err == nil && p.affords(resp, nil) {
		resp.Request = resp.Request.WithContext(context.WithValue(resp.Request.Context(), overspentKey{p}, resp))
	}
	return err
}

// affords reports whether a retry after a response or an error is within the budget.
// What has not come through the Transport of p has none.
func (p *Policy) affords(resp *http.Response, err error) bool {
	if resp != nil && resp.Request != nil {
		return resp.Request.Context().Value(overspentKey{p}) != resp
	}
	mark, ok := errors.AsType[*unanswered](err)
	return !ok || mark.overspent != p
}
