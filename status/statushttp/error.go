package statushttp

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/statuscat/statuscat/status"
)

// Error is a response that is not a success. It unwraps to the vendor's own
// status, so errors.Is(err, bigcommerce.Conflict) is true for BigCommerce's 409
// and errors.As fills a bigcommerce.Status.
//
// An Error that is printed, encoded or logged shows Method, URL, the code, the kind,
// Message and Code. It never shows the headers and the body, which may hold
// credentials. Message, Code and the host are shown as they are.
type Error struct {
	Verdict Verdict
	Method  string // of the request; empty if the response does not have its request

	// URL is the address of the request: scheme, host, and those segments of the path
	// that are plain words, versions or numbers of up to five digits. The others are
	// replaced by "…", unless Policy.WholePath is set. User information, query and
	// fragment are never part of it.
	URL string

	Message string // the vendor's message, see status.ErrorBody; may be empty
	Code    string // the vendor's code for the error; may be empty

	// Until is when the wait ends that the response specifies, by the policy's clock;
	// zero if it specifies none.
	Until time.Time

	// Reason says why the request is retried, or why it is not; zero from Check, which
	// does not decide.
	Reason Reason

	maxWait time.Duration // of the policy

	// A function hides its values from package fmt, encoders and loggers.
	secrets func() (http.Header, []byte)
}

// Header returns the headers of the response itself. They may hold credentials.
func (e *Error) Header() http.Header {
	if e.secrets == nil {
		return nil
	}
	header, _ := e.secrets()
	return header
}

// Body returns the beginning of the response's body, up to BodyLimit bytes, unpacked if
// it was packed. It may hold credentials.
func (e *Error) Body() []byte {
	if e.secrets == nil {
		return nil
	}
	_, body := e.secrets()
	return body
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
	m := matcher{resp: resp, limit: p.bodyLimit()}
	header, body := resp.Header, m.body().Raw
	e := &Error{
		Verdict: v,
		Message: m.firstOf(p.catalog().ErrorBody.Message),
		Code:    m.firstOf(p.catalog().ErrorBody.Code),
		maxWait: p.maxWait(),
		secrets: func() (http.Header, []byte) { return header, body },
	}
	if v.RetryAfter > 0 {
		e.Until = p.clock().Add(v.RetryAfter)
	}
	if resp.Request != nil {
		e.Method = method(resp.Request)
		e.URL = p.publicURL(resp.Request.URL)
	}
	return e
}

// firstOf returns the first text that is not empty at one of the places.
func (m *matcher) firstOf(places []status.Place) string {
	for _, p := range places {
		text := ""
		if p.Header != "" {
			text = strings.TrimSpace(m.resp.Header.Get(p.Header))
		} else {
			text = m.body().First(p.Body)
		}
		if text != "" {
			return text
		}
	}
	return ""
}

// maxPrinted bounds the vendor's message and code in the text of an Error, in bytes.
const maxPrinted = 256

// Error returns the error in one line: "POST https://api.example.com/orders:
// 403 Forbidden: rate-limited: slow down (E42)". If the response specifies a wait
// longer than MaxWait, the text ends with it.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Method != "" || e.URL != "" {
		fmt.Fprintf(&b, "%s: ", strings.TrimSpace(e.Method+" "+e.URL))
	}
	fmt.Fprintf(&b, "%s: %s", e.Verdict.Catalog.Text(e.Verdict.Code), e.Verdict.Kind)
	if e.Message != "" {
		fmt.Fprintf(&b, ": %s", printable(e.Message))
	}
	if e.Code != "" && e.Code != e.Message {
		fmt.Fprintf(&b, " (%s)", printable(e.Code))
	}
	if v := e.Verdict; v.Retry.IsRetryable() && v.RetryAfter > e.maxWait {
		fmt.Fprintf(&b, "; not before %s, and %s is longer than MaxWait, %s", e.Until.UTC().Format(time.RFC3339), v.RetryAfter, e.maxWait)
	}
	return b.String()
}

// printable returns a server's text as one line of a log: without line breaks, commands
// to a terminal and marks that change the direction of writing.
func printable(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Join(strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || !unicode.IsPrint(c) }), " ")
	if len(s) <= maxPrinted {
		return s
	}
	return strings.ToValidUTF8(s[:maxPrinted], "") + "…"
}

// Format prints the text of Error for every verb; package fmt would print the fields for
// %d and %#v. It is a method of the value because a value can be printed too.
func (e Error) Format(f fmt.State, verb rune) {
	fmt.Fprintf(f, fmt.FormatString(f, verb), (&e).Error())
}

// Unwrap returns the response's status as an error of the vendor's own type, or
// nil if the catalog has none.
func (e *Error) Unwrap() error {
	as := orEmpty(e.Verdict.Catalog).AsError
	if as == nil {
		return nil
	}
	return as(e.Verdict.Code)
}

// MarshalJSON returns the error as one object: method, url, the keys of its verdict,
// message, code, reason unless it is zero, and until if the response specifies a
// wait. It has no headers and no body.
func (e Error) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Method string `json:"method"`
		URL    string `json:"url"`
		verdictJSON
		Message string    `json:"message"`
		Code    string    `json:"code"`
		Reason  Reason    `json:"reason,omitzero"`
		Until   time.Time `json:"until,omitzero"`
	}{e.Method, e.URL, e.Verdict.json(), e.Message, e.Code, e.Reason, e.Until})
}

// publicURL returns the part of an address that seems to hold no credentials; see
// Error.URL.
func (p *Policy) publicURL(u *url.URL) string {
	if u == nil {
		return ""
	}
	public := url.URL{Scheme: u.Scheme, Host: u.Host}
	path := u.EscapedPath()
	if !p.WholePath {
		segments := strings.Split(path, "/")
		for i, s := range segments {
			if !plain().MatchString(s) {
				segments[i] = "…"
			}
		}
		path = strings.Join(segments, "/")
	}
	return public.String() + path
}

// plain matches a segment of a path that is not a secret. The bounds keep random texts from
// passing as words.
var plain = sync.OnceValue(func() *regexp.Regexp {
	const (
		word    = `[A-Z]?[a-z]{1,15}(?:[A-Z][a-z]{2,14}){0,3}`       // orders, listItems
		words   = word + `(?:[-_.]` + word + `){0,4}`                // orders.json, rate-limits
		number  = `\d{1,5}`                                          // 17
		date    = `\d{4}-\d\d(?:-\d\d)?`                             // 2026-01
		version = `[vV]?\d{1,3}(?:\.\d{1,3}){0,2}(?:[a-z]{1,5}\d?)?` // v1, 2.0, v1beta1
	)
	return regexp.MustCompile(`^(?:` + words + `|` + number + `|` + date + `|` + version + `)?$`)
})
