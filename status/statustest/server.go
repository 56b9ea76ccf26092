package statustest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/statuscat/statuscat/status"
)

// Server is a vendor on the loopback interface. It answers with what its catalog
// documents: the responses of [Responses], with the time of its clock.
//
// A request is first held against the limits. What they let through gets the
// next answer of the script, and without a script the first success that the
// catalog documents.
type Server struct {
	*httptest.Server
	Clock *Clock // moves Date headers and limits

	book *book

	mu       sync.Mutex
	gates    []*gate
	script   []answerer
	requests []Request
}

// Option is a setting of a [Server]: a [Limit], a *[Clock] that is shared with
// something else, or [AllowUndocumented].
type Option interface{ set(*Server) }

type allow struct{}

// AllowUndocumented lets a script hold codes that the catalog does not document.
var AllowUndocumented Option = allow{}

func (allow) set(s *Server)    { s.book.undocumented = true }
func (l Limit) set(s *Server)  { s.gates = append(s.gates, &gate{Limit: l}) }
func (c *Clock) set(s *Server) { s.Clock = c }

// NewServer starts a server that plays the vendor of a catalog. The caller
// closes it: t.Cleanup(server.Close). It panics where a limit's answer is none
// of the catalog's.
func NewServer(catalog *status.Catalog, options ...Option) *Server {
	s := &Server{Clock: new(Clock), book: newBook(catalog)}
	for _, o := range options {
		o.set(s)
	}
	for _, g := range s.gates {
		if g.Requests < 1 || g.Per <= 0 {
			panic("statustest: a limit that lets nothing through, or has no period")
		}
		g.answer = s.book.find(g.Code)
	}
	s.script = []answerer{s.book.success()}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// Script sets the answers to the next requests. The last one is the answer to
// all that follow. Each is one of
//
//   - a status code, as a number or of a generated package: 403,
//     leadcommerce.Forbidden,
//   - the Name of a [Case] of the catalog: "403 secondary-limit",
//   - a Case, which is sent as it is, with its Date if it has one.
//
// Script panics at what is none of these, or not of this catalog, or no final
// answer (1xx): such a test would prove nothing about the vendor.
func (s *Server) Script(answers ...any) {
	var script []answerer
	for _, a := range answers {
		script = append(script, s.book.find(a))
	}
	if script == nil {
		panic("statustest: a script without an answer")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.script = script
}

// Request is what a server was asked.
type Request struct {
	Time   time.Time // by the server's clock
	Method string
	URL    *url.URL // path and query
	Header http.Header
	Body   []byte

	Code int // that was answered
}

// Requests returns what the server was asked so far, in order.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body) // what did not arrive was not asked
	s.mu.Lock()
	now := s.Clock.Now()
	a := s.next(now)
	s.requests = append(s.requests, Request{now, r.Method, r.URL, r.Header, body, a.code})
	s.mu.Unlock()
	a.write(w)
}

// next returns the answer to a request.
func (s *Server) next(now time.Time) *answer {
	for _, g := range s.gates {
		if wait := g.wait(now); wait > 0 {
			return g.answer(now, wait)
		}
	}
	for _, g := range s.gates {
		g.pass(now)
	}
	next := s.script[0]
	if len(s.script) > 1 {
		s.script = s.script[1:]
	}
	return next(now, 0)
}
