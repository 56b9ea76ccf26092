package gen_test

import (
	"bytes"
	"fmt"
	"go/scanner"
	"go/token"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/spec/diff"
)

// FuzzDiff edits a catalog, and compares what diff reports with what the two catalogs
// generate: diff may report nothing only if the Go code is the same, comments aside.
func FuzzDiff(f *testing.F) {
	var bases [][]byte
	all := archives(f)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, file := range inputs(all[name]) {
			bases = append(bases, file.Data)
		}
	}
	for _, name := range []string{"commerce.yaml", "dockerhub.yaml", "github.yaml"} {
		src, err := fs.ReadFile(spec.FS, name)
		if err != nil {
			f.Fatal(err)
		}
		bases = append(bases, src)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		edits := make([]byte, 4*(1+r.IntN(2)))
		for i := range edits {
			edits[i] = byte(r.Uint32())
		}
		f.Add(uint8(r.Uint32()), edits)
	}
	f.Fuzz(func(t *testing.T, base uint8, edits []byte) {
		src := bases[int(base)%len(bases)]
		old, err := spec.Load("catalog.yaml", src)
		if err != nil {
			return // some archives hold what cannot be generated
		}
		edited := edit(src, edits)
		new, err := spec.Load("catalog.yaml", edited)
		if err != nil {
			return
		}
		before, after := []*spec.Catalog{old}, []*spec.Catalog{new}
		if changes := diff.Compare(after, after); len(changes) > 0 {
			t.Errorf("against itself: %s %s", changes[0].Place(), changes[0].Text())
		}
		there, back := diff.Compare(before, after), diff.Compare(after, before)
		if len(there) == 0 != (len(back) == 0) {
			t.Errorf("%d changes there and %d back", len(there), len(back))
		}
		if len(there) > 0 {
			return
		}
		if d := cmp.Diff(goTokens(t, before), goTokens(t, after)); d != "" {
			t.Errorf("no change is told, and the Go code differs:\n%s\nof the edit:\n%s", d, cmp.Diff(string(src), string(edited)))
		}
	})
}

// edit changes lines of a catalog, four bytes a time: two choose the line, one
// what is done to it, and one with what.
func edit(src []byte, edits []byte) []byte {
	lines := strings.SplitAfter(string(src), "\n")
	for ; len(edits) >= 4; edits = edits[4:] {
		i := (int(edits[0])<<8 + int(edits[1])) % len(lines)
		other := lines[(i+int(edits[3])*7)%len(lines)]
		key, value, _ := strings.Cut(lines[i], ": ")
		switch edits[2] % 6 {
		case 0: // the value that the same key has elsewhere
			for n, j := int(edits[3]), 0; j < len(lines); j++ {
				at := (j + n) % len(lines)
				k, v, _ := strings.Cut(lines[at], ": ")
				if strings.TrimSpace(k) == strings.TrimSpace(key) && v != "" && v != value && value != "" {
					lines[i] = key + ": " + v
					break
				}
			}
		case 1:
			lines[i] = ""
		case 2:
			j := (i + 1) % len(lines)
			lines[i], lines[j] = lines[j], lines[i]
		case 3:
			lines[i] += other
		case 4: // a digit, or else a letter
			if at := strings.LastIndexAny(lines[i], "0123456789"); at >= 0 {
				lines[i] = lines[i][:at] + fmt.Sprint(edits[3]%10) + lines[i][at+1:]
			} else if at := strings.LastIndex(lines[i], "."); at > 0 {
				lines[i] = lines[i][:at] + "x" + lines[i][at:]
			}
		case 5: // a list of one, a list the other way round
			if inner, ok := strings.CutPrefix(strings.TrimSpace(value), "["); ok {
				items := strings.Split(strings.TrimSuffix(inner, "]"), ", ")
				for a, b := 0, len(items)-1; a < b; a, b = a+1, b-1 {
					items[a], items[b] = items[b], items[a]
				}
				lines[i] = key + ": [" + strings.Join(items, ", ") + "]\n"
			}
		}
	}
	return []byte(strings.Join(lines, ""))
}

// goTokens returns the Go code of catalogs, by file, without its comments.
func goTokens(t *testing.T, catalogs []*spec.Catalog) map[string]string {
	t.Helper()
	files, err := golang.Output.Emit(catalogs, gen.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, file := range files {
		var s scanner.Scanner
		s.Init(token.NewFileSet().AddFile(file.Path, -1, len(file.Content)), file.Content, nil, 0)
		var b bytes.Buffer
		for {
			_, tok, literal := s.Scan()
			if tok == token.EOF {
				break
			}
			fmt.Fprintf(&b, "%s %s\n", tok, literal)
		}
		all[file.Path] = b.String()
	}
	return all
}
