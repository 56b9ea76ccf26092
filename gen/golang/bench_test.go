package golang_test

import (
	"go/format"
	"testing"
	"time"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/spec"
)

// BenchmarkEmit emits the bundled vendors, one at a time, and has go/format
// alone print the same files in between. It reports how many times the latter's
// time the emitter takes; it is to be at most 1.5.
func BenchmarkEmit(b *testing.B) {
	catalogs, files := bundled(b)
	var emitting, formatting time.Duration
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		for _, c := range catalogs {
			if _, err := golang.Output.Emit([]*spec.Catalog{c}, gen.Options{}); err != nil {
				b.Fatal(err)
			}
		}
		emitting += time.Since(start)

		b.StopTimer()
		start = time.Now()
		formatAll(b, files)
		formatting += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(emitting)/float64(formatting), "x-format")
}

// BenchmarkFormatAlone is go/format on what BenchmarkEmit emits.
func BenchmarkFormatAlone(b *testing.B) {
	_, files := bundled(b)
	b.ReportAllocs()
	for b.Loop() {
		formatAll(b, files)
	}
}

func formatAll(b *testing.B, files []gen.File) {
	for _, f := range files {
		if _, err := format.Source(f.Content); err != nil {
			b.Fatal(err)
		}
	}
}

// bundled returns a catalog for each bundled vendor, and what it emits.
func bundled(tb testing.TB) (catalogs []*spec.Catalog, files []gen.File) {
	tb.Helper()
	for _, c := range spec.Bundled() {
		for _, v := range c.Vendors {
			one, err := c.Select(v.Key)
			if err != nil {
				tb.Fatal(err)
			}
			out, err := golang.Output.Emit([]*spec.Catalog{one}, gen.Options{})
			if err != nil {
				tb.Fatal(err)
			}
			catalogs, files = append(catalogs, one), append(files, out...)
		}
	}
	return catalogs, files
}
