package view_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/statuscat/statuscat/gen/view"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statustest"
)

func TestAdvice(t *testing.T) {
	from := func(sources ...status.WaitSource) status.Wait { return status.Wait{From: sources} }
	reset := status.WaitSource{Header: "X-Reset", Unit: status.UnitEpochSeconds}
	inBody := status.WaitSource{Body: "/after", Unit: status.UnitSeconds}
	longest := from(reset, inBody)
	longest.Take = status.TakeLongest
	tests := map[string]struct {
		retry status.Retry
		wait  status.Wait
		want  string
	}{
		"never":                      {status.RetryNever, status.Wait{Min: time.Second}, "no"},
		"after a change":             {status.RetryAfterChange, status.Wait{}, "after a change"},
		"nothing known":              {status.RetryIfIdempotent, status.Wait{}, "if idempotent: Retry-After, else back off"},
		"bounds":                     {status.RetryAlways, status.Wait{Min: time.Second, Max: time.Hour}, "yes: Retry-After, else ≥ 1s, ≤ 1h"},
		"sources in order":           {status.RetryAlways, from(reset, inBody), "yes: X-Reset or the body or Retry-After, else back off"},
		"sources, the longest":       {status.RetryAlways, longest, "yes: the longest of X-Reset, the body, Retry-After, else back off"},
		"Retry-After read otherwise": {status.RetryAlways, from(status.WaitSource{Header: "Retry-After", Unit: status.UnitMilliseconds}), "yes: Retry-After, else back off"},
		"unchanged":                  {status.RetryUnknown, status.Wait{}, "as the code says"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := (view.Advice{Retry: test.retry, Wait: test.wait}).String(); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

// compared loads vendors v0, v1 and so on, each with what it says of codes, and
// returns a line for each compared code: those who differ and how, then those who
// agree.
func compared(t *testing.T, vendors ...map[int]string) []string {
	t.Helper()
	var src strings.Builder
	src.WriteString("catalog: side\nvendors:\n")
	codes := map[int]bool{}
	for i, v := range vendors {
		fmt.Fprintf(&src, "  v%d: {name: V%[1]d}\n", i)
		for code := range v {
			codes[code] = true
		}
	}
	src.WriteString("codes:\n")
	for code := 100; code <= 999; code++ {
		if !codes[code] {
			continue
		}
		fmt.Fprintf(&src, "  %d:\n    definition: Code %[1]d\n    variants:\n", code)
		for i, v := range vendors {
			says := "undocumented"
			if v[code] != "" {
				says = "{purpose: A text., note: A note., " + v[code] + "}"
			}
			fmt.Fprintf(&src, "      v%d: %s\n", i, says)
		}
	}
	c, err := spec.Load("side.yaml", []byte(src.String()))
	if err != nil {
		t.Fatalf("%v in\n%s", err, &src)
	}
	all := view.Compare([]*spec.Catalog{c})
	var lines []string
	for _, k := range view.ByDisagreement(all) {
		line := fmt.Sprintf("%d %s, %s |", k.Number, k.Usual.Kind, k.Usual.Retry)
		for _, d := range k.Differ {
			line += " " + d.Vendor.Key
			for _, r := range d.Senses {
				by := ""
				if r.ByCase {
					by = " by case"
				}
				line += fmt.Sprintf(" (%s, %s%s)", r.Kind, r.Advice, by)
			}
		}
		line += " |"
		for _, v := range k.Agree {
			line += " " + v.Vendor.Key
		}
		lines = append(lines, line)
	}
	return lines
}

func TestCompare(t *testing.T) {
	const (
		limited = "kind: rate-limited"
		denied  = "kind: permission-denied"
		byCase  = denied + ", when: [{name: limit, method: POST, kind: rate-limited, purpose: Too many.}]"
		yes     = "yes: Retry-After, else back off"
	)
	tests := map[string]struct {
		vendors []map[int]string
		want    []string
	}{
		"all agree, and with the standard": {[]map[int]string{{403: denied}, {403: denied}}, nil},
		"one differs": {[]map[int]string{{403: denied}, {403: limited + ", wait: {min: 1s}"}, {403: denied}}, []string{
			"403 permission-denied, after-change | v1 (rate-limited, yes: Retry-After, else ≥ 1s) | v0 v2",
		}},
		"by case, after those whose number differs": {[]map[int]string{{403: byCase}, {403: limited}}, []string{
			"403 permission-denied, after-change | v1 (rate-limited, " + yes + ") v0 (rate-limited, " + yes + " by case) |",
		}},
		"a code that is not registered has the commonest sense": {[]map[int]string{{509: limited}, {509: denied}, {509: denied}}, []string{
			"509 permission-denied, after-change | v0 (rate-limited, " + yes + ") | v1 v2",
		}},
		"most disagreement first, and the retry before the kind": {[]map[int]string{
			{400: "kind: not-found", 403: limited, 404: "kind: rate-limited"},
			{400: "kind: not-found", 403: limited, 404: "kind: not-found"},
		}, []string{
			"403 permission-denied, after-change | v0 (rate-limited, " + yes + ") v1 (rate-limited, " + yes + ") |",
			"404 not-found, never | v0 (rate-limited, " + yes + ") | v1",
			"400 invalid-request, never | v0 (not-found, no) v1 (not-found, no) |",
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, compared(t, test.vendors...)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestCompareBundled checks that what the catalogs exist for comes before
// curiosities.
func TestCompareBundled(t *testing.T) {
	place := map[int]int{}
	for i, k := range view.ByDisagreement(view.Compare(spec.Bundled())) {
		place[k.Number] = i + 1
	}
	for _, code := range []int{403, 409, 429, 503} {
		if place[code] == 0 || place[202] > 0 && place[code] > place[202] {
			t.Errorf("%d has place %d, and 202 has %d", code, place[code], place[202])
		}
	}
}

func TestMessage(t *testing.T) {
	long := strings.Repeat("word ", 30)
	tests := map[string]struct {
		body, want string
	}{
		"nothing but a status line": {"", ""},
		"JSON":                      {`{"a":{"b":1}}`, "HTTP/1.1 403 Forbidden\n\n{\n  \"a\": {\n    \"b\": 1\n  }\n}"},
		"what begins as JSON":       {`{"a":`, "HTTP/1.1 403 Forbidden\n\n{\"a\":"},
		"a long line": {long, "HTTP/1.1 403 Forbidden\n\n" + strings.TrimSpace(strings.Repeat("word ", 20)) + "\n  " +
			strings.TrimSpace(strings.Repeat("word ", 10))},
		"no place to break": {strings.Repeat("x", 200), "HTTP/1.1 403 Forbidden\n\n" + strings.Repeat("x", 200)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			e := &spec.Example{Answer: statustest.Answer{Code: 403, Body: test.body}}
			if diff := cmp.Diff(test.want, strings.TrimRight(view.Message(view.Standard(), e), " ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
