package statushttp_test

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/statuscat/statuscat/status/internal/diff"

	"github.com/statuscat/statuscat/status"
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

// Whoever reads the body after a policy has looked at it reads all of it.
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

// Package iotest reads in every way that a reader must bear.
func TestBodyAsAReader(t *testing.T) {
	resp := answer("403", slowDown)
	policy(&acme).Classify(resp)
	if err := iotest.TestReader(resp.Body, []byte(slowDown)); err != nil {
		t.Error(err)
	}
}

// A reader that gives nothing, and no error either, must not hold a policy up
// for ever. Whatever comes in the end belongs to the caller.
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

// There is not always a body.
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

// After a 101 the body is the connection, and waits for the caller to write.
func TestBodyOfSwitchingProtocols(t *testing.T) {
	c := acme
	c.When = append(c.When[:0:0], c.When...)
	c.When[0].Criteria = []status.Criterion{fields("/a")}
	resp, body := answer("101", ""), &countingBody{}
	resp.Body = body
	policy(&c).Classify(resp)
	if resp.Body != body || body.read > 0 {
		t.Errorf("%d bytes of the connection were read, and the body is a %T", body.read, resp.Body)
	}
}
