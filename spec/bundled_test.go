package spec_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// A bundled vendor can be checked against its reference. Each of its failures has a
// remedy, and each of its codes and cases an example. The registry needs only the
// reference: it is a standard and sends no responses.
func TestBundledVendors(t *testing.T) {
	for _, v := range bundledVendors() {
		if v.Source == "" || v.Checked == "" || v.Overview == "" {
			t.Errorf("%s: source %q, checked %q, overview %q; none of them may be missing", v.Key, v.Source, v.Checked, v.Overview)
		}
		if v.Key == "iana" {
			continue
		}
		meaning := func(code any, name string, kind status.Kind, remedy string, examples []*spec.Example) {
			if remedy == "" && kind != status.KindUnknown && kind.Fault() != status.FaultNobody {
				t.Errorf("%s %v %s has no remedy", v.Key, code, name)
			}
			if !slices.ContainsFunc(examples, func(e *spec.Example) bool { return !e.Made }) {
				t.Errorf("%s %v %s has no example", v.Key, code, name)
			}
		}
		for _, variant := range v.Variants {
			meaning(variant.Code, "", variant.Kind, variant.Remedy, v.ExamplesOf(variant.Code, ""))
			for _, c := range variant.When {
				meaning(variant.Code, c.Name, c.Kind, c.Remedy, v.ExamplesOf(variant.Code, c.Name))
			}
		}
		for _, c := range v.When {
			meaning("any code", c.Name, c.Kind, c.Remedy, v.ExamplesOfAny(c.Name))
		}
	}
}

func bundledVendors() []*spec.Vendor {
	var all []*spec.Vendor
	for _, c := range spec.Bundled() {
		all = append(all, c.Vendors...)
	}
	return all
}

// A vendor falls back to others, over however many: also if some of them fall back
// to each other.
func TestFallsBackTo(t *testing.T) {
	fallback := map[string][]string{"a": {"b", "c"}, "b": {"a", "iana"}, "c": {"d"}, "d": {"c", "e"}}
	for key, want := range map[string]bool{"a": true, "b": true, "c": true, "d": true, "e": true, "iana": true, "f": false} {
		if got := spec.FallsBackTo("a", key, func(vendor string) []string { return fallback[vendor] }); got != want {
			t.Errorf("a falls back to %s: %t, want %t", key, got, want)
		}
	}
}

// What is known of the bundled vendors before their catalogs are loaded is what
// the catalogs say.
func TestBundledKeys(t *testing.T) {
	var want []string
	for _, v := range bundledVendors() {
		want = append(want, v.Key)
		if spec.BundledVendor(v.Key) != v {
			t.Errorf("%s is found as another vendor", v.Key)
		}
		if c, err := spec.LoadBundled(spec.BundledFile(v.Key)); err != nil || c.Vendor(v.Key) != v {
			t.Errorf("%s is not in the catalog %s: %v", v.Key, spec.BundledFile(v.Key), err)
		}
	}
	if diff := cmp.Diff(want, spec.BundledKeys()); diff != "" {
		t.Errorf("keys (-want +got):\n%s", diff)
	}
	if v := spec.BundledVendor("nobody"); v != nil {
		t.Errorf("nobody is found as %s", v.Title())
	}
	if c, err := spec.LoadBundled("nobody.yaml"); c != nil || err == nil {
		t.Errorf("LoadBundled of a file that is not there returned %v, %v", c, err)
	}
}

// An address on a page can be followed, and RFCs have theirs.
func TestAddress(t *testing.T) {
	for reference, want := range map[string]string{
		"https://acme.example/errors": "https://acme.example/errors",
		"RFC 9110":                    "https://www.rfc-editor.org/rfc/rfc9110",
		"RFC 9110, section 15.5.4":    "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4",
		"the manual":                  "",
		"ftp://acme.example":          "",
	} {
		if got := spec.Address(reference); got != want {
			t.Errorf("%s has the address %q, want %q", reference, got, want)
		}
	}
}
