package statushttp_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/diff"
	"github.com/statuscat/statuscat/status/statushttp"
)

// scripted is a body that gives its chunks one by one, and then its error.
type scripted struct {
	chunks []string // an empty one is a read that gives nothing
	err    error
	early  bool // the error comes with the last chunk
	closed int
}

var errClosing = errors.New("closing failed")

func (s *scripted) Read(p []byte) (int, error) {
	if len(s.chunks) == 0 {
		return 0, s.err
	}
	n := copy(p, s.chunks[0])
	if s.chunks[0] = s.chunks[0][n:]; s.chunks[0] == "" {
		s.chunks = s.chunks[1:]
	}
	if len(s.chunks) == 0 && s.early {
		return n, s.err
	}
	return n, nil
}

func (s *scripted) Close() error { s.closed++; return errClosing }

const slowDown = `{"error":{"reason":"slowDown","message":"Slow down."}}`

// After Classify and Check, the body reads as before.
func TestBodyIsPutBack(t *testing.T) {
	broken := errors.New("connection reset")
	long := slowDown + strings.Repeat(" and more", 10000)
	for _, tt := range []struct {
		reason   string
		body     scripted
		limit    int
		want     string
		wantErr  error
		wantCase string
	}{
		{"in one piece", scripted{chunks: []string{slowDown}, err: io.EOF}, 0, slowDown, nil, "secondary"},
		{"the end comes with the last bytes", scripted{chunks: []string{slowDown}, err: io.EOF, early: true}, 0, slowDown, nil, "secondary"},
		{"byte by byte", scripted{chunks: strings.Split(slowDown, ""), err: io.EOF}, 0, slowDown, nil, "secondary"},
		{"reads that give nothing between", scripted{chunks: []string{"", slowDown[:9], "", "", slowDown[9:], ""}, err: io.EOF}, 0, slowDown, nil, "secondary"},
		{"many reads that give nothing, but never a hundred", scripted{chunks: slices.Concat(make([]string, 60), []string{slowDown[:9]}, make([]string, 60), []string{slowDown[9:]}), err: io.EOF}, 0, slowDown, nil, "secondary"},
		{"longer than the bound", scripted{chunks: []string{long}, err: io.EOF}, 0, long, nil, "secondary"},
		{"the bound is in the middle of what counts", scripted{chunks: []string{slowDown}, err: io.EOF}, 20, slowDown, nil, ""},
		{"the bound is the length", scripted{chunks: []string{slowDown}, err: io.EOF}, len(slowDown), slowDown, nil, "secondary"},
		{"the bound is one more", scripted{chunks: []string{slowDown}, err: io.EOF}, len(slowDown) + 1, slowDown, nil, "secondary"},
		{"the bound is one less", scripted{chunks: []string{slowDown}, err: io.EOF}, len(slowDown) - 1, slowDown, nil, "secondary"},
		{"nothing may be read", scripted{chunks: []string{slowDown}, err: io.EOF}, -1, slowDown, nil, ""},
		{"empty", scripted{err: io.EOF}, 0, "", nil, ""},
		{"fails at once", scripted{err: broken}, 0, "", broken, ""},
		{"fails halfway", scripted{chunks: []string{slowDown[:9]}, err: broken}, 0, slowDown[:9], broken, ""},
		{"fails together with its last bytes", scripted{chunks: []string{slowDown[:9]}, err: broken, early: true}, 0, slowDown[:9], broken, ""},
		{"fails behind what counts", scripted{chunks: []string{slowDown}, err: io.ErrUnexpectedEOF}, 0, slowDown, io.ErrUnexpectedEOF, "secondary"},
		{"fails beyond the bound", scripted{chunks: []string{long}, err: broken}, 100, long, broken, "secondary"},
	} {
		for _, size := range []int64{-1, int64(len(tt.want)), 0, 1 << 40} { // chunked, as it is, not set, a lie
			body := tt.body
			body.chunks = append([]string(nil), tt.body.chunks...)
			resp := answer("403", "")
			resp.Body, resp.ContentLength = &body, size
			p := statushttp.Policy{Catalog: &acme, BodyLimit: tt.limit}
			for range 2 {
				if got := p.Classify(resp).Case; got != tt.wantCase {
					t.Errorf("%s, size %d: case %q, want %q", tt.reason, size, got, tt.wantCase)
				}
			}
			p.Check(resp)
			got, err := io.ReadAll(resp.Body)
			if diff := diff.Diff(tt.want, string(got)); diff != "" {
				t.Errorf("%s, size %d: the body reads otherwise (-want +got):\n%s", tt.reason, size, diff)
			}
			if err != tt.wantErr {
				t.Errorf("%s, size %d: the body ends with %v, want %v", tt.reason, size, err, tt.wantErr)
			}
			if _, again := resp.Body.Read(make([]byte, 1)); tt.wantErr == nil && again != io.EOF || tt.wantErr != nil && again != tt.wantErr {
				t.Errorf("%s, size %d: read again, the body ends with %v", tt.reason, size, again)
			}
			if err := resp.Body.Close(); err != errClosing || body.closed != 1 {
				t.Errorf("%s, size %d: Close returned %v and closed the body %d times", tt.reason, size, err, body.closed)
			}
		}
	}
}

// The body is a correct io.Reader.
func TestBodyAsAReader(t *testing.T) {
	resp := answer("403", slowDown)
	policy(&acme).Classify(resp)
	if err := iotest.TestReader(resp.Body, []byte(slowDown)); err != nil {
		t.Error(err)
	}
}

// Classify gives up on a reader that returns neither bytes nor an error. The caller can
// still read the rest.
func TestBodyStuck(t *testing.T) {
	body := &scripted{chunks: append(make([]string, 150), slowDown), err: io.EOF}
	resp := answer("403", "")
	resp.Body = body
	for range 3 {
		if got := policy(&acme).Classify(resp).Case; got != "" {
			t.Errorf("case %q of a body that gives nothing", got)
		}
	}
	if left := len(body.chunks); left != 51 {
		t.Errorf("%d reads were tried, want 100", 151-left)
	}
	if got := rest(t, resp); got != slowDown {
		t.Errorf("the body reads %q", got)
	}
}

// A response without a body stays without one.
func TestNoBody(t *testing.T) {
	for _, tt := range []struct {
		reason string
		body   io.ReadCloser
	}{
		{"nil, as in a response made by hand", nil},
		{"http.NoBody, as of a HEAD or a 204", http.NoBody},
	} {
		resp := answer("403", "")
		resp.Body, resp.ContentLength = tt.body, 1000
		if got := policy(&acme).Classify(resp); got.Case != "" {
			t.Errorf("%s: case %q", tt.reason, got.Case)
		}
		var e *statushttp.Error
		if err := policy(&acme).Check(resp); !errors.As(err, &e) || len(e.Body()) > 0 {
			t.Errorf("%s: Check returned %v", tt.reason, err)
		}
		if resp.Body != tt.body {
			t.Errorf("%s: it was replaced", tt.reason)
		}
	}
}

// A second verdict is the same, whatever the caller did with the body in between:
// go-retryablehttp drains and closes it before it calls Backoff.
func TestBodyUsedBetween(t *testing.T) {
	for _, tt := range []struct {
		reason string
		use    func(io.ReadCloser)
		left   string
	}{
		{"nothing", func(io.ReadCloser) {}, slowDown},
		{"read a little", func(b io.ReadCloser) { io.ReadFull(b, make([]byte, 7)) }, slowDown[7:]},
		{"read nothing", func(b io.ReadCloser) { b.Read(nil) }, slowDown},
		{"drained", func(b io.ReadCloser) { io.Copy(io.Discard, b) }, ""},
	} {
		resp := answer("403", slowDown)
		before := policy(&acme).Classify(resp)
		tt.use(resp.Body)
		if after := policy(&acme).Classify(resp); after != before || after.Case != "secondary" {
			t.Errorf("%s: %s", tt.reason, after.Reason())
		}
		if got := rest(t, resp); got != tt.left {
			t.Errorf("%s: the body goes on %q, want %q", tt.reason, got, tt.left)
		}
		resp.Body.Close()
		if after := policy(&acme).Classify(resp); after != before {
			t.Errorf("%s and closed: %s", tt.reason, after.Reason())
		}
	}
}

// Reading after Close is an error with net/http's bodies, and none with the bodies of
// tests. A peek does not change that.
func TestBodyReadAfterClose(t *testing.T) {
	resp := answer("403", slowDown)
	policy(&acme).Classify(resp)
	resp.Body.Close()
	if got := rest(t, resp); got != slowDown {
		t.Errorf("an io.NopCloser's body reads %q", got)
	}

	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(403)
		io.WriteString(w, slowDown)
	}))
	defer server.Close()
	read := func(peek func(*http.Response)) error {
		resp, err := server.Client().Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		peek(resp)
		resp.Body.Close()
		policy(&acme).Classify(resp)
		n, err := resp.Body.Read(make([]byte, 1))
		if n != 0 || err == nil {
			t.Errorf("Read after Close returned %d, %v", n, err)
		}
		return err
	}
	never := read(func(*http.Response) {})
	peeked := read(func(resp *http.Response) { policy(&acme).Classify(resp) })
	partly := read(func(resp *http.Response) { policy(&acme).Classify(resp); resp.Body.Read(make([]byte, 9)) })
	if peeked != never || partly != never {
		t.Errorf("Read after Close returned %v and %v, without a policy %v", peeked, partly, never)
	}
}

// A greater limit reads on, unless the caller has read beyond the smaller one.
func TestBodyBoundsGrow(t *testing.T) {
	small, large := *policy(&acme), *policy(&acme)
	small.BodyLimit = 10
	for _, tt := range []struct {
		reason string
		use    func(io.ReadCloser)
		want   string
	}{
		{"nothing read between", func(io.ReadCloser) {}, "secondary"},
		{"the caller is within the first bytes", func(b io.ReadCloser) { b.Read(make([]byte, 5)) }, "secondary"},
		{"the caller read beyond them", func(b io.ReadCloser) { io.ReadFull(b, make([]byte, 11)) }, ""},
		{"the caller closed it", func(b io.ReadCloser) { b.Close() }, ""},
	} {
		// Without the byte that the caller has, it would still be JSON.
		resp := answer("403", strings.Repeat(" ", 12)+slowDown)
		small.Classify(resp)
		tt.use(resp.Body)
		if got := large.Classify(resp).Case; got != tt.want {
			t.Errorf("%s: case %q, want %q", tt.reason, got, tt.want)
		}
	}
}

// Classify begins where the caller has stopped reading.
func TestBodyUsedBefore(t *testing.T) {
	resp := answer("403", "0123456789"+slowDown)
	io.ReadFull(resp.Body, make([]byte, 10))
	if got := policy(&acme).Classify(resp).Case; got != "secondary" {
		t.Errorf("read up to the JSON: case %q", got)
	}
	if got := rest(t, resp); got != slowDown {
		t.Errorf("read partly before: the body goes on %q", got)
	}
}

// Changing the body of an Error does not change the body of the response.
func TestErrorBodyIsACopy(t *testing.T) {
	resp := answer("409", slowDown)
	p := policy(&acme)
	p.BodyLimit = 9
	var e *statushttp.Error
	if !errors.As(p.Check(resp), &e) {
		t.Fatal("no *Error")
	}
	_ = append(e.Body(), "XXXXXXXX"...)
	if diff := diff.Diff(slowDown[:9], string(e.Body())); diff != "" {
		t.Errorf("the Error's body (-want +got):\n%s", diff)
	}
	p.BodyLimit = 0
	p.Check(resp)
	if got := rest(t, resp); got != slowDown {
		t.Errorf("the body reads %q", got)
	}
}

// drip is a slow body: each read returns size bytes after a pause. It has no context; Close
// ends a read.
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

// The request's context ends the read. The bytes that have arrived by then count, and the
// caller can read all of them later.
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
			// A second verdict does not wait again.
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

// Nothing is read if the context ended before.
func TestSlowBodyContextDone(t *testing.T) {
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

// Close ends a read ahead, and leaves no goroutine: synctest would report it.
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

// Streams of events and connections are not read.
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
	// The response to a refused tunnel is read.
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
