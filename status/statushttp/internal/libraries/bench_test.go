package libraries_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/race"
	"github.com/statuscat/statuscat/status/statushttp"
)

// kept keeps the results, so that the compiler cannot drop the calls.
var kept struct {
	verdict  statushttp.Verdict
	again    bool
	wait     time.Duration
	decision statushttp.Decision
	reason   string
}

// The aims are 100 Classify-ns without a date and a body, no less than 0.5 x-Decide,
// and no more than 3 x-DefaultRetryPolicy over all responses of a vendor. That policy
// decides whether to retry only; its client then calls DefaultBackoff for the wait.
func BenchmarkClassify(b *testing.B) {
	ctx := context.Background()
	bench := func(name string, c *status.Catalog, responses ...*http.Response) {
		b.Run(name, func(b *testing.B) {
			p := policy(c)
			over := func(ask func(*http.Response)) func(int) {
				return func(n int) {
					for range n {
						for _, resp := range responses {
							ask(resp)
						}
					}
				}
			}
			race.Race(b, 100, len(responses), race.Contender{Name: "Classify", Run: over(func(resp *http.Response) {
				kept.again = p.Classify(resp).Retry.IsRetryable()
			})}, race.Contender{Name: "Decide", Run: over(func(resp *http.Response) {
				kept.decision = p.Decide(ctx, 1, resp, nil)
			})}, race.Contender{Name: "DefaultRetryPolicy", Run: over(func(resp *http.Response) {
				kept.again, _ = retryablehttp.DefaultRetryPolicy(ctx, resp, nil)
			})}, race.Contender{Name: "with-DefaultBackoff", Run: over(func(resp *http.Response) {
				if kept.again, _ = retryablehttp.DefaultRetryPolicy(ctx, resp, nil); kept.again {
					kept.wait = retryablehttp.DefaultBackoff(time.Second, time.Minute, 1, resp)
				}
			})})
		})
	}
	var all []*http.Response
	for name, head := range heads {
		resp := answer(head, "")
		resp.Status = name
		all = append(all, resp)
		bench(name, &acme, resp)
	}
	bench("all of acme", &acme, all...)
}

// To aim at: no more than 1.5 x-Unmarshal. Each side reads the body from its
// reader first: Classify itself, up to its bound, and Unmarshal by io.ReadAll.
// Beside the reason Classify also finds the wait.
func BenchmarkClassifyBody(b *testing.B) {
	p := policy(&acme)
	var body strings.Reader
	resp := answer("403\nContent-Type: application/json", "")
	resp.ContentLength = int64(len(largeError))
	reading := io.NopCloser(&body)
	type failure struct {
		Error struct{ Reason, RetryDelay string }
	}
	b.Logf("the body has %d bytes", len(largeError))
	for name, size := range map[string]int64{"sized": int64(len(largeError)), "chunked": -1} {
		resp.ContentLength = size
		b.Run(name, func(b *testing.B) {
			resp.ContentLength = size
			race.Race(b, 20, 1, race.Contender{Name: "Classify", Run: func(n int) {
				for range n {
					body.Reset(largeError)
					resp.Body = reading
					kept.verdict = p.Classify(resp)
				}
			}}, race.Contender{Name: "Unmarshal", Run: func(n int) {
				for range n {
					body.Reset(largeError)
					resp.Body = reading
					text, _ := io.ReadAll(resp.Body)
					var f failure
					if err := json.Unmarshal(text, &f); err != nil {
						b.Fatal(err)
					}
					kept.reason = f.Error.Reason
				}
			}}, race.Contender{Name: "Decoder", Run: func(n int) {
				for range n {
					body.Reset(largeError)
					resp.Body = reading
					var f failure
					if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
						b.Fatal(err)
					}
					kept.reason = f.Error.Reason
				}
			}}, race.Contender{Name: "Unmarshal-alone", Run: func(n int) {
				text := []byte(largeError)
				for range n {
					var f failure
					if err := json.Unmarshal(text, &f); err != nil {
						b.Fatal(err)
					}
					kept.reason = f.Error.Reason
				}
			}})
			if kept.verdict.Case != "secondary" || firstWait(kept.verdict) != 90*time.Second {
				b.Fatalf("the body was not read: %s", kept.verdict.Reason())
			}
		})
	}
}

func BenchmarkCheck(b *testing.B) {
	p := policy(&acme)
	resp := answer("429\nRetry-After: 7", largeError)
	p.Check(resp)
	b.ReportAllocs()
	for b.Loop() {
		p.Check(resp)
	}
}
