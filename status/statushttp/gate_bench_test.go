package statushttp_test

import (
	"fmt"
	"net/http"
	"runtime"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status/internal/race"
	"github.com/statuscat/statuscat/status/statushttp"
)

// instant is a transport that returns the same response at once.
type instant struct{ resp *http.Response }

func (i instant) RoundTrip(*http.Request) (*http.Response, error) { return i.resp, nil }

// To aim at: the gate takes at most 120 ns more than Classify and allocates nothing, and
// it takes at most 400 ns with 64 goroutines.
func BenchmarkGate(b *testing.B) {
	for _, bench := range []struct {
		name  string
		p     *statushttp.Policy
		heads string
	}{
		{"no limits", policy(&acme), "200"},
		{"no limits, an error", policy(&acme), "500"},
		{"limits", policy(limited(per(1<<20, 1), per(1<<20, 1))), "200"},
	} {
		resp := answer(bench.heads, "")
		gate := bench.p.Transport(instant{resp})
		b.Run(bench.name, func(b *testing.B) {
			race.Race(b, 1000, 1, race.Contender{Name: "gate", Run: func(n int) {
				for range n {
					gate.RoundTrip(resp.Request)
				}
			}}, race.Contender{Name: "Classify", Run: func(n int) {
				for range n {
					kept.verdict = bench.p.Classify(resp)
				}
			}})
		})
		b.Run(bench.name+", 64 goroutines", func(b *testing.B) {
			b.ReportAllocs()
			b.SetParallelism(32)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					gate.RoundTrip(resp.Request)
				}
			})
		})
	}
}

// To aim at: at most 200 MiB for a million keys with an hourly limit, of which none can
// be forgotten for an hour.
func BenchmarkManyKeys(b *testing.B) {
	for range b.N {
		resp := answer("200", "")
		p := policy(limited(per(1, second), per(500, hour)))
		p.Key = func(r *http.Request) string { return r.Header.Get("Key") }
		gate := p.Transport(instant{resp})
		heap := func() float64 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			return float64(m.HeapAlloc) / (1 << 20)
		}
		before, longest := heap(), time.Duration(0)
		req := request("GET")
		for i := range 1_000_000 {
			req.Header.Set("Key", fmt.Sprintf("account-%07d", i))
			start := time.Now()
			gate.RoundTrip(req)
			longest = max(longest, time.Since(start))
		}
		b.ReportMetric(heap()-before, "MiB")
		b.ReportMetric(float64(longest.Microseconds()), "longest-us")
		runtime.KeepAlive(gate)
	}
}
