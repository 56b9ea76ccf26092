package status_test

import (
	"slices"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/diff"
)

// Three hand-made catalogs: one that falls back, one that does not, one that is
// empty. The first one and what it falls back to disagree about 404.
var (
	base = status.Rows{
		404: {Code: 404, Definition: "Not Found", Meaning: status.Meaning{Kind: status.KindNotFound, Retry: never}},
		429: {Code: 429, Definition: "Too Many Requests", Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: always}},
	}
	own = status.Rows{
		100: {Code: 100, Definition: "Go On", Meaning: status.Meaning{Kind: status.KindInformational, Retry: never}},
		404: {Code: 404, Definition: "No Such Order", Meaning: status.Meaning{Kind: status.KindNotFound, Retry: change, Note: "It may come."}},
		420: {Code: 420, Definition: "Calm Down", Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: always, Wait: status.Wait{Min: time.Minute}}},
		430: {Code: 430, Meaning: status.Meaning{Kind: status.KindInvalidRequest, Retry: never}}, // documented without a reason phrase
		999: {Code: 999, Definition: "Go Away", Meaning: status.Meaning{Kind: status.KindPermissionDenied, Retry: change}},
	}
	acme  = status.Catalog{Vendor: "acme", Name: "Acme", Rows: &own, Fallback: []*status.Rows{&base}}
	alone = status.Catalog{Vendor: "alone", Name: "Alone", Rows: &own}
	empty = status.Catalog{Vendor: "empty", Name: "Empty", Rows: new(status.Rows)}
)

func TestCatalogLookup(t *testing.T) {
	for _, tt := range []struct {
		reason     string
		catalog    *status.Catalog
		code       int
		want       status.Info
		documented bool
	}{
		{"the vendor's word", &acme, 420, *own[420], true},
		{"the vendor's word over the fallback's", &acme, 404, *own[404], true},
		{"the lowest code", &acme, 100, *own[100], true},
		{"the highest code", &acme, 999, *own[999], true},
		{"the fallback's word", &acme, 429, *base[429], false},
		{"the class, where both are silent", &acme, 418, status.Info{Code: 418, Meaning: status.Meaning{Kind: status.KindInvalidRequest, Retry: never}}, false},
		{"the class, where there is no fallback", &alone, 429, status.Info{Code: 429, Meaning: status.Meaning{Kind: status.KindInvalidRequest, Retry: never}}, false},
		{"1xx", &empty, 199, status.Info{Code: 199, Meaning: status.Meaning{Kind: status.KindInformational, Retry: never}}, false},
		{"2xx", &empty, 299, status.Info{Code: 299, Meaning: status.Meaning{Kind: status.KindOK, Retry: never}}, false},
		{"3xx", &empty, 399, status.Info{Code: 399, Meaning: status.Meaning{Kind: status.KindRedirected, Retry: never}}, false},
		{"5xx", &empty, 599, status.Info{Code: 599, Meaning: status.Meaning{Kind: status.KindInternal, Retry: idempotent}}, false},
		{"600 and beyond are as 5xx", &empty, 600, status.Info{Code: 600, Meaning: status.Meaning{Kind: status.KindInternal, Retry: idempotent}}, false},
		{"no code", &acme, 0, status.Info{Code: 0, Meaning: status.Meaning{Kind: status.KindUnknown, Retry: never}}, false},
		{"below the array", &acme, -1, status.Info{Code: -1, Meaning: status.Meaning{Kind: status.KindUnknown, Retry: never}}, false},
		{"just below the codes", &acme, 99, status.Info{Code: 99, Meaning: status.Meaning{Kind: status.KindUnknown, Retry: never}}, false},
		{"beyond the array", &acme, 1000, status.Info{Code: 1000, Meaning: status.Meaning{Kind: status.KindUnknown, Retry: never}}, false},
	} {
		got, documented := tt.catalog.Lookup(tt.code)
		if diff := diff.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: Lookup(%d) (-want +got):\n%s", tt.reason, tt.code, diff)
		}
		if documented != tt.documented || tt.catalog.IsDocumented(tt.code) != tt.documented {
			t.Errorf("%s: documented is %t and IsDocumented(%d) %t, want %t",
				tt.reason, documented, tt.code, tt.catalog.IsDocumented(tt.code), tt.documented)
		}
	}
}

// What Lookup returns is the caller's own.
func TestCatalogLookupCopies(t *testing.T) {
	for _, code := range []int{420, 429, 418} {
		info, _ := acme.Lookup(code)
		info.Definition = "Changed"
		if again, _ := acme.Lookup(code); again.Definition == "Changed" {
			t.Errorf("a write to the answer for %d shows in the next one", code)
		}
	}
}

// Find gives the row itself; that of a class has the code of its x00 and is
// shared by the class.
func TestFind(t *testing.T) {
	for _, tt := range []struct {
		reason   string
		rows     *status.Rows
		fallback []*status.Rows
		code     int
		want     *status.Info
	}{
		{"the vendor's own row", &own, []*status.Rows{&base}, 404, own[404]},
		{"the fallback's row", &own, []*status.Rows{&base}, 429, base[429]},
		{"the first fallback that has one", &own, []*status.Rows{new(status.Rows), &base, &own}, 429, base[429]},
		{"the first fallback's, of two", new(status.Rows), []*status.Rows{&own, &base}, 404, own[404]},
		{"no fallback, and the own row", &own, nil, 404, own[404]},
	} {
		if got := status.Find(tt.rows, tt.fallback, tt.code); got != tt.want {
			t.Errorf("%s: Find of %d gave %+v, want %+v", tt.reason, tt.code, got, tt.want)
		}
	}
	for code := -1; code <= 1000; code++ {
		row := status.Find(empty.Rows, nil, code)
		want := 0
		switch {
		case 100 <= code && code < 600:
			want = code / 100 * 100
		case 600 <= code && code < 1000:
			want = 500
		}
		if row.Code != want || row != status.Find(empty.Rows, []*status.Rows{empty.Rows}, code) || row != empty.Row(code) {
			t.Errorf("%d: the row of its class has code %d, want %d", code, row.Code, want)
		}
	}
}

func TestCatalogAll(t *testing.T) {
	for _, tt := range []struct {
		reason  string
		catalog *status.Catalog
		want    []int
	}{
		{"ascending, the first and the last code among them, none of the fallback's", &acme, []int{100, 404, 420, 430, 999}},
		{"nothing is documented", &empty, nil},
	} {
		var got []int
		for info := range tt.catalog.All() {
			got = append(got, info.Code)
			info.Definition = "Changed" // a copy
		}
		if diff := diff.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
	}
	if got := own[404].Definition; got != "No Such Order" {
		t.Errorf("a write to what All yields changed the row to %q", got)
	}
}

func TestCatalogAllStopsEarly(t *testing.T) {
	var got []int
	for info := range acme.All() {
		got = append(got, info.Code)
		if info.Code == 404 {
			break
		}
	}
	if !slices.Equal(got, []int{100, 404}) {
		t.Errorf("a loop that is left at 404 saw %v", got)
	}
}

func TestCatalogText(t *testing.T) {
	for code, want := range map[int]string{
		404: "404 No Such Order", 430: "430", 429: "429 Too Many Requests", 418: "418", 700: "700", -1: "-1", 1000: "1000",
	} {
		info, _ := acme.Lookup(code)
		if got := acme.Text(code); got != want || info.String() != want {
			t.Errorf("Text(%d) is %q and its Info prints %q, want %q", code, got, info.String(), want)
		}
	}
}

func TestCatalogParse(t *testing.T) {
	for _, tt := range []struct {
		reason  string
		catalog *status.Catalog
		text    string
		want    int // 0 for an error
	}{
		{"a number", &acme, "404", 404},
		{"a number that nobody documents", &acme, "418", 418},
		{"the vendor's definition", &acme, "no such order", 404},
		{"both, in any letter case", &acme, "420 cALM dOWN", 420},
		{"the fallback's definition", &acme, "too many requests", 429},
		{"a definition of a code that the vendor calls otherwise", &acme, "Not Found", 404},
		{"no fallback, so its definitions are unknown", &alone, "Too Many Requests", 0},
		{"numbers need no catalog", &empty, "404", 404},
		{"definitions do", &empty, "Not Found", 0},
		{"no text is no code, not even one without a definition", &acme, "", 0},
		{"nor is white space", &acme, " \t", 0},
		{"another code's definition", &acme, "404 Calm Down", 0},
		{"a definition where there is none", &acme, "418 Teapot", 0},
	} {
		got, err := tt.catalog.Parse(tt.text)
		if got != tt.want || (err == nil) != (tt.want != 0) {
			t.Errorf("%s: Parse(%q) gave %d and error %v, want %d", tt.reason, tt.text, got, err, tt.want)
		}
	}
}

// the returns a fallback of these rows.
