package clients

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
	"time"
)

// vendor refuses what exceeds its limit in any interval, and specifies how long
// to wait, in whole seconds. What it refuses does not count.
type vendor struct {
	size int
	per  time.Duration
	addr string

	mu            sync.Mutex
	accepted      []time.Time
	sent, refused int
	refusedAt     []time.Duration // since the first request
	first         time.Time
}

func startVendor(t *testing.T, size int, per time.Duration) *vendor {
	v := &vendor{size: size, per: per}
	server := httptest.NewServer(v)
	t.Cleanup(server.Close)
	v.addr = server.URL
	return v
}

// warmUp is a path that has no limit; it keeps a connection busy for a moment, so
// that as many are opened as there are requests.
const warmUp = "/warm-up"

func (v *vendor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == warmUp {
		time.Sleep(100 * time.Millisecond)
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	now := time.Now()
	if v.sent++; v.sent == 1 {
		v.first = now
	}
	if i := len(v.accepted) - v.size; i >= 0 && now.Sub(v.accepted[i]) < v.per {
		v.refused++
		v.refusedAt = append(v.refusedAt, now.Sub(v.first).Round(time.Millisecond))
		wait := v.per - now.Sub(v.accepted[i])
		w.Header().Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	v.accepted = append(v.accepted, now)
}
