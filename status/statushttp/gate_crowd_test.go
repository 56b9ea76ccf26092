package statushttp_test

import (
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// A crowd of workers calls a vendor through a gate, in a bubble of testing/synctest.
// The vendor is a model that shares nothing with the gate. What a crowd reaches holds
// for every seed, not on average.

const seeds = 200

// vendorModel is a vendor that takes requests by rules of its own.
type vendorModel struct {
	random  *rand.Rand
	latency time.Duration // on the way there, and on the way back: up to that, at random
	works   time.Duration // how long it takes for a request that it takes

	between    time.Duration // it takes one in so much time, if positive
	concurrent int           // it takes so many at once, if positive
	aSecond    int           // it takes so many in any second, if positive
	down       bool          // it answers 503 only
	refusal    string        // its head

	mu            *sync.Mutex
	taken         []time.Time
	busy          int
	sent, refused int
}

func (v *vendorModel) travel() {
	v.mu.Lock()
	d := time.Duration(v.random.Int64N(int64(v.latency) + 1))
	v.mu.Unlock()
	time.Sleep(d)
}

func (v *vendorModel) RoundTrip(req *http.Request) (*http.Response, error) {
	v.mu.Lock()
	v.sent++
	v.mu.Unlock()
	v.travel()
	defer v.travel()
	v.mu.Lock()
	defer v.mu.Unlock()
	switch {
	case v.down:
		return from(req, answer("503", "")), nil
	case v.takenIn(v.between) > 0, v.concurrent > 0 && v.busy >= v.concurrent, v.aSecond > 0 && v.takenIn(second) >= v.aSecond:
		v.refused++
		return from(req, answer(v.refusal, "")), nil
	}
	v.taken = append(v.taken, time.Now())
	v.busy++
	v.mu.Unlock()
	time.Sleep(v.works)
	v.mu.Lock()
	v.busy--
	return from(req, answer("200", "")), nil
}

// takenIn returns how many it took in the last d.
func (v *vendorModel) takenIn(d time.Duration) (n int) {
	for _, at := range v.taken {
		if time.Since(at) < d {
			n++
		}
	}
	return n
}

// crowd is what came of a crowd.
type crowd struct {
	sent, refused, lost int
	took                time.Duration
}

// send has workers make calls, of so many tries each, as Decide says.
func send(t *testing.T, seed uint64, p *statushttp.Policy, v *vendorModel, workers, calls, tries int) (c crowd) {
	synctest.Test(t, func(t *testing.T) {
		v.mu, v.random = new(sync.Mutex), rand.New(rand.NewPCG(seed, 0))
		jitter := rand.New(rand.NewPCG(seed, 1))
		var mu sync.Mutex
		p.Rand = func() float64 {
			mu.Lock()
			defer mu.Unlock()
			return jitter.Float64()
		}
		client := &http.Client{Transport: p.Transport(v)}
		todo := make(chan int, calls)
		for i := range calls {
			todo <- i
		}
		close(todo)
		start := time.Now()
		var all sync.WaitGroup
		for range workers {
			all.Go(func() {
				for range todo {
					if !try(t, p, client, tries) {
						mu.Lock()
						c.lost++
						mu.Unlock()
					}
				}
			})
		}
		all.Wait()
		c.took = time.Since(start)
		c.sent, c.refused = v.sent, v.refused
	})
	return c
}

func try(t *testing.T, p *statushttp.Policy, client *http.Client, tries int) bool {
	for attempt := 1; ; attempt++ {
		resp, err := client.Get("https://limited.example/")
		if err == nil && resp.StatusCode == 200 {
			return true
		}
		d := p.Decide(t.Context(), attempt, resp, err)
		if !d.Retry || attempt == tries {
			return false
		}
		time.Sleep(d.Wait)
	}
}

// unsized is a vendor of whose limits nothing is known.
var unsized = &status.Catalog{Vendor: "unsized", Rows: &status.Rows{
	200: {Code: 200, Meaning: status.Meaning{Kind: status.KindOK, Retry: never}},
	429: {Code: 429, Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: always, Wait: status.Wait{From: []status.WaitSource{{Header: "Retry-After-Ms", Unit: status.UnitMilliseconds}}}}},
	503: {Code: 503, Meaning: status.Meaning{Kind: status.KindUnavailable, Retry: idempotent}},
}}

func concurrently(n int) *status.Catalog {
	c := *unsized
	c.Limits = []status.Limit{{Concurrent: n, Code: 429}}
	return &c
}

func limitedTo(n int) *status.Catalog {
	c := *unsized
	c.Limits = []status.Limit{per(n, second)}
	return &c
}

// What a crowd of workers reaches.
func TestGateCrowds(t *testing.T) {
	const ms = time.Millisecond
	for _, tt := range []struct {
		reason                string
		catalog               *status.Catalog
		vendor                vendorModel
		workers, calls, tries int
		sent, lost            int // at most
		took                  time.Duration
	}{
		{"one per 50 ms, refusals specify 300 ms", unsized, vendorModel{between: 50 * ms, refusal: "429\nRetry-After-Ms: 300", works: ms}, 20, 20, 8, 50, 0, 3400 * ms},
		{"one per 50 ms, refusals specify nothing", unsized, vendorModel{between: 50 * ms, refusal: "429", works: ms}, 20, 20, 5, 50, 0, 6500 * ms},
		{"five at once, which is known", concurrently(5), vendorModel{concurrent: 5, refusal: "429", works: 300 * ms}, 20, 100, 5, 100, 0, 6600 * ms},
		{"five at once, which is not known", unsized, vendorModel{concurrent: 5, refusal: "429", works: 300 * ms}, 20, 100, 5, 115, 0, 9000 * ms},
		{"five at once, refusals specify a second", unsized, vendorModel{concurrent: 5, refusal: "429\nRetry-After: 1", works: 300 * ms}, 20, 100, 5, 115, 0, 9000 * ms},
		{"ten a second, which is known", limitedTo(10), vendorModel{aSecond: 10, refusal: "429", works: 10 * ms}, 20, 60, 2, 60, 0, 6000 * ms},
		{"an outage", unsized, vendorModel{down: true}, 20, 100, 5, 150, 100, time.Minute},
	} {
		for _, latency := range []time.Duration{0, 2 * ms, 20 * ms} {
			var worst, total crowd
			for seed := range uint64(seeds) {
				v := tt.vendor
				v.latency = latency
				c := send(t, seed, &statushttp.Policy{Catalog: tt.catalog}, &v, tt.workers, tt.calls, tt.tries)
				worst = crowd{max(worst.sent, c.sent), max(worst.refused, c.refused), max(worst.lost, c.lost), max(worst.took, c.took)}
				total.sent += c.sent
				total.took += c.took
			}
			t.Logf("%-45s %5v: at most %3d sent, %2d lost, %v; on average %.1f, %v", tt.reason, latency, worst.sent, worst.lost, worst.took, float64(total.sent)/seeds, total.took/seeds)
			if worst.sent > tt.sent || worst.lost > tt.lost || worst.took > tt.took {
				t.Errorf("%s, latency %v: at most %d sent, %d lost, %v; want at most %d sent, %d lost, %v",
					tt.reason, latency, worst.sent, worst.lost, worst.took, tt.sent, tt.lost, tt.took)
			}
		}
	}
}
