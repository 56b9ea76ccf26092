package gen_test

import (
	"testing"
	"time"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/html"
	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/gen/picture"
	"github.com/statuscat/statuscat/spec"
)

// BenchmarkPages emits what people look at for 500 vendors with 40 codes each,
// and for 50 vendors in between. For the page and for the picture it reports how
// many times the Markdown emitter's time they take for the same vendors, at most
// 1.5, and how many times their own for a tenth of the vendors, at most 12.
func BenchmarkPages(b *testing.B) {
	var catalogs [2][]*spec.Catalog
	for i, vendors := range []int{50, 500} {
		c, err := spec.Load("synthetic.yaml", []byte(synthetic(vendors, 40)))
		if err != nil {
			b.Fatal(err)
		}
		catalogs[i] = []*spec.Catalog{c}
	}
	took := map[string]*[2]time.Duration{}
	all := []gen.Output{markdown.Output, html.Output, picture.Output}
	for _, out := range all {
		took[out.Name] = new([2]time.Duration)
	}
	for b.Loop() {
		for _, out := range all {
			for i, c := range catalogs {
				start := time.Now()
				if _, err := out.Emit(c, gen.Options{}); err != nil {
					b.Fatal(err)
				}
				took[out.Name][i] += time.Since(start)
			}
		}
	}
	for _, out := range all[1:] {
		t := took[out.Name]
		b.ReportMetric(float64(t[1])/float64(took[markdown.Output.Name][1]), out.Name+"-x-markdown")
		b.ReportMetric(float64(t[1])/float64(t[0]), out.Name+"-x-50-vendors")
	}
}
