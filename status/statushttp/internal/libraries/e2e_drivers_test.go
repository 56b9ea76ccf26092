package libraries_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/statuscat/statuscat/status/statushttp"
)

// The end-to-end tests drive a client with the real retry libraries, each wired
// as the documentation says, in a bubble of testing/synctest: they really wait,
// and it takes no time.

// maxTries is how often a library sends a request at most.
const maxTries = 4

// driver is a way to send a request with a policy until that says no, or the
// tries are used up. The error is nil for a success only.
type driver func(p *statushttp.Policy, transport http.RoundTripper, req *http.Request) (*http.Response, error)

var drivers = map[string]driver{
	"go-retryablehttp": driveRetryable,
	"failsafe-go":      driveFailsafe,
	"failsafehttp":     driveFailsafeHTTP,
	"backoff":          driveBackoff,
	"a plain loop":     driveLoop,
}

// eachDriver runs a test with every library, in a bubble each.
func eachDriver(t *testing.T, test func(t *testing.T, drive driver)) {
	for name, drive := range drivers {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { test(t, drive) })
		})
	}
}

// checked is what most libraries leave to their user in the end.
func checked(p *statushttp.Policy, resp *http.Response, err error) (*http.Response, error) {
	if err == nil {
		err = p.Check(resp)
	}
	return resp, err
}

func driveRetryable(p *statushttp.Policy, transport http.RoundTripper, req *http.Request) (*http.Response, error) {
	client := retryablehttp.NewClient()
	client.HTTPClient = &http.Client{Transport: transport}
	client.Logger = nil
	client.RetryMax = maxTries - 1
	client.RetryWaitMin, client.RetryWaitMax = 1, 24*time.Hour // the catalog's count
	client.CheckRetry, client.Backoff = p.CheckRetry, p.Backoff
	client.ErrorHandler = retryablehttp.PassthroughErrorHandler
	again, err := retryablehttp.FromRequest(req)
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(again)
	return checked(p, resp, err)
}

func failsafePolicy(p *statushttp.Policy) retrypolicy.RetryPolicy[*http.Response] {
	return retrypolicy.NewBuilder[*http.Response]().
		WithMaxAttempts(maxTries).
		ReturnLastFailure().
		HandleIf(p.HandleIf).
		WithDelayFunc(statushttp.DelayFunc[failsafe.ExecutionAttempt[*http.Response]](p)).
		OnRetry(closeBody).
		Build()
}

// closeBody closes the body of a response that is followed by a retry. Failsafe-go
// leaves that to its users.
func closeBody(e failsafe.ExecutionEvent[*http.Response]) {
	if resp := e.LastResult(); resp != nil {
		resp.Body.Close()
	}
}

func driveFailsafe(p *statushttp.Policy, transport http.RoundTripper, req *http.Request) (*http.Response, error) {
	client := &http.Client{Transport: transport}
	resp, err := failsafe.With(failsafePolicy(p)).Get(func() (*http.Response, error) { return client.Do(clone(req)) })
	return checked(p, resp, err)
}

func driveFailsafeHTTP(p *statushttp.Policy, transport http.RoundTripper, req *http.Request) (*http.Response, error) {
	client := &http.Client{Transport: failsafehttp.NewRoundTripper(transport, failsafePolicy(p))}
	resp, err := client.Do(req)
	return checked(p, resp, err)
}

func driveBackoff(p *statushttp.Policy, transport http.RoundTripper, req *http.Request) (*http.Response, error) {
	client := &http.Client{Transport: transport}
	check := p.Errors(backoff.Permanent, retryAfter)
	return backoff.Retry(req.Context(), func() (*http.Response, error) {
		resp, err := client.Do(clone(req))
		return resp, check(resp, err)
	}, backoff.WithMaxTries(maxTries), backoff.WithMaxElapsedTime(0))
}

func driveLoop(p *statushttp.Policy, transport http.RoundTripper, req *http.Request) (*http.Response, error) {
	client := &http.Client{Transport: transport}
	for attempt := 1; ; attempt++ {
		resp, err := client.Do(clone(req))
		d := p.Decide(req.Context(), attempt, resp, err)
		if !d.Retry || attempt == maxTries {
			return checked(p, resp, err)
		}
		if resp != nil {
			resp.Body.Close()
		}
		time.Sleep(d.Wait)
	}
}

// clone is the request for one more try.
func clone(req *http.Request) *http.Request {
	again := req.Clone(req.Context())
	if req.GetBody != nil {
		again.Body, _ = req.GetBody()
	}
	return again
}

// ask makes a request to a vendor in memory.
func ask(ctx context.Context, method string) *http.Request {
	req, err := http.NewRequestWithContext(ctx, method, "https://vendor.example/things", strings.NewReader("a body"))
	if err != nil {
		panic(err)
	}
	return req
}
