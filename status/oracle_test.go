package status_test

import (
	"time"

	"github.com/statuscat/statuscat/status"
)

// meaning is what a vendor's reference and the decisions of its catalog say of
// a code. The two oracles below were typed from these, not from the catalogs
// and not from a program's output.
type meaning struct {
	definition string
	kind       status.Kind
	retry      status.Retry
	wait       status.Wait
}

const (
	never      = status.RetryNever
	change     = status.RetryAfterChange
	idempotent = status.RetryIfIdempotent
	always     = status.RetryAlways
)

var (
	noAdvice     = status.Wait{}
	atLeast1s    = status.Wait{Min: time.Second}
	advised500   = status.Wait{Min: time.Minute, Attempts: 6}
	atMostAnHour = status.Wait{Max: time.Hour}
)

var bigcommerceOracle = map[int]meaning{
	200: {"OK", status.KindOK, never, noAdvice},
	201: {"Created", status.KindCreated, never, noAdvice},
	202: {"Accepted", status.KindAccepted, never, noAdvice},
	204: {"No Content", status.KindNoContent, never, noAdvice},
	301: {"Moved Permanently", status.KindMoved, never, noAdvice},
	302: {"Found", status.KindDeprecated, never, noAdvice},
	304: {"Not Modified", status.KindNotModified, never, noAdvice},
	400: {"Bad Request", status.KindInvalidRequest, never, noAdvice},
	401: {"Unauthorized", status.KindUnauthenticated, never, noAdvice},
	403: {"Forbidden", status.KindPermissionDenied, change, noAdvice},
	404: {"Not Found", status.KindNotFound, never, noAdvice},
	405: {"Method Not Allowed", status.KindMethodNotAllowed, never, noAdvice},
	406: {"Not Acceptable", status.KindNotAcceptable, never, noAdvice},
	409: {"Conflict", status.KindConflict, change, noAdvice},
	413: {"Request Entity Too Large", status.KindTooLarge, never, noAdvice},
	415: {"Unsupported Media Type", status.KindUnsupportedMediaType, never, noAdvice},
	500: {"Internal Server Error", status.KindInternal, idempotent, advised500}, // today's documentation
	501: {"Not Implemented", status.KindNotImplemented, never, noAdvice},
	503: {"Service Unavailable", status.KindUnavailable, idempotent, noAdvice}, // also a suspended store
	507: {"Insufficient Storage", status.KindPlanLimit, change, noAdvice},
	509: {"Bandwidth Limit Exceeded", status.KindQuotaExhausted, always, atMostAnHour},
}

var leadcommerceOracle = map[int]meaning{
	200: {"OK", status.KindOK, never, noAdvice},
	201: {"Created", status.KindCreated, never, noAdvice},
	202: {"Accepted", status.KindAccepted, never, noAdvice},
	204: {"No Content", status.KindNoContent, never, noAdvice},
	301: {"Moved Permanently", status.KindMoved, never, noAdvice},
	302: {"Found", status.KindDeprecated, never, noAdvice},
	400: {"Bad Request", status.KindInvalidRequest, never, noAdvice},
	401: {"Unauthorized", status.KindUnauthenticated, never, noAdvice},
	403: {"Forbidden", status.KindRateLimited, always, atLeast1s}, // one request a second
	404: {"Not Found", status.KindNotFound, never, noAdvice},
	413: {"Request Entity Too Large", status.KindTooLarge, never, noAdvice},
	500: {"Internal Server Error", status.KindInternal, idempotent, noAdvice},
	501: {"Not Implemented", status.KindNotImplemented, never, noAdvice},
	503: {"Service Unavailable", status.KindDisabled, change, noAdvice}, // a person switches developer mode
	507: {"Insufficient Storage", status.KindPlanLimit, change, noAdvice},
	509: {"Bandwidth Limit Exceeded", status.KindQuotaExhausted, always, atMostAnHour},
}

// ofClass is what RFC 9110, section 15, makes of a code that nobody documents:
// its class's x00, and a 5xx from 600 to 999, and nothing outside that.
func ofClass(code int) meaning {
	switch {
	case code < 100 || code > 999:
		return meaning{"", status.KindUnknown, never, noAdvice}
	case code < 200:
		return meaning{"", status.KindInformational, never, noAdvice}
	case code < 300:
		return meaning{"", status.KindOK, never, noAdvice}
	case code < 400:
		return meaning{"", status.KindRedirected, never, noAdvice}
	case code < 500:
		return meaning{"", status.KindInvalidRequest, never, noAdvice}
	}
	return meaning{"", status.KindInternal, idempotent, noAdvice}
}
