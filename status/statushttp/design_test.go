package statushttp_test

import (
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/statuscat/statuscat/status/github"
	"github.com/statuscat/statuscat/status/github/githubtest"
	"github.com/statuscat/statuscat/status/leadcommerce"
	"github.com/statuscat/statuscat/status/leadcommerce/leadcommercetest"
	"github.com/statuscat/statuscat/status/statushttp"
)

// A program as the design has it: the names in it are the promise.
func TestDesign(t *testing.T) {
	vendor := githubtest.NewServer(t) // limits of the catalog in force, a clock that only the test moves
	vendor.Script(githubtest.SecondaryLimit, githubtest.OK)

	policy := &statushttp.Policy{Catalog: github.Catalog, MaxWait: time.Hour}
	client := vendor.Client()
	resp, err := client.Get(vendor.URL)
	d := policy.Decide(t.Context(), 1, resp, err)
	if verdict := policy.Classify(resp); !d.Retry || d.Wait != firstWait(verdict) || d.Verdict != verdict || verdict.Case != github.CaseSecondaryLimit {
		t.Errorf("%+v: %s", d, verdict.Reason())
	}
	resp.Body.Close()
	vendor.Clock.Advance(d.Wait)
	resp, err = client.Get(vendor.URL)
	if d := policy.Decide(t.Context(), 2, resp, err); d.Retry || d.Wait != 0 || policy.Check(resp) != nil {
		t.Errorf("%+v: %v and %v", d, policy.Check(resp), err)
	}
	resp.Body.Close()
}

// The same through a gate, in the time of a bubble: the pause that the first response
// specifies is nobody's to wait for but the gate's. Lead Commerce's limits need no
// refusal at all.
func TestDesignGate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		vendor := githubtest.NewServer(t)
		vendor.Script(githubtest.SecondaryLimit, githubtest.OK)
		policy := &statushttp.Policy{Catalog: github.Catalog}
		client := &http.Client{Transport: policy.Transport(vendor.Client().Transport)}
		start := time.Now()
		for _, want := range []int{403, 200} {
			resp, err := client.Get(vendor.URL + "/zen")
			if err != nil || resp.StatusCode != want {
				t.Fatalf("%v and %v, want %d", resp, err, want)
			}
			if _, err := io.Copy(io.Discard, resp.Body); err != nil {
				t.Error(err)
			}
			resp.Body.Close()
			if want == 403 {
				start = start.Add(policy.Decide(t.Context(), 1, resp, nil).Wait)
			}
		}
		if !time.Now().Equal(start) {
			t.Errorf("the second is %v off", time.Since(start))
		}
	})
	synctest.Test(t, func(t *testing.T) {
		vendor := leadcommercetest.NewServer(t)
		policy := &statushttp.Policy{Catalog: leadcommerce.Catalog}
		client := &http.Client{Transport: policy.Transport(vendor.Client().Transport)}
		for i := range 3 {
			if resp, err := client.Get(vendor.URL + "/orders"); err != nil || resp.StatusCode != 200 {
				t.Errorf("request %d: %v and %v", i, resp, err)
			}
		}
	})
}
