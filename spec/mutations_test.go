//go:build unix && !race

package spec_test

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/statuscat/statuscat/spec"
)

var full = flag.Bool("full", false, "try all 500 mutations, which takes minutes")

// Load and Lint take no more than any file may take for catalogs that are broken at
// random and then doubled up to the largest size.
func TestMutations(t *testing.T) {
	n := 5
	if *full {
		n = 500
	}
	bundled := bundledSources(t)
	for seed := range n {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(uint64(seed), 0))
			src := mutate(r, bundled[seed%len(bundled)])
			for ; len(src) <= spec.MaxSize; src = double(r, src) {
				bounded(t, func() {
					if c, err := spec.Load("mutated.yaml", src); err == nil {
						spec.Lint(c, time.Time{})
					}
				})
			}
		})
	}
}

// mutate changes a few bytes, and drops and moves a few lines.
func mutate(r *rand.Rand, src []byte) []byte {
	src = slices.Clone(src)
	const signs = "[]{}:,-?&*!|>'\"@`#%\n\t a0"
	for range r.IntN(4) {
		src[r.IntN(len(src))] = signs[r.IntN(len(signs))]
	}
	lines := bytes.SplitAfter(src, []byte("\n"))
	for range r.IntN(4) {
		i := r.IntN(len(lines) - 1)
		line := lines[i]
		lines = slices.Delete(lines, i, i+1)
		if r.IntN(2) == 0 {
			lines = slices.Insert(lines, r.IntN(len(lines)), line)
		}
	}
	return bytes.Join(lines, nil)
}

// double repeats a run of lines in its place until the size is twice what it
// was, or does so with the whole.
func double(r *rand.Rand, src []byte) []byte {
	if r.IntN(4) == 0 {
		return slices.Concat(src, src)
	}
	lines := bytes.SplitAfter(src, []byte("\n"))
	from := r.IntN(len(lines))
	to := from + 1 + r.IntN(min(20, len(lines)-from))
	run := bytes.Join(lines[from:to], nil)
	if len(run) == 0 {
		return slices.Concat(src, src)
	}
	return slices.Concat(bytes.Join(lines[:from], nil), bytes.Repeat(run, 1+len(src)/len(run)), bytes.Join(lines[from:], nil))
}
