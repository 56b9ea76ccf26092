package statustest_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
	"golang.org/x/tools/txtar"
)

// catalogs returns every vendor's catalog that there is in this repository.
func catalogs(t testing.TB) (all []*status.Catalog) {
	for _, c := range spec.Bundled() {
		all = append(all, runtimes(c)...)
	}
	for _, pattern := range []string{"testdata/*.yaml", "../../gen/testdata/*.yaml", "../../gen/testdata/*/*.yaml"} {
		paths, _ := filepath.Glob(pattern)
		for _, path := range paths {
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			c, err := spec.Load(path, src)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, runtimes(c)...)
		}
	}
	archives, _ := filepath.Glob("../../gen/testdata/*.txtar")
	for _, path := range archives {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if f.Name != "catalog.yaml" {
				continue
			}
			c, err := spec.Load(path, f.Data)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, runtimes(c)...)
		}
	}
	return all
}

func runtimes(c *spec.Catalog) (all []*status.Catalog) {
	for _, v := range c.Vendors {
		all = append(all, v.Runtime())
	}
	return all
}

func load(t testing.TB, path, vendor string) *status.Catalog {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c, err := spec.Load(path, src)
	if err != nil {
		t.Fatal(err)
	}
	return c.Vendor(vendor).Runtime()
}

// The loop that the package's documentation promises.
func TestClassifyGivesTheVerdictsDue(t *testing.T) {
	for _, catalog := range catalogs(t) {
		t.Run(catalog.Vendor, func(t *testing.T) {
			for _, c := range statustest.Responses(catalog) {
				if got := statushttp.Classify(catalog, c.Response); got != c.Want {
					t.Errorf("%s: got %s, want %s; %s", c.Name, show(got), show(c.Want), dump(c.Response))
				}
			}
		})
	}
}

func show(v statushttp.Verdict) string {
	return fmt.Sprintf("%s (wait %v, told %t, at most %v)", v.Reason(), v.Wait, v.Told, v.MaxWait)
}

func dump(resp *http.Response) string {
	body, _ := io.ReadAll(resp.Body)
	return fmt.Sprintf("%s %d %v %s", resp.Request.Method, resp.StatusCode, resp.Header, body)
}

// What stands in a response survives the way over a wire.
func TestResponsesOverTheWire(t *testing.T) {
	for _, catalog := range catalogs(t) {
		for _, c := range statustest.Responses(catalog) {
			var wire bytes.Buffer
			if err := c.Response.Write(&wire); err != nil {
				t.Fatalf("%s: %v", c.Name, err)
			}
			resp, err := http.ReadResponse(bufio.NewReader(&wire), c.Response.Request)
			if err != nil {
				t.Fatalf("%s: %v", c.Name, err)
			}
			if got := statushttp.Classify(catalog, resp); got != c.Want {
				t.Errorf("%s: got %s, want %s", c.Name, show(got), show(c.Want))
			}
		}
	}
}

// Nothing that a vendor documents is forgotten, bar what this test knows to be
// out of reach.
func TestResponsesAreComplete(t *testing.T) {
	unreachable := map[string]string{
		"tight 204 impossible": "a 204 has no body",
	}
	for _, catalog := range catalogs(t) {
		base, refined, override := map[int]bool{}, map[string]bool{}, map[string]bool{}
		for _, c := range statustest.Responses(catalog) {
			switch v := c.Want; {
			case v.Case != "":
				refined[fmt.Sprint(v.Code, " ", v.Case)] = true
			default:
				base[v.Code] = true
			}
			override[c.Want.VendorCase] = true
		}
		for row := range catalog.All() {
			if !base[row.Code] {
				t.Errorf("%s: no case for %d itself", catalog.Vendor, row.Code)
			}
			for _, f := range row.When {
				name := fmt.Sprint(row.Code, " ", f.Name)
				if _, known := unreachable[catalog.Vendor+" "+name]; refined[name] == known {
					t.Errorf("%s: a case for %s: %t", catalog.Vendor, name, !known)
				}
			}
		}
		for _, f := range catalog.When {
			if !override[f.Name] {
				t.Errorf("%s: no case for any:%s", catalog.Vendor, f.Name)
			}
		}
	}
}

func TestResponsesNames(t *testing.T) {
	var got []string
	for _, c := range statustest.Responses(load(t, "testdata/hard.yaml", "tight")) {
		if c.Response.StatusCode < 500 || c.Name == "530 any:never-documented" {
			got = append(got, c.Name)
		}
	}
	want := []string{
		"200", "204", "204 on-head", "400", "400 empty", "400 list", "400 all-three",
		"403",
		"403, Retry-After tells", "403, Retry-After tells a date", "403, Retry-After tells too little",
		"403, Retry-After tells too much", "403, Retry-After is negative", "403, Retry-After is in the past",
		"403, Retry-After is no wait",
		"403 plain-text",
		"403 plain-text, X-Wait tells", "403 plain-text, X-Wait tells too little", "403 plain-text, X-Wait tells too much",
		"403 plain-text, X-Wait is negative", "403 plain-text, X-Wait is no wait",
		"403 json",
		"403 json, /0/retry/in tells", "403 json, /0/retry/in tells too little", "403 json, /0/retry/in tells too much",
		"403 json, /0/retry/in is negative", "403 json, /0/retry/in is no wait",
		"400 any:down",
		"400 any:down, /0/until tells", "400 any:down, /0/until tells too much", "400 any:down, /0/until is in the past",
		"400 any:down, /0/until is no wait",
		"530 any:never-documented",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for _, catalog := range catalogs(t) {
		seen := map[string]bool{}
		for _, c := range statustest.Responses(catalog) {
			if seen[c.Name] {
				t.Errorf("%s: two cases %s", catalog.Vendor, c.Name)
			}
			seen[c.Name] = true
			if !strings.HasPrefix(c.Name, fmt.Sprint(c.Response.StatusCode)) {
				t.Errorf("%s: case %s is a %d", catalog.Vendor, c.Name, c.Response.StatusCode)
			}
			_, trial, _ := strings.Cut(c.Name, ", ")
			source, _, _ := strings.Cut(trial, " ")
			field := source[strings.LastIndex(source, "/")+1:]
			answer := dump(c.Response)
			if source != "all" && !strings.Contains(answer, field) || strings.Contains(trial, "tell") && !c.Want.Told {
				t.Errorf("%s: case %s tries something else: %s", catalog.Vendor, c.Name, answer)
			}
		}
	}
}

// A caller may do with its cases what it likes.
func TestResponsesAreFresh(t *testing.T) {
	catalog := load(t, "testdata/hard.yaml", "full")
	want := texts(statustest.Responses(catalog))
	for _, c := range statustest.Responses(catalog) {
		io.ReadAll(c.Response.Body)
		c.Response.Header.Set("Retry-After", "1")
		c.Response.Request.URL.Path = "/changed"
	}
	if diff := cmp.Diff(want, texts(statustest.Responses(catalog))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func texts(cases []statustest.Case) (all []string) {
	for _, c := range cases {
		all = append(all, fmt.Sprint(c.Name, " ", c.Response.Request.URL, " ", dump(c.Response), " ", show(c.Want)))
	}
	return all
}

// The messages of errors stand where the catalog says that they do.
func TestResponsesHaveMessages(t *testing.T) {
	for want, pointers := range map[string][]string{
		"application/json":          {"/error/message", ""},
		"text/plain; charset=utf-8": {"", "/message"},
	} {
		catalog := *load(t, "testdata/hard.yaml", "full")
		catalog.ErrorBody.Message = pointers
		cases := statustest.Responses(&catalog)
		i := slices.IndexFunc(cases, func(c statustest.Case) bool { return c.Name == "403" })
		if got := cases[i].Response.Header.Get("Content-Type"); got != want {
			t.Errorf("%q: Content-Type %s, want %s", pointers, got, want)
		}
		var e *statushttp.Error
		err := statushttp.Check(&catalog, cases[i].Response)
		if !errors.As(err, &e) || e.Message != "Forbidden" || e.URL != "https://full.example/" {
			t.Errorf("%q: Check of a plain 403: %v", pointers, err)
		}
	}
}
