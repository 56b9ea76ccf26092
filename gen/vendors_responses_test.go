package gen_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// The fake vendor's answers are made of the catalog alone, so that what they
// hold for due does not come from the runtime, nor from us.
func TestVendorResponses(t *testing.T) {
	for _, v := range vendors(t) {
		c := v.Runtime()
		triggered := map[string]bool{}
		for _, r := range statustest.Responses(c) {
			got := statushttp.Classify(c, r.Response)
			if diff := cmp.Diff(r.Want, got, cmp.Comparer(func(a, b *status.Catalog) bool { return a == b })); diff != "" {
				t.Errorf("%s %s: %s\n(-want +got)\n%s", v.Key, r.Name, got.Reason(), diff)
			}
			triggered[fmt.Sprint(got.Code, got.Case)] = true
			triggered[got.VendorCase] = true
		}
		for _, missing := range untriggered(v, triggered) {
			t.Errorf("%s: no response triggers %s", v.Key, missing)
		}
	}
}
