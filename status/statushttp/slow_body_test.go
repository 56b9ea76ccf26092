package statushttp_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// drip is a body that comes bit by bit: after each pause so many bytes. It knows
// of no context, and a read of it ends with Close at the latest.
type drip struct {
	text   string
	size   int
	pause  time.Duration
	closed chan struct{}
}

func newDrip(text string, size int, pause time.Duration) *drip {
	return &drip{text, size, pause, make(chan struct{})}
}

func (d *drip) Read(b []byte) (int, error) {
	select {
	case <-time.After(d.pause):
	case <-d.closed:
		return 0, http.ErrBodyReadAfterClose
	}
	n := copy(b, d.text[:min(d.size, len(d.text))])
	d.text = d.text[n:]
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

func (d *drip) Close() error { close(d.closed); return nil }

func dripping(ctx context.Context, d *drip) *http.Response {
	resp := from(request("GET").WithContext(ctx), answer("403", ""))
	resp.Body, resp.ContentLength = d, -1
	return resp
}

// The request's context ends the reading. What has come by then counts, what has
// not is absent, and all of it reads on later.
func TestSlowBody(t *testing.T) {
	for _, tt := range []struct {
		reason string
		size   int // of a drip, which takes a second
		want   string
		took   time.Duration
	}{
		{"in time", len(slowDown), "secondary", 2 * second},
		{"just in time", len(slowDown)/9 + 1, "secondary", 9 * second},
		{"too late", 1, "", 10 * second},
	} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 10*second+second/2)
			defer cancel()
			resp := dripping(ctx, newDrip(slowDown, tt.size, second))
			start := time.Now()
			v := policy(&acme).Classify(resp)
			if took := time.Since(start); v.Case != tt.want || took < tt.took || took > 10*second+second/2 {
				t.Errorf("%s: case %q after %v, want %q after %v", tt.reason, v.Case, took, tt.want, tt.took)
			}
			// Whoever asks again does not wait again.
			start = time.Now()
			if again := policy(&acme).Classify(resp); again != v || time.Since(start) > 0 {
				t.Errorf("%s: asked again, %s after %v", tt.reason, again.Reason(), time.Since(start))
			}
			if got := rest(t, resp); got != slowDown {
				t.Errorf("%s: the body reads %q", tt.reason, got)
			}
			resp.Body.Close()
		})
	}
}

// A context that had ended before reads nothing, and takes nothing away.
func TestSlowBodyTooLateFromTheStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		resp := dripping(ctx, newDrip(slowDown, 10, second))
		start := time.Now()
		if v := policy(&acme).Classify(resp); v.Case != "" || time.Since(start) > 0 {
			t.Errorf("%s after %v", v.Reason(), time.Since(start))
		}
		if got := rest(t, resp); got != slowDown {
			t.Errorf("the body reads %q", got)
		}
	})
}

// Closing the body ends the reading that nobody waits for, and leaves no
// goroutine: synctest would wait for it in vain.
func TestSlowBodyIsClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), second)
		defer cancel()
		resp := dripping(ctx, newDrip(slowDown, 1, 1000*hour))
		policy(&acme).Classify(resp)
		synctest.Wait()
		resp.Body.Close()
		synctest.Wait()
		start := time.Now()
		if n, err := resp.Body.Read(make([]byte, 9)); n > 0 || !errors.Is(err, http.ErrBodyReadAfterClose) || time.Since(start) > 0 {
			t.Errorf("reading on gives %d, %v after %v", n, err, time.Since(start))
		}
	})
}

// What does not end is not read at all: events, and what has become a connection.
func TestStreamsAreNotRead(t *testing.T) {
	connect := request("CONNECT")
	for _, tt := range []struct {
		reason string
		resp   *http.Response
	}{
		{"events", answer("200\nContent-Type: text/event-stream", "")},
		{"events, with a parameter", answer("200\nContent-Type: Text/Event-Stream; charset=utf-8", "")},
		{"an error as an event", answer("403\nContent-Type: text/event-stream", "")},
		{"another protocol", answer("101", "")},
		{"a tunnel", from(connect, answer("200", ""))},
	} {
		c := acme
		c.Rows = &status.Rows{}
		c.When = []status.Case{{Name: "it", Criteria: []status.Criterion{fields("/a")}}}
		body := &countingBody{}
		tt.resp.Body = body
		policy(&c).Classify(tt.resp)
		policy(&c).Check(tt.resp)
		if body.read > 0 || tt.resp.Body != body {
			t.Errorf("%s: %d bytes were read, and the body is a %T", tt.reason, body.read, tt.resp.Body)
		}
	}
	// A tunnel that was refused has an answer.
	resp := from(connect, answer("403", slowDown))
	if v := policy(&acme).Classify(resp); v.Case != "secondary" {
		t.Errorf("a tunnel that was refused: %s", v.Reason())
	}
}

func packed(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	return b.String()
}

// A transport leaves a body packed if its user asked for that. It is unpacked to
// look into it, and stays as it is for the user.
func TestPackedBody(t *testing.T) {
	long := packed(`{"error":{"reason":"slowDown","message":"Slow down.","padding":"` + strings.Repeat("x", 1<<20) + `"}}`)
	two := packed(slowDown[:9]) + packed(slowDown[9:])
	for _, tt := range []struct {
		reason   string
		encoding string
		body     string
		limit    int
		want     string
	}{
		{"packed", "gzip", packed(slowDown), 0, "Slow down."},
		{"in another letter case", "GZIP", packed(slowDown), 0, "Slow down."},
		{"not packed, in spite of the header", "gzip", slowDown, 0, "Slow down."},
		{"packed, and nobody says so", "", packed(slowDown), 0, ""},
		{"packed otherwise", "br", packed(slowDown), 0, ""},
		{"in two parts", "gzip", two, 0, "Slow down."},
		{"a bomb is not unpacked beyond the limit", "gzip", long, 0, "Slow down."},
		{"what counts is beyond the limit", "gzip", packed(strings.Repeat(" ", 1<<17) + slowDown), 0, ""},
		{"cut off by the limit", "gzip", packed(slowDown), 20, ""},
		{"broken at its end", "gzip", packed(slowDown)[:len(packed(slowDown))-8], 0, "Slow down."},
	} {
		resp := answer("403\nContent-Encoding: "+tt.encoding, tt.body)
		p := policy(&acme)
		p.BodyLimit = tt.limit
		var e *statushttp.Error
		if !errors.As(p.Check(resp), &e) {
			t.Fatal("no *Error")
		}
		found := e.Verdict.Case == "secondary"
		if found != (tt.want != "") || found && e.Message != tt.want || len(e.Body()) > statushttp.DefaultBodyLimit {
			t.Errorf("%s: %q with %d bytes of body", tt.reason, e, len(e.Body()))
		}
		if got := rest(t, resp); got != tt.body {
			t.Errorf("%s: the body reads otherwise", tt.reason)
		}
	}
}
