package tests

import (
	"context"
	"iter"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/bigcommerce"
	"github.com/statuscat/statuscat/status/leadcommerce"
)

// To aim at: no more than 2 x-bare.
func BenchmarkIsRetryable(b *testing.B) {
	inBothOrders(b, func(b *testing.B, a sample) {
		race(b, a, contender{"IsRetryable", a.isRetryable}, contender{"bare", func(n int) {
			retryable := 0
			for i := 0; i < n; i++ {
				for _, c := range a.numbers {
					if c >= 500 {
						retryable++
					}
				}
			}
			count = retryable
		}})
	})
}

// What allocates here is the policy: an error for each 5xx, which it then drops.
func BenchmarkRetryPolicy(b *testing.B) {
	inBothOrders(b, func(b *testing.B, a sample) {
		var responses []*http.Response
		for _, c := range a.numbers {
			responses = append(responses, &http.Response{StatusCode: c, Status: strconv.Itoa(c) + " " + http.StatusText(c)})
		}
		ctx := context.Background()
		race(b, a, contender{"IsRetryable", a.isRetryable}, contender{"DefaultRetryPolicy", func(n int) {
			retryable := 0
			for i := 0; i < n; i++ {
				for _, r := range responses {
					if again, _ := retryablehttp.DefaultRetryPolicy(ctx, r, nil); again {
						retryable++
					}
				}
			}
			count = retryable
		}})
	})
}

// To aim at: no more than 0.25 x-StatusText.
func BenchmarkDefinition(b *testing.B) {
	inBothOrders(b, func(b *testing.B, a sample) {
		race(b, a, contender{"Definition", func(n int) {
			length := 0
			for i := 0; i < n; i++ {
				for _, s := range a.bigcommerce {
					length += len(s.Definition())
				}
				for _, s := range a.leadcommerce {
					length += len(s.Definition())
				}
			}
			count = length
		}}, contender{"StatusText", func(n int) {
			length := 0
			for i := 0; i < n; i++ {
				for _, c := range a.numbers {
					length += len(http.StatusText(c))
				}
			}
			count = length
		}})
	})
}

func BenchmarkLookup(b *testing.B) {
	byCode := map[int]status.Info{}
	for _, c := range []*status.Catalog{bigcommerce.Catalog, leadcommerce.Catalog} {
		for info := range c.All() {
			byCode[info.Code] = info
		}
	}
	inBothOrders(b, func(b *testing.B, a sample) {
		race(b, a, contender{"Lookup", func(n int) {
			length := 0
			for i := 0; i < n; i++ {
				for _, c := range a.numbers {
					info, _ := bigcommerce.Catalog.Lookup(c)
					length += len(info.Remedy)
				}
			}
			count = length
		}}, contender{"map", func(n int) {
			length := 0
			for i := 0; i < n; i++ {
				for _, c := range a.numbers {
					info := byCode[c]
					length += len(info.Remedy)
				}
			}
			count = length
		}})
	})
}

// sample is the codes that the vendors document, for that is what they answer
// with: as each vendor's own type, and as the numbers that other tools see.
type sample struct {
	bigcommerce  []bigcommerce.Status
	leadcommerce []leadcommerce.Status
	numbers      []int
}

// inBothOrders runs a benchmark with the codes in ascending order, which a
// processor learns by heart, so that the jumps of a switch cost it nothing, and
// in no order, as in life.
func inBothOrders(b *testing.B, run func(*testing.B, sample)) {
	for _, order := range []struct {
		name    string
		shuffle bool
	}{{"ascending", false}, {"shuffled", true}} {
		a := sample{bigcommerce: codes(bigcommerce.All(), order.shuffle), leadcommerce: codes(leadcommerce.All(), order.shuffle)}
		for _, s := range a.bigcommerce {
			a.numbers = append(a.numbers, int(s))
		}
		for _, s := range a.leadcommerce {
			a.numbers = append(a.numbers, int(s))
		}
		b.Run(order.name, func(b *testing.B) { run(b, a) })
	}
}

func codes[S any](all iter.Seq[S], shuffle bool) []S {
	list := slices.Repeat(slices.Collect(all), 100)
	if shuffle {
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
	return list
}

func (a sample) isRetryable(n int) {
	retryable := 0
	for i := 0; i < n; i++ {
		for _, s := range a.bigcommerce {
			if s.IsRetryable() {
				retryable++
			}
		}
		for _, s := range a.leadcommerce {
			if s.IsRetryable() {
				retryable++
			}
		}
	}
	count = retryable
}

// count takes what the contenders count, so that the compiler cannot leave out
// the counting. Each counts in a variable of its own first, as a store for each
// code would take longer than the answer.
var count int

// contender is one way to go through a sample, n times.
type contender struct {
	name string
	run  func(n int)
}

// race measures all contenders in turn, round by round, and takes of each its
// fastest round: what else the machine does slows a round down and never speeds
// it up. It reports nanoseconds a code, and how many times as long as each of
// the others the first one takes.
func race(b *testing.B, a sample, contenders ...contender) {
	const passes = 2 // a round is some microseconds: far more than the clock's grain
	fastest := make([]time.Duration, len(contenders))
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		for j, c := range contenders {
			start := time.Now()
			c.run(passes)
			if d := time.Since(start); i == 0 || d < fastest[j] {
				fastest[j] = d
			}
		}
	}
	for j, c := range contenders {
		b.ReportMetric(float64(fastest[j].Nanoseconds())/float64(passes*len(a.numbers)), c.name+"-ns/code")
		if j > 0 {
			b.ReportMetric(float64(fastest[0])/float64(fastest[j]), "x-"+c.name)
		}
	}
	b.ReportMetric(0, "ns/op") // a round of all together says nothing
}
