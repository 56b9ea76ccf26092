package libraries_test

import (
	"context"
	"flag"
	"fmt"
	"math"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/go-retryablehttp"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

var update = flag.Bool("update", false, "rewrite the tables of scores in the READMEs")

// A client decides whether to retry a request that got resp, and after how long. Each
// is the default policy of its library.
type client func(catalog *status.Catalog, resp *http.Response) (wait time.Duration, again bool)

var clients = []struct {
	name string
	client
}{
	{"go-retryablehttp", func(_ *status.Catalog, resp *http.Response) (time.Duration, bool) {
		settings := retryablehttp.NewClient()
		again, _ := settings.CheckRetry(context.Background(), resp, nil)
		return settings.Backoff(settings.RetryWaitMin, settings.RetryWaitMax, 0, resp), again
	}},
	{"failsafe-go", func(_ *status.Catalog, resp *http.Response) (wait time.Duration, again bool) {
		policy := failsafehttp.NewRetryPolicyBuilder().WithMaxRetries(1).
			OnRetryScheduled(func(e failsafe.ExecutionScheduledEvent[*http.Response]) { wait, again = e.Delay, true }).
			Build()
		failsafe.With(policy).Get(func() (*http.Response, error) { return resp, nil })
		return wait, again
	}},
	{"statuscat", func(catalog *status.Catalog, resp *http.Response) (time.Duration, bool) {
		policy := statushttp.Policy{Catalog: catalog, MaxWait: math.MaxInt64} // the others have no bound either
		d := policy.Decide(context.Background(), 1, resp, nil)
		return d.Wait, d.Retry
	}},
}

// score counts a client's wrong decisions about the responses of a vendor.
type score struct {
	inVain  int // retried although a retry cannot succeed
	missed  int // not retried although a retry would have succeeded
	unsafe  int // retried although the first try may have taken effect
	ignored int // retried, but not after the specified wait
}

func (s score) add(o score) score {
	return score{s.inVain + o.inVain, s.missed + o.missed, s.unsafe + o.unsafe, s.ignored + o.ignored}
}

func (s score) String() string {
	if s == (score{}) {
		return "0"
	}
	return fmt.Sprintf("%d · %d · %d · %d", s.inVain, s.missed, s.unsafe, s.ignored)
}

// of scores one decision by the verdict that the catalog expects.
func of(want statushttp.Verdict, method string, wait time.Duration, again bool) (s score) {
	readOnly := slices.Contains([]string{"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"}, method)
	wanted := want.Retry == status.RetryAlways || want.Retry == status.RetryIfIdempotent && readOnly
	switch {
	case again && wanted && want.RetryAfter > 0 && wait != want.RetryAfter:
		s.ignored++
	case again && !wanted && want.Retry == status.RetryIfIdempotent:
		s.unsafe++
	case again && !wanted:
		s.inVain++
	case !again && wanted:
		s.missed++
	}
	return s
}

// replayed is a response to a request of one method.
type replayed struct {
	*spec.Example
	method string
}

// replays returns the vendor's examples: each as the response to its own method, and
// to GET as well if that gets the same.
func replays(v *spec.Vendor) []replayed {
	var all []replayed
	for _, e := range v.Examples {
		if e.Made {
			continue
		}
		read := *e
		read.Method = http.MethodGet
		verdict := statushttp.Classify(v.Runtime(), read.Response(v.Runtime(), statustest.Start))
		if verdict.Case == e.Want.Case && verdict.VendorCase == e.Want.VendorCase {
			all = append(all, replayed{e, http.MethodGet})
		}
		if e.Method != "" && e.Method != http.MethodGet {
			all = append(all, replayed{e, e.Method})
		}
	}
	return all
}

// decide asks each client about the response at the time of its Date.
func (r replayed) decide(t *testing.T, catalog *status.Catalog) []score {
	scores := make([]score, len(clients))
	for i, c := range clients {
		synctest.Test(t, func(*testing.T) {
			resp := r.Response(catalog, statustest.Start)
			resp.Request.Method = r.method
			date, _ := http.ParseTime(resp.Header.Get("Date"))
			time.Sleep(time.Until(date))
			wait, again := c.client(catalog, resp)
			scores[i] = of(r.Want, r.method, wait, again)
		})
	}
	return scores
}

// TestScore replays every bundled example through the clients, and compares the
// tables in the READMEs with the result. The column of this module must be 0. With
// -update it writes the tables.
func TestScore(t *testing.T) {
	table := [][]string{{"Vendor", "Responses"}}
	for _, c := range clients {
		table[0] = append(table[0], c.name)
	}
	row := func(vendor string, responses int, scores []score) {
		cells := []string{vendor, fmt.Sprint(responses)}
		for _, s := range scores {
			cells = append(cells, s.String())
		}
		table = append(table, cells)
	}
	all, responses := make([]score, len(clients)), 0
	for _, c := range spec.Bundled() {
		for _, v := range c.Vendors {
			catalog, sum := v.Runtime(), make([]score, len(clients))
			list := replays(v)
			for _, r := range list {
				scores := r.decide(t, catalog)
				if ours := scores[len(scores)-1]; ours != (score{}) {
					t.Errorf("%s, %s to a %s: statuscat's own decision is wrong, %+v", v.Key, r.Name, r.method, ours)
				}
				for i := range sum {
					sum[i] = sum[i].add(scores[i])
				}
			}
			if len(list) == 0 {
				continue
			}
			row(fmt.Sprintf("[%s](../%s)", v.Title(), v.Key), len(list), sum)
			responses += len(list)
			for i := range all {
				all[i] = all[i].add(sum[i])
			}
		}
	}
	row("all", responses, all)
	compareBlock(t, "../../README.md", "vendors", markdownTable(table, 1))

	var names []string
	for _, c := range spec.Bundled() {
		for _, v := range c.Vendors {
			if v.Key != spec.IANA().Vendors[0].Key {
				names = append(names, fmt.Sprintf("[%s](status/%s/README.md)", v.Title(), v.Key))
			}
		}
	}
	compareBlock(t, readme, "names", strings.Join(names, ",\n")+".\n")

	libraries := [][]string{{"Policy", fmt.Sprintf("wrong decisions, of %d", responses)}}
	for i, c := range clients {
		s := all[i]
		libraries = append(libraries, []string{c.name, fmt.Sprint(s.inVain + s.missed + s.unsafe + s.ignored)})
	}
	compareBlock(t, readme, "libraries", markdownTable(libraries, 1))
	compareBlock(t, readme, "reading", markdownTable(reading(), 1))
}

// reading returns how many of the error responses are decided right, retry and wait
// together, by who has the catalogs and reads only a part of the response.
func reading() [][]string {
	parts := []struct {
		name  string
		leave func(*http.Response)
	}{
		{"the status code", func(r *http.Response) {
			r.Header, r.Body, r.Request = http.Header{"Date": r.Header["Date"]}, http.NoBody, &http.Request{}
		}},
		{"and `Retry-After`", func(r *http.Response) {
			r.Header = http.Header{"Date": r.Header["Date"], "Retry-After": r.Header["Retry-After"]}
			if r.Header["Retry-After"] == nil {
				delete(r.Header, "Retry-After")
			}
			r.Body, r.Request = http.NoBody, &http.Request{}
		}},
		{"and all headers", func(r *http.Response) { r.Body, r.Request = http.NoBody, &http.Request{} }},
		{"and the body", func(r *http.Response) { r.Request = &http.Request{} }},
		{"and the request", func(*http.Response) {}},
	}
	right, all := make([]int, len(parts)), 0
	for _, c := range spec.Bundled() {
		for _, v := range c.Vendors {
			for _, e := range v.Examples {
				if e.Made || e.Want.IsSuccess() && e.Want.Code < 400 {
					continue
				}
				all++
				for i, part := range parts {
					resp := e.Response(v.Runtime(), statustest.Start)
					part.leave(resp)
					got := statushttp.Classify(v.Runtime(), resp)
					if got.Retry == e.Want.Retry && got.RetryAfter == e.Want.RetryAfter && got.Backoff == e.Want.Backoff {
						right[i]++
					}
				}
			}
		}
	}
	table := [][]string{{"If you read", fmt.Sprintf("right, of %d error responses", all)}}
	for i, part := range parts {
		table = append(table, []string{part.name, fmt.Sprintf("%.0f %%", 100*float64(right[i])/float64(all))})
	}
	return table
}

const readme = "../../../../README.md"

// compareBlock compares the block of that name in a README, or writes it.
func compareBlock(t *testing.T, file, name, got string) {
	t.Helper()
	begin, end := "<!-- make score: "+name+" -->\n", "<!-- end of score: "+name+" -->\n"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begins := strings.Cut(string(text), begin)
	want, after, ends := strings.Cut(rest, end)
	if !begins || !ends {
		t.Fatalf("%s has no block between %q and %q", file, begin, end)
	}
	if *update {
		if err := os.WriteFile(file, []byte(before+begin+got+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("make score changes %s (-want +got):\n%s", file, diff)
	}
}

// markdownTable aligns the first columns, of texts, to the left and the others, of
// numbers, to the right.
func markdownTable(rows [][]string, texts int) string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	var b strings.Builder
	for n, row := range rows {
		for i, cell := range row {
			width := widths[i]
			if i < texts {
				width = -width
			}
			fmt.Fprintf(&b, "| %*s ", width, cell)
		}
		b.WriteString("|\n")
		for i, width := range widths {
			switch {
			case n > 0:
			case i < texts:
				b.WriteString("|" + strings.Repeat("-", width+2))
			default:
				b.WriteString("|" + strings.Repeat("-", width+1) + ":")
			}
		}
		if n == 0 {
			b.WriteString("|\n")
		}
	}
	return b.String()
}
