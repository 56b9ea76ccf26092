package statushttp

import (
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

// callersWord returns the word of WithIdempotent, and whether there is one.
func callersWord(ctx context.Context) (idempotent, said bool) {
	idempotent, said = ctx.Value(idempotentKey{}).(bool)
	return idempotent, said
}

// IsIdempotent reports whether a request may be repeated although the first try
// may have taken effect: by the caller's word in its context
// ([WithIdempotent]), or else because it has the header by which the vendor
// recognises a repetition (the catalog's IdempotencyKey; no other header counts),
// or else because its method is idempotent (RFC 9110, section 9.2.2: GET, HEAD,
// OPTIONS, TRACE, PUT and DELETE). A nil request may not. Of a request that
// http.Client made to follow a redirection, the one that the caller made counts.
func (p *Policy) IsIdempotent(req *http.Request) bool {
	if req == nil {
		return false
	}
	req = original(req)
	if word, said := callersWord(req.Context()); said {
		return word
	}
	if key := p.catalog().IdempotencyKey; key != "" && req.Header.Get(key) != "" {
		return true
	}
	return isIdempotent(method(req))
}

func isIdempotent(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodTrace, http.MethodPut, http.MethodDelete:
		return true
	}
	return false
}
