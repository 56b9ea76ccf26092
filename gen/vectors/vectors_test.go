package vectors_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/vectors"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
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

// vectorsFile is the format, read as a client in another language would: by its
// description, and strictly.
type vectorsFile struct {
	Generated string
	Vendor    string
	Examples  []struct {
		Name    string
		Request struct {
			Method, Host, Path string
			Query, Headers     map[string]values
		}
		Response struct {
			Status  int
			Headers map[string]values
			Body    string
		}
		Verdict struct {
			Status     int
			Kind       status.Kind
			Fault      status.Fault
			Retry      status.Retry
			RetryAfter float64 `json:"retry_after_ms"`
			BackoffMin float64 `json:"backoff_min_ms"`
			BackoffMax float64 `json:"backoff_max_ms"`
			Case       string
			VendorCase string `json:"vendor_case"`
		}
	}
}

// values is a text or a list of texts.
type values []string

func (v *values) UnmarshalJSON(b []byte) error {
	if b[0] == '[' {
		return json.Unmarshal(b, (*[]string)(v))
	}
	*v = make(values, 1)
	return json.Unmarshal(b, &(*v)[0])
}

// Every file says what statushttp does: its responses are put on a wire as they
// are described, read from there and classified.
func TestReplay(t *testing.T) {
	for _, c := range catalogs(t) {
		for i, f := range emit(t, c, gen.Options{}) {
			var file vectorsFile
			d := json.NewDecoder(bytes.NewReader(f.Content))
			d.DisallowUnknownFields()
			if err := d.Decode(&file); err != nil {
				t.Fatalf("%s: %v", f.Path, err)
			}
			v := c.Vendors[i]
			if file.Vendor != v.Key || f.Path != v.Key+"/vectors.json" || file.Generated != gen.Mark(c.File) || len(file.Examples) < len(v.Variants) {
				t.Errorf("%s: vendor %s, %q, %d examples", f.Path, file.Vendor, file.Generated, len(file.Examples))
			}
			replay(t, v.Runtime(), file)
		}
	}
}

func replay(t *testing.T, catalog *status.Catalog, file vectorsFile) {
	for _, c := range file.Examples {
		var wire strings.Builder
		fmt.Fprintf(&wire, "HTTP/1.1 %d Whatever\r\n", c.Response.Status)
		for name, values := range c.Response.Headers {
			for _, value := range values {
				fmt.Fprintf(&wire, "%s: %s\r\n", name, value)
			}
		}
		asked := &http.Request{Method: c.Request.Method, Host: c.Request.Host, Header: http.Header{},
			URL: &url.URL{Scheme: "https", Host: c.Request.Host, Path: c.Request.Path}}
		query := url.Values{}
		for name, values := range c.Request.Query {
			query[name] = values
		}
		asked.URL.RawQuery = query.Encode()
		for name, values := range c.Request.Headers {
			asked.Header[name] = values
		}
		fmt.Fprintf(&wire, "\r\n%s", c.Response.Body)
		resp, err := http.ReadResponse(bufio.NewReader(strings.NewReader(wire.String())), asked)
		if err != nil {
			t.Fatalf("%s %s: %v", file.Vendor, c.Name, err)
		}
		ms := func(n float64) time.Duration { return time.Duration(n * float64(time.Millisecond)) }
		want := statushttp.Verdict{
			Catalog: catalog, Code: c.Verdict.Status,
			Kind: c.Verdict.Kind, Fault: c.Verdict.Fault, Retry: c.Verdict.Retry,
			RetryAfter: ms(c.Verdict.RetryAfter), Backoff: statushttp.Backoff{Min: ms(c.Verdict.BackoffMin), Max: ms(c.Verdict.BackoffMax)},
			Case: c.Verdict.Case, VendorCase: c.Verdict.VendorCase,
		}
		if got := statushttp.Classify(catalog, resp); got != want {
			t.Errorf("%s %s: got %s (%v), want %s (%v)", file.Vendor, c.Name, got.Reason(), got.Backoff, want.Reason(), want.Backoff)
		}
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
		var file vectorsFile
		if err := json.Unmarshal(committed, &file); err != nil {
			t.Fatal(err)
		}
		replay(t, c.Vendors[i].Runtime(), file)
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
