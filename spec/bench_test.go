package spec_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/statuscat/statuscat/spec"
)

// BenchmarkLoad loads the bundled catalogs in turn with YAML decoding alone of
// the same bytes, and reports what Load takes in terms of that.
func BenchmarkLoad(b *testing.B) {
	for _, name := range []string{"commerce.yaml", "iana.yaml"} {
		src, err := fs.ReadFile(spec.FS, name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			inTurn(b, "Load/yaml.v3", load(src), func() error { var doc any; return yaml.Unmarshal(src, &doc) })
		})
	}
}

// BenchmarkLoadSynthetic reports how the time of Load grows with the file: what
// a thousand vendors of forty codes take in terms of a hundred.
func BenchmarkLoadSynthetic(b *testing.B) {
	inTurn(b, "1000/100-vendors", load(synthetic(1000, 40)), load(synthetic(100, 40)))
}

func load(src []byte) func() error {
	return func() error { _, err := spec.Load("bench.yaml", src); return err }
}

// inTurn runs f and other by turns, so that a busy machine slows both, and
// reports f's best time and its ratio to the other's.
func inTurn(b *testing.B, ratio string, f, other func() error) {
	timed := func(best *time.Duration, f func() error) {
		start := time.Now()
		if err := f(); err != nil {
			b.Fatal(err)
		}
		if d := time.Since(start); *best == 0 || d < *best {
			*best = d
		}
	}
	var mine, others time.Duration
	for b.Loop() {
		for range 3 { // even if the first takes all the time that there is
			timed(&mine, f)
			timed(&others, other)
		}
	}
	b.ReportMetric(float64(mine.Nanoseconds()), "ns/op")
	b.ReportMetric(float64(mine)/float64(others), ratio)
}

// synthetic makes a catalog in which every vendor documents every code, from
// 400 on.
func synthetic(vendors, codes int) []byte {
	var b strings.Builder
	b.WriteString("catalog: synthetic\nvendors:\n")
	for v := range vendors {
		fmt.Fprintf(&b, "  vendor%d: {name: Vendor %[1]d}\n", v)
	}
	b.WriteString("codes:\n")
	for c := range codes {
		fmt.Fprintf(&b, "  %d:\n    definition: Mistake %d\n    variants:\n", 400+c, c)
		for v := range vendors {
			fmt.Fprintf(&b, `      vendor%d:
        purpose: The request breaks rule %d.
        kind: invalid-request
`, v, c)
		}
	}
	return []byte(b.String())
}
