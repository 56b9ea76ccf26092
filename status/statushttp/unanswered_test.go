package statushttp_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status/statushttp"
)

// Errors of requests without a response, as net/http itself makes them. A POST
// that may have taken effect is not retried.
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
	verb := ""
	get := func(c *http.Client, ctx context.Context, url string) (*http.Response, error) {
		req, err := http.NewRequestWithContext(ctx, verb, url, nil)
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
			req, _ := http.NewRequest(verb, plain.URL, nil)
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
		for _, verb = range []string{"GET", "POST"} {
			resp, err := tt.do()
			if err == nil {
				t.Fatalf("%s: there was an answer", tt.reason)
			}
			d := policy(&acme).Decide(ctx, 1, resp, err)
			wait, again := d.Wait, d.Retry
			if want := tt.want && verb == "GET"; again != want || again != (wait == second/2) {
				t.Errorf("%s %s: %v, %t, want %t; the error is %v", verb, tt.reason, wait, again, want, err)
			}
			if policy(&acme).HandleIf(resp, err) != again {
				t.Errorf("%s: HandleIf disagrees with Decide", tt.reason)
			}
			// By the caller's word nothing that can get an answer is beyond repeating,
			// or everything is.
			for _, word := range []bool{true, false} {
				if again := policy(&acme).Decide(statushttp.WithIdempotent(ctx, word), 1, resp, err).Retry; again != (tt.want && word) {
					t.Errorf("%s %s: %t by the word %t", verb, tt.reason, again, word)
				}
			}
		}
	}
	verb = "GET"

	// Where they part: a server that speaks no TLS will not learn it, who cancelled
	// a try does not want another, a malformed request stays so, and a redirection
	// that the caller refused will come again.
	_, err := get(http.DefaultClient, ctx, "https"+plain.URL[4:])
	if again := policy(&acme).Decide(ctx, 1, nil, err).Retry; again {
		t.Errorf("no TLS: again, after %v", err)
	}
	_, err = get(http.DefaultClient, gone, plain.URL)
	if again := policy(&acme).Decide(ctx, 1, nil, err).Retry; again {
		t.Errorf("cancelled: again, after %v", err)
	}
	for reason, spoil := range map[string]func(*http.Request){
		"an address without a host": func(r *http.Request) { r.URL.Host = "" },
		"no address":                func(r *http.Request) { r.URL = nil },
		"a server's request":        func(r *http.Request) { r.RequestURI = "/" },
		"a length and no body":      func(r *http.Request) { r.ContentLength = 5 },
		"more length than body":     func(r *http.Request) { r.Body, r.ContentLength = io.NopCloser(strings.NewReader("x")), 5 },
	} {
		req, _ := http.NewRequest("PUT", plain.URL, nil)
		spoil(req)
		_, err := (&http.Client{Transport: policy(&acme).Transport(nil)}).Do(req)
		if again := policy(&acme).Decide(ctx, 1, nil, err).Retry; again || err == nil {
			t.Errorf("%s: again, after %v", reason, err)
		}
	}
	resp, err := get(refuses, ctx, plain.URL+"/loop")
	if again := policy(&acme).Decide(ctx, 1, resp, err).Retry; again || resp == nil {
		t.Errorf("a refused redirection: again, after %v", err)
	}
}

// A policy in the place of a transport sees bare errors, or wrapped ones.
func TestBareTransportErrors(t *testing.T) {
	get := func(err error) error { return &url.Error{Op: "Get", URL: "https://a.example", Err: err} }
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
	for _, tt := range []struct {
		reason string
		err    error
		want   bool
	}{
		{"a transport's words, without http.Client's around them", errors.New(`unsupported protocol scheme "gopher"`), false},
		{"the words in the address", &url.Error{Op: "Get", URL: "https://a.example/?q=unsupported protocol scheme", Err: errors.New("EOF")}, true},
		{"wrapped", fmt.Errorf("page 3: %w", get(errors.New("stopped after 10 redirects"))), false},
		{"cancelled, wrapped", get(fmt.Errorf("page 3: %w", context.Canceled)), false},
		{"a deadline, wrapped", get(fmt.Errorf("page 3: %w", context.DeadlineExceeded)), true},
		{"no client's error", errors.New("EOF"), false},

		// Nothing was sent, and there was no redirection.
		{"nobody listens", refused, true},
		{"nobody listens, wrapped", fmt.Errorf("page 3: %w", refused), true},
		{"no address", &net.DNSError{Err: "no such host", Name: "certificate.example"}, true},
		{"no proxy", &net.OpError{Op: "proxyconnect", Net: "tcp", Err: refused}, true},
		{"a handshake that takes too long", errors.New("net/http: TLS handshake timeout"), true},
		{"the connection broke", &net.OpError{Op: "read", Net: "tcp", Err: errors.New("connection reset by peer")}, false},
		{"the connection broke in a write", &net.OpError{Op: "write", Net: "tcp", Err: errors.New("broken pipe")}, false},
		// The same in http.Client, which may have followed one.
		{"a POST, and nobody listens", &url.Error{Op: "Post", URL: "https://a.example", Err: refused}, false},
		{"a DELETE, and nobody listens", &url.Error{Op: "Delete", URL: "https://a.example", Err: refused}, true},

		{"a certificate", get(&tls.CertificateVerificationError{Err: errors.New("expired")}), false},
		{"a bare certificate", &tls.CertificateVerificationError{Err: errors.New("expired")}, false},
		{"an unknown authority", get(x509.UnknownAuthorityError{}), false},
		{"another host's certificate", get(fmt.Errorf("dialling: %w", x509.HostnameError{Certificate: &x509.Certificate{}, Host: "a.example"})), false},
		{"an expired certificate", get(x509.CertificateInvalidError{Cert: &x509.Certificate{}, Reason: x509.Expired}), false},
		{"no roots", get(errors.Join(errors.New("first"), x509.SystemRootsError{})), false},
		{"the caller's certificate", get(errors.New("remote error: tls: bad certificate")), false},
		{"a system's words", get(errors.New("x: certificate is not trusted")), false},
		{"a held request", &statushttp.HeldError{}, false},
		{"a held request, wrapped", get(&statushttp.HeldError{}), false},
	} {
		if again := policy(&acme).Decide(context.Background(), 1, nil, tt.err).Retry; again != tt.want {
			t.Errorf("%s: %t, want %t", tt.reason, again, tt.want)
		}
		if policy(&acme).HandleIf(nil, tt.err) != tt.want {
			t.Errorf("%s: HandleIf disagrees", tt.reason)
		}
		if again, err := policy(&acme).CheckRetry(context.Background(), nil, tt.err); again != tt.want || again == (err != nil) {
			t.Errorf("%s: CheckRetry says %t, %v", tt.reason, again, err)
		}
	}
}

type failing struct{}

func (failing) RoundTrip(*http.Request) (*http.Response, error) { return nil, errors.New("no luck") }

// A proxy that does not open the tunnel: nothing was sent. Whether a retry helps is
// a matter of the proxy's response.
func TestProxyRefusesTheTunnel(t *testing.T) {
	for code, want := range map[int]statushttp.Reason{
		403: statushttp.ReasonNever, 407: statushttp.ReasonNever,
		502: statushttp.ReasonBackoff, 503: statushttp.ReasonBackoff, 504: statushttp.ReasonBackoff,
	} {
		proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(code) }))
		defer proxy.Close()
		address, _ := url.Parse(proxy.URL)
		p := policy(&acme)
		client := &http.Client{Transport: p.Transport(&http.Transport{Proxy: http.ProxyURL(address)})}
		_, err := client.Post("https://api.acme.example/orders", "", nil)
		if d := p.Decide(t.Context(), 1, nil, err); d.Reason != want {
			t.Errorf("%d: %v, want %v, after %v", code, d.Reason, want, err)
		}
	}
	forbidden := &url.Error{Op: "Get", URL: "https://a.example", Err: errors.New("Forbidden")}
	if d := policy(&acme).Decide(t.Context(), 1, nil, forbidden); d.Reason != statushttp.ReasonNever {
		t.Errorf("a GET without the gate: %v", d.Reason)
	}
}

// An HTTP/2 server that refuses a stream, or goes away before it reads one, has not
// processed the request (RFC 9113, section 8.7): a POST is retried.
func TestHTTP2NotProcessed(t *testing.T) {
	const settings, rst, goAway, refusedStream = 0x4, 0x3, 0x7, 0x7
	frame := func(kind byte, stream uint32, payload ...uint32) []byte {
		head := []byte{0, 0, byte(4 * len(payload)), kind, 0, 0, 0, 0, 0}
		binary.BigEndian.PutUint32(head[5:], stream)
		for _, word := range payload {
			head = binary.BigEndian.AppendUint32(head, word)
		}
		return head
	}
	for reason, answers := range map[string][]byte{
		"refused":    frame(rst, 1, refusedStream),
		"going away": frame(goAway, 0, 0, 0), // the last stream that was processed is none
	} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer listener.Close()
		go func() {
			for {
				conn, err := listener.Accept()
				if err != nil {
					return
				}
				go func() {
					defer conn.Close()
					conn.Write(frame(settings, 0))
					in := bufio.NewReader(conn)
					in.Discard(len("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
					for head := make([]byte, 9); ; {
						if _, err := io.ReadFull(in, head); err != nil {
							return
						}
						in.Discard(int(head[0])<<16 | int(head[1])<<8 | int(head[2]))
						if head[3] == 0x0 { // DATA: the body has been read, and cannot be sent again
							conn.Write(answers)
						}
					}
				}()
			}
		}()
		transport := &http.Transport{Protocols: new(http.Protocols)}
		transport.Protocols.SetUnencryptedHTTP2(true)
		p := policy(&acme)
		client := &http.Client{Transport: p.Transport(transport)}
		_, err = client.Post("http://"+listener.Addr().String(), "", endless{})
		if d := p.Decide(t.Context(), 1, nil, err); d.Reason != statushttp.ReasonBackoff {
			t.Errorf("%s: %v, after %v", reason, d.Reason, err)
		}
		transport.CloseIdleConnections()
	}
	for text, want := range map[string]bool{
		"stream error: stream ID 3; REFUSED_STREAM":                    true,
		"http2: Transport received Server's graceful shutdown GOAWAY":  true,
		"stream error: stream ID 3; CANCEL":                            false,
		"http2: server sent GOAWAY and closed the connection; ErrCode": false,
	} {
		if d := policy(&acme).Decide(t.Context(), 1, nil, errors.New(text)); d.Retry != want {
			t.Errorf("%s: %v", text, d.Reason)
		}
	}
}

// endless is a body that does not end.
type endless struct{}

func (endless) Read(b []byte) (int, error) { return copy(b, "x"), nil }
