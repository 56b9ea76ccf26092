package libraries_test

import (
	"errors"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/leadcommerce"
	"github.com/statuscat/statuscat/status/leadcommerce/leadcommercetest"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// hasty is a Lead Commerce that takes one call in so much time.
func hasty(per time.Duration) *status.Catalog {
	c := *leadcommerce.Catalog
	c.Limits = []status.Limit{{Requests: 1, Per: per, Code: 403}}
	return &c
}

// tally is what came of many calls.
type tally struct {
	accepted, refused, held, lost int
	took                          time.Duration
}

// count adds the refusals of a vendor, and returns how many requests it received.
func (n *tally) count(requests []statustest.Request) (sent int) {
	for _, r := range requests {
		if r.Code == 403 || r.Code == 509 {
			n.refused++
		}
	}
	return len(requests)
}

// work has workers make calls until there are none left.
func work(workers, calls int, call func() error) (n tally) {
	start := time.Now()
	todo := make(chan struct{}, calls)
	for range calls {
		todo <- struct{}{}
	}
	close(todo)
	var mu sync.Mutex
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for range todo {
				err := call()
				mu.Lock()
				switch {
				case err == nil:
					n.accepted++
				case errors.Is(err, statushttp.ErrHeld):
					n.held++
				default:
					n.lost++
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	n.took = time.Since(start)
	return n
}

// Twenty workers that want sixty calls at one per 100 ms send sixty, with every
// library; without the gate they sent 312 and lost 17.
func TestE2ESharedLimit(t *testing.T) {
	eachDriver(t, func(t *testing.T, drive driver) {
		vendor := leadcommercetest.NewVendor()
		vendor.Now = time.Now
		p := &statushttp.Policy{Catalog: hasty(second / 10)}
		vendor.Limits(p.Catalog.Limits...)
		gate := p.Transport(vendor)
		n := work(20, 60, func() error {
			_, err := drive(p, gate, ask(t.Context(), "POST"))
			return err
		})
		sent := n.count(vendor.Requests())
		if least := 59 * second / 10; sent != 60 || n.refused > 0 || n.accepted != 60 || n.took > least*115/100 {
			t.Errorf("%d sent, %+v, want 60 in %v", sent, n, least)
		}
	})
}

// Lead Commerce's own limits: one call a second, and 500 an hour.
func TestE2ELeadCommerceLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		vendor := leadcommercetest.NewVendor()
		vendor.Now = time.Now
		p := &statushttp.Policy{Catalog: leadcommerce.Catalog, MaxWait: 2 * time.Hour}
		client := &http.Client{Transport: p.Transport(vendor)}
		start := time.Now()
		n := work(50, 600, func() error {
			resp, err := client.Do(ask(t.Context(), "POST"))
			_, err = checked(p, resp, err)
			return err
		})
		n.count(vendor.Requests())
		first := 0
		for _, r := range vendor.Requests() {
			if r.Code < 300 && r.Time.Sub(start) < time.Hour {
				first++
			}
		}
		if n.accepted != 600 || n.refused > 0 || first != 500 {
			t.Errorf("%+v, %d in the first hour", n, first)
		}
	})
	// With MaxWait of a minute the 501st fails at once, and says until when.
	synctest.Test(t, func(t *testing.T) {
		vendor := leadcommercetest.NewVendor()
		vendor.Now = time.Now
		p := &statushttp.Policy{Catalog: leadcommerce.Catalog}
		gate := p.Transport(vendor)
		start := time.Now()
		var mu sync.Mutex
		var failed []time.Duration
		n := work(50, 501, func() error {
			_, err := driveLoop(p, gate, ask(t.Context(), "POST"))
			if held, ok := errors.AsType[*statushttp.HeldError](err); ok {
				mu.Lock()
				failed = append(failed, time.Since(start))
				mu.Unlock()
				if want := start.Add(time.Hour + second/10); !held.Until.Equal(want) {
					t.Errorf("held until %v, want %v", held.Until, want)
				}
			}
			return err
		})
		n.count(vendor.Requests())
		if n.accepted != 500 || n.held != 1 || n.refused > 0 || len(failed) != 1 {
			t.Errorf("%+v", n)
		}
		// Whoever was the last to ask stood behind 49 others, and did not wait for them.
		if last := 550 * second; len(failed) == 1 && failed[0] > last-45*second {
			t.Errorf("it failed after %v", failed[0])
		}
	})
}

// The same without synctest, in real time on the loopback interface. To aim at: no
// more than 66 sent, 6 refused, none lost, and no more than 1.15 of the least time.
func BenchmarkSharedLimit(b *testing.B) {
	const pause = 100 * time.Millisecond
	for name, drive := range drivers {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				server := leadcommercetest.NewServer(b)
				server.Now = time.Now
				p := &statushttp.Policy{Catalog: hasty(pause)}
				server.Limits(p.Catalog.Limits...)
				gate := p.Transport(server.Client().Transport)
				req, err := http.NewRequest("POST", server.URL, nil)
				if err != nil {
					b.Fatal(err)
				}
				n := work(20, 60, func() error {
					resp, err := drive(p, gate, req.Clone(b.Context()))
					if resp != nil {
						resp.Body.Close()
					}
					return err
				})
				b.ReportMetric(float64(n.count(server.Requests())), "sent")
				b.ReportMetric(float64(n.refused), "refused")
				b.ReportMetric(float64(n.lost+n.held), "lost")
				b.ReportMetric(n.took.Seconds()/(59*pause).Seconds(), "x-least-time")
			}
		})
	}
}
