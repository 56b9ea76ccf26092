package statushttp

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/statuscat/statuscat/status/statushttp/internal/body"
)

// original returns the request that the caller made: http.Client follows
// redirections, and a 302 makes a GET of a POST, but a retry sends the POST.
func original(req *http.Request) *http.Request {
	for req.Response != nil && req.Response.Request != nil && req.Response.Request != req {
		req = req.Response.Request
	}
	return req
}

// method returns the method of a client's request, where "" is GET.
func method(req *http.Request) string { return cmp.Or(req.Method, http.MethodGet) }

// host returns the host that a request asks for, in lower case and without a
// port.
func host(req *http.Request) string {
	u := url.URL{Host: req.Host}
	if u.Host == "" && req.URL != nil {
		u.Host = req.URL.Host
	}
	return strings.ToLower(u.Hostname())
}

// path returns the path that a request asks for.
func path(req *http.Request) string {
	if req.URL == nil || req.URL.Path == "" {
		return "/"
	}
	return req.URL.Path
}

// requestOf returns the request of a response, or nil if it is not known.
func requestOf(resp *http.Response) *http.Request {
	if resp == nil {
		return nil
	}
	return resp.Request
}

// contextOf returns the context of the request that was answered, as far as it is
// known.
func contextOf(resp *http.Response) context.Context {
	if req := requestOf(resp); req != nil {
		return req.Context()
	}
	return context.Background()
}

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
	if isIdempotentMethod(method(req)) {
		return true
	}
	c := p.catalog()
	return c.IdempotencyKey != "" && req.Header.Get(c.IdempotencyKey) != "" ||
		c.IdempotencyBody != "" && p.bodyHas(req, c.IdempotencyBody)
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

// bodyHas reports whether the request's body has a text or a number at pointer. The
// body is read through GetBody, up to the policy's BodyLimit.
func (p *Policy) bodyHas(req *http.Request, pointer string) bool {
	if req.GetBody == nil {
		return false
	}
	r, err := req.GetBody()
	if err != nil {
		return false
	}
	defer r.Close()
	head, err := io.ReadAll(io.LimitReader(r, int64(p.bodyLimit())))
	c := body.Content{Raw: head}
	return err == nil && c.First(pointer) != ""
}
