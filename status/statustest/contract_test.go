package statustest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/statuscat/statuscat/status/leadcommerce"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// recorder is a test that records errors, logs and clean-ups.
type recorder struct {
	testing.TB
	mu           sync.Mutex
	errors, logs []string
	cleanups     []func()
}

func (r *recorder) Errorf(format string, a ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.errors = append(r.errors, fmt.Sprintf(format, a...))
}

func (r *recorder) Failed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.errors) > 0
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

// constant is a Store that returns the same for every request.
type constant struct {
	turn statushttp.Turn
	err  error
}

func (c constant) Take(context.Context, string, []statushttp.StoreLimit) (statushttp.Turn, error) {
	return c.turn, c.err
}
func (c constant) Pause(context.Context, string, string, time.Duration, time.Duration) error {
	return c.err
}

// Stores that do not implement the contract fail the check.
func TestStore(t *testing.T) {
	for name, store := range map[string]constant{
		"errors":   {turn: statushttp.Turn{Processes: 1}, err: errors.New("away")},
		"allows":   {turn: statushttp.Turn{Processes: 1}},
		"refuses":  {turn: statushttp.Turn{Processes: 1, Wait: time.Second}},
		"one pace": {turn: statushttp.Turn{Processes: 1, Pace: time.Hour}},
		"nobody":   {},
	} {
		synctest.Test(t, func(t *testing.T) {
			r := &recorder{TB: t}
			if statustest.Store(r, store); len(r.errors) < 5 {
				t.Errorf("%s: %q", name, r.errors)
			}
		})
	}
}
