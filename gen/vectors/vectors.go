// Package vectors is the emitter of test vectors: the examples of a
// vendor's catalog and what they come to, as JSON, for clients in any language.
//
// A file is one object:
//
//	generated  the sentence that all generated files carry
//	vendor     the vendor's key
//	cases      a list of
//	  name       "403 secondary-limit: by-sentence"
//	  request    {method, host, path}
//	  response   {status, headers, body}: a header has one value, a body is its text
//	  verdict    {kind, fault, retry, wait_ms, told, max_wait_ms, case, vendor_case}
//
// The words of a verdict are those of the catalogs, and all of it means what
// statushttp.Verdict says. Times in a response are relative to its Date header,
// so a client takes that for the present.
package vectors

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// Output is the test vectors, one file a vendor.
var Output = gen.Output{
	Name:  "vectors",
	Usage: "write test vectors in JSON below `DIR`, for clients in other languages",
	Emit: func(catalogs []*spec.Catalog, o gen.Options) ([]gen.File, error) {
		return gen.PerVendor(catalogs, o, "vectors.json", render)
	},
}

// vector is an example as it is printed.
type vector struct {
	Name     string
	Request  map[string]string
	Response response
	Verdict  statushttp.Verdict
}

type response struct {
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
}

func newVector(v *spec.Vendor, e *spec.Example) vector {
	resp := e.Response(v.Runtime(), statustest.Start)
	headers := map[string]string{}
	for name, values := range resp.Header {
		headers[name] = strings.Join(values, ", ")
	}
	return vector{
		Name:     e.Name,
		Request:  map[string]string{"method": resp.Request.Method, "host": resp.Request.URL.Host, "path": resp.Request.URL.Path},
		Response: response{resp.StatusCode, headers, e.Body},
		Verdict:  e.Verdict,
	}
}

// render prints a line for each part of a case, so that a diff shows which of
// them changed.
func render(v *spec.Vendor, _, mark string) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"generated\": %s,\n  \"vendor\": %s,\n  \"cases\": [", encode(mark), encode(v.Key))
	for i, e := range v.Examples {
		vector := newVector(v, e)
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "\n    {\n      \"name\": %s,\n      \"request\": %s,\n      \"response\": %s,\n      \"verdict\": %s\n    }",
			encode(vector.Name), encode(vector.Request), encode(vector.Response), encode(vector.Verdict))
	}
	b.WriteString("\n  ]\n}\n")
	return b.Bytes(), nil
}

// encode returns v as JSON in one line. Its types cannot fail.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimSpace(b.Bytes())
}
