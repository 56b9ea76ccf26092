package status

import "github.com/statuscat/statuscat/status/internal/word"

// Kind is what a status code means at one vendor. It is a decision of the
// catalog and is never derived from the class: Lead Commerce's 403 is
// KindRateLimited, BigCommerce's is KindPermissionDenied. The zero value is the
// kind of a number that is not a status code.
type Kind uint8

// The kinds. Methods return what a kind implies: the fault, the retry, the gRPC code.
const (
	KindUnknown Kind = iota

	// KindInformational is an interim response; the final one follows.
	KindInformational
	// KindOK is plain success.
	KindOK
	// KindCreated is success that created a resource.
	KindCreated
	// KindAccepted is acceptance: the work is not done yet, and its outcome is
	// open.
	KindAccepted
	// KindNoContent is success without a body.
	KindNoContent
	// KindPartial is partial success: a range, or some entries of a batch.
	KindPartial
	// KindMoved is a permanent new address of the resource.
	KindMoved
	// KindRedirected is a response at another address, this time.
	KindRedirected
	// KindDeprecated is a deprecated call or API version.
	KindDeprecated
	// KindNotModified is confirmation that the caller's cached copy is still
	// valid.
	KindNotModified

	// KindInvalidRequest is a malformed or meaningless request.
	KindInvalidRequest
	// KindUnauthenticated is missing or invalid credentials.
	KindUnauthenticated
	// KindPaymentRequired is an account that must pay first.
	KindPaymentRequired
	// KindPermissionDenied is an authenticated caller who is not authorized.
	KindPermissionDenied
	// KindNotFound is a resource or endpoint that does not exist.
	KindNotFound
	// KindGone is a resource that existed and will not return.
	KindGone
	// KindMethodNotAllowed is a method that the resource does not support.
	KindMethodNotAllowed
	// KindNotAcceptable is a requested representation that is not available.
	KindNotAcceptable
	// KindRequestTimeout is a request that did not arrive completely in time.
	KindRequestTimeout
	// KindConflict is a change that conflicts with the current state of the data.
	KindConflict
	// KindPreconditionFailed is a condition that is false, set by the caller or by
	// an earlier action.
	KindPreconditionFailed
	// KindTooLarge is a request for too much, or with too much content.
	KindTooLarge
	// KindUnsupportedMediaType is content in an unsupported format.
	KindUnsupportedMediaType
	// KindRangeNotSatisfiable is a range outside the resource.
	KindRangeNotSatisfiable
	// KindMisdirected is a request on the wrong connection.
	KindMisdirected
	// KindTooEarly is a request refused because it might be a replay.
	KindTooEarly
	// KindUpgradeRequired is a protocol that the server no longer supports here.
	KindUpgradeRequired
	// KindLegallyUnavailable is a resource withheld on a legal demand.
	KindLegallyUnavailable
	// KindRateLimited is too many requests in a short time.
	KindRateLimited
	// KindQuotaExhausted is a used-up allowance that returns with its period.
	KindQuotaExhausted
	// KindPlanLimit is a limit of the account's plan, which waiting does not lift.
	KindPlanLimit
	// KindDisabled is a function, an API or a store that a setting has switched
	// off.
	KindDisabled

	// KindInternal is an error inside the server.
	KindInternal
	// KindNotImplemented is a function that the server does not have.
	KindNotImplemented
	// KindTimeout is an upstream server that did not respond in time.
	KindTimeout
	// KindBadGateway is an invalid response from an upstream server.
	KindBadGateway
	// KindUnavailable is a server that accepts no requests for now.
	KindUnavailable
	// KindInsufficientStorage is a server without room to store the result.
	KindInsufficientStorage

	kindCount
)

// kinds is the table of the kinds: a kind is a constant above and a row here. The gRPC
// codes are those of google/rpc/code.proto with the same meaning. gRPC has no
// redirections; they are UNKNOWN, as in its own mapping from HTTP.
var kinds = [kindCount]kindRow{
	KindUnknown: {"unknown", ClassUnknown, FaultNobody, RetryNever, 2, "no kind: the number is no status code"},

	KindInformational: {"informational", ClassInformational, FaultNobody, RetryNever, 0, "an interim response; the final one follows"},

	KindOK:        {"ok", ClassSuccessful, FaultNobody, RetryNever, 0, "plain success"},
	KindCreated:   {"created", ClassSuccessful, FaultNobody, RetryNever, 0, "success that created a resource"},
	KindAccepted:  {"accepted", ClassSuccessful, FaultNobody, RetryNever, 0, "acceptance: the work is not done yet, and its outcome is open"},
	KindNoContent: {"no-content", ClassSuccessful, FaultNobody, RetryNever, 0, "success without a body"},
	KindPartial:   {"partial", ClassSuccessful, FaultNobody, RetryNever, 0, "partial success: a range, or some entries of a batch"},

	KindMoved:       {"moved", ClassRedirection, FaultCaller, RetryNever, 2, "a permanent new address of the resource"},
	KindRedirected:  {"redirected", ClassRedirection, FaultNobody, RetryNever, 2, "a response at another address, this time"},
	KindDeprecated:  {"deprecated", ClassRedirection, FaultCaller, RetryNever, 2, "a deprecated call or API version"},
	KindNotModified: {"not-modified", ClassRedirection, FaultNobody, RetryNever, 0, "confirmation that the caller's cached copy is still valid"},

	KindInvalidRequest:       {"invalid-request", ClassClientError, FaultCaller, RetryNever, 3, "a malformed or meaningless request"},
	KindUnauthenticated:      {"unauthenticated", ClassClientError, FaultCaller, RetryNever, 16, "missing or invalid credentials"},
	KindPaymentRequired:      {"payment-required", ClassClientError, FaultAccount, RetryAfterChange, 9, "an account that must pay first"},
	KindPermissionDenied:     {"permission-denied", ClassClientError, FaultAccount, RetryAfterChange, 7, "an authenticated caller who is not authorized"},
	KindNotFound:             {"not-found", ClassClientError, FaultCaller, RetryNever, 5, "a resource or endpoint that does not exist"},
	KindGone:                 {"gone", ClassClientError, FaultCaller, RetryNever, 5, "a resource that existed and will not return"},
	KindMethodNotAllowed:     {"method-not-allowed", ClassClientError, FaultCaller, RetryNever, 12, "a method that the resource does not support"},
	KindNotAcceptable:        {"not-acceptable", ClassClientError, FaultCaller, RetryNever, 3, "a requested representation that is not available"},
	KindRequestTimeout:       {"request-timeout", ClassClientError, FaultCaller, RetryIfIdempotent, 4, "a request that did not arrive completely in time"},
	KindConflict:             {"conflict", ClassClientError, FaultCaller, RetryAfterChange, 10, "a change that conflicts with the current state of the data"},
	KindPreconditionFailed:   {"precondition-failed", ClassClientError, FaultCaller, RetryNever, 9, "a condition that is false, set by the caller or by an earlier action"},
	KindTooLarge:             {"too-large", ClassClientError, FaultCaller, RetryNever, 3, "a request for too much, or with too much content"},
	KindUnsupportedMediaType: {"unsupported-media-type", ClassClientError, FaultCaller, RetryNever, 3, "content in an unsupported format"},
	KindRangeNotSatisfiable:  {"range-not-satisfiable", ClassClientError, FaultCaller, RetryNever, 11, "a range outside the resource"},
	KindMisdirected:          {"misdirected", ClassClientError, FaultCaller, RetryAlways, 14, "a request on the wrong connection"},
	KindTooEarly:             {"too-early", ClassClientError, FaultCaller, RetryAlways, 14, "a request refused because it might be a replay"},
	KindUpgradeRequired:      {"upgrade-required", ClassClientError, FaultCaller, RetryNever, 9, "a protocol that the server no longer supports here"},
	KindLegallyUnavailable:   {"legally-unavailable", ClassClientError, FaultNobody, RetryNever, 7, "a resource withheld on a legal demand"},
	KindRateLimited:          {"rate-limited", ClassClientError, FaultCaller, RetryAlways, 8, "too many requests in a short time"},
	KindQuotaExhausted:       {"quota-exhausted", ClassClientError, FaultAccount, RetryAlways, 8, "a used-up allowance that returns with its period"},
	KindPlanLimit:            {"plan-limit", ClassClientError, FaultAccount, RetryAfterChange, 8, "a limit of the account's plan, which waiting does not lift"},
	KindDisabled:             {"disabled", ClassClientError, FaultAccount, RetryAfterChange, 9, "a function, an API or a store that a setting has switched off"},

	KindInternal:            {"internal", ClassServerError, FaultServer, RetryIfIdempotent, 13, "an error inside the server"},
	KindNotImplemented:      {"not-implemented", ClassServerError, FaultCaller, RetryNever, 12, "a function that the server does not have"},
	KindTimeout:             {"timeout", ClassServerError, FaultServer, RetryIfIdempotent, 4, "an upstream server that did not respond in time"},
	KindBadGateway:          {"bad-gateway", ClassServerError, FaultServer, RetryIfIdempotent, 14, "an invalid response from an upstream server"},
	KindUnavailable:         {"unavailable", ClassServerError, FaultServer, RetryIfIdempotent, 14, "a server that accepts no requests for now"},
	KindInsufficientStorage: {"insufficient-storage", ClassServerError, FaultServer, RetryAfterChange, 8, "a server without room to store the result"},
}

type kindRow struct {
	word  string
	class Class
	fault Fault
	retry Retry
	grpc  uint32
	doc   string
}

func (r kindRow) Text() (word, doc string) { return r.word, r.doc }

// Kinds lists every kind but KindUnknown, successes first.
func Kinds() []Kind { return word.All[Kind](kinds[:]) }

// Doc returns what the kind is, as a part of a sentence: "plain success".
func (k Kind) Doc() string { return word.Doc(kinds[:], k) }

func (k Kind) known() Kind {
	if k < kindCount {
		return k
	}
	return KindUnknown
}

// Class returns the class of RFC 9110 for responses of this kind. A vendor may use a
// code of another class; then the kind is right.
func (k Kind) Class() Class { return kinds[k.known()].class }

// Fault returns who has to act on responses of this kind.
func (k Kind) Fault() Fault { return kinds[k.known()].fault }

// Retry returns whether a retry can succeed, unless a catalog says otherwise for a
// code. It is never RetryUnknown.
func (k Kind) Retry() Retry { return kinds[k.known()].retry }

// GRPC returns the number of the gRPC status code that means the same, for
// codes.Code of google.golang.org/grpc/codes: 8 (RESOURCE_EXHAUSTED) for
// KindRateLimited. A kind that gRPC has no code for is 2 (UNKNOWN).
func (k Kind) GRPC() uint32 { return kinds[k.known()].grpc }

// IsThrottled reports whether k is KindRateLimited or KindQuotaExhausted: the vendor
// refuses because of earlier requests.
func (k Kind) IsThrottled() bool { return k == KindRateLimited || k == KindQuotaExhausted }

// String returns the word for k: "rate-limited".
func (k Kind) String() string { return word.Of(kinds[:], k) }

// MarshalText returns the same text as String, and an error if the value is not
// one of the constants.
func (k Kind) MarshalText() ([]byte, error) { return word.Marshal(kinds[:], k) }

// UnmarshalText reads what MarshalText writes.
func (k *Kind) UnmarshalText(text []byte) error {
	return word.Unmarshal("kind", kinds[:], k, text)
}
