package status

// Case is one of several meanings of a code, told apart by more than the number:
// a header, a field of the body, the media type, or the request's method, host
// or path. Package statushttp matches cases against responses.
//
// In a row's When it is complete: what the catalog leaves open there is filled
// in from the row. In a catalog's When, which is for any code, a zero field
// leaves what the code says as it is.
type Case struct {
	Name    string // "secondary-limit"; unique in its list
	Status  []CodeRange
	Method  []string // request methods, in upper case; any of them
	Host    []Match  // of the request, in lower case and without a port; all hold
	Path    []Match  // of the request; all hold
	Media   []string // media types without parameters, in lower case; any of them; "application/*" is a range
	Header  []HeaderMatch
	Body    []BodyMatch
	Kind    Kind
	Retry   Retry
	Wait    Wait
	Purpose string
	Remedy  string
	Note    string
}

// CodeRange is a range of status codes, both ends included.
type CodeRange struct{ Low, High int }

// Contains reports whether code is in the range.
func (r CodeRange) Contains(code int) bool { return r.Low <= code && code <= r.High }

// HeaderMatch is a condition on the first value of a response header.
type HeaderMatch struct {
	Name string // in canonical form: "Retry-After"
	Match
}

// BodyMatch is a condition on a JSON or XML body, or on its text.
type BodyMatch struct {
	// Pointers are JSON pointers (RFC 6901), in which a segment "*" is any
	// element of an array or member of an object. In a body that begins with "<"
	// a segment is the local name of an XML element, the root's first, and the
	// value is the element's text. Any of the values that they lead to may
	// match; OpAbsent wants none of them to be there. No pointer at all is the
	// body's text.
	Pointers []string
	// Every wants all values that the pointers lead to, and at least one, to
	// match.
	Every bool
	// Literal tells that Values are numbers, true or false, as JSON writes
	// them, and not strings.
	Literal bool
	Match
}

// ErrorBody tells where a vendor's error bodies hold what a program wants to
// know, as pointers that are tried in order (see [BodyMatch]): the first that
// leads to a text or a number, and not to an empty one, is taken. The empty
// pointer is the text of a body that is neither JSON nor XML nor HTML.
type ErrorBody struct {
	Message []string // the vendor's own words
	Code    []string // the vendor's own code for the error
}
