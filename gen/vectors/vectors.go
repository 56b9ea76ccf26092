// Package vectors is the emitter of test vectors: the examples of a
// vendor's catalog and what they come to, as JSON, for clients in any language.
//
// A file is one object:
//
//	generated  the sentence that all generated files carry
//	vendor     the vendor's key
//	examples   a list of
//	  name       "403 secondary-limit: by-sentence"
//	  request    {method, host, path, query, headers}
//	  response   {status, headers, body}; a body is its text
//	  verdict    {status, kind, fault, retry, retry_after_ms, backoff_min_ms, backoff_max_ms, case, vendor_case}
//
// Query and headers are objects. A value in them is a text, or a list of texts if
// the parameter or the header comes more than once.
//
// The words of a verdict are those of the catalogs, and all of it means what
// statushttp.Verdict says. Times in a response are relative to its Date header,
// so a client takes that for the present.
package vectors

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// Output is the test vectors, one file a vendor.
var Output = gen.Output{
	Name:    "vectors",
	Usage:   "write test vectors in JSON below `DIR`, for clients in other languages",
	Files:   []string{fileName},
	Comment: gen.Comment{Before: `  "generated": "`, After: `",`},
	Emit: func(catalogs []*spec.Catalog, o gen.Options) ([]gen.File, error) {
		return gen.PerVendor(catalogs, o, fileName, render)
	},
}

const fileName = "vectors.json"

// vector is an example as it is printed.
type vector struct {
	Name     string
	Request  request
	Response response
	Verdict  statushttp.Verdict
}

type request struct {
	Method  string `json:"method"`
	Host    string `json:"host"`
	Path    string `json:"path"`
	Query   values `json:"query"`
	Headers values `json:"headers"`
}

type response struct {
	Status  int    `json:"status"`
	Headers values `json:"headers"`
	Body    string `json:"body"`
}

// values encodes a single value as a text, and several as a list.
type values map[string][]string

func (v values) MarshalJSON() ([]byte, error) {
	object := make(map[string]any, len(v))
	for name, list := range v {
		if object[name] = list; len(list) == 1 {
			object[name] = list[0]
		}
	}
	return encode(object), nil
}

func newVector(v *spec.Vendor, e *spec.Example) vector {
	resp := e.Response(v.Runtime(), statustest.Start)
	asked := resp.Request
	return vector{
		Name:     e.Name,
		Request:  request{asked.Method, asked.URL.Host, asked.URL.Path, values(asked.URL.Query()), values(asked.Header)},
		Response: response{resp.StatusCode, values(resp.Header), e.Body},
		Verdict:  e.Want,
	}
}

// render prints a line for each part of an example, so that a diff shows which of
// them changed.
func render(v *spec.Vendor, _, mark string) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"generated\": %s,\n  \"vendor\": %s,\n  \"examples\": [", encode(mark), encode(v.Key))
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
