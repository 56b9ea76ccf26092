package statustest_test

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/leadcommerce"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

func newServer(t *testing.T, c *status.Catalog, options ...statustest.Option) *statustest.Server {
	s := statustest.NewServer(c, options...)
	t.Cleanup(s.Close)
	return s
}

// get asks once and returns the answer with its body read.
func get(t *testing.T, s *statustest.Server) (*http.Response, string) {
	t.Helper()
	resp, err := s.Client().Get(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

func codes(t *testing.T, s *statustest.Server, n int) (all []int) {
	t.Helper()
	for range n {
		resp, _ := get(t, s)
		all = append(all, resp.StatusCode)
	}
	return all
}

type vendorStatus int

func TestServerScript(t *testing.T) {
	s := newServer(t, leadcommerce.Catalog)
	if got := codes(t, s, 2); !slices.Equal(got, []int{200, 200}) {
		t.Errorf("without a script: %v", got)
	}
	s.Script(403, "403", vendorStatus(201))
	if got, want := codes(t, s, 5), []int{403, 403, 201, 201, 201}; !slices.Equal(got, want) {
		t.Errorf("the last answer does not stay: got %v, want %v", got, want)
	}
	s.Script(507)
	if got := codes(t, s, 1); got[0] != 507 {
		t.Errorf("a new script does not replace the old one: %v", got)
	}
}

// What arrives has the meaning of the case that was scripted, at any time of the
// clock.
func TestServerPlaysEveryCase(t *testing.T) {
	for _, catalog := range catalogs(t) {
		s := newServer(t, catalog)
		client := s.Client()
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		for _, c := range statustest.Responses(catalog) {
			if c.Response.StatusCode < 200 {
				continue
			}
			s.Clock.Advance(1234 * time.Second)
			for _, answer := range []any{c.Name, c} {
				s.Script(answer)
				req, err := http.NewRequest(c.Response.Request.Method, s.URL, nil)
				if err != nil {
					t.Fatal(err)
				}
				resp, err := client.Do(req)
				if err != nil {
					t.Fatal(err)
				}
				if got := statushttp.Classify(catalog, resp); got != c.Want {
					t.Errorf("%s %s: got %s, want %s; %s", catalog.Vendor, c.Name, show(got), show(c.Want), dump(resp))
				}
				resp.Body.Close()
			}
		}
	}
}

func TestServerRefusesWhatTheVendorDoesNotSay(t *testing.T) {
	s := newServer(t, leadcommerce.Catalog)
	for _, tt := range []struct {
		answer any
		want   string
	}{
		{429, "does not document 429"},
		{"429", "does not document 429"},
		{"403 secondary-limit", `no answer "403 secondary-limit"`},
		{100, "no final answer"},
		{1000, "no final answer"},
		{0, "no final answer"},
		{-1, "no final answer"},
		{3.5, "neither"},
		{nil, "neither"},
		{statustest.Case{}, "neither"},
		{statustest.Case{Response: &http.Response{StatusCode: 429}}, "does not document 429"},
	} {
		mustPanic(t, tt.want, func() { s.Script(200, tt.answer) })
		mustPanic(t, tt.want, func() {
			newServer(t, leadcommerce.Catalog, statustest.Limit{Requests: 1, Per: time.Second, Code: tt.answer})
		})
	}
	mustPanic(t, "without an answer", func() { s.Script() })
	mustPanic(t, "lets nothing through", func() { newServer(t, leadcommerce.Catalog, statustest.Limit{Requests: 0, Per: time.Second, Code: 403}) })
	mustPanic(t, "no period", func() { newServer(t, leadcommerce.Catalog, statustest.Limit{Requests: 1, Per: 0, Code: 403}) })
	mustPanic(t, "turned back", func() { s.Clock.Advance(-1) })
	if got := codes(t, s, 1); got[0] != 200 {
		t.Errorf("a script that panicked is in force: %v", got)
	}

	s = newServer(t, leadcommerce.Catalog, statustest.AllowUndocumented)
	s.Script(429, 299, 799)
	if got, want := codes(t, s, 3), []int{429, 299, 799}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func mustPanic(t *testing.T, want string, f func()) {
	t.Helper()
	defer func() {
		if got := fmt.Sprint(recover()); !strings.Contains(got, want) {
			t.Errorf("panic says %q, want %q", got, want)
		}
	}()
	f()
}

// A case may be changed, and then it is sent as it was changed.
func TestServerSendsChangedCases(t *testing.T) {
	catalog := leadcommerce.Catalog
	s := newServer(t, catalog)
	c := statustest.Responses(catalog)[0]
	c.Response.Body = io.NopCloser(strings.NewReader(`{"orders":[1,2]}`))
	c.Response.Header = http.Header{"X-Page": {"2"}, "Content-Length": {"7"}}
	s.Script(c)
	s.Clock.Advance(time.Hour)
	for range 2 {
		resp, body := get(t, s)
		if body != `{"orders":[1,2]}` || resp.Header.Get("X-Page") != "2" {
			t.Errorf("got %v %s", resp.Header, body)
		}
		if got, want := resp.Header.Get("Date"), "Wed, 01 Jan 2025 01:00:00 GMT"; got != want {
			t.Errorf("Date is %s, want %s", got, want)
		}
	}
}

func TestServerRecords(t *testing.T) {
	s := newServer(t, leadcommerce.Catalog)
	s.Script(403, 200)
	for i := range 2 {
		req, _ := http.NewRequest("POST", s.URL+"/orders?page=2", strings.NewReader(fmt.Sprint("body ", i)))
		req.Header.Set("X-Key", "k")
		resp, err := s.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		s.Clock.Advance(time.Second)
	}
	var got []string
	for _, r := range s.Requests() {
		got = append(got, fmt.Sprint(r.Time.Sub(statustest.Start), " ", r.Method, " ", r.URL, " ", r.Header.Get("X-Key"), " ", string(r.Body), " → ", r.Code))
	}
	want := []string{"0s POST /orders?page=2 k body 0 → 403", "1s POST /orders?page=2 k body 1 → 200"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Lead Commerce takes one request a second, and 500 an hour.
func TestServerLimits(t *testing.T) {
	s := newServer(t, leadcommerce.Catalog, statustest.Limit{Requests: 1, Per: time.Second, Code: 403}, statustest.Limit{Requests: 500, Per: time.Hour, Code: 509})
	if got, want := codes(t, s, 3), []int{200, 403, 403}; !slices.Equal(got, want) {
		t.Errorf("within a second: %v, want %v", got, want)
	}
	s.Clock.Advance(time.Second - 1)
	if got := codes(t, s, 1); got[0] != 403 {
		t.Errorf("just before the second is over: %v", got)
	}
	s.Clock.Advance(1)
	if got, want := codes(t, s, 2), []int{200, 403}; !slices.Equal(got, want) {
		t.Errorf("in the next second: %v, want %v", got, want)
	}
	for i := range 498 {
		s.Clock.Advance(time.Second)
		if got := codes(t, s, 1); got[0] != 200 {
			t.Fatalf("request %d of the hour: %v", i+3, got)
		}
	}
	s.Clock.Advance(time.Second)
	if got := codes(t, s, 2); !slices.Equal(got, []int{509, 509}) {
		t.Errorf("request 501 of the hour: %v", got)
	}
	s.Clock.Advance(time.Hour)
	if got, want := codes(t, s, 2), []int{200, 403}; !slices.Equal(got, want) {
		t.Errorf("in the next hour: %v, want %v", got, want)
	}
}

// A limit uses up nothing of the script.
func TestServerLimitsGoBeforeTheScript(t *testing.T) {
	s := newServer(t, leadcommerce.Catalog, statustest.Limit{Requests: 2, Per: time.Second, Code: 403})
	s.Script(201, 500, 202)
	got := codes(t, s, 3)
	s.Clock.Advance(time.Second)
	if got, want := append(got, codes(t, s, 1)...), []int{201, 500, 403, 202}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Where the catalog says that a refusal tells the wait, it does, rounded up.
func TestServerLimitsTell(t *testing.T) {
	catalog := load(t, "testdata/hard.yaml", "full")
	for _, tt := range []struct {
		answer       any
		header, want string
	}{
		{"403 primary-limit", "X-Ratelimit-Reset", fmt.Sprint(statustest.Start.Unix() + 60)},
		{429, "Retry-After-Ms", "44500"},
		{400, "Retry-After-Ms", ""},
	} {
		s := newServer(t, catalog, statustest.Limit{Requests: 1, Per: time.Minute, Code: tt.answer})
		get(t, s)
		s.Clock.Advance(15*time.Second + 500*time.Millisecond)
		resp, _ := get(t, s)
		if got := resp.Header.Get(tt.header); got != tt.want {
			t.Errorf("%v: %s is %q, want %q", tt.answer, tt.header, got, tt.want)
		}
	}
}

func TestClockOption(t *testing.T) {
	var clock statustest.Clock
	a, b := newServer(t, leadcommerce.Catalog, &clock), newServer(t, leadcommerce.Catalog, &clock)
	clock.Advance(time.Minute)
	for _, s := range []*statustest.Server{a, b} {
		if resp, _ := get(t, s); resp.Header.Get("Date") != "Wed, 01 Jan 2025 00:01:00 GMT" {
			t.Errorf("Date is %s", resp.Header.Get("Date"))
		}
	}
}

// Many clients at once, with the race detector watching: the limit still lets
// through exactly as many as it says.
func TestServerConcurrently(t *testing.T) {
	s := newServer(t, leadcommerce.Catalog, statustest.Limit{Requests: 10, Per: time.Second, Code: 403})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 10 {
				resp, err := s.Client().Get(s.URL)
				if err != nil {
					t.Error(err)
					return
				}
				resp.Body.Close()
				s.Requests()
				s.Clock.Now()
			}
		})
	}
	wg.Wait()
	through := 0
	for _, r := range s.Requests() {
		if r.Code == 200 {
			through++
		}
	}
	if n := len(s.Requests()); n != 80 || through != 10 {
		t.Errorf("%d of %d requests came through, want 10 of 80", through, n)
	}
}
