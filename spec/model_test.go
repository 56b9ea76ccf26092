package spec_test

import (
	"go/token"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// checkModel checks what the documentation of Catalog promises to the printers.
func checkModel(t *testing.T, c *spec.Catalog) {
	t.Helper()
	if !slug.MatchString(c.Name) || c.File == "" || len(c.Vendors) == 0 || len(c.Codes) == 0 {
		t.Errorf("catalog %q of file %q has %d vendors and %d codes", c.Name, c.File, len(c.Vendors), len(c.Codes))
	}
	keys := map[string]bool{}
	for _, v := range c.Vendors {
		if keys[v.Key] {
			t.Errorf("two vendors %q", v.Key)
		}
		keys[v.Key] = true
		checkVendor(t, c, v)
	}
	checkCodes(t, c)
	checkTexts(t, "Catalog", reflect.ValueOf(c))
}

var (
	slug        = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	packageName = regexp.MustCompile(`^[a-z][a-z0-9]*$`)
)

func checkVendor(t *testing.T, c *spec.Catalog, v *spec.Vendor) {
	t.Helper()
	if !packageName.MatchString(v.Key) || token.IsKeyword(v.Key) {
		t.Errorf("vendor %q cannot name a package", v.Key)
	}
	if c.Vendor(v.Key) != v {
		t.Errorf("vendor %q is not found by its key", v.Key)
	}
	if v.Name == "" || slices.ContainsFunc(v.Fallback, func(key string) bool { return !slices.Contains(spec.BundledKeys(), key) }) {
		t.Errorf("vendor %q has the name %q and the fallback %q", v.Key, v.Name, v.Fallback)
	}
	for class, text := range v.Classes {
		if text == "" || !slices.Contains(status.Classes(), class) {
			t.Errorf("class %v of %s says %q", class, v.Key, text)
		}
	}
	if len(v.Variants) == 0 {
		t.Errorf("vendor %q documents nothing", v.Key)
	}
	checkCases(t, v.When)
	names := map[string]bool{}
	for i, variant := range v.Variants {
		if i > 0 && v.Variants[i-1].Code >= variant.Code {
			t.Errorf("%s: code %d follows %d", v.Key, variant.Code, v.Variants[i-1].Code)
		}
		if v.Lookup(variant.Code) != variant || variant.Vendor != v {
			t.Errorf("%s: code %d is not found", v.Key, variant.Code)
		}
		if names[variant.GoName] {
			t.Errorf("%s: two constants %s", v.Key, variant.GoName)
		}
		names[variant.GoName] = true
		checkVariant(t, variant)
		checkFacts(t, variant.Facts())
	}
	checkFacts(t, v.Facts())
	for name, pos := range v.CaseNames {
		if !slug.MatchString(name) || pos.Line == 0 {
			t.Errorf("case %q is on line %d", name, pos.Line)
		}
	}
	for code := range 600 {
		if v.FallbackOf(code) != nil && v.Lookup(code) == nil && v.Runtime().Row(code) == nil {
			t.Errorf("%s: code %d has a fallback and no row", v.Key, code)
		}
	}
	if _, err := c.Select(v.Key + "x"); err == nil {
		t.Errorf("%sx can be selected", v.Key)
	}
	selected, err := c.Select(v.Key)
	if err != nil || len(selected.Vendors) != 1 || len(selected.Codes) != len(v.Variants) {
		t.Errorf("%s cannot be selected: %v", v.Key, err)
	}
}

// checkFacts checks that facts can be shown.
func checkFacts(t *testing.T, facts []spec.Fact) {
	t.Helper()
	for _, f := range facts {
		if f.Key == "" || f.Label == "" || f.Text == "" {
			t.Errorf("fact %+v has an empty field", f)
		}
	}
}

func checkVariant(t *testing.T, v *spec.Variant) {
	t.Helper()
	if s := v.Standard(); v.Differs() && (s == nil || s.Kind == v.Kind && s.Retry == v.Retry) {
		t.Errorf("%d differs from a standard that says the same, or nothing", v.Code)
	}
	if !token.IsIdentifier(v.GoName) || !token.IsExported(v.GoName) {
		t.Errorf("%d: constant cannot be named %q", v.Code, v.GoName)
	}
	if v.Definition == "" || v.Purpose == "" {
		t.Errorf("%d: definition %q, purpose %q", v.Code, v.Definition, v.Purpose)
	}
	if !slices.Contains(status.Kinds(), v.Kind) || !slices.Contains(status.Retries(), v.Retry) {
		t.Errorf("%d: kind %v, retry %v", v.Code, v.Kind, v.Retry)
	}
	if v.Retry != v.Kind.Retry() && v.Note == "" {
		t.Errorf("%d: retry %v differs from the default of kind %v, without a note", v.Code, v.Retry, v.Kind)
	}
	checkWait(t, v.Retry, v.Wait)
	checkCases(t, v.When)
	for _, f := range v.When {
		if !slices.Contains(status.Kinds(), f.Kind) || !slices.Contains(status.Retries(), f.Retry) {
			t.Errorf("%d: case %q is not complete", v.Code, f.Name)
		}
	}
}

func checkCases(t *testing.T, list []status.Case) {
	t.Helper()
	names := map[string]bool{}
	for _, f := range list {
		if !slug.MatchString(f.Name) || names[f.Name] {
			t.Errorf("case %q has no name of its own", f.Name)
		}
		names[f.Name] = true
		if len(f.Criteria) == 0 {
			t.Errorf("case %q has no criteria", f.Name)
		}
		checkFacts(t, spec.CaseFacts(&f))
		if f.Retry != status.RetryUnknown {
			checkWait(t, f.Retry, f.Wait)
		}
	}
}

func checkWait(t *testing.T, retry status.Retry, w status.Wait) {
	t.Helper()
	if !w.IsZero() && !retry.IsRetryable() {
		t.Errorf("retry %v and a wait %v", retry, w)
	}
	if w.Min < 0 || w.Max < 0 || w.Max > 0 && w.Min > w.Max {
		t.Errorf("wait contradicts itself: %+v", w)
	}
}

func checkCodes(t *testing.T, c *spec.Catalog) {
	t.Helper()
	last := 99
	for _, code := range c.Codes {
		if code.Number <= last || code.Number > 999 {
			t.Errorf("code %d follows %d", code.Number, last)
		}
		last = code.Number
		if len(code.Variants) != len(c.Vendors) {
			t.Fatalf("code %d has %d variants for %d vendors", code.Number, len(code.Variants), len(c.Vendors))
		}
		documented := 0
		for i, v := range code.Variants {
			if v != c.Vendors[i].Lookup(code.Number) {
				t.Errorf("code %d and vendor %s do not know the same variant", code.Number, c.Vendors[i].Key)
			}
			if v != nil {
				documented++
			}
		}
		if documented == 0 {
			t.Errorf("code %d is documented by nobody", code.Number)
		}
	}
}

// checkTexts looks at every text of the model, whatever field it is in: none
// has characters that cannot be seen, and white space is folded.
func checkTexts(t *testing.T, path string, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		checkText(t, path, v.String())
	case reflect.Pointer:
		if !v.IsNil() && path != "Variant.Vendor" {
			checkTexts(t, path, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			checkTexts(t, path, v.Index(i))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			checkTexts(t, path, v.MapIndex(key))
		}
	case reflect.Struct:
		for field, value := range v.Fields() {
			// What a vendor sends is not the catalog's text.
			if field.IsExported() && field.Name != "Examples" {
				checkTexts(t, v.Type().Name()+"."+field.Name, value)
			}
		}
	}
}

func checkText(t *testing.T, path, text string) {
	t.Helper()
	// What is compared with a response, or leads to a place of it, is exact.
	exact := []string{"Match.Values", "Criterion.Pointers", "WaitSource.Body", "WaitSource.After", "ErrorBody.Message", "ErrorBody.Code"}
	paragraphs := []string{text}
	if path == "Vendor.Overview" || path == "Vendor.Note" {
		paragraphs = strings.Split(text, "\n\n")
	}
	for _, p := range paragraphs {
		if !slices.Contains(exact, path) && p != strings.Join(strings.Fields(p), " ") {
			t.Errorf("%s is not folded: %q", path, p)
		}
		if strings.ContainsFunc(p, func(c rune) bool {
			return c != '\n' && c != '\t' && unicode.In(c, unicode.Cc, unicode.Bidi_Control, unicode.Zl, unicode.Zp)
		}) {
			t.Errorf("%s has characters in it that cannot be seen: %q", path, p)
		}
	}
}

// Each field of a meaning and of a vendor has a row in the table by which it is shown,
// compared and checked.
func TestFields(t *testing.T) {
	everyField(t, spec.MeaningFields, &status.Meaning{
		Kind: status.KindRateLimited, Retry: status.RetryAlways, Wait: status.Wait{Min: time.Second}, By: []status.By{{Part: status.PartPath}},
		Purpose: "a", Remedy: "b", Note: "c", Reference: "d",
	})
	classes := make(map[status.Class]string)
	classes[status.ClassClientError] = "i"
	everyField(t, spec.VendorFields, &spec.Vendor{
		Name: "a", Version: "b", Overview: "c", Source: "d", Checked: "e", Note: "f", Fallback: []string{"iana"}, IdempotencyKey: "g",
		IdempotencyBody: "/h", Limits: []status.Limit{{Requests: 1, Code: 429}}, Classes: classes,
		Wait: status.Wait{Min: time.Second}, ErrorBody: status.ErrorBody{Code: []status.Place{{Body: "/j"}}},
	}, "Key", "When", "Variants", "Examples") // which are no facts, and are compared one by one
}

func everyField[T any](t *testing.T, table []spec.Field[T], full *T, apart ...string) {
	t.Helper()
	for field, value := range reflect.ValueOf(full).Elem().Fields() {
		if !field.IsExported() || slices.Contains(apart, field.Name) {
			continue
		}
		if value.IsZero() {
			t.Errorf("field %s of a %T has no value here", field.Name, *full)
		}
		none, only := new(T), new(T)
		reflect.ValueOf(only).Elem().FieldByIndex(field.Index).Set(value)
		if !slices.ContainsFunc(table, func(f spec.Field[T]) bool { return !f.Same(none, only) }) {
			t.Errorf("no row of the table has field %s of a %T", field.Name, *full)
		}
	}
}
