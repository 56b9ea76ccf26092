package statushttp_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/status/internal/diff"
	"github.com/statuscat/statuscat/status/statushttp"
)

// What a policy and its caller do with a body, in every order.

// What a policy saw stands, whatever the caller did with the body since.
// go-retryablehttp drains and closes it before it asks for the wait.
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

// Reading after Close is an error with net/http's bodies and none with those
// that tests make, and stays so.
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

// A greater bound reads on, as long as that takes nothing from the caller.
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

// The caller came first.
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

// An Error's body is the caller's to write on.
func TestErrorBodyIsNoWindow(t *testing.T) {
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
