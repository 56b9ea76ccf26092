package libraries_test

import (
	"errors"
	"io"
	"net"
	"net/http"
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// outcome is what a client does with a first response, if all that follow are
// successes.
type outcome struct {
	Sent int
	Wait time.Duration // before the second try
	Text string        // of the error in the end; empty if it was a success
}

// bundled calls a test with every example of every bundled vendor.
func bundled(t *testing.T, test func(t *testing.T, c *status.Catalog, e *spec.Example)) {
	count := 0
	for _, catalog := range spec.Bundled() {
		for _, v := range catalog.Vendors {
			t.Run(v.Key, func(t *testing.T) {
				for _, e := range v.Examples {
					if e.Code >= 200 {
						test(t, v.Runtime(), e)
						count++
					}
				}
			})
		}
	}
	if count < 300 {
		t.Errorf("%d examples", count)
	}
}

// first is a transport that returns what give does once, and then only successes.
func first(give func(req *http.Request) (*http.Response, error)) (transport http.RoundTripper, seen *outcome) {
	seen = &outcome{}
	var last time.Time
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		if req.Body != nil {
			req.Body.Close()
		}
		if seen.Sent++; seen.Sent > 1 {
			seen.Wait = time.Since(last)
			return from(req, answer("200", "")), nil
		}
		last = time.Now()
		return give(req)
	}), seen
}

// drive returns what one driver does with a response.
func drive(t *testing.T, d driver, p *statushttp.Policy, req *http.Request, give func(*http.Request) (*http.Response, error)) (o outcome) {
	synctest.Test(t, func(t *testing.T) {
		transport, seen := first(give)
		_, err := d(p, transport, req.WithContext(t.Context()))
		o = *seen
		if err != nil {
			var e *statushttp.Error
			if o.Text = "no *Error"; errors.As(err, &e) {
				o.Text = e.Error()
			}
		}
	})
	return o
}

func policyAtStart(c *status.Catalog) *statushttp.Policy {
	return &statushttp.Policy{Catalog: c, Rand: noJitter, Now: func() time.Time { return statustest.Start }}
}

// All drivers decide alike about every example of the bundled vendors: whether to
// retry, after how long, and what is left in the end. The decision is the expected
// one.
func TestE2EVectors(t *testing.T) {
	bundled(t, func(t *testing.T, c *status.Catalog, e *spec.Example) {
		p := policyAtStart(c)
		resp := e.Response(c, statustest.Start)
		req := resp.Request
		d := p.Decide(t.Context(), 1, resp, nil)
		wait, again := d.Wait, d.Retry
		want := outcome{Sent: 1}
		if again {
			want = outcome{Sent: 2, Wait: wait}
		} else if err := p.Check(resp); err != nil {
			want.Text = err.Error()
		}
		if v := e.Want; again && v.RetryAfter > 0 && wait != firstWait(v) || again && v.RetryAfter == 0 && wait < firstWait(v) || again && wait <= 0 ||
			v.Retry == status.RetryAlways && (v.RetryAfter == 0 || firstWait(v) <= time.Minute) != again {
			t.Errorf("%s: Decide says %v, %t; the verdict is %s", e.Name, wait, again, v.Reason())
		}
		if e.Code/100 == 3 && resp.Header.Get("Location") != "" {
			return // http.Client follows it
		}
		for name, d := range drivers {
			got := drive(t, d, p, req, func(req *http.Request) (*http.Response, error) {
				return from(req, e.Response(c, statustest.Start)), nil
			})
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %s comes to %+v, Decide to %+v", e.Name, name, got, want)
			}
		}
	})
}

// A request that may have taken effect is not retried, unless the caller or the vendor
// permits it: for every example, and for every way in which there can be no response,
// with and without the gate.
func TestE2ENothingTakesEffectTwice(t *testing.T) {
	for _, gated := range []bool{false, true} {
		bundled(t, func(t *testing.T, c *status.Catalog, e *spec.Example) {
			p := policyAtStart(c)
			req := e.Response(c, statustest.Start).Request
			req.Method = "POST"
			v := p.Classify(from(req, e.Response(c, statustest.Start)))
			if e.Code/100 == 3 {
				return
			}
			for name, d := range drivers {
				d := d
				if gated {
					inner := d
					d = func(p *statushttp.Policy, transport http.RoundTripper, req *http.Request) (*http.Response, error) {
						return inner(p, p.Transport(transport), req)
					}
				}
				got := drive(t, d, p, req, func(req *http.Request) (*http.Response, error) {
					return from(req, e.Response(c, statustest.Start)), nil
				})
				if got.Sent > 1 && v.Retry != status.RetryAlways {
					t.Errorf("%s: %s sends a POST twice; the verdict is %s", e.Name, name, v.Reason())
				}
			}
		})
	}
	failures := map[string]error{
		"it broke":             io.EOF,
		"it broke halfway":     io.ErrUnexpectedEOF,
		"it was reset":         &net.OpError{Op: "read", Err: errors.New("connection reset by peer")},
		"it could not write":   &net.OpError{Op: "write", Err: errors.New("broken pipe")},
		"nobody listens":       &net.OpError{Op: "dial", Err: errors.New("connection refused")},
		"no address":           &net.DNSError{Err: "no such host"},
		"a handshake too slow": errors.New("net/http: TLS handshake timeout"),
		"it took too long":     errors.New("net/http: timeout awaiting response headers"),
		"HTTP/2 went away":     errors.New("http2: server sent GOAWAY and closed the connection"),
	}
	sure := map[string]bool{"nobody listens": true, "no address": true, "a handshake too slow": true}
	for reason, failure := range failures {
		for name, d := range drivers {
			for _, method := range []string{"POST", "PATCH", "GET"} {
				for _, behind := range []bool{false, true} { // a redirection that says that it took effect
					for _, gated := range []bool{false, true} {
						var sent int
						synctest.Test(t, func(t *testing.T) {
							p := policyAtStart(&acme)
							var transport http.RoundTripper = roundTripper(func(req *http.Request) (*http.Response, error) {
								if req.Body != nil {
									req.Body.Close()
								}
								if behind && req.URL.Path != "/done" {
									sent++
									return from(req, answer("303\nLocation: /done", "")), nil
								}
								if !behind {
									sent++
								}
								return nil, failure
							})
							if gated {
								transport = p.Transport(transport)
							}
							if _, err := d(p, transport, ask(t.Context(), method)); err == nil {
								t.Errorf("%s: no error", reason)
							}
						})
						// A policy inside http.Client sees each request on its own, and retries
						// the one without a response.
						inside := name == "failsafehttp"
						want := 1
						switch {
						case method == "GET" && !inside, !behind && sure[reason] && (gated || inside):
							want = maxTries
						case method == "GET" && gated && !behind:
							want = maxTries
						}
						if sent != want {
							t.Errorf("%s, a %s by %s (behind a redirection %t, gated %t): sent %d times, want %d", reason, method, name, behind, gated, sent, want)
						}
					}
				}
			}
		}
	}
}
