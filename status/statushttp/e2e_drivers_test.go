package statushttp_test

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// The end-to-end tests send real requests over the loopback interface, with the
// real retry libraries, to a vendor that statustest plays. Only waiting is not
// real: a library is told to wait no time at all, and the server's clock is
// moved on by what it was to wait.

// trip is one call of a client, with all its tries.
type trip struct {
	server *statustest.Server
	policy *statushttp.Policy
	own    time.Duration // the library's own back-off; the same for each try
	method string        // GET if empty
	url    string        // the server's if empty
	header http.Header
	ctx    context.Context
}

// ending is what the caller sees of it, and what happened.
type ending struct {
	code  int    // of the final answer; 0 if there is none
	body  string // of the final answer
	err   error
	tries int
	waits []time.Duration
}

// maxTries is how often a library sends a request at most.
const maxTries = 4

// drivers are the libraries, each wired as its users would.
var drivers = map[string]func(*trip, *waiter) (*http.Response, error){
	"retryablehttp": driveRetryable,
	"failsafe":      driveFailsafe,
	"failsafehttp":  driveFailsafeHTTP,
	"backoff":       driveBackoff,
	"loop":          driveLoop,
}

// boundedDrivers are the drivers whose own back-off keeps to MaxWait. Failsafe and
// backoff add theirs where nobody can see it.
var boundedDrivers = []string{"retryablehttp", "loop"}

// waiter stands where a library waits.
type waiter struct {
	clock *statustest.Clock
	waits []time.Duration
}

func (r *waiter) wait(d time.Duration) time.Duration {
	r.waits = append(r.waits, d)
	r.clock.Advance(d)
	return 0
}

// eachDriver runs a test with every library.
func eachDriver(t *testing.T, test func(t *testing.T, drive func(*trip) ending)) {
	for name := range drivers {
		t.Run(name, func(t *testing.T) {
			test(t, func(trip *trip) ending { return trip.drive(t, name) })
		})
	}
}

func (t *trip) drive(tb testing.TB, name string) (o ending) {
	tb.Helper()
	before := len(t.server.Requests())
	r := &waiter{clock: t.server.Clock}
	resp, err := drivers[name](t, r)
	o.err, o.waits, o.tries = err, r.waits, len(t.server.Requests())-before
	if resp == nil {
		return o
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		tb.Errorf("reading the final answer: %v", err)
	}
	o.code, o.body = resp.StatusCode, string(body)
	return o
}

func (t *trip) request() *http.Request {
	ctx := t.ctx
	if ctx == nil {
		ctx = context.Background()
	}
	url := cmp.Or(t.url, t.server.URL+"/things")
	req, err := http.NewRequestWithContext(ctx, t.method, url, strings.NewReader("a body"))
	if err != nil {
		panic(err)
	}
	for name, values := range t.header {
		req.Header[name] = values
	}
	return req
}

func driveRetryable(t *trip, r *waiter) (*http.Response, error) {
	client := retryablehttp.NewClient()
	client.HTTPClient = t.server.Client()
	client.Logger = nil
	client.RetryMax = maxTries - 1
	client.RetryWaitMin, client.RetryWaitMax = t.own, t.own
	client.ErrorHandler = retryablehttp.PassthroughErrorHandler
	client.CheckRetry = t.policy.CheckRetry
	client.Backoff = func(min, max time.Duration, attempt int, resp *http.Response) time.Duration {
		return r.wait(t.policy.Backoff(min, max, attempt, resp))
	}
	req, err := retryablehttp.FromRequest(t.request())
	if err != nil {
		return nil, err
	}
	return client.Do(req)
}

// failsafePolicy is a retry policy with the delays recorded.
func failsafePolicy(t *trip, r *waiter) retrypolicy.RetryPolicy[*http.Response] {
	delay := statushttp.DelayFunc[failsafe.ExecutionAttempt[*http.Response]](t.policy)
	return retrypolicy.NewBuilder[*http.Response]().
		WithMaxAttempts(maxTries).
		ReturnLastFailure().
		HandleIf(t.policy.HandleIf).
		WithDelayFunc(func(attempt failsafe.ExecutionAttempt[*http.Response]) time.Duration {
			d := delay(attempt)
			if d == -1 {
				d = t.own
			}
			return r.wait(d)
		}).
		OnRetry(func(e failsafe.ExecutionEvent[*http.Response]) {
			if resp := e.LastResult(); resp != nil {
				resp.Body.Close()
			}
		}).
		Build()
}

func driveFailsafe(t *trip, r *waiter) (*http.Response, error) {
	return failsafe.With(failsafePolicy(t, r)).Get(func() (*http.Response, error) {
		return t.server.Client().Do(t.request())
	})
}

func driveFailsafeHTTP(t *trip, r *waiter) (*http.Response, error) {
	client := *t.server.Client()
	client.Transport = failsafehttp.NewRoundTripper(client.Transport, failsafePolicy(t, r))
	return client.Do(t.request())
}

// driveBackoff lets backoff really wait, a nanosecond for a second: it shows no
// other way to its clock.
func driveBackoff(t *trip, r *waiter) (*http.Response, error) {
	check := t.policy.Errors(backoff.Permanent, func(seconds int) error {
		return &backoff.RetryAfterError{Duration: time.Duration(seconds)}
	})
	resp, err := backoff.Retry(context.Background(), func() (*http.Response, error) {
		resp, err := t.server.Client().Do(t.request())
		return resp, check(resp, err)
	},
		backoff.WithMaxTries(maxTries),
		backoff.WithBackOff(backoff.NewConstantBackOff(t.own/time.Second)),
		backoff.WithNotify(func(_ error, d time.Duration) { r.wait(d * time.Second) }),
	)
	// To a caller of backoff what is not to be repeated is an error, and the
	// answer is beside it.
	var failure *statushttp.Error
	if errors.As(err, &failure) && len(r.waits) < maxTries-1 {
		err = nil
	}
	return resp, err
}

func driveLoop(t *trip, r *waiter) (*http.Response, error) {
	for try := 1; ; try++ {
		req := t.request()
		resp, err := t.server.Client().Do(req)
		least, again := t.policy.Decide(req.Context(), resp, err)
		if !again || try == maxTries {
			return resp, err
		}
		wait := max(t.own, least)
		if resp != nil {
			wait = t.policy.Classify(resp).BackOff(t.own)
			resp.Body.Close()
		}
		r.wait(wait)
	}
}
