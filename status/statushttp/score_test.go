package statushttp_test

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

var update = flag.Bool("update", false, "rewrite the table of vendors in the README")

// A client decides whether a request that got resp is sent again, and after how
// long. Each is what its library does for whoever sets nothing.
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

// score is how a client fares with the answers of a vendor.
type score struct {
	inVain  int // repeated, and it cannot help
	missed  int // not repeated, and it would have helped
	unsafe  int // repeated, and the first try may have taken effect
	ignored int // repeated, and not after the wait that the answer tells
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

// of scores one decision by what the catalog says of the answer.
func of(want statushttp.Verdict, method string, wait time.Duration, again bool) (s score) {
	readOnly := slices.Contains([]string{"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"}, method)
	due := want.Retry == status.RetryAlways || want.Retry == status.RetryIfIdempotent && readOnly
	switch {
	case again && due && want.RetryAfter > 0 && wait != want.RetryAfter:
		s.ignored++
	case again && !due && want.Retry == status.RetryIfIdempotent:
		s.unsafe++
	case again && !due:
		s.inVain++
	case !again && due:
		s.missed++
	}
	return s
}

// replayed is an answer to a request of one method.
type replayed struct {
	*spec.Example
	method string
}

// replays are the vendor's real answers: each to its own method, and to GET as
// well where that gets the same answer.
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

// decide asks each client about the answer, on the day of its Date.
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

const (
	readme     = "../../README.md"
	scoreBegin = "<!-- make score -->\n"
	scoreEnd   = "<!-- end of score -->\n"
)

// TestScore holds the README's table to what comes of replaying every bundled
// example, and this module's own column to naught. With -v it prints the table,
// with -update it writes it.
func TestScore(t *testing.T) {
	table := [][]string{{"Package", "Vendor", "Answers"}}
	for _, c := range clients {
		table[0] = append(table[0], c.name)
	}
	row := func(link, title string, answers int, scores []score) {
		cells := []string{link, title, fmt.Sprint(answers)}
		for _, s := range scores {
			cells = append(cells, s.String())
		}
		table = append(table, cells)
	}
	all, answers := make([]score, len(clients)), 0
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
			row(fmt.Sprintf("[%s](status/%[1]s)", v.Key), v.Title(), len(list), sum)
			answers += len(list)
			for i := range all {
				all[i] = all[i].add(sum[i])
			}
		}
	}
	row("all", "", answers, all)
	got := markdownTable(table)
	if testing.Verbose() {
		fmt.Print(got)
	}
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begins := strings.Cut(string(text), scoreBegin)
	want, after, ends := strings.Cut(rest, scoreEnd)
	if !begins || !ends {
		t.Fatalf("the README has no place for the score, between %q and %q", scoreBegin, scoreEnd)
	}
	if *update {
		if err := os.WriteFile(readme, []byte(before+scoreBegin+got+scoreEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("make score changes the README's table (-want +got):\n%s", diff)
	}
}

// markdownTable aligns the two columns of texts to the left and those of numbers
// to the right.
func markdownTable(rows [][]string) string {
	const texts = 2
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
