package gen_test

import "strings"

var slackAnswers = []answer{
	{
		reason: "SL1: the one code that means something, and it tells the wait",
		method: "POST",
		http: `429
Content-Type: application/json; charset=utf-8
Retry-After: 30

{"ok": false, "error": "ratelimited"}`,
		due:     "rate-limited, always after 30s",
		message: "ratelimited",
		code:    "ratelimited",
	},
	{
		reason: "SL2: a wait of nothing is a second, as in the Go client, or the next call is too early once more",
		method: "POST",
		http: `429
Retry-After: 0

`,
		due: "rate-limited, always after 1s",
	},
	{
		reason: "SL3: without the header the clients differ, and the Go client's minute is taken",
		method: "POST",
		http:   "429\n\n",
		due:    "rate-limited, always after 1m0s",
	},
	{
		reason: "a wait that is no number is no wait; the JavaScript client gives up there",
		method: "POST",
		http: `429
Retry-After: soon

`,
		due: "rate-limited, always after 1m0s",
	},
	{
		reason: "SL4: the media type has a parameter, and the call succeeded",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": true, "channel": "C1", "ts": "1.2"}`,
		due: "ok, never (ok)",
	},
	{
		reason: "SL5: a refused token under 200 must not pass for a success",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "invalid_auth"}`,
		due:     "unauthenticated, never (auth)",
		message: "invalid_auth",
		code:    "invalid_auth",
	},
	{
		reason: "an expired token is one to refresh, where a revoked one needs a person",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "token_expired"}`,
		due:     "unauthenticated, never (token-expired)",
		message: "token_expired",
		code:    "token_expired",
	},
	{
		reason: "SL6: a missing scope is granted by somebody, and then the same call passes",
		http: `200
Content-Type: application/json; charset=utf-8
X-OAuth-Scopes: chat:write

{"ok": false, "error": "missing_scope", "needed": "channels:read", "provided": "chat:write"}`,
		due:     "permission-denied, after-change (scope)",
		message: "missing_scope",
		code:    "missing_scope",
	},
	{
		reason: "the most frequent refusal of a bot is cured by an invitation",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "not_in_channel"}`,
		due:     "permission-denied, after-change (not-in-channel)",
		message: "not_in_channel",
		code:    "not_in_channel",
	},
	{
		reason: "an administrator's setting is no matter of scopes",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "ekm_access_denied"}`,
		due:     "permission-denied, after-change (access)",
		message: "ekm_access_denied",
		code:    "ekm_access_denied",
	},
	{
		reason: "the restrictions have a common beginning and grow in number",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "restricted_action_read_only_channel"}`,
		due:     "permission-denied, after-change (restricted-action)",
		message: "restricted_action_read_only_channel",
		code:    "restricted_action_read_only_channel",
	},
	{
		reason: "SL7: the limit comes under 200 as well, with the same header",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8
Retry-After: 12

{"ok": false, "error": "ratelimited"}`,
		due:     "rate-limited, always after 12s (rate-limited)",
		message: "ratelimited",
		code:    "ratelimited",
	},
	{
		reason: "chat.postMessage writes the word with an underscore",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "rate_limited"}`,
		due:     "rate-limited, always after 1m0s (rate-limited)",
		message: "rate_limited",
		code:    "rate_limited",
	},
	{
		reason: "a limit of the plan does not pass with time",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "message_limit_exceeded"}`,
		due:     "plan-limit, after-change (message-limit)",
		message: "message_limit_exceeded",
		code:    "message_limit_exceeded",
	},
	{
		reason: "SL8: Slack says that part of it may have been done, so a message might be posted twice",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "fatal_error"}`,
		due:     "internal, if-idempotent after at least 1s (internal)",
		message: "fatal_error",
		code:    "fatal_error",
	},
	{
		reason: "SL9: an outage under 200",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "service_unavailable"}`,
		due:     "unavailable, always after at least 1s (unavailable)",
		message: "service_unavailable",
		code:    "service_unavailable",
	},
	{
		reason: "a migration takes longer than an outage; the notes had org_login_required among the permissions, " +
			"but nobody has to grant anything",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "org_login_required"}`,
		due:     "unavailable, always after at least 1m0s (migration)",
		message: "org_login_required",
		code:    "org_login_required",
	},
	{
		reason: "data that was cut off on the way may be sent once more",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "request_timeout"}`,
		due:     "request-timeout, if-idempotent after at least 1s (cut-off)",
		message: "request_timeout",
		code:    "request_timeout",
	},
	{
		reason: "what is not there has many names with one ending",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "channel_not_found"}`,
		due:     "not-found, never (not-found)",
		message: "channel_not_found",
		code:    "channel_not_found",
	},
	{
		reason: "a reaction that is there already is no failure to park",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "already_reacted"}`,
		due:     "conflict, never (already-done)",
		message: "already_reacted",
		code:    "already_reacted",
	},
	{
		reason: "an archived channel can be brought back; the notes had it among the permissions",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "is_archived"}`,
		due:     "conflict, after-change (conflict)",
		message: "is_archived",
		code:    "is_archived",
	},
	{
		reason: "the metadata has words where the error is only a code",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "invalid_arguments", "response_metadata": {"messages": ["[ERROR] missing required field: channel"]}}`,
		due:     "invalid-request, never (invalid)",
		message: "[ERROR] missing required field: channel",
		code:    "invalid_arguments",
	},
	{
		reason: "a text that is too long is a kind of its own; the notes had it among the invalid ones",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "msg_too_long"}`,
		due:     "too-large, never (too-long)",
		message: "msg_too_long",
		code:    "msg_too_long",
	},
	{
		reason: "a retired method is one to port, not one to correct",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "method_deprecated"}`,
		due:     "deprecated, never (deprecated)",
		message: "method_deprecated",
		code:    "method_deprecated",
	},
	{
		reason: "a misspelt method is answered with 200 too",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "unknown_method", "req_method": "chat.postMesage"}`,
		due:     "not-found, never (unknown-method)",
		message: "unknown_method",
		code:    "unknown_method",
	},
	{
		reason: "SL10: what no list knows falls to the last entry, and not to the code's success",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": false, "error": "no_such_subtype_x"}`,
		due:     "invalid-request, never (failed)",
		message: "no_such_subtype_x",
		code:    "no_such_subtype_x",
	},
	{
		reason: "a text in quotes is no false: that ok is a boolean counts",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": "false"}`,
		due: "ok, never",
	},
	{
		reason: "SL11: a file of admin.analytics.getFile is no JSON, and its bytes are left alone",
		http:   "200\nContent-Type: application/gzip\n\n\x1f\x8b\x08\x00{\"ok\":false}\x00\xff",
		due:    "ok, never",
	},
	{
		reason: "SL12: an outage with a page of HTML has a code that Slack does not document",
		method: "POST",
		http: `503
Content-Type: text/html

<!DOCTYPE html><html><body>Slack is down</body></html>`,
		due: "unavailable, always after at least 1s",
	},
	{
		reason: "SL13: a warning is no error",
		method: "POST",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": true, "warning": "missing_charset", "response_metadata": {"warnings": ["missing_charset"]}}`,
		due: "ok, never (ok)",
	},
	{
		reason: "SL14: of a long history the first key is enough, and the caller reads all of it",
		http: `200
Content-Type: application/json; charset=utf-8

{"ok": true, "messages": [` + strings.Repeat(`{"type": "message", "error": "ratelimited", "text": "…"},`, 5000) + `{}]}`,
		due: "ok, never (ok)",
	},
}

// A webhook answers in plain text.
var slackWebhookAnswers = []answer{
	{
		reason: "a success has a word for its body",
		method: "POST",
		http:   "200\nContent-Type: text/html\n\nok",
		due:    "ok, never",
	},
	{
		reason:  "the text is the vendor's own code for the error",
		method:  "POST",
		http:    "400\nContent-Type: text/html\n\ninvalid_payload",
		due:     "invalid-request, never",
		message: "invalid_payload",
		code:    "invalid_payload",
	},
	{
		reason:  "an administrator's restriction is lifted by an administrator",
		method:  "POST",
		http:    "403\nContent-Type: text/html\n\naction_prohibited",
		due:     "permission-denied, after-change",
		message: "action_prohibited",
		code:    "action_prohibited",
	},
	{
		reason:  "a wrong secret is told apart from a restriction by the text alone",
		method:  "POST",
		http:    "403\nContent-Type: text/html\n\ninvalid_token\n",
		due:     "unauthenticated, never (invalid-token)",
		message: "invalid_token",
		code:    "invalid_token",
	},
	{
		reason:  "a channel that is not there is another thing than a webhook that is no more",
		method:  "POST",
		http:    "404\nContent-Type: text/html\n\nchannel_not_found",
		due:     "not-found, never",
		message: "channel_not_found",
		code:    "channel_not_found",
	},
	{
		reason:  "a webhook that was removed does not come back",
		method:  "POST",
		http:    "404\nContent-Type: text/html\n\nno_service",
		due:     "gone, never (no-service)",
		message: "no_service",
		code:    "no_service",
	},
	{
		reason:  "an archived channel can come back, other than the code says",
		method:  "POST",
		http:    "410\nContent-Type: text/html\n\nchannel_is_archived",
		due:     "gone, after-change",
		message: "channel_is_archived",
		code:    "channel_is_archived",
	},
	{
		reason:  "a message that could not be rolled out may still have been posted",
		method:  "POST",
		http:    "500\nContent-Type: text/html\n\nrollup_error",
		due:     "internal, if-idempotent after at least 1s",
		message: "rollup_error",
		code:    "rollup_error",
	},
	{
		reason: "the webhook's limit of about one message a second has the usual header",
		method: "POST",
		http:   "429\nRetry-After: 1\n\n",
		due:    "rate-limited, always after 1s",
	},
}
