// Package race compares functions in a benchmark.
package race

import (
	"testing"
	"time"
)

// Contender is one of the functions to compare; Run does all pieces of the work n times.
type Contender struct {
	Name string
	Run  func(n int)
}

// Race runs all contenders in turn, round by round, and takes the fastest round of each,
// which other processes have slowed down the least. It reports the nanoseconds of one of
// the pieces, and the ratio of the first contender to each of the others.
func Race(b *testing.B, n, pieces int, contenders ...Contender) {
	fastest := make([]time.Duration, len(contenders))
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		for j, c := range contenders {
			start := time.Now()
			c.Run(n)
			if d := time.Since(start); i == 0 || d < fastest[j] {
				fastest[j] = d
			}
		}
	}
	for j, c := range contenders {
		b.ReportMetric(float64(fastest[j].Nanoseconds())/float64(n*pieces), c.Name+"-ns")
		if j > 0 {
			b.ReportMetric(float64(fastest[0])/float64(fastest[j]), "x-"+c.Name)
		}
	}
	b.ReportMetric(0, "ns/op") // the time of a round of all contenders has no meaning
}
