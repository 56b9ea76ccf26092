package statushttp_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// Errors of requests that got no answer, as net/http itself makes them, are
// judged as go-retryablehttp judges them.
func TestTransportErrors(t *testing.T) {
	ctx := context.Background()
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/nowhere":
			w.Header().Set("Location", "http://[::1")
			w.WriteHeader(http.StatusFound)
		case "/slow":
			<-r.Context().Done()
		case "/gone":
			panic(http.ErrAbortHandler)
		}
	})
	plain, secure := httptest.NewServer(handler), httptest.NewUnstartedServer(handler)
	secure.Config.ErrorLog = log.New(io.Discard, "", 0) // it says of each handshake that it failed
	secure.StartTLS()
	defer plain.Close()
	defer secure.Close()
	closed := httptest.NewServer(handler)
	closed.Close()
	get := func(c *http.Client, ctx context.Context, url string) (*http.Response, error) {
		req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
		if err != nil {
			t.Fatal(err)
		}
		return c.Do(req)
	}
	short, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
	defer cancel()
	gone, cancel := context.WithCancel(ctx)
	cancel()
	refuses := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return errors.New("stay here") }}
	dials := func(d net.Dialer) *http.Client {
		return &http.Client{Transport: &http.Transport{DialContext: d.DialContext}}
	}

	for _, tt := range []struct {
		reason string
		do     func() (*http.Response, error)
		want   bool
	}{
		{"nobody listens", func() (*http.Response, error) { return get(http.DefaultClient, ctx, closed.URL) }, true},
		{"the server hangs up", func() (*http.Response, error) { return get(http.DefaultClient, ctx, plain.URL+"/gone") }, true},
		{"the server speaks no TLS", func() (*http.Response, error) { return get(http.DefaultClient, ctx, "https"+plain.URL[4:]) }, true},
		{"dialling takes too long", func() (*http.Response, error) { return get(dials(net.Dialer{Timeout: 1}), ctx, plain.URL) }, true},
		{"the client's own time for the try is over", func() (*http.Response, error) {
			return get(&http.Client{Timeout: 20 * time.Millisecond}, ctx, plain.URL+"/slow")
		}, true},
		{"the context's time for the try is over", func() (*http.Response, error) { return get(http.DefaultClient, short, plain.URL+"/slow") }, true},
		{"the place of a redirection is no address", func() (*http.Response, error) { return get(http.DefaultClient, ctx, plain.URL+"/nowhere") }, true},
		{"any error of a transport", func() (*http.Response, error) {
			return get(&http.Client{Transport: failing{}}, ctx, plain.URL)
		}, true},
		{"the address only looks like an error", func() (*http.Response, error) { return get(http.DefaultClient, ctx, closed.URL+"/?q=stopped+after") }, true},

		{"redirected for ever", func() (*http.Response, error) { return get(http.DefaultClient, ctx, plain.URL+"/loop") }, false},
		{"an unknown scheme", func() (*http.Response, error) { return get(http.DefaultClient, ctx, "gopher://a.example") }, false},
		{"a malformed header", func() (*http.Response, error) {
			req, _ := http.NewRequest("GET", plain.URL, nil)
			req.Header.Set("X-A", "a\nb")
			return http.DefaultClient.Do(req)
		}, false},
		{"an unknown authority", func() (*http.Response, error) { return get(http.DefaultClient, ctx, secure.URL) }, false},
		{"a certificate of another host", func() (*http.Response, error) {
			transport := secure.Client().Transport.(*http.Transport).Clone()
			transport.TLSClientConfig.ServerName = "b.example.org"
			return get(&http.Client{Transport: transport}, ctx, secure.URL)
		}, false},
	} {
		resp, err := tt.do()
		if err == nil {
			t.Fatalf("%s: there was an answer", tt.reason)
		}
		wait, again := policy(&acme).Decide(ctx, resp, err)
		if again != tt.want || wait != 0 {
			t.Errorf("%s: %v, %t, want %t; the error is %v", tt.reason, wait, again, tt.want, err)
		}
		if theirs, _ := retryablehttp.DefaultRetryPolicy(ctx, resp, err); theirs != again {
			t.Errorf("%s: %t, and DefaultRetryPolicy says %t; the error is %v", tt.reason, again, theirs, err)
		}
		if policy(&acme).HandleIf(resp, err) != again {
			t.Errorf("%s: HandleIf disagrees with Decide", tt.reason)
		}
	}

	// Where they part: who cancelled a try does not want another, and a
	// redirection that the caller refused will come again.
	_, err := get(http.DefaultClient, gone, plain.URL)
	if _, again := policy(&acme).Decide(ctx, nil, err); again {
		t.Errorf("cancelled: again, after %v", err)
	}
	resp, err := get(refuses, ctx, plain.URL+"/loop")
	if _, again := policy(&acme).Decide(ctx, resp, err); again || resp == nil {
		t.Errorf("a refused redirection: again, after %v", err)
	}
}

// A policy in the place of a transport sees bare errors, or wrapped ones.
func TestBareTransportErrors(t *testing.T) {
	for _, tt := range []struct {
		reason string
		err    error
		want   bool
	}{
		{"a transport's words, without http.Client's around them", errors.New(`unsupported protocol scheme "gopher"`), false},
		{"the words in the address", &url.Error{Op: "Get", URL: "https://a.example/?q=unsupported protocol scheme", Err: errors.New("EOF")}, true},
		{"wrapped", fmt.Errorf("page 3: %w", &url.Error{Op: "Get", URL: "https://a.example", Err: errors.New("stopped after 10 redirects")}), false},
		{"a certificate, bare", &tls.CertificateVerificationError{Err: errors.New("expired")}, false},
		{"cancelled, wrapped", fmt.Errorf("page 3: %w", context.Canceled), false},
		{"a deadline, wrapped", fmt.Errorf("page 3: %w", context.DeadlineExceeded), true},
	} {
		if _, again := policy(&acme).Decide(context.Background(), nil, tt.err); again != tt.want {
			t.Errorf("%s: %t, want %t", tt.reason, again, tt.want)
		}
	}
}

type failing struct{}

func (failing) RoundTrip(*http.Request) (*http.Response, error) { return nil, errors.New("no luck") }
