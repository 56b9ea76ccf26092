// Package vectors is the emitter of test vectors: the examples of a vendor's catalog
// and the expected verdicts, as JSON, for clients in any language.
//
// A file is one object:
//
//	generated  the sentence that all generated files carry
//	vendor     the vendor's key
//	examples   a list of
//	  name        "403 secondary-limit: by-sentence"
//	  request     {method, host, path, query, headers, body}
//	  response    {status, headers, body}
//	  verdict     {status, kind, fault, retry, retry_after_ms, backoff_min_ms, backoff_max_ms, case, vendor_case}
//	  error       {message, code}
//	  idempotent  true or false
//	  by          a list of texts
//
// Query and headers are objects. A value in them is a text, or a list of texts if
// the parameter or the header comes more than once. A body is its text.
//
// The words of a verdict are those of the catalogs, and all of it means what
// statushttp.Verdict says. The client's clock reads [statustest.Start]. error holds
// the vendor's own message and code, idempotent is what Policy.IsIdempotent says of
// the request, and by names the bucket that a throttling response closes, as
// status.By writes it.
package vectors

import (
	"bytes"
	"fmt"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/vectors/internal/format"
	"github.com/statuscat/statuscat/spec"
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

// render prints a line for each part of an example, so that a diff shows which of
// them changed.
func render(v *spec.Vendor, _, mark string) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"generated\": %s,\n  \"vendor\": %s,\n  \"examples\": [", format.Encode(mark), format.Encode(v.Key))
	for i, e := range v.Examples {
		if i > 0 {
			b.WriteByte(',')
		}
		one := format.New(v.Runtime(), &e.Answer)
		fmt.Fprintf(&b, "\n    {\n      \"name\": %s,\n      \"request\": %s,\n      \"response\": %s,\n      \"verdict\": %s,\n      \"error\": %s, \"idempotent\": %t, \"by\": %s\n    }",
			format.Encode(one.Name), format.Encode(one.Request), format.Encode(one.Response), one.Verdict, format.Encode(one.Error), one.Idempotent, format.Encode(one.By))
	}
	b.WriteString("\n  ]\n}\n")
	return b.Bytes(), nil
}
