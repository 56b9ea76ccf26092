package gen_test

var cloudflareAnswers = []answer{
	{
		reason: "CF1: a structured answer that can be repeated is repeated as its code allows, since the origin may have had it",
		method: "POST",
		http: `522
Content-Type: application/json; charset=utf-8
Retry-After: 120
Cf-Error-Type: 522

{"type": "https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-522/", "title": "Error 522: Connection timed out", "status": 522, "detail": "The connection to the origin web server timed out.", "instance": "9f14", "error_code": 522, "error_name": "connection_timeout", "error_category": "origin", "ray_id": "9f14", "cloudflare_error": true, "retryable": true, "retry_after": 120, "owner_action_required": true}`,
		due:     "timeout, if-idempotent after 2m0s",
		message: "The connection to the origin web server timed out.",
		code:    "connection_timeout",
	},
	{
		reason: "CF2: TLS is not put right by asking again, and the answer says so itself; the other media type",
		http: `525
Content-Type: application/problem+json
Cf-Error-Type: 525

{"title": "Error 525: SSL handshake failed", "status": 525, "error_code": 525, "error_name": "ssl_handshake_failed", "error_category": "ssl", "cloudflare_error": true, "retryable": false, "owner_action_required": true}`,
		due:     "bad-gateway, after-change [not-retryable]",
		message: "Error 525: SSL handshake failed",
		code:    "ssl_handshake_failed",
	},
	{
		reason: "CF3: the origin refused the connection and had nothing of the request; the wait is the documented one",
		method: "POST",
		http:   "521\nContent-Type: text/html\n\n<title>example.com | 521: Web server is down</title>",
		due:    "unavailable, always after 2m0s",
	},
	{
		reason: "CF4: after 120 seconds the origin may still be at it",
		method: "POST",
		http:   "524\nContent-Type: text/html\n\n<title>example.com | 524: A timeout occurred</title>",
		due:    "timeout, if-idempotent after 2m0s",
	},
	{
		reason: "CF5: sixteen bytes of plain text, and no header but the wait",
		http: `429
Content-Type: text/plain; charset=UTF-8
Retry-After: 10

error code: 1015`,
		due:     "rate-limited, always after 10s (edge-limit-by-text)",
		message: "error code: 1015",
	},
	{
		reason: "the header tells it without a look at the body, and the documented wait counts where none is told",
		http: `429
Content-Type: text/html
Cf-Error-Type: 1015

<html><title>Access denied | example.com used Cloudflare to restrict access</title></html>`,
		due: "rate-limited, always after 30s (edge-limit)",
	},
	{
		reason: "a 429 of the origin's own passes through, whatever is in it",
		http: `429
Content-Type: application/json
Retry-After: 4

{"message": "slow down", "errorCode": 1015}`,
		due: "rate-limited, always after 4s",
	},
	{
		reason: "a Worker out of requests is among Cloudflare's limits and not among what to retry",
		http: `429
Content-Type: text/plain; charset=UTF-8

error code: 1027`,
		due:     "quota-exhausted, after-change (worker-limit-by-text)",
		message: "error code: 1027",
	},
	{
		reason: "the same by the header, and by the answer's own word",
		http: `429
Content-Type: application/json
Cf-Error-Type: 1027

{"title": "Error 1027: Please check back later", "status": 429, "error_code": 1027, "error_name": "worker_daily_limit", "error_category": "rate_limit", "cloudflare_error": true, "retryable": false, "retry_after": null}`,
		due:     "quota-exhausted, after-change (worker-limit) [not-retryable]",
		message: "Error 1027: Please check back later",
		code:    "worker_daily_limit",
	},
	{
		reason: "CF6: a name that is not resolved is the site's to correct",
		http: `530
Content-Type: text/plain; charset=UTF-8
Cf-Error-Type: 1016

error code: 1016`,
		due:     "bad-gateway, after-change (origin-dns)",
		message: "error code: 1016",
	},
	{
		reason: "CF6: a tunnel without a connection gets one again",
		http: `530
Content-Type: text/html
Cf-Error-Type: 1033
Retry-After: 120

<title>Cloudflare Tunnel error</title>`,
		due: "unavailable, always after 2m0s (tunnel)",
	},
	{
		reason: "the same without the header",
		http: `530
Content-Type: text/plain; charset=UTF-8

error code: 1033`,
		due:     "unavailable, always after 2m0s (tunnel-by-text)",
		message: "error code: 1033",
	},
	{
		reason: "a 530 that says of itself that it can be repeated never reached the origin, writes included",
		method: "POST",
		http: `530
Content-Type: application/json
Retry-After: 5

{"title": "Error 1205: Too many redirects", "status": 530, "error_code": 1205, "error_name": "too_many_redirects", "cloudflare_error": true, "retryable": true, "retry_after": 5}`,
		due:     "bad-gateway, always after 5s [retryable]",
		message: "Error 1205: Too many redirects",
		code:    "too_many_redirects",
	},
	{
		reason: "CF7: a firewall rule is the owner's to change",
		http: `403
Content-Type: application/json; charset=utf-8
Cf-Error-Type: 1020

{"title": "Error 1020: Access denied", "status": 403, "error_code": 1020, "error_name": "access_denied", "error_category": "access_denied", "cloudflare_error": true, "retryable": false}`,
		due:     "permission-denied, after-change [not-retryable]",
		message: "Error 1020: Access denied",
		code:    "access_denied",
	},
	{
		reason: "CF8: no program solves a challenge",
		http:   "403\nContent-Type: text/html; charset=UTF-8\nCf-Mitigated: challenge\n\n<title>Just a moment...</title>",
		due:    "permission-denied, never (challenge)",
	},
	{
		reason: "a challenge can come under the number of an outage, and is none",
		http:   "503\nContent-Type: text/html; charset=UTF-8\nCf-Mitigated: challenge\n\n<title>Just a moment...</title>",
		due:    "permission-denied, never (challenge)",
	},
	{
		reason: "an overloaded origin is an outage",
		http:   "503\nContent-Type: text/html\nRetry-After: 30\n\n<h1>Service Unavailable</h1>",
		due:    "unavailable, always after 30s",
	},
	{
		reason: "CF9: the origin's own JSON is not Cloudflare's, though one of its fields has the same name",
		http: `520
Content-Type: application/json

{"message": "my own origin error", "retryable": false}`,
		due: "bad-gateway, if-idempotent after 1m0s",
	},
	{
		reason: "a code with a text where Cloudflare has a boolean is not Cloudflare's either",
		http: `502
Content-Type: application/json

{"cloudflare_error": "true", "retryable": false}`,
		due: "bad-gateway, if-idempotent after 1m0s",
	},
	{
		reason: "527 went with the product it was made for, so it is an undocumented server error",
		http:   "527\n\n",
		due:    "internal, if-idempotent after at least 1s",
	},
	{
		reason: "a code that Cloudflare did not make means what IANA says",
		http:   "404\nContent-Type: application/json\n\n{\"message\": \"no such order\"}",
		due:    "not-found, never",
	},
	{
		reason: "plain text is all that there is to say in an error, and is the message",
		http: `403
Content-Type: text/plain; charset=UTF-8

error code: 1020`,
		due:     "permission-denied, after-change",
		message: "error code: 1020",
	},
}

var cloudflareAPIAnswers = []answer{
	{
		reason: "CF10: the code is a number, and the wait is longer than the edge's",
		http: `429
Content-Type: application/json
Retry-After: 143
Ratelimit: "default";r=0;t=143

{"success": false, "errors": [{"code": 971, "message": "Please wait and consider throttling your request speed"}], "messages": [], "result": null}`,
		due:     "rate-limited, always after 2m23s",
		message: "Please wait and consider throttling your request speed",
		code:    "971",
	},
	{
		reason: "without the header all calls are blocked for five minutes, as the limits are documented",
		http: `429
Content-Type: application/json

{"success": false, "errors": [{"code": 971, "message": "Please wait and consider throttling your request speed"}], "messages": [], "result": null}`,
		due:     "rate-limited, always after 5m0s",
		message: "Please wait and consider throttling your request speed",
		code:    "971",
	},
	{
		reason: "a wait that no client bounds is bounded here",
		http:   "429\nRetry-After-Ms: 86400000\n\n",
		due:    "rate-limited, always after 10m0s",
	},
	{
		reason: "CF11: credentials are refused with 400, and only the number tells it from a typing mistake",
		http: `400
Content-Type: application/json

{"success": false, "errors": [{"code": 10000, "message": "Authentication error"}], "messages": [], "result": null}`,
		due:     "unauthenticated, never (auth)",
		message: "Authentication error",
		code:    "10000",
	},
	{
		reason: "a malformed header has the exact number one level down",
		http: `400
Content-Type: application/json

{"success": false, "errors": [{"code": 6003, "message": "Invalid request headers", "error_chain": [{"code": 6111, "message": "Invalid format for Authorization header"}]}], "messages": [], "result": null}`,
		due:     "unauthenticated, never (auth)",
		message: "Invalid request headers",
		code:    "6003",
	},
	{
		reason: "a wrong id is not found, under the number of a malformed request, and need not be the first error",
		http: `400
Content-Type: application/json

{"success": false, "errors": [{"code": 1001, "message": "Invalid request"}, {"code": 7003, "message": "Could not route to /client/v4/zones/x, perhaps your object identifier is invalid?"}], "messages": [], "result": null}`,
		due:     "not-found, never (no-route)",
		message: "Invalid request",
		code:    "1001",
	},
	{
		reason: "a number in quotes is another value, and 100000 is not 10000",
		http: `400
Content-Type: application/json

{"success": false, "errors": [{"code": "10000", "message": "x"}, {"code": 100000, "message": "y"}], "messages": [], "result": null}`,
		due:     "invalid-request, never",
		message: "x",
		code:    "10000",
	},
	{
		reason: "a valid token without the permission",
		http: `403
Content-Type: application/json

{"success": false, "errors": [{"code": 9109, "message": "Unauthorized to access requested resource"}], "messages": [], "result": null}`,
		due:     "permission-denied, after-change",
		message: "Unauthorized to access requested resource",
		code:    "9109",
	},
	{
		reason: "CF12: the server's word goes before the code",
		http: `500
Content-Type: application/json
X-Should-Retry: false

{"success": false, "errors": [{"code": 10013, "message": "An unknown error has occurred."}], "messages": [], "result": null}`,
		due:     "internal, never [should-not-retry]",
		message: "An unknown error has occurred.",
		code:    "10013",
	},
	{
		reason: "and the other way round, for a code that the API does not document",
		method: "POST",
		http:   "409\nX-Should-Retry: true\nRetry-After: 1.5\n\n",
		due:    "conflict, always after 1.5s [should-retry]",
	},
}
