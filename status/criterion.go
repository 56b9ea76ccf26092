package status

import (
	"strconv"

	"github.com/statuscat/statuscat/status/internal/word"
)

// Criterion is one comparison of one part of a response, or of its request.
type Criterion struct {
	Part Part
	Name string // of the header, in canonical form: "Retry-After", or of the query parameter; empty if the part has no name

	// Pointers point into the body, for PartBody. They are JSON pointers (RFC 6901), in
	// which a segment "*" is any element of an array or member of an object. In a body
	// that begins with "<" a segment is the local name of an XML element, beginning with
	// the root, and the value is the element's text. The criterion matches if any of the
	// values at the pointers matches; OpAbsent matches if there is no value. Without
	// pointers, the text of the body is compared.
	Pointers []string
	Every    bool // all values at Pointers match, and there is at least one
	Literal  bool // Values are numbers, true or false, as JSON writes them, and not strings

	Match
}

// Covers reports whether code is one of the values of a criterion of PartStatus,
// which are codes and classes: "429", "5xx".
func (c *Criterion) Covers(code int) bool {
	class := code / 100
	for _, v := range c.Values {
		if len(v) != 3 || int(v[0]-'0') != class {
			continue
		}
		if v[1:] == "xx" {
			return true
		}
		if n, err := strconv.Atoi(v); err == nil && n == code {
			return true
		}
	}
	return false
}

// Part is the part of a response, or of its request, that a criterion compares.
type Part uint8

// The parts, in the order in which they are compared: the body comes last, since
// looking at it costs a read.
const (
	PartStatus        Part = iota // the status code: "429" or "5xx"
	PartMethod                    // the request's method, in upper case
	PartHost                      // the request's host, in lower case and without a port
	PartPath                      // the request's path
	PartQuery                     // the first value of a parameter of the request's query
	PartRequestHeader             // the first line of a header of the request
	PartMediaType                 // the body's media type without parameters; "application/*" is a range
	PartHeader                    // the first line of a header; a value that intermediaries doubled, "0, 0", counts once
	PartBody                      // a field of a JSON or XML body, or the body's text
)

// partRow describes a Part.
type partRow struct {
	word    string
	form    Form
	request bool   // it is a part of the request
	subject string // in a sentence; the name, if any, follows
	doc     string // for authors of catalogs
}

func (p partRow) Text() (word, doc string) { return p.word, p.doc }

var parts = []partRow{
	PartStatus:        {"status", FormWords, false, "the code", "Codes or classes, such as 429 or 5xx. Only in a case of the vendor."},
	PartMethod:        {"method", FormWords, true, "the method", "The request's method."},
	PartHost:          {"host", FormText, true, "the host", "The request's host, in lower case and without a port."},
	PartPath:          {"path", FormText, true, "the path", "The request's path."},
	PartQuery:         {"query", FormNamed, true, "query parameter", "A parameter of the request's query."},
	PartRequestHeader: {"request_header", FormHeader, true, "request header", "A header of the request."},
	PartMediaType:     {"media_type", FormWords, false, "the media type", "The body's media type, without parameters."},
	PartHeader:        {"header", FormHeader, false, "header", "A header of the response."},
	PartBody:          {"body", FormBody, false, "", "A field of the JSON or XML body, or the body's text."},
}

// Form is how a catalog writes a criterion.
type Form uint8

// The forms.
const (
	FormWords  Form = iota // words, of which any may be equal to the part
	FormText               // a comparison
	FormNamed              // a comparison with the name of the part
	FormHeader             // the same, and the name is that of a header
	FormBody               // a comparison with pointers
)

// Parts lists the parts.
func Parts() []Part { return append([]Part{PartStatus}, word.All[Part](parts)...) }

// String returns the word for p: "media_type".
func (p Part) String() string { return word.Of(parts, p) }

// MarshalText returns the same text as String, and an error if the value is not
// one of the constants.
func (p Part) MarshalText() ([]byte, error) { return word.Marshal(parts, p) }

// UnmarshalText reads what MarshalText writes.
func (p *Part) UnmarshalText(text []byte) error { return word.Unmarshal("part", parts, p, text) }

// Doc returns a sentence that says what a criterion of the part compares.
func (p Part) Doc() string { return word.Doc(parts, p) }

// Form returns how a catalog writes a criterion of the part.
func (p Part) Form() Form { return parts[p].form }

// OfRequest reports whether it is a part of the request.
func (p Part) OfRequest() bool { return parts[p].request }
