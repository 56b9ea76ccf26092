package status

import "github.com/statuscat/statuscat/status/internal/word"

// Class is the class of a status code, known from its number alone (RFC 9110,
// section 15). The zero value is the class of a number that is not a status code.
type Class uint8

// The five classes of RFC 9110, section 15.
const (
	ClassUnknown       Class = iota
	ClassInformational       // 1xx: the request was received, a response follows
	ClassSuccessful          // 2xx: the request was received, understood and accepted
	ClassRedirection         // 3xx: a further step completes the request
	ClassClientError         // 4xx: the request is wrong or cannot be fulfilled
	ClassServerError         // 5xx: the server failed at a request that looks right
)

// ClassOf returns the class of a status code. Codes from 600 to 999 are not
// valid status codes; a client treats them as 5xx (RFC 9110, section 15), and
// so does ClassOf. Any other number is ClassUnknown.
func ClassOf(code int) Class {
	switch {
	case code < 100 || code > 999:
		return ClassUnknown
	case code >= 500:
		return ClassServerError
	}
	return Class(code / 100)
}

// classes has RFC 9110's name beside each word.
var classes = []word.Entry{
	{"unknown", "Unknown"},
	{"1xx", "Informational"},
	{"2xx", "Successful"},
	{"3xx", "Redirection"},
	{"4xx", "Client Error"},
	{"5xx", "Server Error"},
}

// Classes lists the five classes from 1xx to 5xx.
func Classes() []Class { return word.All[Class](classes) }

// String returns RFC 9110's name of the class: "Client Error".
func (c Class) String() string {
	if name := word.Doc(classes, c); name != "" {
		return name
	}
	return word.Of(classes, c)
}

// Title returns word and name: "4xx Client Error".
func (c Class) Title() string { return word.Of(classes, c) + " " + c.String() }

// MarshalText returns the class as a catalog writes it: "4xx".
func (c Class) MarshalText() ([]byte, error) { return word.Marshal(classes, c) }

// UnmarshalText reads what MarshalText writes.
func (c *Class) UnmarshalText(text []byte) error {
	return word.Unmarshal("class", classes, c, text)
}
