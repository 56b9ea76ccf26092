package gen_test

var shopifyAnswers = []answer{
	{
		reason: "SH1: seconds with decimals, which are no seconds to a client that reads whole numbers",
		http: `429
Content-Type: application/json; charset=utf-8
Retry-After: 2.0
X-Shopify-Shop-Api-Call-Limit: 40/40

{"errors": "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service."}`,
		due:     "rate-limited, always after 2s",
		message: "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.",
	},
	{
		reason: "SH2: half a second is neither nothing nor a whole one",
		http:   "429\nRetry-After: 0.5\n\n",
		due:    "rate-limited, always after 500ms",
	},
	{
		reason: "a limit without the header: the Ruby client's second",
		http:   "429\n\n",
		due:    "rate-limited, always after 1s",
	},
	{
		reason: "SH3: GraphQL is throttled under 200; exact would be (752 - 632) / 50, 2.4 seconds",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"errors": [{"message": "Throttled", "extensions": {"code": "THROTTLED", "documentation": "https://shopify.dev/api/usage/rate-limits"}}], "extensions": {"cost": {"requestedQueryCost": 752, "actualQueryCost": null, "throttleStatus": {"maximumAvailable": 1000.0, "currentlyAvailable": 632, "restoreRate": 50.0}}}}`,
		due:     "rate-limited, always after 1s (throttled)",
		message: "Throttled",
		code:    "THROTTLED",
	},
	{
		reason: "SH4: data with a hole in it is no success; the code may be in any of the errors",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"data": {"product": null}, "errors": [{"message": "x"}, {"message": "Access denied for product field.", "path": ["product"], "extensions": {"code": "ACCESS_DENIED"}}]}`,
		due:     "permission-denied, after-change (access-denied)",
		message: "x",
		code:    "ACCESS_DENIED",
	},
	{
		reason: "a query that no bucket can hold is throttled for ever: too large, where the notes had an invalid request",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"errors": [{"message": "Query cost is 1021, which exceeds the single query max cost limit (1000).", "extensions": {"code": "MAX_COST_EXCEEDED", "cost": 1021, "maxCost": 1000}}]}`,
		due:     "too-large, never (max-cost)",
		message: "Query cost is 1021, which exceeds the single query max cost limit (1000).",
		code:    "MAX_COST_EXCEEDED",
	},
	{
		reason: "a closed shop is its owner's to open",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"errors": [{"message": "Shop is not active", "extensions": {"code": "SHOP_INACTIVE"}}]}`,
		due:     "permission-denied, after-change (shop-inactive)",
		message: "Shop is not active",
		code:    "SHOP_INACTIVE",
	},
	{
		reason: "a fault under 200 may have left a mutation behind",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"errors": [{"message": "Internal error. Looks like something went wrong on our end.", "extensions": {"code": "INTERNAL_SERVER_ERROR", "requestId": "3221c58f"}}]}`,
		due:     "internal, if-idempotent after at least 1s (internal)",
		message: "Internal error. Looks like something went wrong on our end.",
		code:    "INTERNAL_SERVER_ERROR",
	},
	{
		reason: "userErrors are the business of whoever knows the mutation",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"data": {"productUpdate": {"product": null, "userErrors": [{"field": ["title"], "message": "Title can't be blank"}]}}}`,
		due: "ok, never",
	},
	{
		reason: "a deprecation is told beside the answer, and changes nothing in it",
		http: `200
Content-Type: application/json; charset=utf-8
X-Shopify-API-Deprecated-Reason: https://shopify.dev/api/usage/versioning#deprecation-practices

{"orders": []}`,
		due: "ok, never [deprecated-call]",
	},
	{
		reason: "a deprecated query can be throttled too",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8
X-Shopify-API-Deprecated-Reason: https://shopify.dev/api/usage/versioning#deprecation-practices

{"errors": [{"message": "Throttled", "extensions": {"code": "THROTTLED"}}]}`,
		due:     "rate-limited, always after 1s (throttled) [deprecated-call]",
		message: "Throttled",
		code:    "THROTTLED",
	},
	{
		reason: "SH5: a frozen shop is open again once its owner has paid",
		http: `402
Content-Type: application/json; charset=utf-8

{"errors": "Unavailable Shop"}`,
		due:     "payment-required, after-change",
		message: "Unavailable Shop",
	},
	{
		reason: "SH6: a locked shop is no lock on a resource",
		http: `423
Content-Type: application/json; charset=utf-8

{"errors": "Locked"}`,
		due:     "permission-denied, after-change",
		message: "Locked",
	},
	{
		reason: "SH7: no longer a limit that waiting cures",
		http:   "430\nContent-Type: text/html\n\n<html>Security rejection</html>",
		due:    "permission-denied, after-change",
	},
	{
		reason: "SH8: the errors stand under the names of the fields, which no pointer can know",
		method: "POST",
		http: `422
Content-Type: application/json; charset=utf-8

{"errors": {"title": ["can't be blank"], "vendor": ["is invalid"]}}`,
		due:     "invalid-request, never",
		message: "can't be blank",
	},
	{
		reason: "an error that is of no one field stands under base",
		method: "POST",
		http: `422
Content-Type: application/json; charset=utf-8

{"errors": {"base": ["Line items must have at least one line item"]}}`,
		due:     "invalid-request, never",
		message: "Line items must have at least one line item",
	},
	{
		reason: "errors can be a plain list",
		method: "POST",
		http: `422
Content-Type: application/json; charset=utf-8

{"errors": ["Title can't be blank"]}`,
		due:     "invalid-request, never",
		message: "Title can't be blank",
	},
	{
		reason: "the OAuth endpoint has the words of its own standard",
		method: "POST",
		http: `400
Content-Type: application/json; charset=utf-8

{"error": "invalid_request", "error_description": "The authorization code was not found or was already used"}`,
		due:     "invalid-request, never",
		message: "The authorization code was not found or was already used",
		code:    "invalid_request",
	},
	{
		reason: "SH9: the answer is elsewhere, and asking here again is no help",
		http:   "303\nLocation: https://shop.myshopify.com/admin/api/2026-01/x.json\n\n",
		due:    "redirected, never",
	},
	{
		reason: "SH10: an outage; the Go client repeats it with no wait at all",
		method: "POST",
		http:   "503\n\n",
		due:    "unavailable, always after at least 1s",
	},
	{
		reason: "the Ruby client repeats a 500, writes too; here only what bears it",
		method: "POST",
		http: `500
Content-Type: application/json; charset=utf-8

{"errors": "Internal Server Error"}`,
		due:     "internal, if-idempotent after at least 1s",
		message: "Internal Server Error",
	},
	{
		reason: "SH10: 540 would be an internal error by its class, and is an endpoint that comes back",
		method: "POST",
		http:   "540\n\n",
		due:    "unavailable, always after at least 1m0s",
	},
	{
		reason: "SH10: 530 would be an internal error by its class, and never reached the shop",
		method: "POST",
		http:   "530\n\n",
		due:    "unavailable, always after at least 1s",
	},
	{
		reason: "SH11: a scope is the merchant's to grant",
		http: `403
Content-Type: application/json; charset=utf-8

{"errors": "[API] This action requires merchant approval for read_orders scope."}`,
		due:     "permission-denied, after-change",
		message: "[API] This action requires merchant approval for read_orders scope.",
	},
	{
		reason: "SH12: a wrong token stays wrong",
		http: `401
Content-Type: application/json; charset=utf-8

{"errors": "[API] Invalid API key or access token (unrecognized login or wrong password)"}`,
		due:     "unauthenticated, never",
		message: "[API] Invalid API key or access token (unrecognized login or wrong password)",
	},
	{
		reason: "783 is beyond HTTP's numbers, passes through net/http all the same, and is no server error",
		method: "POST",
		http: `783
Content-Type: application/json; charset=utf-8

{"errors": "unexpected token at '{'"}`,
		due:     "invalid-request, never",
		message: "unexpected token at '{'",
	},
	{
		reason: "any other number beyond 599 counts as a server error, as RFC 9110 has it",
		http:   "999\nRetry-After: 1\n\n",
		due:    "internal, if-idempotent after 1s",
	},
}
