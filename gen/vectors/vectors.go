// Package vectors is the emitter of test vectors: what package statustest makes
// of a vendor's catalog, as JSON, for clients in any language.
//
// A file is one object:
//
//	generated  the sentence that all generated files carry
//	vendor     the vendor's key
//	cases      a list of
//	  name       as in statustest.Case
//	  request    {method}
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
	"io"
	"time"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
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

// vector is a case as it is printed.
type vector struct {
	Name     string   `json:"name"`
	Request  request  `json:"request"`
	Response response `json:"response"`
	Verdict  verdict  `json:"verdict"`
}

type request struct {
	Method string `json:"method"`
}

type response struct {
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
}

type verdict struct {
	Kind       status.Kind  `json:"kind"`
	Fault      status.Fault `json:"fault"`
	Retry      status.Retry `json:"retry"`
	WaitMS     float64      `json:"wait_ms"`
	Told       bool         `json:"told"`
	MaxWaitMS  float64      `json:"max_wait_ms"`
	Case       string       `json:"case"`
	VendorCase string       `json:"vendor_case"`
}

func newVector(c statustest.Case) (vector, error) {
	body, err := io.ReadAll(c.Response.Body)
	headers := map[string]string{}
	for name, values := range c.Response.Header {
		headers[name] = values[0]
	}
	return vector{
		Name:     c.Name,
		Request:  request{c.Response.Request.Method},
		Response: response{c.Response.StatusCode, headers, string(body)},
		Verdict: verdict{
			Kind: c.Want.Kind, Fault: c.Want.Fault, Retry: c.Want.Retry,
			WaitMS: milliseconds(c.Want.Wait), Told: c.Want.Told, MaxWaitMS: milliseconds(c.Want.MaxWait),
			Case: c.Want.Case, VendorCase: c.Want.VendorCase,
		},
	}, err
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// render prints a line for each part of a case, so that a diff shows which of
// them changed.
func render(v *spec.Vendor, _, mark string) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"generated\": %s,\n  \"vendor\": %s,\n  \"cases\": [", encode(mark), encode(v.Key))
	for i, c := range statustest.Responses(v.Runtime()) {
		vector, err := newVector(c)
		if err != nil {
			return nil, fmt.Errorf("%s: case %s: %w", v.Key, c.Name, err)
		}
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
