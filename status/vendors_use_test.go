package status_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/statuscat/statuscat/status/bigcommerce"
	"github.com/statuscat/statuscat/status/internal/diff"
	"github.com/statuscat/statuscat/status/leadcommerce"
)

func TestVendorAll(t *testing.T) {
	t.Run("bigcommerce", func(t *testing.T) { testAll(t, bigcommerceVendor) })
	t.Run("leadcommerce", func(t *testing.T) { testAll(t, leadcommerceVendor) })
	t.Run("iana", func(t *testing.T) { testAll(t, ianaVendor) })
}

func testAll[S code](t *testing.T, v vendor[S]) {
	var want, got, rows []int
	want = slices.Sorted(maps.Keys(v.oracle))
	for s := range v.all() {
		got = append(got, int(s))
	}
	if diff := diff.Diff(want, got); diff != "" {
		t.Errorf("All (-want +got):\n%s", diff)
	}
	for i := range v.catalog.All() {
		rows = append(rows, i.Code)
	}
	if diff := diff.Diff(want, rows); diff != "" {
		t.Errorf("Catalog.All (-want +got):\n%s", diff)
	}
	// A loop that is left early must not be called again, which would panic,
	// and the next loop starts from the front.
	for range 2 {
		for s := range v.all() {
			if int(s) != want[0] {
				t.Errorf("All begins with %d, want %d", int(s), want[0])
			}
			break
		}
	}
}

func TestVendorErrors(t *testing.T) {
	t.Run("bigcommerce", func(t *testing.T) { testErrors(t, bigcommerceVendor) })
	t.Run("leadcommerce", func(t *testing.T) { testErrors(t, leadcommerceVendor) })
	t.Run("iana", func(t *testing.T) { testErrors(t, ianaVendor) })
}

func testErrors[S code](t *testing.T, v vendor[S]) {
	for s := range v.all() {
		err := fmt.Errorf("list orders: %w", errors.Join(errors.New("first try"), s))
		if !errors.Is(err, s) {
			t.Errorf("errors.Is does not find %v in %v", s, err)
		}
		if errors.Is(err, s+1) {
			t.Errorf("errors.Is finds %v in %v", s+1, err)
		}
		var found S
		if !errors.As(err, &found) || found != s {
			t.Errorf("errors.As finds %v in %v, want %v", found, err, s)
		}
	}
}

// Code that works with any vendor makes errors that the vendor's users know, of
// undocumented codes as well.
func TestVendorAsError(t *testing.T) {
	t.Run("bigcommerce", func(t *testing.T) { testAsError(t, bigcommerceVendor) })
	t.Run("leadcommerce", func(t *testing.T) { testAsError(t, leadcommerceVendor) })
	t.Run("iana", func(t *testing.T) { testAsError(t, ianaVendor) })
}

func testAsError[S code](t *testing.T, v vendor[S]) {
	for c := -1; c <= 1000; c++ {
		if err := v.catalog.AsError(c); !errors.Is(err, S(c)) {
			t.Errorf("AsError(%d) gives %v, which is not the vendor's own", c, err)
		}
	}
}

// One number of two vendors is two errors, in whatever they are wrapped.
func TestVendorErrorsDiffer(t *testing.T) {
	err := fmt.Errorf("list orders: %w", leadcommerce.Forbidden)
	if errors.Is(err, bigcommerce.Forbidden) {
		t.Error("Lead Commerce's speed limit passes for BigCommerce's missing permission")
	}
	if s := bigcommerce.Status(0); errors.As(err, &s) {
		t.Errorf("a code of Lead Commerce is found as BigCommerce's %v", s)
	}
}

// A vendor's error body holds the plain number, and a code is written back as
// one.
func TestVendorJSON(t *testing.T) {
	t.Run("bigcommerce", func(t *testing.T) { testJSON(t, bigcommerceVendor) })
	t.Run("leadcommerce", func(t *testing.T) { testJSON(t, leadcommerceVendor) })
	t.Run("iana", func(t *testing.T) { testJSON(t, ianaVendor) })
}

func testJSON[S code](t *testing.T, _ vendor[S]) {
	type body struct {
		Status S         `json:"status"`
		Seen   map[S]int `json:"seen"`
	}
	const text = `{"status":409,"seen":{"403":2}}`
	var got body
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	if got.Status != 409 || got.Seen[403] != 2 {
		t.Errorf("%s is read as %d and %v", text, int(got.Status), got.Seen)
	}
	back, err := json.Marshal(got)
	if err != nil || string(back) != text {
		t.Errorf("written back as %s with error %v, want %s", back, err, text)
	}
	if err := json.Unmarshal([]byte(`{"status":"409 Conflict"}`), &got); err == nil {
		t.Error("a text is read as a status; the vendors send numbers")
	}
}

// Formatting with a number's verb prints the number, with a text's the text.
func TestVendorFormats(t *testing.T) {
	const want = "403 | 403 Forbidden | 403 Forbidden | 600"
	got := fmt.Sprintf("%d | %v | %s | %v",
		leadcommerce.Forbidden, leadcommerce.Forbidden, leadcommerce.Forbidden, leadcommerce.Status(600))
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
