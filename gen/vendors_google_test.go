package gen_test

import "strings"

var googleAnswers = []answer{
	{
		reason: "GO1: a rate limit under 403, which the Go client does not repeat and the Python client does",
		http: `403
Content-Type: application/json; charset=UTF-8

{"error": {"errors": [{"domain": "usageLimits", "reason": "userRateLimitExceeded", "message": "User Rate Limit Exceeded"}], "code": 403, "message": "User Rate Limit Exceeded"}}`,
		due:     "rate-limited, always after at least 1s (rate-limit)",
		message: "User Rate Limit Exceeded",
		code:    "userRateLimitExceeded",
	},
	{
		reason: "the reason need not be in the first of the errors",
		http: `403
Content-Type: application/json; charset=UTF-8

{"error": {"errors": [{"domain": "global", "message": "x"}, {"domain": "usageLimits", "reason": "rateLimitExceeded"}], "code": 403, "message": "Rate Limit Exceeded"}}`,
		due:     "rate-limited, always after at least 1s (rate-limit)",
		message: "Rate Limit Exceeded",
		code:    "rateLimitExceeded",
	},
	{
		reason: "the same limit in the newer model, around which a batch has put a list",
		http: `403
Content-Type: application/json; charset=UTF-8

[{"error": {"code": 403, "message": "Quota exceeded.", "status": "PERMISSION_DENIED", "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED", "domain": "googleapis.com"}, {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "2.5s"}]}}]`,
		due:     "rate-limited, always after 2.5s (rate-limit)",
		message: "Quota exceeded.",
		code:    "RATE_LIMIT_EXCEEDED",
	},
	{
		reason: "GO2: a used-up day is not over in a second, though all but one word of the reason is the same",
		http: `403
Content-Type: application/json; charset=UTF-8

{"error": {"code": 403, "message": "Daily Limit Exceeded", "errors": [{"message": "Daily Limit Exceeded", "domain": "usageLimits", "reason": "dailyLimitExceeded"}]}}`,
		due:     "quota-exhausted, after-change (daily-limit)",
		message: "Daily Limit Exceeded",
		code:    "dailyLimitExceeded",
	},
	{
		reason: "GO3: this one is named a rate limit and is none",
		method: "POST",
		http: `403
Content-Type: application/json; charset=UTF-8

{"error": {"errors": [{"domain": "global", "reason": "sharingRateLimitExceeded", "message": "Rate limit exceeded. User message: \"These item(s) could not be shared because a rate limit was exceeded: file\""}], "code": 403}}`,
		due:     "quota-exhausted, after-change (sharing-limit)",
		message: `Rate limit exceeded. User message: "These item(s) could not be shared because a rate limit was exceeded: file"`,
		code:    "sharingRateLimitExceeded",
	},
	{
		reason: "GO4: a missing permission is the code's own meaning",
		http: `403
Content-Type: application/json; charset=UTF-8

{"error": {"errors": [{"domain": "global", "reason": "insufficientFilePermissions", "message": "The user does not have sufficient permissions for file x."}], "code": 403}}`,
		due:     "permission-denied, after-change",
		message: "The user does not have sufficient permissions for file x.",
		code:    "insufficientFilePermissions",
	},
	{
		reason: "GO5: both models in one answer, and the reason in the second of the details",
		http: `403
Content-Type: application/json; charset=UTF-8

{"error": {"code": 403, "message": "Drive API has not been used in project 123 before or it is disabled.", "errors": [{"message": "Drive API has not been used in project 123 before or it is disabled.", "domain": "usageLimits", "reason": "accessNotConfigured", "extendedHelp": "https://console.developers.google.com"}], "status": "PERMISSION_DENIED", "details": [{"@type": "type.googleapis.com/google.rpc.Help", "links": []}, {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "SERVICE_DISABLED", "domain": "googleapis.com", "metadata": {"service": "drive.googleapis.com"}}]}}`,
		due:     "permission-denied, after-change (api-disabled)",
		message: "Drive API has not been used in project 123 before or it is disabled.",
		code:    "accessNotConfigured",
	},
	{
		reason: "the older model says no more than forbidden, so the details have to be asked first",
		http: `403
Content-Type: application/json; charset=UTF-8

{"error": {"code": 403, "message": "Billing is disabled.", "errors": [{"message": "Billing is disabled.", "domain": "global", "reason": "forbidden"}], "status": "PERMISSION_DENIED", "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "BILLING_DISABLED", "domain": "googleapis.com"}]}}`,
		due:     "payment-required, after-change (billing)",
		message: "Billing is disabled.",
		code:    "forbidden",
	},
	{
		reason: "a scope is the user's to grant",
		http: `403
Content-Type: application/json; charset=UTF-8

{"error": {"code": 403, "message": "Request had insufficient authentication scopes.", "errors": [{"message": "Insufficient Permission", "domain": "global", "reason": "insufficientPermissions"}], "status": "PERMISSION_DENIED", "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "domain": "googleapis.com"}]}}`,
		due:     "permission-denied, after-change (scope)",
		message: "Request had insufficient authentication scopes.",
		code:    "insufficientPermissions",
	},
	{
		reason: "a key's restrictions have many reasons with one beginning",
		http: `403
Content-Type: application/json; charset=UTF-8

{"error": {"code": 403, "message": "Requests from referer <empty> are blocked.", "status": "PERMISSION_DENIED", "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_HTTP_REFERRER_BLOCKED", "domain": "googleapis.com"}]}}`,
		due:     "permission-denied, after-change (key-blocked)",
		message: "Requests from referer <empty> are blocked.",
		code:    "API_KEY_HTTP_REFERRER_BLOCKED",
	},
	{
		reason: "a suspended project is the owner's to settle with Google",
		http: `403
Content-Type: application/json; charset=UTF-8

{"error": {"code": 403, "message": "Consumer has been suspended.", "status": "PERMISSION_DENIED", "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "CONSUMER_SUSPENDED", "domain": "googleapis.com"}]}}`,
		due:     "permission-denied, after-change (suspended)",
		message: "Consumer has been suspended.",
		code:    "CONSUMER_SUSPENDED",
	},
	{
		reason: "a full drive is no permission and no rate",
		method: "POST",
		http: `403
Content-Type: application/json; charset=UTF-8

{"error": {"errors": [{"domain": "global", "reason": "storageQuotaExceeded", "message": "The user's Drive storage quota has been exceeded."}], "code": 403, "message": "The user's Drive storage quota has been exceeded."}}`,
		due:     "plan-limit, after-change (size-limit)",
		message: "The user's Drive storage quota has been exceeded.",
		code:    "storageQuotaExceeded",
	},
	{
		reason: "GO12: the edge answers in HTML, and there is no reason to go by",
		http: `403
Content-Type: text/html; charset=UTF-8

<!DOCTYPE html><html lang=en><title>Error 403 (Forbidden)!!1</title>rateLimitExceeded</html>`,
		due: "permission-denied, after-change",
	},
	{
		reason: "GO6: the wait stands in the third of the details, with nine decimals",
		method: "POST",
		http: `429
Content-Type: application/json; charset=UTF-8

{"error": {"code": 429, "message": "Quota exceeded for quota metric.", "status": "RESOURCE_EXHAUSTED", "details": [{"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [{"quotaId": "GenerateRequestsPerMinutePerProject"}]}, {"@type": "type.googleapis.com/google.rpc.Help"}, {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "12.771204034s"}]}}`,
		due:     "rate-limited, always after 12.771204034s",
		message: "Quota exceeded for quota metric.",
		code:    "RESOURCE_EXHAUSTED",
	},
	{
		reason: "GO7: a day's allowance has a wait of 18 hours, cut to one; two stars lead to it",
		method: "POST",
		http: `429
Content-Type: application/json; charset=UTF-8

{"error": {"code": 429, "message": "Quota exceeded for quota metric.", "status": "RESOURCE_EXHAUSTED", "details": [{"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [{"quotaId": "GenerateRequestsPerMinutePerProjectPerModel-FreeTier"}, {"quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]}, {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "64400s"}]}}`,
		due:     "quota-exhausted, always after 1h0m0s (per-day)",
		message: "Quota exceeded for quota metric.",
		code:    "RESOURCE_EXHAUSTED",
	},
	{
		reason: "a 429 has the reasons of the 403",
		http: `429
Content-Type: application/json; charset=UTF-8

{"error": {"code": 429, "message": "Daily Limit Exceeded", "errors": [{"domain": "usageLimits", "reason": "dailyLimitExceeded"}]}}`,
		due:     "quota-exhausted, after-change (daily-limit)",
		message: "Daily Limit Exceeded",
		code:    "dailyLimitExceeded",
	},
	{
		reason: "a 429 has the reasons of the 403, sharing included",
		method: "POST",
		http: `429
Content-Type: application/json; charset=UTF-8

{"error": {"code": 429, "message": "Too many invitations.", "errors": [{"domain": "global", "reason": "sharingRateLimitExceeded"}]}}`,
		due:     "quota-exhausted, after-change (sharing-limit)",
		message: "Too many invitations.",
		code:    "sharingRateLimitExceeded",
	},
	{
		reason: "a quota of resources, such as machines in a region, does not come back with time",
		method: "POST",
		http: `429
Content-Type: application/json; charset=UTF-8

{"error": {"code": 429, "message": "Quota CPUS exceeded.", "status": "RESOURCE_EXHAUSTED", "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RESOURCE_QUOTA_EXCEEDED", "domain": "googleapis.com"}]}}`,
		due:     "plan-limit, after-change (size-limit)",
		message: "Quota CPUS exceeded.",
		code:    "RESOURCE_QUOTA_EXCEEDED",
	},
	{
		reason: "GO8: an overload of the older model",
		http: `503
Content-Type: application/json; charset=UTF-8

{"error": {"errors": [{"domain": "global", "reason": "backendError", "message": "Backend Error"}], "code": 503, "message": "Backend Error"}}`,
		due:     "unavailable, always after at least 1s",
		message: "Backend Error",
		code:    "backendError",
	},
	{
		reason: "the edge tells a wait in the header, with HTML for a body",
		http: `503
Content-Type: text/html
Retry-After: 30

<html>The service is temporarily unavailable.</html>`,
		due: "unavailable, always after 30s",
	},
	{
		reason: "the details say it better than the header",
		http: `503
Content-Type: application/json; charset=UTF-8
Retry-After: 30

{"error": {"code": 503, "message": "Overloaded.", "status": "UNAVAILABLE", "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "3s"}]}}`,
		due:     "unavailable, always after 3s",
		message: "Overloaded.",
		code:    "UNAVAILABLE",
	},
	{
		reason: "GO9: a sync token that is too old asks for a step of the caller's, and the code says gone",
		http: `410
Content-Type: application/json; charset=UTF-8

{"error": {"errors": [{"domain": "calendar", "reason": "fullSyncRequired", "message": "Sync token is no longer valid, a full sync is required.", "locationType": "parameter", "location": "syncToken"}], "code": 410, "message": "Sync token is no longer valid, a full sync is required."}}`,
		due:     "gone, never (full-sync)",
		message: "Sync token is no longer valid, a full sync is required.",
		code:    "fullSyncRequired",
	},
	{
		reason: "GO9: deleting what is deleted is done",
		method: "DELETE",
		http: `410
Content-Type: application/json; charset=UTF-8

{"error": {"errors": [{"domain": "global", "reason": "deleted", "message": "Resource has been deleted"}], "code": 410, "message": "Resource has been deleted"}}`,
		due:     "gone, never (already-deleted)",
		message: "Resource has been deleted",
		code:    "deleted",
	},
	{
		reason: "changing what is deleted is not done",
		method: "PATCH",
		http: `410
Content-Type: application/json; charset=UTF-8

{"error": {"errors": [{"domain": "global", "reason": "deleted", "message": "Resource has been deleted"}], "code": 410, "message": "Resource has been deleted"}}`,
		due:     "gone, never",
		message: "Resource has been deleted",
		code:    "deleted",
	},
	{
		reason: "GO10: a wrong key comes as 400, and here in a list as well",
		http: `400
Content-Type: application/json; charset=UTF-8

[{"error": {"code": 400, "message": "API key not valid. Please pass a valid API key.", "status": "INVALID_ARGUMENT", "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID", "domain": "googleapis.com"}]}}]`,
		due:     "unauthenticated, never (bad-key)",
		message: "API key not valid. Please pass a valid API key.",
		code:    "API_KEY_INVALID",
	},
	{
		reason: "a wrong argument is the code's own meaning",
		http: `400
Content-Type: application/json; charset=UTF-8

{"error": {"code": 400, "message": "Invalid value.", "status": "INVALID_ARGUMENT", "details": [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [{"field": "pageSize"}]}]}}`,
		due:     "invalid-request, never",
		message: "Invalid value.",
		code:    "INVALID_ARGUMENT",
	},
	{
		reason: "a state that is not right can be put right, and then the same request passes",
		http: `400
Content-Type: application/json; charset=UTF-8

{"error": {"errors": [{"domain": "global", "reason": "failedPrecondition", "message": "Mail service not enabled"}], "code": 400, "message": "Mail service not enabled", "status": "FAILED_PRECONDITION"}}`,
		due:     "precondition-failed, after-change (failed-precondition)",
		message: "Mail service not enabled",
		code:    "failedPrecondition",
	},
	{
		reason: "the file may be shared although the answer is an error",
		method: "POST",
		http: `400
Content-Type: application/json; charset=UTF-8

{"error": {"errors": [{"domain": "global", "reason": "invalidSharingRequest", "message": "Bad Request. User message: \"Sorry, the items were successfully shared but emails could not be sent to email@domain.com.\""}], "code": 400, "message": "Bad Request"}}`,
		due:     "invalid-request, never (sharing)",
		message: "Bad Request",
		code:    "invalidSharingRequest",
	},
	{
		reason: "at the OAuth endpoint the error is a word, and it is about credentials",
		method: "POST",
		http: `400
Content-Type: application/json; charset=utf-8

{"error": "invalid_grant", "error_description": "Token has been expired or revoked."}`,
		due:     "unauthenticated, never (invalid-grant)",
		message: "Token has been expired or revoked.",
		code:    "invalid_grant",
	},
	{
		reason: "an expired token is refreshed, and the code says so by itself",
		http: `401
Content-Type: application/json; charset=UTF-8

{"error": {"errors": [{"domain": "global", "reason": "authError", "message": "Invalid Credentials", "locationType": "header", "location": "Authorization"}], "code": 401, "message": "Invalid Credentials"}}`,
		due:     "unauthenticated, never",
		message: "Invalid Credentials",
		code:    "authError",
	},
	{
		reason: "GO11: two statuses share 409, and one of them only lost a race",
		method: "POST",
		http: `409
Content-Type: application/json; charset=UTF-8

{"error": {"code": 409, "status": "ABORTED", "message": "Too much contention on these documents."}}`,
		due:     "conflict, always after at least 1s (aborted)",
		message: "Too much contention on these documents.",
		code:    "ABORTED",
	},
	{
		reason: "GO11: the other has been there all along",
		method: "POST",
		http: `409
Content-Type: application/json; charset=UTF-8

{"error": {"code": 409, "status": "ALREADY_EXISTS", "message": "Document already exists."}}`,
		due:     "conflict, never (already-exists)",
		message: "Document already exists.",
		code:    "ALREADY_EXISTS",
	},
	{
		reason: "the same in the older model",
		method: "POST",
		http: `409
Content-Type: application/json; charset=UTF-8

{"error": {"errors": [{"domain": "global", "reason": "duplicate", "message": "The requested identifier already exists."}], "code": 409, "message": "The requested identifier already exists."}}`,
		due:     "conflict, never (already-exists)",
		message: "The requested identifier already exists.",
		code:    "duplicate",
	},
	{
		reason: "the notes would always repeat the reason conflict, which fits Calendar's batches and not a name that " +
			"is taken at Cloud Storage",
		method: "POST",
		http: `409
Content-Type: application/json; charset=UTF-8

{"error": {"errors": [{"domain": "global", "reason": "conflict", "message": "You already own this bucket. Please select another name."}], "code": 409, "message": "You already own this bucket. Please select another name."}}`,
		due:     "conflict, after-change",
		message: "You already own this bucket. Please select another name.",
		code:    "conflict",
	},
	{
		reason: "the guide's back-off on 404 is not followed",
		http: `404
Content-Type: application/json; charset=UTF-8

{"error": {"errors": [{"domain": "global", "reason": "notFound", "message": "Not Found"}], "code": 404, "message": "Not Found"}}`,
		due:     "not-found, never",
		message: "Not Found",
		code:    "notFound",
	},
	{
		reason: "an upload that goes on is no redirect",
		method: "PUT",
		http:   "308\nRange: bytes=0-262143\nContent-Length: 0\n\n",
		due:    "partial, never",
	},
	{
		reason: "the Go client asks for a 200 in its place",
		method: "POST",
		http:   "200\nRange: bytes=0-262143\nX-HTTP-Status-Code-Override: 308\nContent-Length: 0\n\n",
		due:    "partial, never (resume-incomplete)",
	},
	{
		reason: "what is lost is not found by asking once more",
		http: `500
Content-Type: application/json; charset=UTF-8

{"error": {"code": 500, "status": "DATA_LOSS", "message": "Unrecoverable data loss or corruption."}}`,
		due:     "internal, never (data-loss)",
		message: "Unrecoverable data loss or corruption.",
		code:    "DATA_LOSS",
	},
	{
		reason: "a fault inside a batch is repeated by whoever may repeat",
		http: `500
Content-Type: application/json; charset=UTF-8

[{"error": {"code": 500, "status": "INTERNAL", "message": "Internal error encountered."}}]`,
		due:     "internal, if-idempotent after at least 1s",
		message: "Internal error encountered.",
		code:    "INTERNAL",
	},
	{
		reason: "a reason beyond the 64 KiB that are read does not count, and the body is whole for the caller",
		http: `403
Content-Type: application/json; charset=UTF-8

{"error": {"message": "` + strings.Repeat("x", 70<<10) + `", "errors": [{"reason": "rateLimitExceeded"}]}}`,
		due: "permission-denied, after-change",
	},
}
