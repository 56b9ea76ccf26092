package status_test

import "github.com/statuscat/statuscat/status"

// registered is IANA's HTTP Status Code Registry: each code with the registered
// phrase. Kind and retry follow from the document that defines the code. Where
// that document leaves the kind open, the oracle has KindUnknown, and only the
// retry is held: 203, 205, 207, 208, 226, 300, 305, 306, 411, 414, 417, 418,
// 422, 423, 424, 428, 431, 505, 506, 508, 510 and 511.
var registered = map[int]meaning{
	100: {"Continue", status.KindInformational, never, noAdvice},
	101: {"Switching Protocols", status.KindInformational, never, noAdvice},
	102: {"Processing", status.KindInformational, never, noAdvice},
	103: {"Early Hints", status.KindInformational, never, noAdvice},
	104: {"Upload Resumption Supported", status.KindInformational, never, noAdvice},

	200: {"OK", status.KindOK, never, noAdvice},
	201: {"Created", status.KindCreated, never, noAdvice},
	202: {"Accepted", status.KindAccepted, never, noAdvice},
	203: {"Non-Authoritative Information", 0, never, noAdvice},
	204: {"No Content", status.KindNoContent, never, noAdvice},
	205: {"Reset Content", 0, never, noAdvice},
	206: {"Partial Content", status.KindPartial, never, noAdvice},
	207: {"Multi-Status", 0, never, noAdvice},
	208: {"Already Reported", 0, never, noAdvice},
	226: {"IM Used", 0, never, noAdvice},

	300: {"Multiple Choices", 0, never, noAdvice},
	301: {"Moved Permanently", status.KindMoved, never, noAdvice},
	302: {"Found", status.KindRedirected, never, noAdvice},
	303: {"See Other", status.KindRedirected, never, noAdvice},
	304: {"Not Modified", status.KindNotModified, never, noAdvice},
	305: {"Use Proxy", 0, never, noAdvice},
	306: {"(Unused)", 0, never, noAdvice},
	307: {"Temporary Redirect", status.KindRedirected, never, noAdvice},
	308: {"Permanent Redirect", status.KindMoved, never, noAdvice},

	400: {"Bad Request", status.KindInvalidRequest, never, noAdvice},
	401: {"Unauthorized", status.KindUnauthenticated, never, noAdvice},
	402: {"Payment Required", status.KindPaymentRequired, change, noAdvice},
	403: {"Forbidden", status.KindPermissionDenied, change, noAdvice},
	404: {"Not Found", status.KindNotFound, never, noAdvice},
	405: {"Method Not Allowed", status.KindMethodNotAllowed, never, noAdvice},
	406: {"Not Acceptable", status.KindNotAcceptable, never, noAdvice},
	407: {"Proxy Authentication Required", status.KindUnauthenticated, never, noAdvice},
	408: {"Request Timeout", status.KindRequestTimeout, idempotent, noAdvice},
	409: {"Conflict", status.KindConflict, change, noAdvice},
	410: {"Gone", status.KindGone, never, noAdvice},
	411: {"Length Required", 0, never, noAdvice},
	412: {"Precondition Failed", status.KindPreconditionFailed, never, noAdvice},
	413: {"Content Too Large", status.KindTooLarge, never, noAdvice},
	414: {"URI Too Long", 0, never, noAdvice},
	415: {"Unsupported Media Type", status.KindUnsupportedMediaType, never, noAdvice},
	416: {"Range Not Satisfiable", status.KindRangeNotSatisfiable, never, noAdvice},
	417: {"Expectation Failed", 0, never, noAdvice},
	418: {"(Unused)", 0, never, noAdvice},
	421: {"Misdirected Request", status.KindMisdirected, always, noAdvice},
	422: {"Unprocessable Content", 0, never, noAdvice},
	423: {"Locked", 0, change, noAdvice}, // somebody has to give up the lock
	424: {"Failed Dependency", 0, never, noAdvice},
	425: {"Too Early", status.KindTooEarly, always, noAdvice},
	426: {"Upgrade Required", status.KindUpgradeRequired, never, noAdvice},
	428: {"Precondition Required", 0, never, noAdvice},
	429: {"Too Many Requests", status.KindRateLimited, always, noAdvice},
	431: {"Request Header Fields Too Large", 0, never, noAdvice},
	451: {"Unavailable For Legal Reasons", status.KindLegallyUnavailable, never, noAdvice},

	500: {"Internal Server Error", status.KindInternal, idempotent, noAdvice},
	501: {"Not Implemented", status.KindNotImplemented, never, noAdvice},
	502: {"Bad Gateway", status.KindBadGateway, idempotent, noAdvice},
	503: {"Service Unavailable", status.KindUnavailable, idempotent, noAdvice},
	504: {"Gateway Timeout", status.KindTimeout, idempotent, noAdvice},
	505: {"HTTP Version Not Supported", 0, never, noAdvice},
	506: {"Variant Also Negotiates", 0, change, noAdvice}, // somebody has to mend the server's configuration
	507: {"Insufficient Storage", status.KindInsufficientStorage, change, noAdvice},
	508: {"Loop Detected", 0, change, noAdvice}, // somebody has to undo the loop; RFC 5842, section 7.2
	510: {"Not Extended", 0, never, noAdvice},
	511: {"Network Authentication Required", 0, change, noAdvice}, // sign in to the network; RFC 6585, section 6
}
