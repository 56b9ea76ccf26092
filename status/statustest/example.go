package statustest

import (
	"cmp"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// Start is the time at which every [Clock] starts, and the Date of responses
// that have no Date of their own.
var Start = time.Date(2025, time.January, 1, 0, 0, 0, 0, time.UTC)

// Example is a response, and the verdict that it must have.
type Example struct {
	Name     string
	Response *http.Response
	Want     statushttp.Verdict
}

// Examples returns an Example for each of answers. The responses are complete, and
// belong to the caller.
func Examples(catalog *status.Catalog, answers []Answer) []Example {
	examples := make([]Example, len(answers))
	for i := range answers {
		a := &answers[i]
		examples[i] = Example{a.Name, a.Response(catalog, Start), a.Want}
		examples[i].Want.Catalog = catalog
	}
	return examples
}

// Answer describes a response of a vendor, and the parts of its request that its
// meaning can depend on.
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

	Want statushttp.Verdict // without the catalog
}

// Response returns the response as a client receives it at now, which is its Date unless
// Header has one. It is complete and belongs to the caller.
func (a *Answer) Response(catalog *status.Catalog, now time.Time) *http.Response {
	host := cmp.Or(a.Host, catalog.Vendor+".example")
	resp := &http.Response{
		Status:     catalog.Text(a.Code),
		StatusCode: a.Code,
		Proto:      "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: a.header(now),
		Body:   http.NoBody,
		Request: &http.Request{
			Method: cmp.Or(a.Method, http.MethodGet),
			URL:    &url.URL{Scheme: "https", Host: host, Path: cmp.Or(a.Path, "/"), RawQuery: url.Values(a.Query).Encode()},
			Proto:  "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
			Header: cloned(a.RequestHeader),
			Host:   host,
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

// cloned returns a copy of h that is not nil.
func cloned(h http.Header) http.Header {
	c := http.Header{}
	maps.Copy(c, h.Clone())
	return c
}

// write writes the response.
func (a *Answer) write(w http.ResponseWriter, now time.Time) {
	header := w.Header()
	maps.Copy(header, a.header(now))
	if header.Get("Content-Type") == "" {
		header["Content-Type"] = nil // or net/http guesses one
	}
	w.WriteHeader(a.Code)
	io.WriteString(w, a.Body)
}

// CanHaveBody reports whether a response to method with code can have a body (RFC 9110,
// section 6.4.1).
func CanHaveBody(method string, code int) bool {
	return method != http.MethodHead && code >= 200 && code != http.StatusNoContent && code != http.StatusNotModified
}

// classify returns the verdict on the response at Start.
func (a *Answer) classify(catalog *status.Catalog) statushttp.Verdict {
	p := statushttp.Policy{Catalog: catalog, Now: func() time.Time { return Start }}
	return p.Classify(a.Response(catalog, Start))
}
