package statushttp_test

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/statuscat/statuscat/status/statushttp"
)

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
