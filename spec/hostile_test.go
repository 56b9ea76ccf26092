//go:build unix && !race

// Load starts no goroutine, so the race detector has nothing to find here, and
// under it these files take ten times as long.

package spec_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/statuscat/statuscat/spec"
)

// Load rejects files that somebody made to hurt, within what it may take for any file.
func TestHostile(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			src := []byte(h.file())
			var c *spec.Catalog
			var err error
			bounded(t, func() { c, err = spec.Load("hostile.yaml", src) })
			var list spec.ErrorList
			if !errors.As(err, &list) || c != nil {
				t.Fatalf("it is accepted: %v", err)
			}
			checkPositions(t, list, src)
			for _, d := range list {
				if !strings.Contains(d.Message, "; ") {
					t.Errorf("no fix in %q", d)
				}
			}
			if size := len(list.Error()); size > 1<<20 {
				t.Errorf("%d errors make %d bytes", len(list), size)
			}
		})
	}
}

// Load and Lint take no more for catalogs that are legal and large.
func TestLarge(t *testing.T) {
	for name, src := range large {
		t.Run(name, func(t *testing.T) {
			bounded(t, func() {
				c, err := spec.Load("large.yaml", []byte(src))
				if err != nil {
					t.Fatal(err)
				}
				spec.Lint(c, time.Time{})
			})
		})
	}
}

// Load reports the first fifty mistakes, and how many more there are.
func TestTooManyMistakes(t *testing.T) {
	for n, want := range map[int]string{
		51:   "many.yaml:51:1: 1 more from here on; fix these first",
		850:  "many.yaml:51:1: 800 more from here on; fix these first",
		5000: "many.yaml:51:1: at least 951 more from here on; fix these first",
	} {
		_, err := spec.Load("many.yaml", []byte(number(n, "key%d: x\n")))
		list := err.(spec.ErrorList)
		if last := list[len(list)-1]; len(list) != 51 || last.Error() != want {
			t.Errorf("%d mistakes: %d listed, the last is %v, want %s", n, len(list), last, want)
		}
	}
}

// bounded checks that f takes no more than any file may take: 256 MiB, and 2 s of a
// processor, which a busy machine does not make longer.
func bounded(t *testing.T, f func()) {
	t.Helper()
	before := processorTime(t)
	if peak := peakMemory(f); peak > 256*mib {
		t.Errorf("it takes %d MiB", peak/mib)
	}
	if took := processorTime(t) - before; took > 2*time.Second {
		t.Errorf("it takes %v", took)
	}
}

// processorTime returns what the process has used so far.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// peakMemory returns the most bytes that the process has while f runs.
func peakMemory(f func()) uint64 {
	debug.FreeOSMemory()
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	held := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	peak := uint64(0)
	for {
		metrics.Read(held)
		peak = max(peak, held[0].Value.Uint64()-held[1].Value.Uint64())
		select {
		case <-done:
			return peak
		case <-time.After(time.Millisecond):
		}
	}
}

const (
	mib = 1 << 20

	// many is just short of the entries that a file may have.
	many = 235_000

	toVendors  = "catalog: acme\nvendors:\n"
	toCodes    = toVendors + "  acme: {name: Acme}\ncodes:\n"
	toVariants = toCodes + "  403:\n    definition: Forbidden\n    variants:\n"
	toWhen     = toVariants + "      acme:\n        purpose: Too many calls.\n        kind: ok\n        when:\n"
)

// fill repeats a text up to a size in bytes.
func fill(text string, size int) string { return strings.Repeat(text, size/len(text)) }

// number repeats a text n times and writes a number into each: for keys that
// differ.
func number(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// bomb makes lists of aliases to the list before.
func bomb(levels, width int) string {
	var b strings.Builder
	b.WriteString("a0: &a0 x\n")
	for i := range levels {
		alias := fmt.Sprintf("*a%d", i)
		fmt.Fprintf(&b, "a%d: &a%d [%s%s]\n", i+1, i+1, strings.Repeat(alias+", ", width-1), alias)
	}
	return b.String()
}

// random draws characters, always the same.
func random(size int, alphabet string) string {
	r := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, size)
	for i := range b {
		b[i] = alphabet[r.IntN(len(alphabet))]
	}
	return string(b)
}

// overviewAlias writes a text of a megabyte once, and then its alias as every
// code's key.
func overviewAlias(key string) string {
	return toVendors + "  acme: {name: Acme, overview: &a '" + fill("too long ", mib) + "'}\ncodes:\n" +
		number(100, "  4%02d: {definition: D%[1]d, variants: {acme: {purpose: *a, remedy: *a, "+key+": *a}}}\n")
}

// examples are the examples of a 403 with cases, which read its body.
func examples(cases, n int, example string) string {
	return toWhen + number(cases, "          - {name: n%d, body: {pointer: /r/a%[1]d, equals: x}, kind: not-found, purpose: It is gone.}\n") +
		"        examples:\n" + strings.Repeat("          - "+example+"\n", n)
}

var large = map[string]string{
	"60,000 examples without a name": examples(1, 60_000, "{}"),
	"900 cases":                      examples(900, 1000, "{body: x}"),
	"20 lists of cases": toCodes + number(20, "  4%02d: {definition: D%[1]d, variants: {acme: {purpose: It is., kind: ok, when: ["+
		strings.ReplaceAll(number(990, "{name: n%d, method: M%[1]d, kind: gone, purpose: It is.},"), "%", "%%")+"]}}}\n"),
	"240 vendors": toVendors + number(240, "  v%d: {name: A}\n") + "codes:\n" +
		number(99, "  4%02d: {definition: D%[1]d, variants: {"+number(240, "v%d: {purpose: It is., kind: ok}, ")+"}}\n"),
	"escapes in a body": examples(1, 1, `{body: "`+fill(`\u00e9`, 2*mib)+`"}`),
}

var hostile = []struct {
	name string
	file func() string
}{
	{"alias bomb", func() string { return bomb(9, 10) }},
	{"alias bomb, deep", func() string { return bomb(14_000, 10) }},
	{"alias bomb, wide", func() string { return bomb(9, 20_000) }},
	{"alias cycles", func() string { return number(100_000, "a%d: &a [*a]\n") }},
	{"aliases to a long text", func() string { return overviewAlias("note") }},
	{"aliases to a long kind", func() string { return overviewAlias("kind") }},

	{"line of 100 MB", func() string { return fill("a", 100_000_000) }},
	{"line of 4 MiB", func() string { return fill("a", 4*mib) }},
	{"one long key", func() string { return fill("a", 4*mib-1000) + ": a" }},
	{"one long kind", func() string { return toVariants + "      acme: {purpose: P., kind: " + fill("x y", 4*mib-1000) + "}" }},
	{"one long variant", func() string { return toVariants + "      acme: " + fill("x", 4*mib-1000) }},
	{"one long alias", func() string { return "a: *" + fill("a", 4*mib-1000) }},
	{"one long tag", func() string { return "a: !" + fill("a", 4*mib-1000) + " b" }},
	{"overview of many lines", func() string { return toVendors + "  acme:\n    overview: |\n" + fill("      a\n", 3*mib) }},

	{"10,000 levels, lists", func() string { return fill("[", 10_000) }},
	{"10,000 levels, mappings", func() string { return fill("{a: ", 40_000) + fill("}", 10_000) }},
	{"10,000 levels, blocks", func() string { return fill("- ", 19_990) + "a" }},
	{"10,000 levels, keys", func() string { return fill("? ", 19_990) + "a" }},
	{"brackets without an end, on one line", func() string { return "a: " + fill("[a, b], ", 600_000) }},
	{"texts in brackets, on one line", func() string { return "a: [" + fill("[a b], ", 800_000) + "b: : c" }},
	{"4 MiB of levels", func() string { return fill("[", 4*mib) }},
	{"4 MiB of flow", func() string { return "[" + fill(",1", 4*mib-1000) }},
	{"4 MiB of items", func() string { return fill("- a\n", 4*mib) }},
	{"4 MiB of empty items", func() string { return fill("-\n", 4*mib) }},
	{"4 MiB of empty items, other line breaks", func() string { return fill("-\r\n", 4*mib) }},
	{"4 MiB of anchors on one value", func() string { return "a: " + fill("&a ", 4*mib-1000) }},
	{"4 MiB of tags on one value", func() string { return "a: " + fill("! ", 4*mib-1000) }},
	{"4 MiB of tags on one value, by lines", func() string { return "a:\n" + fill(" !a\n", 4*mib-1000) }},
	{"4 MiB of tags and quotes", func() string { return fill("! ' '", 4*mib-1000) }},
	{"4 MiB of anchors", func() string { return fill("a: &a\n", 4*mib) }},
	{"4 MiB of keys", func() string { return fill("? ", 4*mib) }},
	{"4 MiB of comments", func() string { return fill("- a #\n", 4*mib) }},
	{"4 MiB of directives", func() string { return number(200_000, "%%TAG !%d! b\n") }},
	{"4 MiB of documents", func() string { return fill("---\n", 4*mib) }},

	{"a million keys", func() string { return number(1_000_000, "%d: x\n") }},
	{"many keys", func() string { return number(many, "%d: x\n") }},
	{"many keys without a value", func() string { return "{" + number(many, "a%d,") + "}" }},
	{"many duplicates", func() string { return strings.Repeat("same: x\n", many) }},
	{"many codes", func() string { return toCodes + number(many, "  %d: x\n") }},
	{"many vendors", func() string { return toVendors + number(many/3, "  v%d: {name: A}\n") + "codes: {}\n" }},
	{"many vendors, no variants", func() string {
		return toVendors + number(many/3-2000, "  v%d: {name: A}\n") + "codes:\n" + number(100, "  4%02d: {definition: D}\n") +
			number(100, "  5%02d: {definition: D}\n")
	}},
	{"many vendors, mistyped", func() string {
		return toVendors + number(20_000, "  vendor%d: {name: A}\n") + "codes: {200: {definition: OK, variants: {" +
			number(20_000, "wender%d: undocumented, ") + "}}}\n"
	}},
	{"many unknown names against long keys", func() string {
		return toVendors + number(1000, "  vendor"+fill("x", 50)+"%05d: {name: A}\n") + "codes: {200: {definition: OK, variants: {" +
			number(1000, "%05d"+fill("y", 10)+fill("x", 45)+": undocumented, ") + "}}}\n"
	}},
	{"many variants", func() string { return toVariants + number(many, "      a%d:\n") }},
	{"many cases", func() string {
		return toWhen + number(20_000, "          - {name: n%d, header: {name: A%[1]d, present: true}}\n")
	}},
	{"many criteria", func() string {
		return toWhen + "          - {name: a, header: [" + number(50_000, "{name: A%d, present: true},") + "]}\n"
	}},
	{"many examples for many criteria", func() string {
		return examples(900, 10_000, "{header: {Content-Type: application/xml}, body: '<r>"+fill("<b/>", 200)+"</r>'}")
	}},
	{"many examples for many sources", func() string {
		return toVariants + "      acme:\n        purpose: P.\n        kind: rate-limited\n        wait: {from: [" +
			number(20_000, "{header: A%d, unit: seconds},") + "]}\n        examples: [" + strings.Repeat("{},", 20_000) + "]\n"
	}},
	{"many examples with another wait", func() string {
		return toVariants + "      acme:\n        purpose: P.\n        kind: rate-limited\n        wait: {from: [" +
			number(10_000, "{header: A%d, unit: seconds},") + "]}\n        examples: [" + strings.Repeat("{wait: 3s, header: {A9999: 5}},", 10_000) + "]\n"
	}},
	{"a long list in the body of another meaning", func() string {
		return toWhen + "          - {name: a, body: {pointer: /a, equals: 1}, kind: gone, purpose: P., examples: {body: '[" + fill("1,", 3*mib) + "1]'}}\n"
	}},
	{"many values", func() string {
		values := "header: {name: A, in: [" + number(100_000, "%d,") + "]}"
		return toWhen + "          - {name: a, " + values + "}\n          - {name: b, " + values + "}\n"
	}},
	{"many classes", func() string {
		return toVendors + "  acme:\n    name: A\n    when: {name: a, kind: ok, status: [" + fill("5xx,", 4*many) + "]}\ncodes: {}\n"
	}},
	{"many tags", func() string { return "[" + strings.Repeat("!a a,", many) + "]" }},

	{"many keys in a bracket that is not closed", func() string { return "a: [\n" + number(many/3, "w%d: x,\n") }},
	{"many keys that belong elsewhere", func() string {
		return "catalog: acme\nvendors:\n  acme: {name: Acme}\n" + number(many/6, "v%d:\n  name: A\n") + "codes: {}\n"
	}},
	{"many keys that are too deep", func() string {
		return toVariants + "      acme:\n        kind: ok\n" + number(many/6, "        v%d:\n          kind: ok\n")
	}},
	{"many keys in texts", func() string {
		return toVariants + "      acme:\n        purpose: &p |\n" + fill("          kind: ok\n", mib) + number(many/6, "        k%d: *p\n")
	}},
	{"many lines", func() string { return fill("\n", 4*mib-100) + "a: b: c\n" }},

	{"random bytes", func() string {
		var all strings.Builder
		for b := range 256 {
			all.WriteByte(byte(b))
		}
		return random(4*mib, all.String())
	}},
	{"random YAML", func() string { return random(mib, "[]{}:,-?&*!|>'\"@`#\n ab") }},
}
