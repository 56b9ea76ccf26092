package statushttp_test

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
	"github.com/statuscat/statuscat/status/statushttp"
)

// kept takes the answers, so that the compiler cannot leave out the asking.
var kept struct {
	verdict  statushttp.Verdict
	again    bool
	wait     time.Duration
	decision statushttp.Decision
	reason   string
}

// contender is one way to get an answer, n times over.
type contender struct {
	name string
	run  func(n int)
}

// race measures all contenders in turn, round by round, and takes of each its
// fastest round: what else the machine does slows a round down and never speeds
// it up. It reports nanoseconds a go, and how many times as long as each of the
// others the first one takes.
func race(b *testing.B, goes int, contenders ...contender) {
	fastest := make([]time.Duration, len(contenders))
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		for j, c := range contenders {
			start := time.Now()
			c.run(goes)
			if d := time.Since(start); i == 0 || d < fastest[j] {
				fastest[j] = d
			}
		}
	}
	for j, c := range contenders {
		b.ReportMetric(float64(fastest[j].Nanoseconds())/float64(goes), c.name+"-ns")
		if j > 0 {
			b.ReportMetric(float64(fastest[0])/float64(fastest[j]), "x-"+c.name)
		}
	}
	b.ReportMetric(0, "ns/op") // a round of all together says nothing
}

// What acme answers, in ways that need no body.
var heads = map[string]string{
	"200":                    "200\nContent-Type: text/html",
	"204":                    "204",
	"403 by a header":        "403\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 1772366405",
	"409":                    "409",
	"418 by the fallback":    "418",
	"429":                    "429",
	"429 with seconds":       "429\nRetry-After: 7",
	"429 with milliseconds":  "429\nRetry-After-Ms: 1500",
	"429 with a date":        "429\nRetry-After: Sun, 01 Mar 2026 12:00:07 GMT\nDate: Sun, 01 Mar 2026 12:00:00 GMT",
	"500":                    "500",
	"503 with a server word": "503\nX-Should-Retry: true\nRetry-After: 7",
}

// To aim at: 100 Classify-ns without a date and without a body, no less than 0.5
// x-Decide, and no more than 3 x-DefaultRetryPolicy over all that a vendor answers. The policy gives a yes or a no; what its client goes on
// to ask is DefaultBackoff, which gives the wait.
func BenchmarkClassify(b *testing.B) {
	ctx := context.Background()
	bench := func(name string, c *status.Catalog, responses ...*http.Response) {
		b.Run(name, func(b *testing.B) {
			p := policy(c)
			over := func(ask func(*http.Response)) func(int) {
				return func(n int) {
					for range n / len(responses) {
						for _, resp := range responses {
							ask(resp)
						}
					}
				}
			}
			race(b, 100*len(responses), contender{"Classify", over(func(resp *http.Response) {
				kept.again = p.Classify(resp).Retry.IsRetryable()
			})}, contender{"Decide", over(func(resp *http.Response) {
				kept.decision = p.Decide(ctx, 1, resp, nil)
			})}, contender{"DefaultRetryPolicy", over(func(resp *http.Response) {
				kept.again, _ = retryablehttp.DefaultRetryPolicy(ctx, resp, nil)
			})}, contender{"with-DefaultBackoff", over(func(resp *http.Response) {
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

// A JSON error of 4 KiB, its reason behind the message as in real ones.
var largeError = `{"error":{"code":403,"message":"` + strings.Repeat("Rate limit exceeded. ", 50) +
	`","errors":[` + strings.Repeat(`{"domain":"usageLimits","message":"Rate limit","location":null,"id":12345.5},`, 35) +
	`{}],"reason":"rateLimitExceeded","retryDelay":"90s"}}`

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
			race(b, 20, contender{"Classify", func(n int) {
				for range n {
					body.Reset(largeError)
					resp.Body = reading
					kept.verdict = p.Classify(resp)
				}
			}}, contender{"Unmarshal", func(n int) {
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
			}}, contender{"Decoder", func(n int) {
				for range n {
					body.Reset(largeError)
					resp.Body = reading
					var f failure
					if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
						b.Fatal(err)
					}
					kept.reason = f.Error.Reason
				}
			}}, contender{"Unmarshal-alone", func(n int) {
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
