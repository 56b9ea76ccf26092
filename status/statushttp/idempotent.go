package statushttp

import (
	"cmp"
	"context"
	"net/http"
)

type idempotentKey struct{}

// WithIdempotent returns a context that says of a request made with it whether
// it may be repeated although the first try may have taken effect. It is the
// caller's word and goes before everything else, both ways: true for a POST
// that only reads, false for a PUT that must not happen twice.
func WithIdempotent(ctx context.Context, idempotent bool) context.Context {
	return context.WithValue(ctx, idempotentKey{}, idempotent)
}

// IsIdempotent reports whether a request may be repeated although the first try
// may have taken effect: by the caller's word in its context
// ([WithIdempotent]), or else because it has an Idempotency-Key header, or else
// because its method is idempotent (RFC 9110, section 9.2.2: GET, HEAD,
// OPTIONS, TRACE, PUT and DELETE). A nil request may not. Of a request that
// http.Client made to follow a redirection, the one that the caller made counts.
func IsIdempotent(req *http.Request) bool {
	if req == nil {
		return false
	}
	req = original(req)
	if word, ok := req.Context().Value(idempotentKey{}).(bool); ok {
		return word
	}
	if req.Header.Get("Idempotency-Key") != "" {
		return true
	}
	switch method(req) {
	case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodTrace, http.MethodPut, http.MethodDelete:
		return true
	}
	return false
}

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
