package statustest

import (
	"net/http/httptest"
	"testing"

	"github.com/statuscat/statuscat/status"
)

// Server is a [Vendor] on the loopback interface.
type Server[A ~int] struct {
	*Vendor[A]
	*httptest.Server
}

// NewServer starts a server that plays a vendor, with the limits of its catalog
// in force. It is closed when the test ends.
func NewServer[A ~int](tb testing.TB, catalog *status.Catalog, answers []Answer) *Server[A] {
	vendor := NewVendor[A](catalog, answers)
	server := httptest.NewServer(vendor)
	tb.Cleanup(server.Close)
	return &Server[A]{vendor, server}
}
