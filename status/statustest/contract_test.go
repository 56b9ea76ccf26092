package statustest_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/status/leadcommerce"
	"github.com/statuscat/statuscat/status/statustest"
)

// recorder is a test that records errors, logs and clean-ups.
type recorder struct {
	testing.TB
	errors, logs []string
	cleanups     []func()
}

func (r *recorder) Errorf(format string, a ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, a...))
}
func (r *recorder) Logf(format string, a ...any) { r.logs = append(r.logs, fmt.Sprintf(format, a...)) }
func (r *recorder) Cleanup(f func())             { r.cleanups = append(r.cleanups, f) }

func TestContract(t *testing.T) {
	r := &recorder{TB: t}
	handler := statustest.Contract(r, leadcommerce.Catalog, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		switch req.URL.Path {
		case "/flushed":
			w.(http.Flusher).Flush()
		case "/written":
			w.Write([]byte("{}"))
		case "/limited":
			w.WriteHeader(403)
			w.WriteHeader(500) // too late
		case "/teapot":
			w.WriteHeader(103)
			w.WriteHeader(418)
		}
	}))
	for _, path := range []string{"/", "/flushed", "/written", "/limited", "/teapot"} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if path == "/teapot" && w.Code == 200 || path == "/limited" && w.Code != 403 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	for _, f := range r.cleanups {
		f()
	}
	if got := strings.Join(r.errors, "\n"); got != "GET /teapot: Lead Commerce API does not document 103 Early Hints\nGET /teapot: Lead Commerce API does not document 418 (Unused)" {
		t.Errorf("errors:\n%s", got)
	}
	if got := strings.Join(r.logs, "\n"); !strings.HasPrefix(got, "Lead Commerce API: never sent: ") || !strings.Contains(got, "500 Internal Server Error") ||
		strings.Contains(got, "200 ") || strings.Contains(got, "403 ") || strings.Contains(got, "418") {
		t.Errorf("logs:\n%s", got)
	}
}
