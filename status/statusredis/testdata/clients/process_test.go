package clients

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statusredis"
)

// job is what one process of a fleet does.
type job struct {
	Vendor  string // its address
	Server  string // the address of Redis; none if empty
	Client  string
	Limit   status.Limit  // that the catalog knows; none if zero
	Workers int           // goroutines
	Calls   int           // of each
	Every   time.Duration // if not 0, each call begins so long after the one before, and has a second
}

// report is what became of its calls.
type report struct {
	Done, Lost int
	Away, Back int      // events
	Errors     []string // of the calls that were lost
}

const jobVariable = "STATUSCAT_FLEET_JOB"

// TestMain makes the test program a process of a fleet too.
func TestMain(m *testing.M) {
	text := os.Getenv(jobVariable)
	if text == "" {
		os.Exit(m.Run())
	}
	var j job
	if err := json.Unmarshal([]byte(text), &j); err != nil {
		panic(err)
	}
	json.NewEncoder(os.Stdout).Encode(j.run())
}

// process is one of a fleet.
type process struct {
	t   *testing.T
	cmd *exec.Cmd
	in  io.Closer
	out *bufio.Reader
}

// start starts a process, and returns when it is connected.
func (j job) start(t *testing.T) *process {
	text, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, cmd: exec.Command(os.Args[0])}
	p.cmd.Env = append(os.Environ(), jobVariable+"="+string(text))
	p.cmd.Stderr = os.Stderr
	p.in, _ = p.cmd.StdinPipe()
	out, _ := p.cmd.StdoutPipe()
	p.out = bufio.NewReader(out)
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p.out.ReadString('\n')
	return p
}

// begin has the process begin its calls.
func (p *process) begin() { p.in.Close() }

// wait returns the report of the process.
func (p *process) wait() (r report) {
	if err := json.NewDecoder(p.out).Decode(&r); err != nil {
		p.t.Error(err)
	}
	if err := p.cmd.Wait(); err != nil {
		p.t.Error(err)
	}
	return r
}

func (j job) run() (r report) {
	policy := &statushttp.Policy{Catalog: &status.Catalog{Vendor: "fleet", Rows: &status.Rows{
		200: {Code: 200, Meaning: status.Meaning{Kind: status.KindOK}},
		429: {Code: 429, Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: status.RetryAlways}},
	}}}
	if j.Limit.Requests > 0 {
		policy.Catalog.Limits = []status.Limit{j.Limit}
	}
	var mu sync.Mutex
	policy.Observe = func(_ context.Context, e statushttp.Event) {
		mu.Lock()
		defer mu.Unlock()
		switch e.Type {
		case statushttp.EventStoreAway:
			r.Away++
		case statushttp.EventStoreBack:
			r.Back++
		}
	}
	if j.Server != "" {
		eval, err := clients[j.Client](j.Server)
		if err != nil {
			panic(err)
		}
		policy.Store = statusredis.New(eval)
	}
	direct := &http.Transport{MaxIdleConnsPerHost: j.Workers}
	client := &http.Client{Transport: policy.Transport(direct)}
	j.connect(direct, policy.Store)
	fmt.Println("ready")
	io.Copy(io.Discard, os.Stdin) // until all are
	var all sync.WaitGroup
	call := func(ctx context.Context) {
		err := j.call(ctx, client, policy)
		mu.Lock()
		defer mu.Unlock()
		if err == nil {
			r.Done++
		} else if r.Lost++; r.Lost <= 3 {
			r.Errors = append(r.Errors, err.Error())
		}
	}
	start := time.Now()
	for range j.Workers {
		all.Go(func() {
			for n := range j.Calls {
				if j.Every == 0 {
					call(context.Background())
					continue
				}
				time.Sleep(time.Until(start.Add(time.Duration(n) * j.Every)))
				all.Go(func() {
					ctx, cancel := context.WithTimeout(context.Background(), time.Second)
					defer cancel()
					call(ctx)
				})
			}
		})
	}
	all.Wait()
	return r
}

// connect has all connections ready, so that no request is late for theirs.
func (j job) connect(direct *http.Transport, store statushttp.Store) {
	var all sync.WaitGroup
	for range j.Workers {
		all.Go(func() {
			resp, err := (&http.Client{Transport: direct}).Get(j.Vendor + warmUp)
			if err != nil {
				panic(err)
			}
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
			if store != nil {
				store.Take(context.Background(), "", nil)
			}
		})
	}
	all.Wait()
}

// call sends one request until the policy does not retry it.
func (j job) call(ctx context.Context, client *http.Client, policy *statushttp.Policy) error {
	for attempt := 1; ; attempt++ {
		req, err := http.NewRequestWithContext(ctx, "GET", j.Vendor, nil)
		if err != nil {
			return err
		}
		resp, err := client.Do(req)
		if err == nil {
			resp.Body.Close()
		}
		d := policy.Decide(ctx, attempt, resp, err)
		switch {
		case d.Reason == statushttp.ReasonSuccess:
			return nil
		case !d.Retry:
			return fmt.Errorf("%s: %w", d.Reason, err)
		}
		time.Sleep(d.Wait)
	}
}
