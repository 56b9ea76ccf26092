package status

// Case is one of several meanings of a code, told apart by more than the number:
// a header, a field of the body, the media type, or the request's method, host
// or path. Package statushttp matches cases against responses.
//
// In a row's When it is complete: what the catalog leaves open there is filled
// in from the row. In a catalog's When, which is for any code, a zero field
// leaves what the code says as it is.
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

// ErrorBody tells where a vendor's error bodies hold what a program wants to
// know, as pointers that are tried in order (see [Criterion]): the first that
// leads to a text or a number, and not to an empty one, is taken. The empty
// pointer is the text of a body that is neither JSON nor XML nor HTML.
type ErrorBody struct {
	Message []string // the vendor's own words
	Code    []string // the vendor's own code for the error
}
