package gen_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/gen/outputs"
	"github.com/statuscat/statuscat/spec"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the outputs in testdata")

// Each archive in testdata has a comment that says why it is there, a catalog or
// several, the options where they are not the default ones, and then the files of
// every output that it is about, below the output's name, abridged. With -update
// the files are rewritten; the diff is then the thing to review.
func TestGolden(t *testing.T) {
	for name, archive := range archives(t) {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(string(archive.Comment), ".") {
				t.Error("the archive does not say why it is there")
			}
			catalogs := load(t, archive)
			got := txtar.Archive{Comment: archive.Comment, Files: inputs(archive)}
			o, names := options(t, archive)
			for _, out := range outputs.All {
				if names != nil && !slices.Contains(names, out.Name) {
					continue
				}
				files := emit(t, out, o, catalogs...)
				if out.Name == golang.Output.Name {
					checkGo(t, catalogs, files)
				}
				constant := emit(t, out, gen.Options{Import: o.Import}, spec.IANA())
				for _, f := range files {
					if len(out.Comment.Sources(f.Content)) == 0 {
						t.Errorf("%s of output %s has no mark", f.Path, out.Name)
					}
					if !out.Owns(f.Path) {
						t.Errorf("%s stands where output %s says that it has no files", f.Path, out.Name)
					}
					if slices.ContainsFunc(constant, func(c gen.File) bool { return cmp.Equal(c, f) }) {
						continue // whatever the catalog is; the command's tests hold it
					}
					got.Files = append(got.Files, txtar.File{Name: out.Name + "/" + f.Path, Data: abridged(t, name, out, f, catalogs)})
				}
			}
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

func emit(tb testing.TB, out gen.Output, o gen.Options, catalogs ...*spec.Catalog) []gen.File {
	tb.Helper()
	files, err := out.Emit(catalogs, o)
	if err != nil {
		tb.Fatal(err)
	}
	return files
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
	checkGo(t, []*spec.Catalog{c}, emit(t, golang.Output, gen.Options{}, c))
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

// inputs returns the files of an archive that no output has.
func inputs(a *txtar.Archive) (files []txtar.File) {
	for _, f := range a.Files {
		if !strings.Contains(f.Name, "/") {
			files = append(files, f)
		}
	}
	return files
}

// load loads the catalogs of an archive, in its order.
func load(tb testing.TB, a *txtar.Archive) (catalogs []*spec.Catalog) {
	tb.Helper()
	for _, f := range inputs(a) {
		if filepath.Ext(f.Name) == ".yaml" {
			c, err := spec.Load(f.Name, f.Data)
			if err != nil {
				tb.Fatal(err)
			}
			catalogs = append(catalogs, c)
		}
	}
	return catalogs
}

func input(a *txtar.Archive, name string) []byte {
	for _, f := range a.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

// options reads the lines of the file options, a key, a space and a value each,
// and returns the names of the outputs that the archive is about, if not all.
func options(tb testing.TB, a *txtar.Archive) (o gen.Options, names []string) {
	o.Import = "example.com/generated"
	for line := range strings.Lines(string(input(a, "options"))) {
		switch key, value, _ := strings.Cut(strings.TrimSpace(line), " "); key {
		case "package":
			o.Package = value
		case "runtime":
			o.Runtime = value
		case "outputs":
			names = strings.Fields(value)
		case "import":
			o.Import = value
		default:
			tb.Fatalf("unknown option %q", key)
		}
	}
	return o, names
}

// texts returns the files as text, which is what a diff is read in.
func texts(a *txtar.Archive) (files [][2]string) {
	for _, f := range a.Files {
		files = append(files, [2]string{f.Name, string(f.Data)})
	}
	return files
}
