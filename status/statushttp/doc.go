// Package statushttp decides about HTTP responses with a vendor's catalog: what a
// response means, whether to retry the request, after how long, and when to send
// the next one.
//
//	policy := &statushttp.Policy{Catalog: leadcommerce.Catalog}
//	for attempt := 1; ; attempt++ {
//		req, err := http.NewRequestWithContext(ctx, "POST", url, body())
//		…
//		resp, err := client.Do(req)
//		d := policy.Decide(ctx, attempt, resp, err)
//		if !d.Retry || attempt == 5 {
//			return resp, err
//		}
//		if resp != nil {
//			resp.Body.Close()
//		}
//		time.Sleep(d.Wait) // the deadline of ctx leaves time for it
//	}
//
// If the response specifies a wait, the decision has exactly that wait; if it is
// longer than [Policy].MaxWait, there is no retry. Otherwise the wait is a backoff,
// which doubles with each try and is never zero. If the first try may have taken
// effect, only an idempotent request is retried: by its method, by the vendor's
// idempotency key, or by the caller's word ([WithIdempotent]).
//
// [Classify] reads the code, the headers and, if a case of the catalog needs it, a
// bounded part of the body, which it puts back. [Check] returns everything but a
// success as an [Error], which errors.Is and errors.As know as the vendor's own
// status. A [Policy] holds the settings of both, and fits the retry libraries: its
// CheckRetry and Backoff are for go-retryablehttp, HandleIf and [DelayFunc] for
// failsafe-go, Errors for cenkalti/backoff, and Decide for a loop of your own. None
// of them is imported.
//
// Many goroutines that call one vendor share [Policy.Transport], which delays
// requests until the vendor's limits and pauses allow them:
//
//	client := &http.Client{Transport: policy.Transport(nil)}
//
// Everything here is safe for concurrent use, but a response itself must be used
// by one goroutine at a time.
package statushttp
