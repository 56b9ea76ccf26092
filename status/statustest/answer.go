package statustest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"

	"github.com/statuscat/statuscat/status"
)

// answer is a response, and what of the request matters for its meaning.
type answer struct {
	method string
	code   int
	header http.Header
	body   []byte

	doc any // what body holds if it is JSON
}

// readBody decodes the body. It reports false for one that looks like JSON and
// is none: what a pointer finds there is nowhere promised.
func (a *answer) readBody() bool {
	if len(a.body) == 0 {
		return true
	}
	d := json.NewDecoder(bytes.NewReader(a.body))
	d.UseNumber()
	if d.Decode(&a.doc) == nil && d.Decode(new(any)) == io.EOF {
		return true
	}
	a.doc = nil
	return a.body[0] != '{' && a.body[0] != '['
}

// hasBody reports whether an answer to that method with that code can have a
// body at all (RFC 9110, section 6.4.1).
func hasBody(method string, code int) bool {
	return method != http.MethodHead && code >= 200 && code != http.StatusNoContent && code != http.StatusNotModified
}

// response returns the answer as a client receives it.
func (a *answer) response(catalog *status.Catalog) *http.Response {
	resp := &http.Response{
		Status:     catalog.Text(a.code),
		StatusCode: a.code,
		Proto:      "HTTP/1.1",
		ProtoMajor: 1,
		ProtoMinor: 1,
		Header:     a.header.Clone(),
		Body:       http.NoBody,
		Request: &http.Request{
			Method:     a.method,
			URL:        &url.URL{Scheme: "https", Host: catalog.Vendor + ".example", Path: "/"},
			Proto:      "HTTP/1.1",
			ProtoMajor: 1,
			ProtoMinor: 1,
			Header:     http.Header{},
			Host:       catalog.Vendor + ".example",
		},
	}
	if len(a.body) > 0 {
		resp.Body = io.NopCloser(bytes.NewReader(a.body))
		resp.ContentLength = int64(len(a.body))
	}
	return resp
}

// write sends the answer.
func (a *answer) write(w http.ResponseWriter) {
	header := w.Header()
	for name, values := range a.header {
		header[name] = values
	}
	if len(a.header["Content-Type"]) == 0 {
		header["Content-Type"] = nil // or net/http would guess one
	}
	w.WriteHeader(a.code)
	w.Write(a.body)
}
