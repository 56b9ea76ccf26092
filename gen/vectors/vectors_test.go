package vectors_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/vectors"
	"github.com/statuscat/statuscat/gen/vectors/internal/format"
	"github.com/statuscat/statuscat/spec"
)

// catalogs returns the bundled catalogs and those that test the emitters.
func catalogs(t testing.TB) []*spec.Catalog {
	all := slices.Clone(spec.Bundled())
	for _, pattern := range []string{"testdata/*.yaml"} {
		paths, _ := filepath.Glob(pattern)
		for _, path := range paths {
			all = append(all, load(t, path))
		}
	}
	return all
}

func load(t testing.TB, path string) *spec.Catalog {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c, err := spec.Load(filepath.Base(path), src)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func emit(t testing.TB, c *spec.Catalog, o gen.Options) []gen.File {
	t.Helper()
	files, err := vectors.Output.Emit([]*spec.Catalog{c}, o)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Every file says all that counts: what is read from it comes to the same.
func TestReplay(t *testing.T) {
	for _, c := range catalogs(t) {
		for i, f := range emit(t, c, gen.Options{}) {
			v := c.Vendors[i]
			if f.Path != v.Key+"/vectors.json" || !bytes.Contains(f.Content, []byte(gen.Mark(c.File))) {
				t.Errorf("%s of %s: %.200s", f.Path, v.Key, f.Content)
			}
			replay(t, v, f.Content)
		}
	}
}

func replay(t *testing.T, v *spec.Vendor, content []byte) {
	differ, err := format.Replay(v.Runtime(), content)
	if err != nil {
		t.Error(err)
	}
	for _, d := range differ {
		t.Errorf("%s: %s", v.Key, d)
	}
}

// The conformance vectors are those of their catalog, and our own engine passes
// them as they are committed.
func TestConformance(t *testing.T) {
	const dir = "../../spec/testdata/"
	c := load(t, dir+"conformance.yaml")
	for i, f := range emit(t, c, gen.Options{}) {
		committed, err := os.ReadFile(dir + "conformance/" + f.Path)
		if err != nil {
			t.Fatal(err)
		}
		replay(t, c.Vendors[i], committed)
		if !bytes.Equal(committed, f.Content) {
			t.Errorf("%s is out of date: run make gen", f.Path)
		}
	}
}

func TestEmitIsPure(t *testing.T) {
	for _, c := range []*spec.Catalog{spec.Bundled()[0], load(t, "testdata/acme.yaml")} {
		if diff := cmp.Diff(emit(t, c, gen.Options{}), emit(t, c, gen.Options{})); diff != "" {
			t.Errorf("%s: two runs differ\n%s", c.Name, diff)
		}
	}
}

// The file of a vendor that left its catalog is known as an orphan, and one that
// somebody else wrote as foreign.
func TestCompare(t *testing.T) {
	files := emit(t, load(t, "testdata/acme.yaml"), gen.Options{})
	changes, err := gen.Compare(fstest.MapFS{
		"acme/vectors.json": {Data: []byte("{}")},
		"gone/vectors.json": {Data: files[0].Content},
	}, []gen.Rendered{{Output: vectors.Output, Files: files}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range changes {
		got = append(got, fmt.Sprint(c.Path, " ", c.State))
	}
	if diff := cmp.Diff([]string{"acme/vectors.json foreign", "gone/vectors.json orphaned"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestOptions(t *testing.T) {
	if files := emit(t, load(t, "testdata/acme.yaml"), gen.Options{Package: "apistatus"}); len(files) != 1 || files[0].Path != "vectors.json" {
		t.Errorf("a package's file: %+v", files)
	}
	if _, err := vectors.Output.Emit([]*spec.Catalog{spec.Bundled()[0]}, gen.Options{Package: "both"}); err == nil {
		t.Error("a package for two vendors is no error")
	}
}
