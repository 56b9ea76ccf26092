package clients

import (
	"fmt"
	"os"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/statuscat/statuscat/status"
)

// row is a fleet, what it did, and what it may do at most.
type row struct {
	name      string
	processes int
	job       job // Vendor and Server aside
	size      int
	per       time.Duration
	store     bool
	stop      time.Duration // if not 0, the server is killed then, for eight seconds
	persist   bool

	maxRefused int // with a store

	vendor *vendor
	report report
	took   time.Duration
}

func (r *row) run(t *testing.T) {
	r.vendor = startVendor(t, r.size, r.per)
	r.job.Vendor, r.job.Client = r.vendor.addr, "go-redis"
	var s *server
	if r.store {
		var args []string
		if r.persist {
			args = []string{"--appendonly", "yes"}
		}
		s = startServer(t, args...)
		r.job.Server = s.addr
	}
	fleet := r.job.fleet(t, r.processes)
	start := time.Now()
	for _, p := range fleet {
		p.begin()
	}
	if r.stop > 0 {
		time.Sleep(r.stop)
		s.kill()
		time.Sleep(8 * time.Second)
		s.start()
	}
	for _, p := range fleet {
		one := p.wait()
		r.report.Done += one.Done
		r.report.Lost += one.Lost
		r.report.Away += one.Away
		r.report.Back += one.Back
		r.report.Errors = append(r.report.Errors, one.Errors...)
	}
	r.took = time.Since(start)
}

func (r *row) wanted() int { return r.processes * r.job.Workers * r.job.Calls }

// fleet starts n processes.
func (j job) fleet(t *testing.T, n int) (all []*process) {
	for range n {
		all = append(all, j.start(t))
	}
	return all
}

// All rows run beside each other: each is slow because its limit is.
func TestFleet(t *testing.T) {
	if testing.Short() {
		t.Skip("takes two minutes")
	}
	var rows []*row
	for _, store := range []bool{false, true} {
		for _, n := range []int{1, 2, 4, 8} {
			one := status.Limit{Requests: 1, Per: time.Second, Code: 429}
			rows = append(rows, &row{name: "1 in 1 s", processes: n, job: job{Limit: one, Workers: 5, Calls: 2}, size: 1, per: time.Second, store: store})
		}
		for _, n := range []int{1, 2, 4, 8} {
			fifty := status.Limit{Requests: 50, Per: 10 * time.Second, Code: 429}
			rows = append(rows, &row{name: "50 in 10 s", processes: n, job: job{Limit: fifty, Workers: 5, Calls: 8}, size: 50, per: 10 * time.Second, store: store})
		}
		for _, n := range []int{1, 2, 4, 8} {
			r := &row{name: "unknown size", processes: n, job: job{Workers: 5, Calls: 6}, size: 20, per: time.Second, store: store}
			r.maxRefused = r.wanted() * 15 / 100
			rows = append(rows, r)
		}
	}
	for _, persist := range []bool{false, true} {
		name := "killed for 8 s, back empty"
		if persist {
			name = "killed for 8 s, back as it was"
		}
		fifty := status.Limit{Requests: 50, Per: 10 * time.Second, Code: 429}
		rows = append(rows, &row{name: name, processes: 4, job: job{Limit: fifty, Workers: 5, Calls: 10}, size: 50, per: 10 * time.Second, store: true, stop: 14 * time.Second, persist: persist, maxRefused: 5})
	}
	var all sync.WaitGroup
	for i, r := range rows {
		all.Go(func() {
			time.Sleep(time.Duration(i) * time.Second) // or their starts would delay each other's requests
			r.run(t)
		})
	}
	all.Wait()

	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "limit\tprocesses\tstore\twanted\tsent\trefused\tlost\tseconds\taway/back")
	for _, r := range rows {
		fmt.Fprintf(w, "%s\t%d\t%t\t%d\t%d\t%d\t%d\t%.1f\t%d/%d\n", r.name, r.processes, r.store, r.wanted(),
			r.vendor.sent, r.vendor.refused, r.report.Lost, r.took.Seconds(), r.report.Away, r.report.Back)
		if r.store && (r.report.Done != r.wanted() || r.report.Lost > 0 || r.vendor.refused > r.maxRefused) {
			t.Errorf("%s, %d processes: %d refused at %v, want at most %d; %d lost (%q), want none",
				r.name, r.processes, r.vendor.refused, r.vendor.refusedAt, r.maxRefused, r.report.Lost, r.report.Errors)
		}
		if r.stop > 0 && (r.report.Away != r.processes || r.report.Back != r.processes) {
			t.Errorf("%s: %d events that the store is away, %d that it is back, want %d of each", r.name, r.report.Away, r.report.Back, r.processes)
		}
	}
	w.Flush()
}

// Eight processes that want five times what the limit allows.
func TestLoad(t *testing.T) {
	const processes, workers, seconds = 8, 5, 10
	v := startVendor(t, 2000, time.Second)
	s := startServer(t)
	j := job{
		Vendor: v.addr, Server: s.addr, Client: "go-redis",
		Limit:   status.Limit{Requests: 2000, Per: time.Second, Code: 429},
		Workers: workers, Calls: 250 * seconds, Every: 4 * time.Millisecond,
	}
	fleet := j.fleet(t, processes)
	start, before := time.Now(), s.cpu()
	for _, p := range fleet {
		p.begin()
	}
	for _, p := range fleet {
		p.wait()
	}
	took := time.Since(start)
	core := (s.cpu() - before).Seconds() / took.Seconds()
	t.Logf("%d wanted in %.1f s, %d sent, %d refused; the server used %.0f%% of a core", processes*workers*j.Calls, took.Seconds(), v.sent, v.refused, 100*core)
	if v.refused > 0 {
		t.Errorf("%d refused at %v: the limit did not hold in every interval", v.refused, v.refusedAt[:min(9, v.refused)])
	}
	if least := 2000 * seconds / 2; v.sent < least {
		t.Errorf("%d sent, want at least %d: the limit is not used", v.sent, least)
	}
	if core > 0.5 {
		t.Errorf("the server used %.2f of a core, want at most half", core)
	}
}
