package statustest

import (
	"cmp"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// Answer is an answer that a vendor gives, and what of the request matters for
// its meaning.
type Answer struct {
	Name          string              // "403 secondary-limit"
	Method        string              // of the request; GET if empty
	Host          string              // of the request; "<vendor>.example" if empty
	Path          string              // of the request; "/" if empty
	Query         map[string][]string // of the request
	RequestHeader http.Header
	RequestBody   string
	Code          int
	Header        http.Header
	Body          string

	Want statushttp.Verdict // what it comes to, without the catalog
}

// Response returns the answer as a client receives it at that time, which is its
// Date unless it has one of its own. It is complete and the caller's own.
func (a *Answer) Response(catalog *status.Catalog, now time.Time) *http.Response {
	host := cmp.Or(a.Host, catalog.Vendor+".example")
	resp := &http.Response{
		Status:     catalog.Text(a.Code),
		StatusCode: a.Code,
		Proto:      "HTTP/1.1",
		ProtoMajor: 1,
		ProtoMinor: 1,
		Header:     a.header(now),
		Body:       http.NoBody,
		Request: &http.Request{
			Method:     cmp.Or(a.Method, http.MethodGet),
			URL:        &url.URL{Scheme: "https", Host: host, Path: cmp.Or(a.Path, "/"), RawQuery: url.Values(a.Query).Encode()},
			Proto:      "HTTP/1.1",
			ProtoMajor: 1,
			ProtoMinor: 1,
			Header:     cloned(a.RequestHeader),
			Host:       host,
		},
	}
	if a.Body != "" {
		resp.Body = io.NopCloser(strings.NewReader(a.Body))
		resp.ContentLength = int64(len(a.Body))
	}
	if a.RequestBody != "" {
		req := resp.Request
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(a.RequestBody)), nil }
		req.Body, _ = req.GetBody()
		req.ContentLength = int64(len(a.RequestBody))
	}
	return resp
}

func (a *Answer) header(now time.Time) http.Header {
	header := cloned(a.Header)
	if header.Get("Date") == "" {
		header.Set("Date", now.UTC().Format(http.TimeFormat))
	}
	return header
}

// cloned returns a header that is the caller's own, and not nil.
func cloned(h http.Header) http.Header {
	if h == nil {
		return http.Header{}
	}
	return h.Clone()
}

// write sends the answer.
func (a *Answer) write(w http.ResponseWriter, now time.Time) {
	header := w.Header()
	for name, values := range a.header(now) {
		header[name] = values
	}
	if header.Get("Content-Type") == "" {
		header["Content-Type"] = nil // or net/http would guess one
	}
	w.WriteHeader(a.Code)
	io.WriteString(w, a.Body)
}

// CanHaveBody reports whether an answer to that method with that code can have a
// body at all (RFC 9110, section 6.4.1).
func CanHaveBody(method string, code int) bool {
	return method != http.MethodHead && code >= 200 && code != http.StatusNoContent && code != http.StatusNotModified
}
