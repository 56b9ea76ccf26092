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

// original returns the request that the caller made. http.Client may have followed
// redirections: a 302 turns a POST into a GET, but a retry sends the POST.
func original(req *http.Request) *http.Request {
	for req.Response != nil && req.Response.Request != nil && req.Response.Request != req {
		req = req.Response.Request
	}
	return req
}

// method returns the method of a client's request, where "" is GET.
func method(req *http.Request) string { return cmp.Or(req.Method, http.MethodGet) }

// host returns the host of a request, in lower case and without a port.
func host(req *http.Request) string {
	u := url.URL{Host: req.Host}
	if u.Host == "" && req.URL != nil {
		u.Host = req.URL.Host
	}
	return strings.ToLower(u.Hostname())
}

// path returns the path of a request.
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

// contextOf returns the context of the request of resp, if it is known.
func contextOf(resp *http.Response) context.Context {
	if req := requestOf(resp); req != nil {
		return req.Context()
	}
	return context.Background()
}

// The keys of what the caller says about a request, in the context of the request or else
// in that of Decide.
type (
	idempotentKey struct{}
	retryableKey  struct{}
)

// WithIdempotent returns a context that says whether a request made with it may be
// retried although the first try may have taken effect. It overrides the method and the
// idempotency key: use true for a POST that only reads, and false for a PUT that must not
// happen twice.
func WithIdempotent(ctx context.Context, idempotent bool) context.Context {
	return context.WithValue(ctx, idempotentKey{}, idempotent)
}

// WithRetryable returns a context that allows a retry after a response with one of codes,
// whatever the catalog says: a 404 for a record that has just been written, for example.
// Such a response counts as [status.RetryIfIdempotent]. A success is not retried.
func WithRetryable(ctx context.Context, codes ...int) context.Context {
	return context.WithValue(ctx, retryableKey{}, codes)
}

// wordOf returns what the caller says about req, and whether the caller says anything.
// req may be nil.
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
// taken effect: because of [WithIdempotent], because its method is idempotent (RFC 9110,
// section 9.2.2: GET, HEAD, OPTIONS, TRACE, PUT and DELETE), or because it has the
// catalog's idempotency key. It is false if req is nil. If http.Client made req to follow
// a redirection, IsIdempotent reports about the request of the caller.
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

// wasIdempotent reports whether the request of a response or an error is idempotent.
func (p *Policy) wasIdempotent(ctx context.Context, resp *http.Response, err error) bool {
	if resp != nil {
		return p.isIdempotent(ctx, resp.Request)
	}
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

// bodyHas reports whether the body of req has a text or a number at pointer. It reads the
// body through GetBody, up to BodyLimit bytes.
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
