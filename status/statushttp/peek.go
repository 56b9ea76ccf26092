package statushttp

import (
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// peek returns the first bytes of a response's body, at most limit. Readers of resp.Body
// still get the whole body afterwards: the same bytes, and then the same end or error.
// The bytes are kept, so that a second peek returns no fewer, even after the body was
// read or closed. peek ends with the request's context.
func peek(resp *http.Response, limit int) []byte {
	if resp.Body == nil || resp.Body == http.NoBody || limit <= 0 || isStream(resp) {
		return nil
	}
	p, ok := resp.Body.(*peeked)
	if !ok {
		p = &peeked{rest: resp.Body}
		resp.Body = p
	}
	return p.ahead(contextOf(resp), limit, resp.ContentLength)
}

// isStream reports whether a body has no end of its own: it is a stream of events, or a
// connection.
func isStream(resp *http.Response) bool {
	tunnel := resp.StatusCode/100 == 2 && resp.Request != nil && resp.Request.Method == http.MethodConnect
	return tunnel || resp.StatusCode == http.StatusSwitchingProtocols || strings.EqualFold(mediaType(resp), "text/event-stream")
}

// peeked is a body whose beginning has been read ahead.
type peeked struct {
	rest io.ReadCloser
	next int  // the first byte of head that the caller has not read
	used bool // the caller has read from rest; reading ahead is no longer possible

	// A body may be closed to end a Read of another goroutine.
	closed atomic.Bool

	// busy is closed when the last reading ahead has ended; nil if there is none. Until
	// then the caller must not read rest.
	busy chan struct{}

	mu    sync.Mutex // while busy
	head  []byte     // what has been read ahead
	err   error      // that ended the reading ahead
	stuck bool       // rest returns neither bytes nor an error
}

// maxEmptyReads is how many reads may return neither bytes nor an error, as in package
// bufio.
const maxEmptyReads = 100

// ahead reads ahead up to limit bytes, and returns what has been read. size is the
// ContentLength of the response.
func (p *peeked) ahead(ctx context.Context, limit int, size int64) []byte {
	head, ended := p.known(limit)
	if len(head) == limit || ended || p.used || p.closed.Load() || !p.idle(ctx) {
		return head
	}
	if ctx.Done() == nil {
		p.fill(ctx, limit, size)
	} else {
		done := make(chan struct{})
		p.busy = done
		go func() {
			p.fill(ctx, limit, size)
			close(done)
		}()
		p.idle(ctx)
	}
	head, _ = p.known(limit)
	return head
}

// known returns what has been read ahead, at most limit bytes, and whether rest has ended.
func (p *peeked) known(limit int) (head []byte, ended bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := min(limit, len(p.head))
	return p.head[:n:n], p.err != nil || p.stuck // an append to the result must not write into head
}

// idle waits for the end of the reading ahead. It reports false if ctx ends first.
func (p *peeked) idle(ctx context.Context) bool {
	if p.busy != nil {
		select {
		case <-p.busy:
			p.busy = nil
		case <-ctx.Done():
		}
	}
	return ctx.Err() == nil
}

// fill reads ahead up to limit bytes, until ctx ends.
func (p *peeked) fill(ctx context.Context, limit int, size int64) {
	// One byte more than the body leaves room for the read that finds its end.
	room := min(limit, 4<<10)
	if size >= 0 {
		room = int(min(int64(limit), size+1))
	}
	head := slices.Grow(p.head, max(room-len(p.head), 0))
	for empty := 0; len(head) < limit && ctx.Err() == nil; {
		head = slices.Grow(head, 1)
		n, err := p.rest.Read(head[len(head):min(cap(head), limit)])
		head = head[:len(head)+n]
		if empty++; n > 0 {
			empty = 0
		}
		p.mu.Lock()
		p.head, p.err, p.stuck = head, err, empty == maxEmptyReads
		p.mu.Unlock()
		if err != nil || empty == maxEmptyReads {
			return
		}
	}
}

func (p *peeked) Read(b []byte) (int, error) {
	if head, _ := p.known(math.MaxInt); p.busy != nil && (p.next == len(head) || p.closed.Load()) {
		<-p.busy
		p.busy = nil
	}
	if p.closed.Load() {
		// The body decides whether it can still be read. The error that ended the reading
		// ahead is not a refusal.
		if _, err := p.rest.Read(nil); err != nil && err != io.EOF && !errors.Is(err, p.err) {
			return 0, err
		}
	}
	switch head, _ := p.known(math.MaxInt); {
	case p.next < len(head):
		n := copy(b, head[p.next:])
		p.next += n
		return n, nil
	case p.err != nil:
		return 0, p.err
	}
	p.used = true
	return p.rest.Read(b)
}

func (p *peeked) Close() error {
	p.closed.Store(true)
	return p.rest.Close()
}
