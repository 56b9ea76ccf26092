package statushttp_test

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"testing"

	"github.com/statuscat/statuscat/status/statushttp"
)

// The error of a request that went through a gate says what a decision has to
// know of the request, and is otherwise the transport's.
func TestGateMarks(t *testing.T) {
	refused := &net.OpError{Op: "dial", Err: errors.New("connection refused")}
	other := func(name string) func(*http.Request) *http.Request {
		return func(r *http.Request) *http.Request { r.Header.Set(name, "17"); return r }
	}
	redirected := func(r *http.Request) *http.Request {
		r.Response = from(request("POST"), answer("303", ""))
		return r
	}
	for _, tt := range []struct {
		reason string
		req    *http.Request
		err    error
		want   bool
	}{
		{"a GET", request("GET"), io.EOF, true},
		{"a POST", request("POST"), io.EOF, false},
		{"a POST by the caller's word", worded(request("POST"), true), io.EOF, true},
		{"a PUT against the caller's word", worded(request("PUT"), false), io.EOF, false},
		{"a POST with the vendor's key", keyed(request("POST")), io.EOF, true},
		{"a POST with a key that is not the vendor's", other("Idempotency-Key")(request("POST")), io.EOF, false},

		{"a POST that was not sent", request("POST"), refused, true},
		{"a PATCH that was not sent, against the caller's word", worded(request("PATCH"), false), refused, true},
		{"a PUT that was not sent, against the caller's word", worded(request("PUT"), false), refused, true},
		{"a GET against the caller's word, of which the transport may have sent a first one", worded(request("GET"), false), refused, false},
		{"a POST that the transport may have sent twice", other("Idempotency-Key")(request("POST")), refused, false},
		{"another one", other("X-Idempotency-Key")(request("POST")), refused, false},
		{"a POST that took effect, and was redirected", redirected(request("GET")), refused, false},
		{"what cannot get better", request("GET"), context.Canceled, false},
	} {
		p := policy(&acme)
		gate := p.Transport(roundTripper(func(*http.Request) (*http.Response, error) { return nil, tt.err }))
		resp, err := gate.RoundTrip(tt.req)
		if resp != nil || !errors.Is(err, tt.err) || err.Error() != tt.err.Error() {
			t.Errorf("%s: %v and %v", tt.reason, resp, err)
		}
		inClient := &url.Error{Op: "Get", URL: "https://a.example", Err: err} // also of a POST that was redirected
		for _, err := range []error{err, inClient} {
			if again := p.Decide(t.Context(), 1, nil, err).Retry; again != tt.want || p.HandleIf(nil, err) != tt.want {
				t.Errorf("%s: Decide says %t, want %t", tt.reason, again, tt.want)
			}
		}
	}
}

// http.Client asks the errors of its transport what they are.
func TestGateMarksKeepTheError(t *testing.T) {
	send := func(err error) error {
		gate := policy(&acme).Transport(roundTripper(func(*http.Request) (*http.Response, error) { return nil, err }))
		_, got := (&http.Client{Transport: gate}).Do(request("GET"))
		return got
	}
	for _, tt := range []struct {
		reason  string
		err     error
		timeout bool
	}{
		{"a timeout", context.DeadlineExceeded, true},
		{"a dial's timeout", &net.OpError{Op: "dial", Err: &net.DNSError{IsTimeout: true}}, true},
		{"none", io.EOF, false},
	} {
		var timeout interface{ Timeout() bool }
		if err := send(tt.err); !errors.As(err, &timeout) || timeout.Timeout() != tt.timeout || !errors.Is(err, tt.err) {
			t.Errorf("%s: %v", tt.reason, err)
		}
	}
	if err := send(tls.RecordHeaderError{RecordHeader: [5]byte{'H', 'T', 'T', 'P', '/'}}); !errors.Is(err, http.ErrSchemeMismatch) {
		t.Errorf("HTTP in the place of TLS: %v", err)
	}
	if !errors.Is(&statushttp.HeldError{Until: noon}, statushttp.ErrHeld) || (&statushttp.HeldError{Until: noon}).Error() != "statushttp: held back until 2026-03-01T12:00:00Z" {
		t.Errorf("a held request: %v", &statushttp.HeldError{Until: noon})
	}
}
