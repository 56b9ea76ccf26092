package clients

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
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

// start runs a process beside this one. What it returns waits for the report.
func (j job) start(t *testing.T) func() report {
	text, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), jobVariable+"="+string(text))
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return func() (r report) {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
		if err := json.Unmarshal(out.Bytes(), &r); err != nil {
			t.Errorf("%v: %s", err, out.Bytes())
		}
		return r
	}
}

func (j job) run() (r report) {
	policy := &statushttp.Policy{Catalog: &status.Catalog{Vendor: "fleet", Rows: &status.Rows{
		200: {Code: 200},
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
	client := &http.Client{Transport: policy.Transport(&http.Transport{MaxIdleConnsPerHost: j.Workers})}
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
