package statushttp_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/statuscat/statuscat/status/bigcommerce"
	"github.com/statuscat/statuscat/status/leadcommerce"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// The library's own settings stay: how often to try, how long to back off where
// nobody says.
func Example_retryablehttp() {
	vendor := statustest.NewServer(leadcommerce.Catalog)
	defer vendor.Close()
	vendor.Script(leadcommerce.Forbidden, leadcommerce.Forbidden, leadcommerce.OK)

	policy := &statushttp.Policy{Catalog: leadcommerce.Catalog, MaxWait: time.Millisecond} // examples have no time

	client := retryablehttp.NewClient()
	client.CheckRetry = policy.CheckRetry
	client.Backoff = policy.Backoff
	client.ErrorHandler = retryablehttp.PassthroughErrorHandler // so that the last answer is returned
	client.Logger = nil

	resp, err := client.Post(vendor.URL, "application/json", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	fmt.Println(leadcommerce.Status(resp.StatusCode), "after", len(vendor.Requests()), "requests")
	// Output: 200 OK after 3 requests
}

// closeBody ends a try whose answer nobody will read. Failsafe-go leaves that to
// its users.
func closeBody(e failsafe.ExecutionEvent[*http.Response]) {
	if resp := e.LastResult(); resp != nil {
		resp.Body.Close()
	}
}

// With failsafe-go's executor, around http.Client.
func Example_failsafe() {
	vendor := statustest.NewServer(leadcommerce.Catalog)
	defer vendor.Close()
	vendor.Script(leadcommerce.Forbidden, leadcommerce.InsufficientStorage)

	policy := &statushttp.Policy{Catalog: leadcommerce.Catalog, MaxWait: time.Millisecond} // examples have no time

	retry := retrypolicy.NewBuilder[*http.Response]().
		HandleIf(policy.HandleIf).
		WithDelayFunc(statushttp.DelayFunc[failsafe.ExecutionAttempt[*http.Response]](policy)).
		OnRetry(closeBody).
		ReturnLastFailure().
		Build()

	resp, err := failsafe.With(retry).Get(func() (*http.Response, error) {
		return http.Post(vendor.URL, "application/json", nil)
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	fmt.Println(leadcommerce.Status(resp.StatusCode), "after", len(vendor.Requests()), "requests")
	// Output: 507 Insufficient Storage after 2 requests
}

// With failsafe-go's transport, inside http.Client. Give a context to the
// request or to the executor, and not to both: that library would end the
// request before its body is read.
func Example_failsafehttp() {
	vendor := statustest.NewServer(bigcommerce.Catalog)
	defer vendor.Close()
	vendor.Script("503, Retry-After tells", bigcommerce.OK)

	policy := &statushttp.Policy{Catalog: bigcommerce.Catalog, MaxWait: time.Millisecond} // examples have no time

	retry := retrypolicy.NewBuilder[*http.Response]().
		HandleIf(policy.HandleIf).
		WithDelayFunc(statushttp.DelayFunc[failsafe.ExecutionAttempt[*http.Response]](policy)).
		OnRetry(closeBody).
		ReturnLastFailure().
		Build()
	client := &http.Client{Transport: failsafehttp.NewRoundTripper(nil, retry)}

	resp, err := client.Get(vendor.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	fmt.Println(bigcommerce.Status(resp.StatusCode), "after", len(vendor.Requests()), "requests")
	// Output: 200 OK after 2 requests
}

// With cenkalti/backoff, what is no success is an error. It tells errors.Is what
// the vendor said.
func Example_backoff() {
	vendor := statustest.NewServer(bigcommerce.Catalog)
	defer vendor.Close()
	vendor.Script(bigcommerce.InternalServerError, bigcommerce.Conflict)

	policy := &statushttp.Policy{Catalog: bigcommerce.Catalog}
	check := policy.Errors(backoff.Permanent, backoff.RetryAfter)

	resp, err := backoff.Retry(context.Background(), func() (*http.Response, error) {
		resp, err := http.Get(vendor.URL)
		return resp, check(resp, err)
	}, backoff.WithBackOff(backoff.NewConstantBackOff(time.Millisecond)))
	if resp != nil {
		defer resp.Body.Close()
	}
	fmt.Println(errors.Is(err, bigcommerce.Conflict), "after", len(vendor.Requests()), "requests")
	// Output: true after 2 requests
}

// A loop of one's own decides with the context, the answer and the error of each
// try.
func Example_loop() {
	vendor := statustest.NewServer(leadcommerce.Catalog)
	defer vendor.Close()
	vendor.Script(leadcommerce.Forbidden, leadcommerce.OK)

	policy := &statushttp.Policy{Catalog: leadcommerce.Catalog, MaxWait: time.Millisecond} // examples have no time

	send := func(ctx context.Context) (*http.Response, error) {
		for {
			resp, err := http.Post(vendor.URL, "application/json", nil)
			wait, again := policy.Decide(ctx, resp, err)
			if !again {
				return resp, err
			}
			if resp != nil {
				resp.Body.Close()
			}
			time.Sleep(wait)
		}
	}

	resp, err := send(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	fmt.Println(leadcommerce.Status(resp.StatusCode), "after", len(vendor.Requests()), "requests")
	// Output: 200 OK after 2 requests
}
