package gen_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status/statushttp"
)

// The catalogs in testdata/vendors are the proof that the language can say what
// real vendors do. Each has a list of answers beside it, typed by hand from the
// vendor's documentation and from what its official clients tell apart.
var vendorAnswers = map[string][]answer{
	"cloudflare":    cloudflareAnswers,
	"cloudflareapi": cloudflareAPIAnswers,
	"github":        githubAnswers,
	"google":        googleAnswers,
	"openai":        openaiAnswers,
	"shopify":       shopifyAnswers,
	"slack":         slackAnswers,
	"slackwebhook":  slackWebhookAnswers,
	"stripe":        stripeAnswers,
}

// answer is an answer that a vendor can give, and what is due on it.
type answer struct {
	reason string // what would go wrong without this case
	method string // of the request; GET if empty
	http   string // the code, headers, an empty line, the body
	due    string // what summary makes of the verdict

	// What Check finds in the body of an error.
	message, code string
}

// clock is when every answer is given, unless it has a Date: 1768478400 as Unix
// time.
var clock = time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC)

// response makes the answer a response, as net/http reads it from the wire.
func (a *answer) response(tb testing.TB) *http.Response {
	method := a.method
	if method == "" {
		method = http.MethodGet
	}
	req, err := http.NewRequest(method, "https://api.example.com/v1/things", nil)
	if err != nil {
		tb.Fatal(err)
	}
	head, body, _ := strings.Cut(a.http, "\n\n")
	wire := "HTTP/1.1 " + strings.ReplaceAll(head, "\n", "\r\n") + "\r\n\r\n" + body
	resp, err := http.ReadResponse(bufio.NewReader(strings.NewReader(wire)), req)
	if err != nil {
		tb.Fatalf("%q is no answer: %v", a.http, err)
	}
	return resp
}

// summary says a verdict in a line: "conflict, always after 1s (lock-timeout)
// [should-retry]", with the code's own case in parentheses and the
// vendor's in brackets.
func summary(v statushttp.Verdict) string {
	s := fmt.Sprintf("%s, %s", v.Kind, v.Retry)
	switch {
	case v.Told:
		s += fmt.Sprintf(" after %s", v.Wait)
	case v.Wait > 0:
		s += fmt.Sprintf(" after at least %s", v.Wait)
	}
	if v.Case != "" {
		s += fmt.Sprintf(" (%s)", v.Case)
	}
	if v.VendorCase != "" {
		s += fmt.Sprintf(" [%s]", v.VendorCase)
	}
	return s
}

func TestVendorAnswers(t *testing.T) {
	for _, v := range vendors(t) {
		p := statushttp.Policy{Catalog: v.Runtime(), Now: func() time.Time { return clock }}
		for _, a := range vendorAnswers[v.Key] {
			t.Run(v.Key+"/"+a.reason, func(t *testing.T) {
				resp := a.response(t)
				verdict := p.Classify(resp)
				var failure statushttp.Error
				var e *statushttp.Error
				if err := p.Check(resp); errors.As(err, &e) {
					failure = *e
				} else if err != nil {
					t.Fatalf("Check returned a %T", err)
				}
				if got := summary(verdict); got != a.due {
					t.Errorf("got  %s\nwant %s\n%s", got, a.due, verdict.Reason())
				}
				want, said := [...]string{a.message, a.code}, [...]string{failure.Message, failure.Code}
				if diff := cmp.Diff(want, said); diff != "" {
					t.Errorf("message and code (-want +got)\n%s", diff)
				}
				if (e == nil) != verdict.IsSuccess() {
					t.Errorf("Check returned %v for a verdict of kind %s", e, verdict.Kind)
				}
				if e != nil && e.Verdict != verdict {
					t.Errorf("Classify says %s, and Check %s", verdict.Reason(), e.Verdict.Reason())
				}
				body, err := io.ReadAll(resp.Body)
				if _, want, _ := strings.Cut(a.http, "\n\n"); err != nil || string(body) != want {
					t.Errorf("afterwards the body is %q (%v), want %q", body, err, want)
				}
			})
		}
	}
}

// A case that no answer triggers is a claim without proof, and a case
// without a reason is one that nobody dares to change.
func TestVendorAnswersAreComplete(t *testing.T) {
	all := vendors(t)
	if len(all) != len(vendorAnswers) {
		t.Errorf("%d vendors and the answers of %d", len(all), len(vendorAnswers))
	}
	for _, v := range all {
		list := vendorAnswers[v.Key]
		if len(list) == 0 {
			t.Errorf("%s has no answers", v.Key)
		}
		triggered := map[string]bool{}
		c := v.Runtime()
		for _, a := range list {
			if a.reason == "" {
				t.Errorf("an answer of %s has no reason: %s", v.Key, a.http)
			}
			verdict := statushttp.Classify(c, a.response(t))
			triggered[fmt.Sprint(verdict.Code, verdict.Case)] = true
			triggered[verdict.VendorCase] = true
		}
		for _, missing := range untriggered(v, triggered) {
			t.Errorf("%s: no answer triggers %s", v.Key, missing)
		}
	}
}

// untriggered lists the cases that are not among the triggered ones, which
// have their code before their name unless they are for any code.
func untriggered(v *spec.Vendor, triggered map[string]bool) (missing []string) {
	for _, f := range v.When {
		if !triggered[f.Name] {
			missing = append(missing, f.Name)
		}
	}
	for _, variant := range v.Variants {
		for _, f := range variant.When {
			if !triggered[fmt.Sprint(variant.Code, f.Name)] {
				missing = append(missing, fmt.Sprintf("%s of %d", f.Name, variant.Code))
			}
		}
	}
	return missing
}

// Whoever reads a catalog is told why a code comes and what to do, and the
// linter has no doubts but those that the vendor's own codes and phrases raise.
func TestVendorTexts(t *testing.T) {
	for _, c := range vendorCatalogs(t) {
		for _, warning := range spec.Lint(c) {
			if !strings.Contains(warning.Error(), "IANA ") {
				t.Error(warning)
			}
		}
		for _, v := range c.Vendors {
			if v.Source == "" || v.Overview == "" {
				t.Errorf("%s has no source or no overview", v.Key)
			}
			for _, variant := range v.Variants {
				if variant.Remedy == "" {
					t.Errorf("%s: %d has no remedy", v.Key, variant.Code)
				}
				for _, f := range variant.When {
					other := f.Kind != variant.Kind
					if f.Purpose == "" || f.Remedy == "" || other && (f.Purpose == variant.Purpose || f.Remedy == variant.Remedy) {
						t.Errorf("%s: %s of %d has no purpose or no remedy", v.Key, f.Name, variant.Code)
					}
				}
			}
		}
	}
}

// vendorCatalogs loads the catalogs in testdata/vendors.
func vendorCatalogs(tb testing.TB) []*spec.Catalog {
	tb.Helper()
	paths, err := filepath.Glob("testdata/vendors/*.yaml")
	if err != nil || len(paths) == 0 {
		tb.Fatal("no catalogs in testdata/vendors", err)
	}
	var catalogs []*spec.Catalog
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		c, err := spec.Load(path, src)
		if err != nil {
			tb.Fatal(err)
		}
		catalogs = append(catalogs, c)
	}
	return catalogs
}

func vendors(tb testing.TB) []*spec.Vendor {
	tb.Helper()
	var all []*spec.Vendor
	for _, c := range vendorCatalogs(tb) {
		all = append(all, c.Vendors...)
	}
	return all
}
