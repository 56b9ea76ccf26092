package gen_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/spec"
)

// BenchmarkGen compiles a catalog of 1,000 vendors with 40 codes each, from its
// bytes to Go and Markdown, and one of 100 vendors in between. It reports how
// many times the latter's time the former takes; ten times as much work is to
// take at most 12 times as long.
func BenchmarkGen(b *testing.B) {
	large, small := synthetic(1000, 40), synthetic(100, 40)
	var took [2]time.Duration
	for b.Loop() {
		for i, src := range []string{large, small} {
			start := time.Now()
			compileBoth(b, src)
			took[i] += time.Since(start)
		}
	}
	b.ReportMetric(float64(took[0])/float64(took[1]), "x-100-vendors")
}

func compileBoth(b *testing.B, src string) {
	c, err := spec.Load("synthetic.yaml", []byte(src))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := golang.Output.Emit([]*spec.Catalog{c}, gen.Options{}); err != nil {
		b.Fatal(err)
	}
	if _, err := markdown.Output.Emit([]*spec.Catalog{c}, gen.Options{}); err != nil {
		b.Fatal(err)
	}
}

// synthetic returns a catalog in which every vendor documents every code, with
// texts of the usual length.
func synthetic(vendors, codes int) string {
	var b strings.Builder
	b.WriteString("catalog: synthetic\nvendors:\n")
	for v := range vendors {
		fmt.Fprintf(&b, "  vendor%d: {name: Vendor %d}\n", v, v)
	}
	b.WriteString("codes:\n")
	for c := range codes {
		fmt.Fprintf(&b, "  %d:\n    definition: Case %d\n    variants:\n", 400+c, c)
		for v := range vendors {
			fmt.Fprintf(&b, "      vendor%d: {purpose: Vendor %d sends case %d when a field is missing., kind: invalid-request}\n", v, v, c)
		}
	}
	return b.String()
}
