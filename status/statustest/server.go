package statustest

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/statuscat/statuscat/status"
)

// Server is a [Vendor] on the loopback interface, or in the memory of a
// testing/synctest bubble.
type Server[A ~int] struct {
	*Vendor[A]
	*httptest.Server
	inMemory bool
}

// NewServer starts a server for the vendor of a catalog, with the catalog's limits. It is
// closed when the test ends.
//
// In a testing/synctest bubble, whose time stands still while the network is in use,
// NewServer uses no network and the bubble's clock. Only clients with the Transport
// of Client reach such a server.
func NewServer[A ~int](tb testing.TB, catalog *status.Catalog, answers []Answer) *Server[A] {
	vendor := NewVendor[A](catalog, answers)
	s := &Server[A]{vendor, httptest.NewUnstartedServer(vendor), inBubble()}
	if s.inMemory {
		s.Listener.Close()
		s.URL, vendor.Now = "http://"+catalog.Vendor+".example", time.Now
		return s
	}
	s.Start()
	tb.Cleanup(s.Close)
	return s
}

// Client returns a client for requests to the server.
func (s *Server[A]) Client() *http.Client {
	if s.inMemory {
		return &http.Client{Transport: s.Vendor}
	}
	return s.Server.Client()
}

// Close closes the server. It blocks until all requests have got their responses.
func (s *Server[A]) Close() {
	if !s.inMemory {
		s.Server.Close()
	}
}

func inBubble() (yes bool) {
	defer func() { _ = recover() }() // Wait panics outside a bubble
	synctest.Wait()
	return true
}
