package statushttp

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
)

// Decide tells a loop of your own whether to send the request again, and after
// how long at the least:
//
//	wait, again := policy.Decide(ctx, resp, err)
//
// resp and err are what http.Client.Do returned. It is no if the answer is a
// success or no retry helps, if the first try may have taken effect and the
// request is not idempotent (see [IsIdempotent]), if ctx is done, or if the wait
// would pass its deadline. Of requests that got no answer it says no to those
// that cannot get one: a cancelled one, a redirection loop, an unknown scheme, a
// malformed header, a certificate that does not verify. Otherwise it is yes for
// them, and whether they bear repeating is the caller's decision.
//
// An error beside a success, of reading its body for example, is a yes if the
// request is idempotent.
func (p *Policy) Decide(ctx context.Context, resp *http.Response, err error) (wait time.Duration, again bool) {
	v, again := p.decide(ctx, resp, err)
	return v.Wait, again
}

func (p *Policy) decide(ctx context.Context, resp *http.Response, err error) (v Verdict, again bool) {
	if resp == nil {
		return v, ctx.Err() == nil && transient(err)
	}
	v = p.Classify(resp)
	if err != nil && v.IsSuccess() {
		return v, ctx.Err() == nil && transient(err) && IsIdempotent(resp.Request)
	}
	return v, v.allows(ctx, resp.Request)
}

// allows reports whether the request may be sent again under the verdict, and
// in the time that ctx leaves.
func (v Verdict) allows(ctx context.Context, req *http.Request) bool {
	switch {
	case v.IsSuccess(), !v.Retry.IsRetryable(), ctx.Err() != nil:
		return false
	case v.Retry == status.RetryIfIdempotent && !IsIdempotent(req):
		return false
	}
	deadline, ok := ctx.Deadline()
	return !ok || time.Until(deadline) > v.Wait
}

// transient reports whether a request that got no answer can get one when it is
// sent again. net/http has no types for some of these, so their texts decide,
// as they do in the retry libraries. A deadline that passed is no reason: it may
// have been that of the one try (http.Client's Timeout, a dial's), and a
// caller's own is known from the caller's context.
func transient(err error) bool {
	var (
		certificate *tls.CertificateVerificationError
		failed      *url.Error
	)
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.As(err, &certificate):
		return false
	case errors.As(err, &failed):
		err = failed.Err // the text of failed has the address in it, which can say anything
	}
	text := err.Error()
	return !strings.HasPrefix(text, "stopped after") && !strings.Contains(text, "unsupported protocol scheme") &&
		!strings.Contains(text, "invalid header") && !strings.Contains(text, "certificate is not trusted")
}
