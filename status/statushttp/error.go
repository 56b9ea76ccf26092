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

// Error is a response that is no success. It unwraps to the vendor's own
// status, so errors.Is(err, bigcommerce.Conflict) holds for BigCommerce's 409
// and errors.As fills a bigcommerce.Status.
//
// Printing an Error, encoding or logging it, in whatever way, gives the
// request's method and the part of its address that is in URL, the code, the
// kind, and the vendor's message and code. It gives neither headers nor the
// body, which may hold credentials. What the vendor writes into its message is
// shown, and so is the host.
type Error struct {
	Verdict Verdict
	Method  string // of the request that was answered; empty if the response does not know it

	// URL is the address of the same: scheme, host, and of the path the segments
	// that are plain words, versions or numbers of up to five digits, with "…" for
	// the others, unless the policy's WholePath asks for them. User information,
	// query and fragment are never in it.
	URL string

	Message string // the vendor's own words, from the body; may be empty
	Code    string // the vendor's own code, from the body; may be empty

	// Until is the time at which the wait ends that the response specifies, by the
	// policy's clock; zero if it specifies none.
	Until time.Time

	// Reason says why the request is not retried, or how; zero from Check, which does
	// not decide.
	Reason Reason

	maxWait time.Duration // of the policy

	// Only a function keeps from package fmt, encoders and loggers what it holds.
	secrets func() (http.Header, []byte)
}

// Header returns the headers of the response, which may hold credentials. They
// are those of the response itself.
func (e *Error) Header() http.Header {
	header, _ := e.private()
	return header
}

// Body returns the beginning of the response's body, as much as the policy's
// BodyLimit, unpacked where the response still was packed. It may hold
// credentials.
func (e *Error) Body() []byte {
	_, body := e.private()
	return body
}

func (e *Error) private() (http.Header, []byte) {
	if e.secrets == nil {
		return nil, nil
	}
	return e.secrets()
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

// firstOf returns the first text in one of the places.
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

// maxPrinted bounds the vendor's own words in Error's text, which stands in
// logs.
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
// print fields under %d and %#v. It is a method of the value because a value can
// be printed too.
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

// publicURL is the part of an address that holds no credentials, as far as its
// looks can tell; see Error.URL.
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

// plain is what a segment of a path looks like that is nothing secret. Words are
// no longer than words are, and of one letter case but for their beginnings.
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
