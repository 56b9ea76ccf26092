package gen_test

var openaiAnswers = []answer{
	{
		reason: "OA1: milliseconds with decimals go before seconds, and both before the reset, which no client reads",
		method: "POST",
		http: `429
Content-Type: application/json
X-Request-Id: req_1
Retry-After-Ms: 1500.5
Retry-After: 2
X-RateLimit-Remaining-Requests: 0
X-RateLimit-Reset-Requests: 8.64s

{"error": {"message": "Rate limit reached for gpt-x in organization org-1 on requests per min (RPM): Limit 3, Used 3, Requested 1.", "type": "requests", "param": null, "code": "rate_limit_exceeded"}}`,
		due:     "rate-limited, always after 1.5005s (out-of-requests)",
		message: "Rate limit reached for gpt-x in organization org-1 on requests per min (RPM): Limit 3, Used 3, Requested 1.",
		code:    "rate_limit_exceeded",
	},
	{
		reason: "OA2: the server forbids the retry of a quota, and it stays a quota",
		method: "POST",
		http: `429
Content-Type: application/json
X-Should-Retry: false

{"error": {"message": "You exceeded your current quota, please check your plan and billing details.", "type": "insufficient_quota", "param": null, "code": "insufficient_quota"}}`,
		due:     "plan-limit, never (quota) [should-not-retry]",
		message: "You exceeded your current quota, please check your plan and billing details.",
		code:    "insufficient_quota",
	},
	{
		reason: "OA3: the clients repeat a used-up quota, and the documentation says that it is no help",
		method: "POST",
		http: `429
Content-Type: application/json

{"error": {"message": "You exceeded your current quota, please check your plan and billing details.", "type": "insufficient_quota", "param": null, "code": "insufficient_quota"}}`,
		due:     "plan-limit, after-change (quota)",
		message: "You exceeded your current quota, please check your plan and billing details.",
		code:    "insufficient_quota",
	},
	{
		reason: "OA4: the type is the old one and the code is new, and will not be the last",
		method: "POST",
		http: `429
Content-Type: application/json

{"error": {"message": "The project has reached its spending limit.", "type": "insufficient_quota", "param": null, "code": "project_spend_limit_exceeded"}}`,
		due:     "plan-limit, after-change (quota)",
		message: "The project has reached its spending limit.",
		code:    "project_spend_limit_exceeded",
	},
	{
		reason: "OA5: a code of null is no code, for the verdict and for the message",
		method: "POST",
		http: `429
Content-Type: application/json

{"error": {"message": "You exceeded your current quota.", "type": "insufficient_quota", "param": null, "code": null}}`,
		due:     "plan-limit, after-change (quota)",
		message: "You exceeded your current quota.",
		code:    "insufficient_quota",
	},
	{
		reason: "an older answer has the code and another type",
		method: "POST",
		http: `429
Content-Type: application/json

{"error": {"message": "Billing hard limit has been reached", "type": "invalid_request_error", "param": null, "code": "billing_hard_limit_reached"}}`,
		due:     "plan-limit, after-change (quota-by-code)",
		message: "Billing hard limit has been reached",
		code:    "billing_hard_limit_reached",
	},
	{
		reason: "OA6: an answer without a body is the plain limit",
		method: "POST",
		http:   "429\nRetry-After: 20\n\n",
		due:    "rate-limited, always after 20s",
	},
	{
		reason: "OA7: an hour is more than any client waits; the Python client would rather give up",
		method: "POST",
		http:   "429\nRetry-After: 3600\n\n",
		due:    "rate-limited, always after 2m0s",
	},
	{
		reason: "OA8: the tokens are at nothing and the requests are not, so the tokens' reset counts, up to the bound",
		method: "POST",
		http: `429
Content-Type: application/json
X-RateLimit-Remaining-Tokens: 0
X-RateLimit-Reset-Tokens: 6m0s
X-RateLimit-Remaining-Requests: 59
X-RateLimit-Reset-Requests: 1s

{"error": {"message": "Rate limit reached for gpt-x on tokens per min (TPM).", "type": "tokens", "param": null, "code": "rate_limit_exceeded"}}`,
		due:     "rate-limited, always after 2m0s (out-of-tokens)",
		message: "Rate limit reached for gpt-x on tokens per min (TPM).",
		code:    "rate_limit_exceeded",
	},
	{
		reason: "with both at nothing the longer reset counts; it has two units in one text",
		method: "POST",
		http: `429
X-RateLimit-Remaining-Tokens: 0
X-RateLimit-Reset-Tokens: 12ms
X-RateLimit-Remaining-Requests: 0
X-RateLimit-Reset-Requests: 1m27.5s

`,
		due: "rate-limited, always after 1m27.5s (out-of-both)",
	},
	{
		reason: "with both at nothing, Retry-After is still the better word",
		method: "POST",
		http: `429
X-RateLimit-Remaining-Tokens: 0
X-RateLimit-Reset-Tokens: 6m0s
X-RateLimit-Remaining-Requests: 0
X-RateLimit-Reset-Requests: 8.64s
Retry-After: 3

`,
		due: "rate-limited, always after 3s (out-of-requests)",
	},
	{
		reason: "Azure writes plain seconds where OpenAI writes a duration: no unit, no wait",
		method: "POST",
		http: `429
X-RateLimit-Remaining-Tokens: 0
X-RateLimit-Reset-Tokens: 38

`,
		due: "rate-limited, always after at least 500ms (out-of-tokens)",
	},
	{
		reason: "a request that is over the limit all by itself does not fit later either",
		method: "POST",
		http: `429
Content-Type: application/json

{"error": {"message": "Request too large for gpt-x in organization org-1 on tokens per min (TPM): Limit 30000, Requested 41250.", "type": "tokens", "param": null, "code": "rate_limit_exceeded"}}`,
		due:     "too-large, never (request-too-large)",
		message: "Request too large for gpt-x in organization org-1 on tokens per min (TPM): Limit 30000, Requested 41250.",
		code:    "rate_limit_exceeded",
	},
	{
		reason: "flex processing without room is an outage under the number of a limit",
		method: "POST",
		http: `429
Content-Type: application/json

{"error": {"message": "Resource unavailable.", "type": "server_error", "param": null, "code": "resource_unavailable"}}`,
		due:     "unavailable, always after at least 500ms (no-capacity)",
		message: "Resource unavailable.",
		code:    "resource_unavailable",
	},
	{
		reason: "OA9: an overload is over soon, and the client's own back-off grows from half a second; the notes had a " +
			"fixed wait there, which would never grow",
		method: "POST",
		http: `503
Content-Type: application/json

{"error": {"message": "The engine is currently overloaded, please try again later", "type": "server_error", "param": null, "code": null}}`,
		due:     "unavailable, always after at least 500ms",
		message: "The engine is currently overloaded, please try again later",
		code:    "server_error",
	},
	{
		reason: "OA10: the caller is to slow down, under the number of an outage",
		method: "POST",
		http: `503
Content-Type: application/json

{"error": {"message": "Slow down…", "type": "server_error", "code": "slow_down"}}`,
		due:     "rate-limited, always after 1m0s (slow-down)",
		message: "Slow down…",
		code:    "slow_down",
	},
	{
		reason: "the documentation has the words in the message, with no word on a code",
		method: "POST",
		http: `503
Content-Type: application/json

{"error": {"message": "Slow Down", "type": "server_error", "code": null}}`,
		due:     "rate-limited, always after 1m0s (slow-down)",
		message: "Slow Down",
		code:    "server_error",
	},
	{
		reason: "OA11: a wrong key stays wrong; the clients get part of it back in the message",
		method: "POST",
		http: `401
Content-Type: application/json

{"error": {"message": "Incorrect API key provided: sk-abc***.", "type": "invalid_request_error", "param": null, "code": "invalid_api_key"}}`,
		due:     "unauthenticated, never",
		message: "Incorrect API key provided: sk-abc***.",
		code:    "invalid_api_key",
	},
	{
		reason: "OA12: nobody can grant a country",
		method: "POST",
		http: `403
Content-Type: application/json

{"error": {"code": "unsupported_country_region_territory", "message": "Country, region, or territory not supported", "param": null, "type": "request_forbidden"}}`,
		due:     "permission-denied, never (unsupported-region)",
		message: "Country, region, or territory not supported",
		code:    "unsupported_country_region_territory",
	},
	{
		reason: "a permission of the project can be granted; in some answers error is a text",
		method: "POST",
		http: `403
Content-Type: application/json

{"error": "You have insufficient permissions for this operation. Missing scopes: model.request."}`,
		due:     "permission-denied, after-change",
		message: "You have insufficient permissions for this operation. Missing scopes: model.request.",
	},
	{
		reason: "OA13: a lost race is run again, with the header and an empty object for a body",
		method: "POST",
		http: `409
Content-Type: application/json
X-Should-Retry: true

{}`,
		due: "conflict, always after at least 500ms [should-retry]",
	},
	{
		reason: "the header's word allows what the code does not",
		method: "POST",
		http: `400
Content-Type: application/json
X-Should-Retry: true
Retry-After: 1

{"error": {"message": "Try that again.", "type": "invalid_request_error", "param": null, "code": null}}`,
		due:     "invalid-request, always after 1s [should-retry]",
		message: "Try that again.",
		code:    "invalid_request_error",
	},
	{
		reason: "the header's values are exact: what is neither true nor false orders nothing",
		method: "POST",
		http: `400
X-Should-Retry: TRUE

`,
		due: "invalid-request, never",
	},
	{
		reason: "OA13: the documentation does not list 408, and the clients repeat it",
		method: "POST",
		http:   "408\n\n",
		due:    "request-timeout, if-idempotent after at least 500ms",
	},
	{
		reason: "OA13: a generation that failed may have been charged",
		method: "POST",
		http: `500
Content-Type: application/json

{"error": {"message": "The server had an error while processing your request.", "type": "server_error", "param": null, "code": null}}`,
		due:     "internal, if-idempotent after at least 500ms",
		message: "The server had an error while processing your request.",
		code:    "server_error",
	},
	{
		reason: "OA14: the date form of Retry-After",
		method: "POST",
		http:   "429\nRetry-After: Thu, 15 Jan 2026 12:00:45 GMT\n\n",
		due:    "rate-limited, always after 45s",
	},
	{
		reason: "OA14: garbage in the first header falls through to the second",
		method: "POST",
		http:   "429\nRetry-After-Ms: soon\nRetry-After: 7\n\n",
		due:    "rate-limited, always after 7s",
	},
	{
		reason: "OA14: a negative wait is none",
		method: "POST",
		http:   "429\nRetry-After: -5\n\n",
		due:    "rate-limited, always after at least 500ms",
	},
	{
		reason: "a code can be a number, which the message shows as text",
		method: "POST",
		http: `400
Content-Type: application/json

{"error": {"message": "Invalid value.", "type": "invalid_request_error", "param": null, "code": 1234}}`,
		due:     "invalid-request, never",
		message: "Invalid value.",
		code:    "1234",
	},
	{
		reason: "what is longer than the model's context is too large, under the number of a malformed request",
		method: "POST",
		http: `400
Content-Type: application/json

{"error": {"message": "This model's maximum context length is 8192 tokens.", "type": "invalid_request_error", "param": "messages", "code": "context_length_exceeded"}}`,
		due:     "too-large, never (context-length)",
		message: "This model's maximum context length is 8192 tokens.",
		code:    "context_length_exceeded",
	},
	{
		reason: "a refusal of the safety system is not a matter of syntax",
		method: "POST",
		http: `400
Content-Type: application/json

{"error": {"message": "Your request was rejected as a result of our safety system.", "type": "invalid_request_error", "param": null, "code": "content_policy_violation"}}`,
		due:     "permission-denied, never (content-policy)",
		message: "Your request was rejected as a result of our safety system.",
		code:    "content_policy_violation",
	},
	{
		reason: "a model that is not granted looks like one that is not there",
		method: "POST",
		http: `404
Content-Type: application/json

{"error": {"message": "The model gpt-y does not exist or you do not have access to it.", "type": "invalid_request_error", "param": null, "code": "model_not_found"}}`,
		due:     "not-found, after-change (model-not-found)",
		message: "The model gpt-y does not exist or you do not have access to it.",
		code:    "model_not_found",
	},
	{
		reason: "Cloudflare stands in front, and its codes mean what their class says",
		method: "POST",
		http:   "520\nContent-Type: text/html\n\n<html>error code: 520</html>",
		due:    "internal, if-idempotent after at least 500ms",
	},
}
