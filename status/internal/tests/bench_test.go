package tests

import (
	"context"
	"iter"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"testing"

	"github.com/hashicorp/go-retryablehttp"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/bigcommerce"
	"github.com/statuscat/statuscat/status/internal/race"
	"github.com/statuscat/statuscat/status/leadcommerce"
)

// To aim at: no more than 2 x-bare.
func BenchmarkIsRetryable(b *testing.B) {
	inBothOrders(b, func(b *testing.B, a sample) {
		race.Race(b, passes, len(a.numbers), race.Contender{Name: "IsRetryable", Run: a.isRetryable}, race.Contender{Name: "bare", Run: func(n int) {
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
		race.Race(b, passes, len(a.numbers), race.Contender{Name: "IsRetryable", Run: a.isRetryable}, race.Contender{Name: "DefaultRetryPolicy", Run: func(n int) {
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
		race.Race(b, passes, len(a.numbers), race.Contender{Name: "Definition", Run: func(n int) {
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
		}}, race.Contender{Name: "StatusText", Run: func(n int) {
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
		race.Race(b, passes, len(a.numbers), race.Contender{Name: "Lookup", Run: func(n int) {
			length := 0
			for i := 0; i < n; i++ {
				for _, c := range a.numbers {
					info, _ := bigcommerce.Catalog.Lookup(c)
					length += len(info.Remedy)
				}
			}
			count = length
		}}, race.Contender{Name: "map", Run: func(n int) {
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

// passes is how often a sample is gone through in a round, which then takes some
// microseconds: far more than the clock's grain.
const passes = 2

// count takes what the contenders count, so that the compiler cannot leave out
// the counting. Each counts in a variable of its own first, as a store for each
// code would take longer than the answer.
var count int
