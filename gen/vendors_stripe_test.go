package gen_test

var stripeAnswers = []answer{
	{
		reason: "ST1: a plain rate limit, which the clients give up on and the documentation says to back off from",
		http: `429
Content-Type: application/json
Stripe-Rate-Limited-Reason: global-rate
Request-Id: req_a1

{"error": {"type": "invalid_request_error", "code": "rate_limit", "message": "Request rate limit exceeded."}}`,
		due:     "rate-limited, always after at least 500ms",
		message: "Request rate limit exceeded.",
		code:    "rate_limit",
	},
	{
		reason: "ST2: a lock comes under the number of a limit and is none, and the header says to try again as well",
		method: "POST",
		http: `429
Content-Type: application/json
Stripe-Should-Retry: true

{"error": {"type": "invalid_request_error", "code": "lock_timeout", "message": "This object cannot be accessed right now because another API request or Stripe process is currently accessing it."}}`,
		due:     "conflict, always after at least 500ms (lock-timeout) [should-retry-refused]",
		message: "This object cannot be accessed right now because another API request or Stripe process is currently accessing it.",
		code:    "lock_timeout",
	},
	{
		reason: "ST3: the header forbids the retry and leaves it a rate limit; there is nothing to wait for then",
		http: `429
Content-Type: application/json
Stripe-Should-Retry: false
Retry-After: 3

{"error": {"type": "invalid_request_error", "code": "rate_limit", "message": "Request rate limit exceeded."}}`,
		due:     "rate-limited, never [should-not-retry]",
		message: "Request rate limit exceeded.",
		code:    "rate_limit",
	},
	{
		reason: "ST4: a decline with the header is final for this request",
		method: "POST",
		http: `402
Content-Type: application/json
Stripe-Should-Retry: false

{"error": {"type": "card_error", "code": "card_declined", "decline_code": "insufficient_funds", "message": "Your card has insufficient funds.", "charge": "ch_1"}}`,
		due:     "payment-required, never (declined) [should-not-retry]",
		message: "Your card has insufficient funds.",
		code:    "card_declined",
	},
	{
		reason: "ST4 without the header: once the customer has funds, it can pass",
		method: "POST",
		http: `402
Content-Type: application/json

{"error": {"type": "card_error", "code": "card_declined", "decline_code": "insufficient_funds", "message": "Your card has insufficient funds.", "charge": "ch_1"}}`,
		due:     "payment-required, after-change (declined)",
		message: "Your card has insufficient funds.",
		code:    "card_declined",
	},
	{
		reason: "ST5: a stolen card will not be good again",
		method: "POST",
		http: `402
Content-Type: application/json

{"error": {"type": "card_error", "code": "card_declined", "decline_code": "stolen_card", "message": "Your card was declined."}}`,
		due:     "payment-required, never (hard-decline)",
		message: "Your card was declined.",
		code:    "card_declined",
	},
	{
		reason: "newer versions of the API say it in an advice code, where the decline code is as vague as can be",
		method: "POST",
		http: `402
Content-Type: application/json

{"error": {"advice_code": "do_not_try_again", "type": "card_error", "code": "card_declined", "decline_code": "generic_decline", "message": "Your card was declined."}}`,
		due:     "payment-required, never (hard-decline)",
		message: "Your card was declined.",
		code:    "card_declined",
	},
	{
		reason: "a wrong security code is the caller's input, and no bank or account has to act",
		method: "POST",
		http: `402
Content-Type: application/json

{"error": {"type": "card_error", "code": "incorrect_cvc", "param": "cvc", "message": "Your card's security code is incorrect."}}`,
		due:     "invalid-request, never (card-data)",
		message: "Your card's security code is incorrect.",
		code:    "incorrect_cvc",
	},
	{
		reason: "the customer has to confirm the payment; the code stands at another place when a payment intent fails",
		method: "POST",
		http: `402
Content-Type: application/json

{"error": {"type": "card_error", "code": "authentication_required", "decline_code": "authentication_required", "message": "Your card was declined. This transaction requires authentication."}}`,
		due:     "payment-required, after-change (authentication-required)",
		message: "Your card was declined. This transaction requires authentication.",
		code:    "authentication_required",
	},
	{
		reason: "an issuer that was out of reach is no reason to hammer it: a new attempt is a new request",
		method: "POST",
		http: `402
Content-Type: application/json

{"error": {"type": "card_error", "code": "card_declined", "decline_code": "issuer_not_available", "message": "Your card was declined."}}`,
		due:     "payment-required, after-change (try-later)",
		message: "Your card was declined.",
		code:    "card_declined",
	},
	{
		reason: "the header may allow what the code does not, but an attempt to pay may have taken effect",
		method: "POST",
		http: `402
Content-Type: application/json
Stripe-Should-Retry: true

{"error": {"type": "card_error", "code": "processing_error", "message": "An error occurred while processing your card."}}`,
		due:     "payment-required, if-idempotent after at least 500ms (declined) [should-retry]",
		message: "An error occurred while processing your card.",
		code:    "processing_error",
	},
	{
		reason: "a 402 need not be about a card",
		method: "POST",
		http: `402
Content-Type: application/json

{"error": {"type": "invalid_request_error", "code": "balance_insufficient", "message": "You have insufficient funds in your Stripe account for this transfer."}}`,
		due:     "payment-required, after-change",
		message: "You have insufficient funds in your Stripe account for this transfer.",
		code:    "balance_insufficient",
	},
	{
		reason: "ST6: the first request with the key is still running, and all clients repeat a 409",
		method: "POST",
		http: `409
Content-Type: application/json

{"error": {"type": "idempotency_error", "code": "idempotency_key_in_use", "message": "There is currently another in-progress request using this Idempotent Key."}}`,
		due:     "conflict, always after at least 500ms",
		message: "There is currently another in-progress request using this Idempotent Key.",
		code:    "idempotency_key_in_use",
	},
	{
		reason: "ST7: a key with other parameters stays wrong however often it is sent; the error has no code",
		method: "POST",
		http: `400
Content-Type: application/json

{"error": {"type": "idempotency_error", "message": "Keys for idempotent requests can only be used with the same parameters they were first used with."}}`,
		due:     "invalid-request, never (key-reused)",
		message: "Keys for idempotent requests can only be used with the same parameters they were first used with.",
		code:    "idempotency_error",
	},
	{
		reason: "the Python client looks for it under 404 as well, where it is no missing object",
		method: "POST",
		http: `404
Content-Type: application/json

{"error": {"type": "idempotency_error", "message": "Keys for idempotent requests can only be used for the same endpoint they were first used for."}}`,
		due:     "invalid-request, never (key-reused)",
		message: "Keys for idempotent requests can only be used for the same endpoint they were first used for.",
		code:    "idempotency_error",
	},
	{
		reason: "ST8: old versions of the API put the rate limit under 400",
		http: `400
Content-Type: application/json

{"error": {"type": "invalid_request_error", "code": "rate_limit", "message": "Too many requests."}}`,
		due:     "rate-limited, always after at least 500ms (legacy-rate-limit)",
		message: "Too many requests.",
		code:    "rate_limit",
	},
	{
		reason: "ST9: a stored 500 would be replayed",
		method: "POST",
		http: `500
Content-Type: application/json
Stripe-Should-Retry: false

{"error": {"type": "api_error", "message": "An unknown error occurred"}}`,
		due:     "internal, never [should-not-retry]",
		message: "An unknown error occurred",
		code:    "api_error",
	},
	{
		reason: "ST10: without the header a 500 is repeated by whoever may repeat",
		http: `500
Content-Type: application/json

{"error": {"type": "api_error", "message": "An unknown error occurred"}}`,
		due:     "internal, if-idempotent after at least 500ms",
		message: "An unknown error occurred",
		code:    "api_error",
	},
	{
		reason: "ST11: the class blames the caller, the code somebody outside Stripe",
		method: "POST",
		http: `424
Content-Type: application/json

{"error": {"type": "api_error", "code": "payment_method_provider_timeout", "message": "The payment method's provider did not answer in time."}}`,
		due:     "bad-gateway, if-idempotent after at least 500ms",
		message: "The payment method's provider did not answer in time.",
		code:    "payment_method_provider_timeout",
	},
	{
		reason: "ST12: at the OAuth host the error is a text where it is an object elsewhere",
		method: "POST",
		http: `400
Content-Type: application/json

{"error": "invalid_grant", "error_description": "Authorization code does not exist: ac_1"}`,
		due:     "invalid-request, never",
		message: "Authorization code does not exist: ac_1",
		code:    "invalid_grant",
	},
	{
		reason: "ST13: a wait of two minutes is cut to the minute that the Python client allows; that a server error " +
			"may have taken effect stands although the header says to try again",
		method: "POST",
		http: `503
Stripe-Should-Retry: true
Retry-After: 120

`,
		due: "unavailable, if-idempotent after 1m0s [should-retry]",
	},
	{
		reason: "a 4xx that Stripe wants to see again was refused, whatever its code says",
		method: "POST",
		http: `404
Content-Type: application/json
Stripe-Should-Retry: true

{"error": {"type": "invalid_request_error", "code": "resource_missing", "param": "id", "message": "No such payment_intent: 'pi_1'"}}`,
		due:     "not-found, always after at least 500ms [should-retry-refused]",
		message: "No such payment_intent: 'pi_1'",
		code:    "resource_missing",
	},
	{
		reason: "a replayed error is replayed again",
		method: "POST",
		http: `500
Content-Type: application/json
Idempotent-Replayed: true

{"error": {"type": "api_error", "message": "An unknown error occurred"}}`,
		due:     "internal, never [replayed]",
		message: "An unknown error occurred",
		code:    "api_error",
	},
	{
		reason: "a replayed success is a success",
		method: "POST",
		http: `200
Content-Type: application/json
Idempotent-Replayed: true
Stripe-Should-Retry: true

{"id": "ch_1", "object": "charge"}`,
		due: "ok, never",
	},
	{
		reason: "too many at a time is another habit to change than too many a second",
		http: `429
Content-Type: application/json
Stripe-Rate-Limited-Reason: endpoint-concurrency

{"error": {"type": "invalid_request_error", "code": "rate_limit", "message": "Request rate limit exceeded."}}`,
		due:     "rate-limited, always after at least 500ms (concurrency)",
		message: "Request rate limit exceeded.",
		code:    "rate_limit",
	},
	{
		reason: "a limit of one resource says nothing of the rest of the API",
		http: `429
Content-Type: application/json
Stripe-Rate-Limited-Reason: resource-specific

{"error": {"type": "invalid_request_error", "code": "rate_limit", "message": "Request rate limit exceeded."}}`,
		due:     "rate-limited, always after at least 500ms (resource)",
		message: "Request rate limit exceeded.",
		code:    "rate_limit",
	},
	{
		reason: "an answer of a proxy before Stripe has no JSON and is read by its code",
		http: `502
Content-Type: text/html

<html><body>Bad Gateway</body></html>`,
		due: "bad-gateway, if-idempotent after at least 500ms",
	},
	{
		reason: "a code that Stripe does not document means what IANA says, with Stripe's wait",
		http: `408
Retry-After: 2

`,
		due: "request-timeout, if-idempotent after 2s",
	},
}
