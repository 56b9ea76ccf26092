// Package statushttp decides about whole HTTP responses with a vendor's
// catalog: what an answer means, whether to send the request again, after how
// long, and when to send the next one at all.
//
//	policy := &statushttp.Policy{Catalog: leadcommerce.Catalog}
//	for attempt := 1; ; attempt++ {
//		req, err := http.NewRequestWithContext(ctx, "POST", url, body())
//		…
//		resp, err := client.Do(req)
//		wait, again := policy.Decide(ctx, attempt, resp, err)
//		if !again || attempt == 5 {
//			return resp, err
//		}
//		if resp != nil {
//			resp.Body.Close()
//		}
//		time.Sleep(wait) // ctx leaves the time for it, or again is false
//	}
//
// A wait that the answer tells is obeyed to the letter. Where none is told, the
// wait is a step of a back-off that doubles with each try, and is never 0. Where
// the answer tells more than the caller's patience ([Policy].MaxWait), there is no
// retry. A request that may have taken effect is sent again only if it is
// idempotent: by its method, the vendor's key or the caller's word.
//
// [Classify] takes a number, headers and, where a catalog's case asks for
// it, a bounded part of the body, which it puts back. [Check] turns everything
// but success into an [Error] that errors.Is and errors.As know as the vendor's
// own status. A [Policy] holds the settings of both, and fits the retry
// libraries: its CheckRetry and Backoff are go-retryablehttp's, HandleIf and
// [DelayFunc] failsafe-go's, Errors is for cenkalti/backoff, and Decide for a
// loop of your own. None of them is imported.
//
// Many goroutines that call one vendor share [Policy.Transport], a gate that holds
// requests until the vendor's limits, and what its answers tell, let them
// through:
//
//	client := &http.Client{Transport: policy.Transport(nil)}
//
// Everything here is safe for concurrent use, as far as a response itself is
// used by one goroutine at a time.
package statushttp
