// Package libraries_test has the tests of statushttp that need the retry libraries or
// the bundled catalogs. Nobody imports it, so that go mod tidy does not look for the
// libraries in a program that uses statushttp.
package libraries_test

import (
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
	fixture "github.com/statuscat/statuscat/status/statushttp/internal/acme"
)

var (
	acme                        = fixture.Catalog
	answer, request, from, rest = fixture.Answer, fixture.Request, fixture.From, fixture.Rest
	policy, firstWait           = fixture.Policy, fixture.FirstWait
	noJitter, heads             = fixture.NoJitter, fixture.Heads
	largeError                  = fixture.LargeError
	field                       = fixture.Field
)

const (
	never      = status.RetryNever
	change     = status.RetryAfterChange
	idempotent = status.RetryIfIdempotent
	always     = status.RetryAlways

	second = time.Second
	minute = time.Minute
	hour   = time.Hour
)

// The adapters fit the libraries without a conversion.
var (
	_ = retryablehttp.Client{CheckRetry: policy(&acme).CheckRetry, Backoff: policy(&acme).Backoff}
	_ = retrypolicy.NewBuilder[*http.Response]().HandleIf(policy(&acme).HandleIf).
		WithDelayFunc(statushttp.DelayFunc[failsafe.ExecutionAttempt[*http.Response]](policy(&acme)))
	_ = policy(&acme).Errors(backoff.Permanent, retryAfter)
)

func retryAfter(d time.Duration) error { return &backoff.RetryAfterError{Duration: d} }

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }
