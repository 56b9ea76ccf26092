package statushttp

import (
	"errors"
	"io"
	"net/http"
	"sync/atomic"
)

// peek returns the first bytes of a response's body, at most limit, and sees to
// it that whoever reads resp.Body afterwards gets all of it: the same bytes, and
// then the same end or error. What was peeked once is kept, so that peeking
// again gives the same, also after the body was read or closed.
func peek(resp *http.Response, limit int) []byte {
	if resp.Body == nil || resp.Body == http.NoBody || limit <= 0 || resp.StatusCode == http.StatusSwitchingProtocols {
		return nil
	}
	p, ok := resp.Body.(*peeked)
	if !ok {
		p = &peeked{rest: resp.Body}
		resp.Body = p
	}
	if len(p.head) < limit && !p.final && !p.closed.Load() {
		p.fill(limit, resp.ContentLength)
	}
	n := min(limit, len(p.head))
	return p.head[:n:n] // an append by whoever gets it must not write into the body
}

// peeked is a body whose beginning has been read ahead.
type peeked struct {
	head  []byte // what has been read ahead
	next  int    // the first byte of head that the caller has not read
	rest  io.ReadCloser
	err   error // what ended the reading ahead
	final bool  // no more reading ahead: the caller has read rest, or rest is stuck

	// A body may be closed while another goroutine reads it, to end that.
	closed atomic.Bool
}

// maxEmptyReads is after how many reads without data and without an error a
// reader counts as stuck, as in package bufio.
const maxEmptyReads = 100

// fill reads ahead until there are limit bytes. size is what the answer says of
// the body's size; negative if nothing.
func (p *peeked) fill(limit int, size int64) {
	// A byte more than the body makes room for the read that meets its end.
	room := min(limit, 4<<10)
	if size >= 0 {
		room = int(min(int64(limit), size+1))
	}
	if cap(p.head) < room {
		p.head = append(make([]byte, 0, room), p.head...)
	}
	for empty := 0; len(p.head) < limit && p.err == nil && !p.final; {
		if len(p.head) == cap(p.head) {
			p.head = append(p.head, 0)[:len(p.head)]
		}
		free := p.head[len(p.head):min(cap(p.head), limit)]
		var n int
		n, p.err = p.rest.Read(free)
		p.head = p.head[:len(p.head)+n]
		if empty++; n > 0 {
			empty = 0
		}
		p.final = empty == maxEmptyReads
	}
}

func (p *peeked) Read(b []byte) (int, error) {
	if p.closed.Load() {
		// It is up to the body whether it can still be read. If it says what
		// ended the reading ahead, that is no refusal.
		if _, err := p.rest.Read(nil); err != nil && err != io.EOF && !errors.Is(err, p.err) {
			return 0, err
		}
	}
	switch {
	case p.next < len(p.head):
		n := copy(b, p.head[p.next:])
		p.next += n
		return n, nil
	case p.err != nil:
		return 0, p.err
	}
	p.final = true
	return p.rest.Read(b)
}

func (p *peeked) Close() error {
	p.closed.Store(true)
	return p.rest.Close()
}
