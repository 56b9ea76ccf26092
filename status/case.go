package status

// Case is one of several meanings of a code, distinguished by more than the number:
// a header, a field of the body, the media type, or the request's method, host
// or path. Package statushttp matches cases against responses.
//
// A case in a row's When is complete: fields that the catalog omits are filled in from
// the row. In a case of a catalog's When, which is for any code, a zero field keeps the
// value of the code.
type Case struct {
	Name     string      // "secondary-limit"; unique in its list
	Criteria []Criterion // all of them match; in the order of their parts
	Meaning
}

// Covers reports whether a response with that code can match: the case has no
// criterion of PartStatus, or the criterion covers the code.
func (c *Case) Covers(code int) bool {
	for i := range c.Criteria {
		if c.Criteria[i].Part == PartStatus && !c.Criteria[i].Covers(code) {
			return false
		}
	}
	return true
}

// ErrorBody says where an error response has the vendor's message and code. The places
// are tried in order; the first with a number or a text that is not empty counts.
type ErrorBody struct {
	Message []Place // the vendor's message
	Code    []Place // the vendor's code for the error
}

// Place is a header or a part of the body. The zero Place is the text of a body that
// is neither JSON nor XML nor HTML.
type Place struct {
	Header string // in canonical form
	Body   string // a JSON pointer as in Criterion, if Header is empty
}

// String returns the header or the pointer, and "the text itself" for the zero Place.
func (p Place) String() string {
	switch {
	case p.Header != "":
		return "header " + p.Header
	case p.Body != "":
		return p.Body
	}
	return "the text itself"
}
