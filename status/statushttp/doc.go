// Package statushttp decides about whole HTTP responses with a vendor's
// catalog: what an answer means, whether to send the request again, and after
// how long.
//
//	policy := &statushttp.Policy{Catalog: leadcommerce.Catalog}
//	for attempt := 1; ; attempt++ {
//		resp, err := client.Do(req)
//		wait, again := policy.Decide(ctx, attempt, resp, err)
//		if !again {
//			return resp, err
//		}
//		…
//		time.Sleep(wait)
//	}
//
// [Classify] takes a number, headers and, where a catalog's case asks for
// it, a bounded part of the body, which it puts back. [Check] turns everything
// but success into an [Error] that errors.Is and errors.As know as the vendor's
// own status. A [Policy] holds the settings of both, and fits the retry
// libraries: its CheckRetry and Backoff are go-retryablehttp's, HandleIf and
// [DelayFunc] failsafe-go's, Errors is for cenkalti/backoff, and Decide for a
// loop of your own. None of them is imported.
//
// Everything here is safe for concurrent use, as far as the response itself is
// used by one goroutine at a time.
package statushttp
