package gen_test

// secondaryLimit is the body of both codes that a secondary limit comes under.
// The link is one of at least three that GitHub has had there.
const (
	secondaryLimit = `{"message": "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
 "documentation_url": "https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits"}`
	secondaryMessage = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
)

var githubAnswers = []answer{
	{
		reason: "GH1: the hour's calls are used up, and the reset says until when",
		http: `403
Content-Type: application/json; charset=utf-8
X-RateLimit-Limit: 5000
X-RateLimit-Remaining: 0
X-RateLimit-Reset: 1768479300
X-RateLimit-Resource: core

{"message": "API rate limit exceeded for user ID 1.", "documentation_url": "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api"}`,
		due:     "quota-exhausted, always after 15m0s (primary-limit)",
		message: "API rate limit exceeded for user ID 1.",
	},
	{
		reason: "GH2: the same under 429, which go-github missed until version 84",
		http: `429
X-RateLimit-Remaining: 0
X-RateLimit-Reset: 1768478460

`,
		due: "quota-exhausted, always after 1m0s (primary-limit)",
	},
	{
		reason: "GH1 by the server's clock, which is ten minutes ahead of ours: octokit's extra second is not needed",
		http: `403
Date: Thu, 15 Jan 2026 12:10:00 GMT
X-RateLimit-Remaining: 0
X-RateLimit-Reset: 1768479300

{"message": "API rate limit exceeded for user ID 1."}`,
		due:     "quota-exhausted, always after 5m0s (primary-limit)",
		message: "API rate limit exceeded for user ID 1.",
	},
	{
		reason: "a reset that has passed tells nothing, and the documentation's minute counts",
		http: `403
X-RateLimit-Remaining: 0
X-RateLimit-Reset: 1768478399

{"message": "API rate limit exceeded for user ID 1."}`,
		due:     "quota-exhausted, always after 1m0s (primary-limit)",
		message: "API rate limit exceeded for user ID 1.",
	},
	{
		reason: "GH3: Retry-After tells a secondary limit, and no body has to be read for that",
		method: "POST",
		http: `403
Content-Type: application/json; charset=utf-8
X-RateLimit-Remaining: 4210
X-RateLimit-Reset: 1768481000
Retry-After: 60

` + secondaryLimit,
		due:     "rate-limited, always after 1m0s (secondary-limit)",
		message: secondaryMessage,
	},
	{
		reason: "GH4: without Retry-After it is a minute, and not the reset, which is the primary limit's and 43 minutes away",
		method: "POST",
		http: `403
Content-Type: application/json; charset=utf-8
X-RateLimit-Remaining: 21
X-RateLimit-Reset: 1768481000

` + secondaryLimit,
		due:     "rate-limited, always after 1m0s (secondary-limit-by-link)",
		message: secondaryMessage,
	},
	{
		reason: "the link of the first years, when it was called abuse",
		http: `403
X-RateLimit-Remaining: 21

{"message": "You have triggered an abuse detection mechanism.", "documentation_url": "https://developer.github.com/v3/#abuse-rate-limits"}`,
		due:     "rate-limited, always after 1m0s (secondary-limit-by-link)",
		message: "You have triggered an abuse detection mechanism.",
	},
	{
		reason: "octokit goes by the message, should the link change once more",
		http: `403
X-RateLimit-Remaining: 21

{"message": "You have exceeded a secondary rate limit.", "documentation_url": "https://docs.github.com/rest/new-page"}`,
		due:     "rate-limited, always after 1m0s (secondary-limit-by-message)",
		message: "You have exceeded a secondary rate limit.",
	},
	{
		reason: "hub4j goes by a header that says what limited the call",
		http: `403
gh-limited-by: rate-limit-secondary

{"message": "Slow down."}`,
		due:     "rate-limited, always after 1m0s (secondary-limit-by-cause)",
		message: "Slow down.",
	},
	{
		reason: "GH5: both limits at once: go-github's order for the name, and Retry-After for the wait in any order",
		http: `403
X-RateLimit-Remaining: 0
X-RateLimit-Reset: 1768482000
Retry-After: 30

` + secondaryLimit,
		due:     "quota-exhausted, always after 30s (primary-limit)",
		message: secondaryMessage,
	},
	{
		reason: "a secondary limit under 429 is what the code says by itself",
		http: `429
X-RateLimit-Remaining: 4210
Retry-After: 17

` + secondaryLimit,
		due:     "rate-limited, always after 17s",
		message: secondaryMessage,
	},
	{
		reason: "a wait of a day is cut to the hour that the limits have; a blank Retry-After has been seen and tells nothing",
		http: `429
X-RateLimit-Remaining: 0
X-RateLimit-Reset: 1768564800
Retry-After:

`,
		due: "quota-exhausted, always after 1h0m0s (primary-limit)",
	},
	{
		reason: "GH6: a missing permission is the code's own meaning, with calls left",
		http: `403
Content-Type: application/json; charset=utf-8
X-RateLimit-Remaining: 4999
X-Accepted-GitHub-Permissions: contents=write

{"message": "Resource not accessible by integration", "documentation_url": "https://docs.github.com/rest/repos/contents", "status": "403"}`,
		due:     "permission-denied, after-change",
		message: "Resource not accessible by integration",
	},
	{
		reason: "GH7: the token needs a person's consent at the address in the header; the name is not canonical on the wire",
		http: `403
X-GitHub-SSO: required; url=https://github.com/orgs/acme/sso?authorization_request=AZ

{"message": "Resource protected by organization SAML enforcement. You must grant your token access to this organization."}`,
		due:     "permission-denied, after-change (sso)",
		message: "Resource protected by organization SAML enforcement. You must grant your token access to this organization.",
	},
	{
		reason: "GH8: no permission lifts a block",
		http: `403
Content-Type: application/json; charset=utf-8

{"message": "Repository access blocked", "block": {"reason": "tos", "created_at": "2020-01-01T00:00:00Z", "html_url": "https://github.com/tos"}}`,
		due:     "permission-denied, never (blocked)",
		message: "Repository access blocked",
	},
	{
		reason: "the refusal of a request without a User-Agent is no JSON: the notes had it under /message",
		http: `403
Content-Type: text/html

Request forbidden by administrative rules. Please make sure your request has a User-Agent header.
`,
		due: "invalid-request, never (no-user-agent)",
	},
	{
		reason: "GH9: the password was right and a second factor is wanted; the value has a part behind it",
		http: `401
X-GitHub-OTP: required; app

{"message": "Must specify two-factor authentication OTP code."}`,
		due:     "unauthenticated, never (two-factor)",
		message: "Must specify two-factor authentication OTP code.",
	},
	{
		reason: "GH10: bad credentials; the status in the body is no code of GitHub's own",
		http: `401
Content-Type: application/json; charset=utf-8

{"message": "Bad credentials", "documentation_url": "https://docs.github.com/rest", "status": "401"}`,
		due:     "unauthenticated, never",
		message: "Bad credentials",
	},
	{
		reason: "GH11: a name that is taken is a conflict, though the number blames the syntax; it may stand in any of the errors",
		method: "POST",
		http: `422
Content-Type: application/json; charset=utf-8

{"message": "Validation Failed", "errors": [{"resource": "Label", "code": "missing_field", "field": "color"}, {"resource": "Label", "code": "already_exists", "field": "name"}]}`,
		due:     "conflict, after-change (already-exists)",
		message: "Validation Failed",
		code:    "missing_field",
	},
	{
		reason: "an invalid field is the caller's to correct",
		method: "POST",
		http: `422
Content-Type: application/json; charset=utf-8

{"message": "Validation Failed", "errors": [{"resource": "Issue", "code": "invalid", "field": "title"}]}`,
		due:     "invalid-request, never",
		message: "Validation Failed",
		code:    "invalid",
	},
	{
		reason: "errors can be plain texts, which have no code",
		method: "POST",
		http: `422
Content-Type: application/json; charset=utf-8

{"message": "Validation Failed", "errors": ["Could not create file: path contains a malformed path component"]}`,
		due:     "invalid-request, never",
		message: "Validation Failed",
	},
	{
		reason: "what was taken for spam is so once more",
		method: "POST",
		http: `422
Content-Type: application/json; charset=utf-8

{"message": "Validation failed, or the endpoint has been spammed."}`,
		due:     "permission-denied, never (spammed)",
		message: "Validation failed, or the endpoint has been spammed.",
	},
	{
		reason: "GH12: a private repository hides behind 404, and a permission shows it",
		http: `404
Content-Type: application/json; charset=utf-8

{"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"}`,
		due:     "not-found, after-change",
		message: "Not Found",
	},
	{
		reason: "GH12: nobody can lift a takedown",
		http: `451
Content-Type: application/json; charset=utf-8

{"message": "Repository access blocked", "block": {"reason": "dmca", "created_at": "2020-01-01T00:00:00Z", "html_url": "https://github.com/github/dmca"}}`,
		due:     "legally-unavailable, never",
		message: "Repository access blocked",
	},
	{
		reason: "GH13: a list without what single sign-on withholds is a success of a part",
		http: `200
Content-Type: application/json; charset=utf-8
X-GitHub-SSO: partial-results; organizations=21955855,20582480

[{"id": 1}]`,
		due: "partial, never (partial-results)",
	},
	{
		reason: "GH13: work that was taken on is a success, though go-github hands it out as an error",
		http: `202
Content-Type: application/json; charset=utf-8

{}`,
		due: "accepted, never",
	},
	{
		reason: "GH14: a timeout comes as HTML, and its first try may have taken effect",
		method: "POST",
		http: `502
Content-Type: text/html

<html><body>Server Error</body></html>`,
		due: "bad-gateway, if-idempotent after at least 1s",
	},
	{
		reason: "GraphQL tells of its limit under 200, in one of several errors",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8
X-RateLimit-Remaining: 0
X-RateLimit-Reset: 1768478700

{"errors": [{"message": "x"}, {"type": "RATE_LIMITED", "message": "API rate limit exceeded for user ID 1."}]}`,
		due:     "quota-exhausted, always after 5m0s (graphql-limit)",
		message: "x",
		code:    "RATE_LIMITED",
	},
	{
		reason: "GraphQL's secondary limit has a message and no type",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8
X-RateLimit-Remaining: 4000
X-RateLimit-Reset: 1768481000

{"documentation_url": "https://docs.github.com/graphql/overview/rate-limits", "message": "You have exceeded a secondary rate limit."}`,
		due:     "rate-limited, always after 1m0s (graphql-secondary-limit)",
		message: "You have exceeded a secondary rate limit.",
	},
	{
		reason: "GraphQL's other errors come beside data, and what to make of them is the caller's business",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"data": {"repository": null}, "errors": [{"type": "NOT_FOUND", "path": ["repository"], "message": "Could not resolve to a Repository."}]}`,
		due: "ok, never",
	},
	{
		reason: "a read of REST is not searched for GraphQL's errors",
		http: `200
Content-Type: application/json; charset=utf-8

{"errors": [{"type": "RATE_LIMITED"}]}`,
		due: "ok, never",
	},
}
