package status

// Case is one of several meanings of a code, told apart by more than the
// number: a header, a field of the body, the media type or the request's
// method. Package statushttp matches cases against responses.
//
// In a row's When it is complete: what the catalog leaves open there is filled
// in from the row. In a catalog's When, which is for any code, a zero field
// leaves what the code says as it is.
type Case struct {
	Name    string // "secondary-limit"; unique in its list
	Status  []CodeRange
	Method  []string // request methods, in upper case; any of them
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

// HeaderMatch is a condition on a response header.
type HeaderMatch struct {
	Name string // in canonical form: "Retry-After"
	Match
}

// BodyMatch is a condition on a JSON body, or on its text.
type BodyMatch struct {
	// Pointers are JSON pointers (RFC 6901), in which a segment "*" is any
	// element of an array or member of an object. Any of the values that they
	// lead to may match; OpAbsent wants none of them to be there. No pointer at
	// all is the body's text.
	Pointers []string
	// Literal tells that Values are numbers, true or false, as JSON writes
	// them, and not strings.
	Literal bool
	Match
}

// Match is what a header or a field of the body must be like.
type Match struct {
	Op     Op
	Values []string // any of them may match; none for OpPresent and OpAbsent
}

// Op says how a value is compared. Comparison goes by bytes: letter case counts.
type Op uint8

// The operations. A JSON null counts as absent.
const (
	OpEquals Op = iota
	OpPrefix
	OpSuffix
	OpContains
	OpPresent
	OpAbsent
)

var opWords = []string{"equals", "prefix", "suffix", "contains", "present", "absent"}

// String returns the word for o: "prefix".
func (o Op) String() string { return word("Op", opWords, o) }

// ErrorBody tells where a vendor's error bodies hold what a program wants to
// know, as JSON pointers that are tried in order: the first that leads to a
// text or a number, and not to an empty one, is taken. The empty pointer is the
// text of a body that is neither JSON nor HTML.
type ErrorBody struct {
	Message []string // the vendor's own words
	Code    []string // the vendor's own code for the error
}
