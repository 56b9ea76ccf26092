package statustest

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/statuscat/statuscat/status"
)

// Contract returns handler with a check against catalog. A response with a code that
// catalog does not document fails the test. When the test ends, the documented codes that
// handler never sent are logged. The returned handler is safe for concurrent use if
// handler is.
func Contract(t testing.TB, catalog *status.Catalog, handler http.Handler) http.Handler {
	var mu sync.Mutex
	sent := map[int]bool{}
	t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		var unsent []string
		for row := range catalog.All() {
			if !sent[row.Code] {
				unsent = append(unsent, row.String())
			}
		}
		if len(unsent) > 0 {
			t.Logf("%s: never sent: %s", catalog.Name, strings.Join(unsent, ", "))
		}
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		watched := &watchedWriter{ResponseWriter: w, sent: func(code int) {
			mu.Lock()
			defer mu.Unlock()
			sent[code] = true
			if !catalog.IsDocumented(code) {
				t.Errorf("%s %s: %s does not document %s", r.Method, r.URL.Path, catalog.Name, catalog.Text(code))
			}
		}}
		handler.ServeHTTP(watched, r)
		watched.final(http.StatusOK) // of a handler that writes nothing
	})
}

// watchedWriter calls sent with each code that is sent, interim ones included.
type watchedWriter struct {
	http.ResponseWriter
	sent func(code int)
	done bool // the final code is sent
}

func (w *watchedWriter) final(code int) {
	if !w.done {
		w.done = true
		w.sent(code)
	}
}

func (w *watchedWriter) WriteHeader(code int) {
	if code >= 100 && code < 200 && code != http.StatusSwitchingProtocols {
		w.sent(code)
	} else {
		w.final(code)
	}
	w.ResponseWriter.WriteHeader(code)
}

func (w *watchedWriter) Write(b []byte) (int, error) {
	w.final(http.StatusOK)
	return w.ResponseWriter.Write(b)
}

// Flush implements http.Flusher.
func (w *watchedWriter) Flush() {
	w.final(http.StatusOK)
	http.NewResponseController(w.ResponseWriter).Flush()
}

// Unwrap returns the wrapped writer, for http.ResponseController.
func (w *watchedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
