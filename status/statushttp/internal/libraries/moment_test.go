package libraries_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// A response means the same at any time: to a client that goes by its Date, and to one
// that goes by its own clock.
func TestMoments(t *testing.T) {
	examples := 0
	for _, c := range spec.Bundled() {
		for _, v := range c.Vendors {
			for _, e := range v.Examples {
				if e.Code < 200 {
					continue
				}
				for _, passed := range []time.Duration{0, 1500 * time.Millisecond, 400 * 24 * time.Hour} {
					vendor := statustest.NewVendor[int](v.Runtime(), []statustest.Answer{e.Answer})
					vendor.Clock.Advance(passed)
					now := vendor.Clock.Now()
					policy := &statushttp.Policy{Catalog: v.Runtime(), Now: func() time.Time { return now.Truncate(time.Second) }}
					want := e.Want
					want.Catalog = policy.Catalog
					for _, dated := range []bool{true, false} {
						vendor.Script(0)
						resp, err := vendor.RoundTrip(e.Response(policy.Catalog, now).Request)
						if err != nil {
							t.Fatal(err)
						}
						if resp.Header.Get("Date") != now.Format(http.TimeFormat) {
							t.Errorf("%s %s: after %v its Date is %s", v.Key, e.Name, passed, resp.Header.Get("Date"))
						}
						if !dated {
							resp.Header.Del("Date")
						}
						if got := policy.Classify(resp); got != want {
							t.Errorf("%s %s: after %v, with a Date %t: %s", v.Key, e.Name, passed, dated, got.Reason())
						}
						vendor.Limits()
					}
				}
				examples++
			}
		}
	}
	if examples < 500 {
		t.Errorf("only %d examples", examples)
	}
}
