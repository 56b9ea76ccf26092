package statushttp

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strings"
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
