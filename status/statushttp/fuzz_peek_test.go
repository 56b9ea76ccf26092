package statushttp

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"testing"
)

var errBroken = errors.New("connection reset")

// fuzzBody gives its content in the pieces of a script, over and over: how many
// bytes at most the next Read gives.
type fuzzBody struct {
	content []byte
	pieces  []byte
	reads   int
	err     error // at the end
	early   bool  // the error comes with the last bytes
	strict  bool  // a read after Close is an error, as with net/http
	given   int
	closed  int
}

func (b *fuzzBody) Read(p []byte) (int, error) {
	if b.strict && b.closed > 0 {
		return 0, http.ErrBodyReadAfterClose
	}
	if len(b.content) == 0 {
		return 0, b.err
	}
	n := len(p)
	if n > 0 && len(b.pieces) > 0 {
		n = min(n, int(b.pieces[b.reads%len(b.pieces)]))
		b.reads++
	}
	n = copy(p[:n], b.content)
	b.content, b.given = b.content[n:], b.given+n
	if len(b.content) == 0 && b.early {
		return n, b.err
	}
	return n, nil
}

func (b *fuzzBody) Close() error {
	b.closed++
	if b.closed > 1 {
		return errBroken
	}
	return nil
}

// Whatever a caller does with a body, it goes as if nobody had peeked into it,
// however often that happens in between.
func FuzzPeek(f *testing.F) {
	f.Add([]byte("0123456789"), []byte{3}, []byte{10, 1, 200, 2, 3, 100, 250, 0}, byte(0), int64(-1))
	f.Add([]byte("0123456789"), []byte{0, 0, 1, 255}, []byte{255, 4, 10, 240, 8}, byte(1), int64(10))
	f.Add([]byte("0123456789"), []byte{}, []byte{10, 11, 9, 250, 250, 5, 230}, byte(2), int64(0))
	f.Add([]byte("0123456789"), []byte{0}, []byte{5, 205, 199, 250, 201}, byte(4), int64(1<<40))
	f.Add([]byte("0123456789"), []byte{2}, []byte{203, 4, 10, 202, 250, 201}, byte(3), int64(10))
	f.Add([]byte("0123456789"), []byte{0, 1}, []byte{4, 254}, byte(1), int64(80))
	f.Add([]byte{}, []byte{1}, []byte{1, 201, 250, 201, 1}, byte(7), int64(5))
	f.Add([]byte("0123456789"), []byte{2}, []byte{3, 203, 9, 202, 250, 201}, byte(9), int64(-1))
	f.Fuzz(func(t *testing.T, content, pieces, script []byte, flags byte, size int64) {
		body := func() *fuzzBody {
			b := &fuzzBody{content: slices.Clone(content), pieces: pieces, err: io.EOF, early: flags&1 > 0, strict: flags&2 > 0}
			if flags&4 > 0 {
				// Broken and still read after Close is what no reader can tell
				// from a refusal to be read.
				b.err, b.strict = errBroken, true
			}
			if !slices.ContainsFunc(pieces, func(n byte) bool { return n > 0 }) {
				b.pieces = nil // a body that never gives anything
			}
			return b
		}
		plain, looked := body(), body()
		resp := &http.Response{StatusCode: 403, Body: looked, ContentLength: size}
		if flags&8 > 0 { // with a context that may end, which takes another way
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			resp.Request = (&http.Request{}).WithContext(ctx)
		}
		var seen []byte // the longest look so far
		first := -1     // where the caller was at the first
		for _, op := range script {
			switch {
			case op < 200: // a look, up to so many bytes
				limit := int(op)
				given := looked.given
				if first < 0 && limit > 0 { // a look at nothing does not touch the body
					first = plain.given
				}
				head := peek(resp, limit)
				if !bytes.HasPrefix(content[max(first, 0):], head) {
					t.Fatalf("a look at %d bytes gave %q of %q", limit, head, content[first:])
				}
				if len(head) > limit || looked.given > given+limit {
					t.Fatalf("a look at %d bytes gave %d, and took %d", limit, len(head), looked.given-given)
				}
				if n := min(len(head), len(seen)); !bytes.Equal(head[:n], seen[:n]) || len(head) < min(limit, len(seen)) {
					t.Fatalf("a look at %d bytes gave %q; before, it was %q", limit, head, seen)
				}
				if len(head) > len(seen) {
					seen = slices.Clone(head)
				}
				_ = append(head, "overwritten"...)
			case op < 250: // a read of so many bytes
				want, got := make([]byte, op-200), make([]byte, op-200)
				wantN, wantErr := io.ReadFull(plain, want)
				gotN, gotErr := io.ReadFull(resp.Body, got)
				if wantN != gotN || wantErr != gotErr || !bytes.Equal(want, got) {
					t.Fatalf("a read of %d bytes gave %q, %v; without a look, %q, %v", len(want), got[:gotN], gotErr, want[:wantN], wantErr)
				}
			default:
				if want, got := plain.Close(), resp.Body.Close(); want != got || plain.closed != looked.closed {
					t.Fatalf("closing gave %v for the %dth time; without a look, %v for the %dth", got, looked.closed, want, plain.closed)
				}
			}
		}
		want, wantErr := io.ReadAll(plain)
		got, gotErr := io.ReadAll(resp.Body)
		if !bytes.Equal(want, got) || wantErr != gotErr {
			t.Fatalf("the rest is %q, %v; without a look, %q, %v", got, gotErr, want, wantErr)
		}
	})
}
