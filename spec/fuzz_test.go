package spec_test

import (
	"errors"
	"io/fs"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/statuscat/statuscat/spec"
)

// FuzzLoad checks what Load promises for any bytes: no panic, and either errors that
// can be shown or a model that keeps its own promises.
func FuzzLoad(f *testing.F) {
	for _, src := range catalogs(f) {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		c, err := spec.Load("fuzz.yaml", src)
		if err == nil {
			checkModel(t, c)
			checkList(t, spec.Lint(c, time.Time{}), spec.Warning, src)
			return
		}
		var list spec.ErrorList
		if !errors.As(err, &list) || len(list) == 0 {
			t.Fatalf("error is %#v, not an ErrorList with something in it", err)
		}
		if c != nil {
			t.Error("a catalog with errors yields a model")
		}
		checkList(t, list, spec.Error, src)
	})
}

// checkList checks that diagnostics can be read on a terminal.
func checkList(t *testing.T, list spec.ErrorList, severity spec.Severity, src []byte) {
	t.Helper()
	checkPositions(t, list, src)
	for _, d := range list {
		if d.File != "fuzz.yaml" || d.Severity != severity {
			t.Errorf("it is about another file, or no %v: %v", severity, d)
		}
		if d.Message == "" || strings.ContainsFunc(d.Message, func(c rune) bool { return !strconv.IsPrint(c) }) {
			t.Errorf("message cannot be printed: %q", d.Message)
		}
	}
}

// catalogs returns every catalog that is at hand, good ones and bad ones.
func catalogs(t testing.TB) [][]byte {
	t.Helper()
	all := bundledSources(t)
	for _, g := range goldens(t) {
		all = append(all, g.src)
	}
	return all
}

func bundledSources(t testing.TB) [][]byte {
	t.Helper()
	var all [][]byte
	for _, name := range spec.Files() {
		src, err := fs.ReadFile(spec.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, src)
	}
	return all
}
