package gen_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/spec"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the outputs in testdata")

// Each archive in testdata has a comment that says why it is there, a catalog,
// the Go emitter's options where they are not the default ones, and then every
// emitter's files, below the emitter's name. With -update the files are
// rewritten; the diff is then the thing to review.
func TestGolden(t *testing.T) {
	for name, archive := range archives(t) {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(string(archive.Comment), ".") {
				t.Error("the archive does not say why it is there")
			}
			c, err := spec.Load("catalog.yaml", input(archive, "catalog.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			o := options(t, archive)
			goFiles, err := golang.Emit(c, o)
			if err != nil {
				t.Fatal(err)
			}
			checkGo(t, c, goFiles)
			markdownFiles, err := markdown.Emit(c, markdown.Options{Package: o.Package})
			if err != nil {
				t.Fatal(err)
			}

			got := txtar.Archive{Comment: archive.Comment, Files: inputs(archive)}
			add(&got, "golang", goFiles)
			add(&got, "markdown", markdownFiles)
			if *update {
				if err := os.WriteFile(filepath.Join("testdata", name), txtar.Format(&got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(texts(archive), texts(&got)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// A vendor may document every code there is.
func TestEveryCode(t *testing.T) {
	var src strings.Builder
	src.WriteString("catalog: every\nvendors: {one: {name: One}}\ncodes:\n")
	for code := 100; code <= 999; code++ {
		fmt.Fprintf(&src, "  %d: {definition: Code %[1]d, variants: {one: {purpose: It is %[1]d., kind: ok}}}\n", code)
	}
	c, err := spec.Load("every.yaml", []byte(src.String()))
	if err != nil {
		t.Fatal(err)
	}
	files, err := golang.Emit(c, golang.Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkGo(t, c, files)
}

// archives returns testdata by file name.
func archives(tb testing.TB) map[string]*txtar.Archive {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		tb.Fatal("no archives in testdata", err)
	}
	archives := map[string]*txtar.Archive{}
	for _, path := range paths {
		if archives[filepath.Base(path)], err = txtar.ParseFile(path); err != nil {
			tb.Fatal(err)
		}
	}
	return archives
}

// inputs returns the files of an archive that no emitter wrote.
func inputs(a *txtar.Archive) (files []txtar.File) {
	for _, f := range a.Files {
		if !strings.Contains(f.Name, "/") {
			files = append(files, f)
		}
	}
	return files
}

func input(a *txtar.Archive, name string) []byte {
	for _, f := range a.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

// options reads the lines of the file options: a key, a space and a value.
func options(tb testing.TB, a *txtar.Archive) (o golang.Options) {
	for line := range strings.Lines(string(input(a, "options"))) {
		switch key, value, _ := strings.Cut(strings.TrimSpace(line), " "); key {
		case "package":
			o.Package = value
		case "runtime":
			o.Runtime = value
		default:
			tb.Fatalf("unknown option %q", key)
		}
	}
	return o
}

func add(a *txtar.Archive, emitter string, files []gen.File) {
	for _, f := range files {
		a.Files = append(a.Files, txtar.File{Name: emitter + "/" + f.Path, Data: f.Content})
	}
}

// texts returns the files as text, which is what a diff is read in.
func texts(a *txtar.Archive) (files [][2]string) {
	for _, f := range a.Files {
		files = append(files, [2]string{f.Name, string(f.Data)})
	}
	return files
}
