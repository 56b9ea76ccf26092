package statustest_test

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status/leadcommerce"
	"github.com/statuscat/statuscat/status/statustest"
)

// One loop is a table test of everything that a vendor can answer. Here it tests
// a client that sends again what is a 429 or a 5xx, as many do.
func ExampleResponses() {
	retries := func(resp *http.Response) bool { return resp.StatusCode == 429 || resp.StatusCode >= 500 }

	for _, c := range statustest.Responses(leadcommerce.Catalog) {
		got, want := retries(c.Response), c.Want.Retry.IsRetryable()
		if got != want && !strings.Contains(c.Name, ",") { // what stands behind a comma is about waits
			fmt.Printf("%s: retries: %t, want %t: %s\n", c.Name, got, want, c.Want.Kind)
		}
	}
	// Output:
	// 403: retries: false, want true: rate-limited
	// 501: retries: true, want false: not-implemented
	// 503: retries: true, want false: unavailable
	// 507: retries: true, want false: plan-limit
}

// A script says what the vendor answers, one request after the other.
func ExampleServer_Script() {
	vendor := statustest.NewServer(leadcommerce.Catalog)
	defer vendor.Close()
	vendor.Script(leadcommerce.Forbidden, "509, Retry-After tells", 200)

	for range 3 {
		resp, err := http.Post(vendor.URL+"/orders", "application/json", nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		resp.Body.Close()
		fmt.Printf("%d %q\n", resp.StatusCode, resp.Header.Get("Retry-After"))
	}
	fmt.Println(len(vendor.Requests()), "requests, the first to", vendor.Requests()[0].URL)
	// Output:
	// 403 ""
	// 509 "30"
	// 200 ""
	// 3 requests, the first to /orders
}

// Lead Commerce takes one request a second and 500 an hour. Its clock stands
// still until the test moves it.
func ExampleLimit() {
	vendor := statustest.NewServer(leadcommerce.Catalog,
		statustest.Limit{Requests: 1, Per: time.Second, Code: leadcommerce.Forbidden},
		statustest.Limit{Requests: 500, Per: time.Hour, Code: leadcommerce.BandwidthLimitExceeded},
	)
	defer vendor.Close()

	ask := func() {
		resp, err := http.Post(vendor.URL, "application/json", nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		resp.Body.Close()
		fmt.Println(leadcommerce.Status(resp.StatusCode))
	}
	ask()
	ask() // in the same second
	vendor.Clock.Advance(time.Second)
	ask()
	// Output:
	// 200 OK
	// 403 Forbidden
	// 200 OK
}
