package status_test

import (
	"fmt"
	"iter"
	"testing"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/bigcommerce"
	"github.com/statuscat/statuscat/status/iana"
	"github.com/statuscat/statuscat/status/internal/diff"
	"github.com/statuscat/statuscat/status/leadcommerce"
)

// code is what every generated Status is. That two of them are different types,
// so that a code of one vendor cannot be passed or compared as another's, is
// the compiler's business: leadcommerce.Forbidden == bigcommerce.Forbidden does
// not compile.
type code interface {
	~int
	error
	fmt.Stringer
	Definition() string
	Purpose() string
	Remedy() string
	Note() string
	Class() status.Class
	Kind() status.Kind
	Fault() status.Fault
	Retry() status.Retry
	Wait() status.Wait
	IsDocumented() bool
	IsSuccess() bool
	IsRedirection() bool
	IsClientError() bool
	IsServerError() bool
	IsRetryable() bool
	IsThrottled() bool
	Info() status.Info
}

// vendor is a generated package beside what it ought to say.
type vendor[S code] struct {
	catalog  *status.Catalog
	rows     *status.Rows
	parse    func(string) (S, error)
	all      func() iter.Seq[S]
	oracle   map[int]meaning
	fallback map[int]meaning
}

var (
	bigcommerceVendor = vendor[bigcommerce.Status]{
		bigcommerce.Catalog, bigcommerce.Rows(), bigcommerce.Parse, bigcommerce.All,
		bigcommerceOracle, registered,
	}
	leadcommerceVendor = vendor[leadcommerce.Status]{
		leadcommerce.Catalog, leadcommerce.Rows(), leadcommerce.Parse, leadcommerce.All,
		leadcommerceOracle, registered,
	}
	ianaVendor = vendor[iana.Status]{
		iana.Catalog, iana.Rows(), iana.Parse, iana.All,
		registered, nil,
	}
)

// want is what the oracle says of c: the vendor's word, IANA's, or the class's.
func (v vendor[S]) want(c int) (m meaning, documented bool) {
	if m, ok := v.oracle[c]; ok {
		return m, true
	}
	if m, ok := v.fallback[c]; ok {
		return m, false
	}
	return ofClass(c), false
}

// What a catalog calls itself is what the package is called.
func TestVendorKeys(t *testing.T) {
	for want, c := range map[string]*status.Catalog{
		"bigcommerce": bigcommerce.Catalog, "leadcommerce": leadcommerce.Catalog, "iana": iana.Catalog,
	} {
		if c.Vendor != want || c.Name == "" {
			t.Errorf("package %s has the catalog of vendor %q, name %q", want, c.Vendor, c.Name)
		}
	}
	if got := bigcommerce.Catalog.Version; got != "V2" {
		t.Errorf("the BigCommerce catalog is of version %q, want V2", got)
	}
}

// The texts of a Status are its row's: the vendor's, or else the fallback's.
func TestVendorTexts(t *testing.T) {
	t.Run("bigcommerce", func(t *testing.T) { testRowTexts(t, bigcommerceVendor, iana.Rows()) })
	t.Run("leadcommerce", func(t *testing.T) { testRowTexts(t, leadcommerceVendor, iana.Rows()) })
	t.Run("iana", func(t *testing.T) { testRowTexts(t, ianaVendor, nil) })
}

func testRowTexts[S code](t *testing.T, v vendor[S], fallback *status.Rows) {
	if v.catalog.Rows != v.rows || fallback != nil && (len(v.catalog.Fallback) != 1 || v.catalog.Fallback[0] != fallback) || fallback == nil && v.catalog.Fallback != nil {
		t.Error("Catalog has other rows or another fallback than the package")
	}
	for c := -1; c <= 1000; c++ {
		want := &status.Info{} // a class has no texts
		switch {
		case c < 0 || c >= len(v.rows):
		case v.rows[c] != nil:
			want = v.rows[c]
		case fallback != nil && fallback[c] != nil:
			want = fallback[c]
		}
		if want.Code != 0 && want.Code != c {
			t.Errorf("the row at %d is of code %d", c, want.Code)
		}
		s := S(c)
		got := []string{s.Definition(), s.Purpose(), s.Remedy(), s.Note(), s.Info().Reference}
		if diff := diff.Diff([]string{want.Definition, want.Purpose, want.Remedy, want.Note, want.Reference}, got); diff != "" {
			t.Errorf("%d (-want +got):\n%s", c, diff)
		}
	}
}
