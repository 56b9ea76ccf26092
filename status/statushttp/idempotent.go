package statushttp

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// The caller's word about one request stands in the request's context, or else in
// the context that Decide is given.
type (
	idempotentKey struct{}
	retryableKey  struct{}
)

// WithIdempotent returns a context that says whether a request made with it may be
// retried although the first try may have taken effect. It precedes the method and
// the idempotency key, both ways: true for a POST that only reads, false for a PUT
// that must not happen twice.
func WithIdempotent(ctx context.Context, idempotent bool) context.Context {
	return context.WithValue(ctx, idempotentKey{}, idempotent)
}

// WithRetryable returns a context that says that a response with one of codes is
// worth a retry, whatever the catalog says: a 404 of what has just been written,
// for example. Such a response counts as [status.RetryIfIdempotent]. A success is
// not retried.
func WithRetryable(ctx context.Context, codes ...int) context.Context {
	return context.WithValue(ctx, retryableKey{}, codes)
}

// wordOf returns the caller's word under a key about req, which may be nil.
func wordOf[Key, Word any](ctx context.Context, req *http.Request) (word Word, said bool) {
	var key Key
	if req != nil {
		if word, said = original(req).Context().Value(key).(Word); said {
			return word, true
		}
	}
	word, said = ctx.Value(key).(Word)
	return word, said
}

// IsIdempotent reports whether req may be retried although the first try may have
// taken effect: by the caller's word in its context ([WithIdempotent]), or because
// it has the catalog's idempotency key, or because its method is idempotent (RFC
// 9110, section 9.2.2: GET, HEAD, OPTIONS, TRACE, PUT and DELETE). It is false if
// req is nil. If http.Client made req to follow a redirection, the caller's
// request counts.
func (p *Policy) IsIdempotent(req *http.Request) bool {
	return p.isIdempotent(context.Background(), req)
}

// isIdempotent is IsIdempotent for a decision with ctx.
func (p *Policy) isIdempotent(ctx context.Context, req *http.Request) bool {
	if word, said := wordOf[idempotentKey, bool](ctx, req); said {
		return word
	}
	if req == nil {
		return false
	}
	req = original(req)
	if key := p.catalog().IdempotencyKey; key != "" && req.Header.Get(key) != "" {
		return true
	}
	return isIdempotentMethod(method(req))
}

// wasIdempotent does the same for the error of a request without a response.
func wasIdempotent(ctx context.Context, err error) bool {
	mark, marked := errors.AsType[*unanswered](err)
	if marked && mark.said {
		return mark.idempotent
	}
	if word, said := wordOf[idempotentKey, bool](ctx, nil); said {
		return word
	}
	if marked {
		return mark.idempotent
	}
	client, ok := errors.AsType[*url.Error](err)
	return ok && isIdempotentMethod(strings.ToUpper(client.Op))
}

func isIdempotentMethod(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodTrace, http.MethodPut, http.MethodDelete:
		return true
	}
	return false
}
