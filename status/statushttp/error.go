package statushttp

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"unicode"

	"github.com/statuscat/statuscat/status"
)

// Error is a response that is no success. It unwraps to the vendor's own
// status, so errors.Is(err, bigcommerce.Conflict) holds for BigCommerce's 409
// and errors.As fills a bigcommerce.Status.
//
// Printing an Error, in whatever way, gives the request's method and address
// without user information, query and fragment, the code, the kind, and the
// vendor's message and code. It gives neither headers nor the body, which may
// hold credentials.
type Error struct {
	Verdict Verdict
	Method  string // of the request that was answered; empty if the response does not know it
	URL     string // of the same, without user information, query and fragment

	Message string // the vendor's own words, from the body; may be empty
	Code    string // the vendor's own code, from the body; may be empty

	Header http.Header `json:"-"` // of the response
	Body   []byte      `json:"-"` // the beginning of it, as much as the policy's BodyLimit
}

// Check returns nil for a success (see [Verdict.IsSuccess]), and otherwise an
// *Error. The body of an error is read up to DefaultBodyLimit and put back.
//
// It is Policy.Check with the default settings.
func Check(catalog *status.Catalog, resp *http.Response) error {
	p := Policy{Catalog: catalog}
	return p.Check(resp)
}

// Check returns nil for a success, and otherwise an *Error; see the function
// Check.
func (p *Policy) Check(resp *http.Response) error {
	v := p.Classify(resp)
	if v.IsSuccess() {
		return nil
	}
	return p.failure(resp, v)
}

func (p *Policy) failure(resp *http.Response, v Verdict) *Error {
	body := peek(resp, p.bodyLimit())
	e := &Error{
		Verdict: v,
		Message: anyText(unmarked(body), p.Catalog.ErrorBody.Message),
		Code:    anyText(unmarked(body), p.Catalog.ErrorBody.Code),
		Header:  resp.Header,
		Body:    body,
	}
	if resp.Request != nil {
		e.Method = method(resp.Request)
		e.URL = publicURL(resp.Request.URL)
	}
	return e
}

// anyText returns the first text that one of the pointers leads to.
func anyText(body []byte, pointers []string) string {
	for _, pointer := range pointers {
		if text := firstText(body, pointer); text != "" {
			return text
		}
	}
	return ""
}

// publicURL is the part of an address that holds no credentials.
func publicURL(u *url.URL) string {
	if u == nil {
		return ""
	}
	public := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}
	return public.String()
}

// maxPrinted bounds the vendor's own words in Error's text, which stands in
// logs.
const maxPrinted = 256

// Error returns the error in one line: "POST https://api.example.com/orders:
// 403 Forbidden: rate-limited: slow down (E42)".
func (e *Error) Error() string {
	var b strings.Builder
	if e.Method != "" || e.URL != "" {
		fmt.Fprintf(&b, "%s: ", strings.TrimSpace(e.Method+" "+e.URL))
	}
	fmt.Fprintf(&b, "%s: %s", e.Verdict.catalog().Text(e.Verdict.Code), e.Verdict.Kind)
	if e.Message != "" {
		fmt.Fprintf(&b, ": %s", printable(e.Message))
	}
	if e.Code != "" && e.Code != e.Message {
		fmt.Fprintf(&b, " (%s)", printable(e.Code))
	}
	return b.String()
}

// printable keeps a server's words to one line of a log: no line breaks, no
// commands to a terminal, no marks that turn the direction of the text.
func printable(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Join(strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || !unicode.IsPrint(c) }), " ")
	if len(s) <= maxPrinted {
		return s
	}
	return strings.ToValidUTF8(s[:maxPrinted], "") + "…"
}

// Format prints the text of Error under every verb, since package fmt would
// print headers and body under %d and %#v. It is a method of the value because
// a value can be printed too.
func (e Error) Format(f fmt.State, verb rune) {
	fmt.Fprintf(f, fmt.FormatString(f, verb), (&e).Error())
}

// Unwrap returns the response's status as an error of the vendor's own type, or
// nil if the catalog has none.
func (e *Error) Unwrap() error {
	as := e.Verdict.catalog().AsError
	if as == nil {
		return nil
	}
	return as(e.Verdict.Code)
}
