package libraries_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/statuscat/statuscat/status/openai"
	"github.com/statuscat/statuscat/status/openai/openaitest"
	"github.com/statuscat/statuscat/status/statushttp"
)

const responses = "https://api.openai.com/v1/responses"

// The library's own settings stay: how often to try, and the bounds of the
// back-off where nobody says. Leave out the Transport if nobody else calls the
// vendor with the same key.
func Example_retryablehttp() {
	vendor := openaitest.NewVendor() // in the place of a network
	vendor.Script(openaitest.RateLimitInMilliseconds, openaitest.NotFound)

	policy := &statushttp.Policy{Catalog: openai.Catalog}

	client := retryablehttp.NewClient()
	client.HTTPClient = &http.Client{Transport: policy.Transport(vendor)}
	client.CheckRetry, client.Backoff = policy.CheckRetry, policy.Backoff
	client.ErrorHandler = retryablehttp.PassthroughErrorHandler // or the last response is lost
	client.Logger = nil

	resp, err := client.Post(responses, "application/json", strings.NewReader("{}"))
	if err == nil {
		defer resp.Body.Close()
		err = policy.Check(resp)
	}
	fmt.Println(errors.Is(err, openai.NotFound), "after", len(vendor.Requests()), "requests")
	// Output: true after 2 requests
}

// With failsafe-go's executor, around http.Client.
func Example_failsafe() {
	vendor := openaitest.NewVendor()
	vendor.Script(openaitest.RateLimitInMilliseconds, openaitest.NotFound)

	policy := &statushttp.Policy{Catalog: openai.Catalog}
	client := &http.Client{Transport: policy.Transport(vendor)}

	retry := retrypolicy.NewBuilder[*http.Response]().
		HandleIf(policy.HandleIf).
		WithDelayFunc(statushttp.DelayFunc[failsafe.ExecutionAttempt[*http.Response]](policy)).
		OnRetry(func(e failsafe.ExecutionEvent[*http.Response]) {
			if resp := e.LastResult(); resp != nil {
				resp.Body.Close()
			}
		}).
		ReturnLastFailure(). // or the last response is lost
		Build()

	resp, err := failsafe.With(retry).Get(func() (*http.Response, error) {
		return client.Post(responses, "application/json", strings.NewReader("{}"))
	})
	if err == nil {
		defer resp.Body.Close()
		err = policy.Check(resp)
	}
	fmt.Println(errors.Is(err, openai.NotFound), "after", len(vendor.Requests()), "requests")
	// Output: true after 2 requests
}

// With failsafe-go's transport, inside http.Client. Give a context to the
// request or to the executor, and not to both: that library would end the
// request before its body is read.
func Example_failsafehttp() {
	vendor := openaitest.NewVendor()
	vendor.Script(openaitest.RateLimitInMilliseconds, openaitest.OK)

	policy := &statushttp.Policy{Catalog: openai.Catalog}

	retry := retrypolicy.NewBuilder[*http.Response]().
		HandleIf(policy.HandleIf).
		WithDelayFunc(statushttp.DelayFunc[failsafe.ExecutionAttempt[*http.Response]](policy)).
		OnRetry(closeBody).
		ReturnLastFailure().
		Build()
	client := &http.Client{Transport: failsafehttp.NewRoundTripper(policy.Transport(vendor), retry)}

	resp, err := client.Post(responses, "application/json", strings.NewReader("{}"))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	fmt.Println(openai.Status(resp.StatusCode), "after", len(vendor.Requests()), "requests")
	// Output: 200 OK after 2 requests
}

// With cenkalti/backoff, a response that is not a success is an error, for use with
// errors.Is.
func Example_backoff() {
	vendor := openaitest.NewVendor()
	vendor.Script(openaitest.RateLimitInMilliseconds, openaitest.NotFound)

	policy := &statushttp.Policy{Catalog: openai.Catalog}
	client := &http.Client{Transport: policy.Transport(vendor)}

	check := policy.Errors(backoff.Permanent, func(d time.Duration) error { return &backoff.RetryAfterError{Duration: d} })
	resp, err := backoff.Retry(context.Background(), func() (*http.Response, error) {
		resp, err := client.Post(responses, "application/json", strings.NewReader("{}"))
		return resp, check(resp, err)
	})
	if resp != nil {
		defer resp.Body.Close()
	}
	fmt.Println(errors.Is(err, openai.NotFound), "after", len(vendor.Requests()), "requests")
	// Output: true after 2 requests
}
