package statustest

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/statuscat/statuscat/status"
)

// Contract returns handler with a check that it keeps to catalog. A response with a
// code that catalog does not document fails the test. When the test ends, the
// documented codes that handler never sent are logged. The returned handler is safe
// for concurrent use if handler is.
func Contract(t testing.TB, catalog *status.Catalog, handler http.Handler) http.Handler {
	c := &contract{TB: t, catalog: catalog, sent: map[int]bool{}}
	t.Cleanup(c.logUnsent)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		watched := &watchedWriter{ResponseWriter: w, send: func(code int) { c.send(r, code) }}
		handler.ServeHTTP(watched, r)
		watched.final(http.StatusOK) // of a handler that writes nothing
	})
}

type contract struct {
	testing.TB
	catalog *status.Catalog

	mu   sync.Mutex
	sent map[int]bool
}

func (c *contract) send(r *http.Request, code int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sent[code] = true
	if !c.catalog.IsDocumented(code) {
		c.Errorf("%s %s: %s does not document %s", r.Method, r.URL.Path, c.catalog.Name, c.catalog.Text(code))
	}
}

func (c *contract) logUnsent() {
	c.mu.Lock()
	defer c.mu.Unlock()
	var unsent []string
	for row := range c.catalog.All() {
		if !c.sent[row.Code] {
			unsent = append(unsent, row.String())
		}
	}
	if len(unsent) > 0 {
		c.Logf("%s: never sent: %s", c.catalog.Name, strings.Join(unsent, ", "))
	}
}

// watchedWriter reports the codes that are sent, the interim ones included.
type watchedWriter struct {
	http.ResponseWriter
	send func(code int)
	done bool // the final code is sent
}

func (w *watchedWriter) final(code int) {
	if !w.done {
		w.done = true
		w.send(code)
	}
}

func (w *watchedWriter) WriteHeader(code int) {
	if code >= 100 && code < 200 && code != http.StatusSwitchingProtocols {
		w.send(code)
	} else {
		w.final(code)
	}
	w.ResponseWriter.WriteHeader(code)
}

func (w *watchedWriter) Write(b []byte) (int, error) {
	w.final(http.StatusOK)
	return w.ResponseWriter.Write(b)
}

// Flush is for handlers that ask for an http.Flusher.
func (w *watchedWriter) Flush() {
	w.final(http.StatusOK)
	http.NewResponseController(w.ResponseWriter).Flush()
}

// Unwrap is for http.ResponseController.
func (w *watchedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
