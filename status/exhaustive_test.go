package status_test

import (
	"strconv"
	"testing"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/diff"
)

// Every number from −1 to 1000, documented or not, against the oracle.
func TestVendors(t *testing.T) {
	t.Run("bigcommerce", func(t *testing.T) { testMeanings(t, bigcommerceVendor) })
	t.Run("leadcommerce", func(t *testing.T) { testMeanings(t, leadcommerceVendor) })
	t.Run("iana", func(t *testing.T) { testMeanings(t, ianaVendor) })
}

func testMeanings[S code](t *testing.T, v vendor[S]) {
	for c := -1; c <= 1000; c++ {
		s := S(c)
		want, documented := v.want(c)
		got := meaning{s.Definition(), s.Kind(), s.Retry(), s.Wait()}
		if want.kind == status.KindUnknown && want.definition != "" {
			want.kind = got.kind // the oracle leaves it open
		}
		if diff := diff.Diff(want, got); diff != "" {
			t.Errorf("%d (-want +got):\n%s", c, diff)
		}
		if got := s.IsDocumented(); got != documented {
			t.Errorf("%d: IsDocumented is %t, want %t", c, got, documented)
		}
		testTexts(t, c, s, want.definition)
		testPredicates(t, c, s)
		testInfo(t, c, s, v.catalog)
	}
}

func testTexts[S code](t *testing.T, c int, s S, definition string) {
	text := strconv.Itoa(c)
	if definition != "" {
		text += " " + definition
	}
	if s.String() != text || s.Error() != text {
		t.Errorf("%d: String gives %q and Error %q, want %q", c, s.String(), s.Error(), text)
	}
	// A row in a catalog tells at least when the code is sent; what no row
	// tells is made up by nobody.
	if hasPurpose := s.Purpose() != ""; hasPurpose != (definition != "") {
		t.Errorf("%d: the definition is %q and the purpose %q", c, definition, s.Purpose())
	}
}

// predicates has one field a method, so that a failure names the one.
type predicates struct {
	Success, Redirection, ClientError, ServerError, Retryable, Throttled bool
}

func testPredicates[S code](t *testing.T, c int, s S) {
	want := predicates{
		Success:     200 <= c && c <= 299,
		Redirection: 300 <= c && c <= 399,
		ClientError: 400 <= c && c <= 499,
		ServerError: 500 <= c && c <= 999,
		Retryable:   s.Retry() == status.RetryIfIdempotent || s.Retry() == status.RetryAlways,
		Throttled:   s.Kind() == status.KindRateLimited || s.Kind() == status.KindQuotaExhausted,
	}
	got := predicates{
		s.IsSuccess(), s.IsRedirection(), s.IsClientError(), s.IsServerError(),
		s.IsRetryable(), s.IsThrottled(),
	}
	if diff := diff.Diff(want, got); diff != "" {
		t.Errorf("%d (-want +got):\n%s", c, diff)
	}
	if got, want := s.Class(), status.ClassOf(c); got != want {
		t.Errorf("%d: Class is %v, want %v", c, got, want)
	}
	if got, want := s.Fault(), s.Kind().Fault(); got != want {
		t.Errorf("%d: Fault is %v, want %v as its kind %v has it", c, got, want, s.Kind())
	}
	// A wait before something that is never repeated would be a contradiction.
	if !s.IsRetryable() && !s.Wait().IsZero() {
		t.Errorf("%d: not retryable, after %v", c, s.Wait())
	}
}

// Info and Lookup are the methods' answers all at once, under the code's own
// number, even if the row is that of a class.
func testInfo[S code](t *testing.T, c int, s S, catalog *status.Catalog) {
	type answers struct {
		Code                              int
		Definition, Purpose, Remedy, Note string
		Kind                              status.Kind
		Retry                             status.Retry
		Wait                              status.Wait
		Fault                             status.Fault
		Class                             status.Class
		Text                              string
	}
	want := answers{
		c, s.Definition(), s.Purpose(), s.Remedy(), s.Note(), s.Kind(), s.Retry(), s.Wait(), s.Fault(), s.Class(), s.String(),
	}
	looked, documented := catalog.Lookup(c)
	if documented != s.IsDocumented() {
		t.Errorf("%d: Lookup says documented %t, IsDocumented %t", c, documented, s.IsDocumented())
	}
	for name, i := range map[string]status.Info{"Info": s.Info(), "Lookup": looked} {
		got := answers{
			i.Code, i.Definition, i.Purpose, i.Remedy, i.Note, i.Kind, i.Retry, i.Wait, i.Fault(), i.Class(), i.String(),
		}
		if diff := diff.Diff(want, got); diff != "" {
			t.Errorf("%d: %s (-want +got):\n%s", c, name, diff)
		}
	}
}
