package status

// Kind is what a status code means at one vendor. It is a decision of the
// catalog and is never derived from the class: Lead Commerce's 403 is
// KindRateLimited, BigCommerce's is KindPermissionDenied. The zero value is the
// kind of a number that is no status code.
type Kind uint8

// The kinds. What each implies (who is at fault, whether a retry helps, the
// gRPC code) stands in one table below and is read with the methods.
const (
	KindUnknown Kind = iota

	// KindInformational is an interim answer; the final one follows.
	KindInformational
	// KindOK is plain success.
	KindOK
	// KindCreated is success that made something new.
	KindCreated
	// KindAccepted is a promise: the work was taken on and its outcome is open.
	KindAccepted
	// KindNoContent is success with nothing to decode.
	KindNoContent
	// KindPartial is success of a part: a range, or some entries of a batch.
	KindPartial
	// KindMoved is a lasting new address.
	KindMoved
	// KindRedirected is an answer that is found elsewhere this time.
	KindRedirected
	// KindDeprecated is a call or version on its way out.
	KindDeprecated
	// KindNotModified is an answer that says that the caller's cached copy still
	// holds.
	KindNotModified

	// KindInvalidRequest is a request that is malformed or makes no sense.
	KindInvalidRequest
	// KindUnauthenticated is a caller without valid credentials.
	KindUnauthenticated
	// KindPaymentRequired is an account that has to pay first.
	KindPaymentRequired
	// KindPermissionDenied is a caller who is known and may not do this.
	KindPermissionDenied
	// KindNotFound is a resource or endpoint that is not there.
	KindNotFound
	// KindGone is a resource that was there and will not come back.
	KindGone
	// KindMethodNotAllowed is a method that this resource does not take.
	KindMethodNotAllowed
	// KindNotAcceptable is a wanted representation that is not on offer.
	KindNotAcceptable
	// KindRequestTimeout is a request that did not arrive whole in time.
	KindRequestTimeout
	// KindConflict is a change that the present state of the data refuses.
	KindConflict
	// KindPreconditionFailed is a condition, set by the caller or by an
	// earlier action, that does not hold.
	KindPreconditionFailed
	// KindTooLarge is a request that sends or asks for too much.
	KindTooLarge
	// KindUnsupportedMediaType is content in a format that is not read here.
	KindUnsupportedMediaType
	// KindRangeNotSatisfiable is a range outside what there is.
	KindRangeNotSatisfiable
	// KindMisdirected is a request that came over the wrong connection.
	KindMisdirected
	// KindTooEarly is a request refused because it might be a replay.
	KindTooEarly
	// KindUpgradeRequired is a protocol that the server no longer speaks here.
	KindUpgradeRequired
	// KindLegallyUnavailable is something withheld on a legal demand.
	KindLegallyUnavailable
	// KindRateLimited is too many requests in a short time; it is over soon.
	KindRateLimited
	// KindQuotaExhausted is a used-up allowance that comes back with its period.
	KindQuotaExhausted
	// KindPlanLimit is a limit of what the account has bought; waiting is no cure.
	KindPlanLimit
	// KindDisabled is a function, an API or a whole store that a setting has
	// switched off.
	KindDisabled

	// KindInternal is a fault inside the server.
	KindInternal
	// KindNotImplemented is a function that the server lacks.
	KindNotImplemented
	// KindTimeout is a server that waited in vain for another one.
	KindTimeout
	// KindBadGateway is a bad answer from a server behind this one.
	KindBadGateway
	// KindUnavailable is a server that takes no requests for now.
	KindUnavailable
	// KindInsufficientStorage is a server without room to do it.
	KindInsufficientStorage

	kindCount
)

// kinds is the one table of the kinds: a kind is a constant above and a row here.
// The gRPC codes are those of google/rpc/code.proto, by meaning. Redirections, of
// which gRPC has no notion, are its UNKNOWN, as in gRPC's own mapping from HTTP.
var kinds = [kindCount]kindRow{
	KindUnknown: {"unknown", ClassUnknown, FaultNobody, RetryNever, 2, "no kind: the number is no status code"},

	KindInformational: {"informational", ClassInformational, FaultNobody, RetryNever, 0, "an interim answer; the final one follows"},

	KindOK:        {"ok", ClassSuccessful, FaultNobody, RetryNever, 0, "plain success"},
	KindCreated:   {"created", ClassSuccessful, FaultNobody, RetryNever, 0, "success that made something new"},
	KindAccepted:  {"accepted", ClassSuccessful, FaultNobody, RetryNever, 0, "a promise: the work was taken on and its outcome is open"},
	KindNoContent: {"no-content", ClassSuccessful, FaultNobody, RetryNever, 0, "success with nothing to decode"},
	KindPartial:   {"partial", ClassSuccessful, FaultNobody, RetryNever, 0, "success of a part: a range, or some entries of a batch"},

	KindMoved:       {"moved", ClassRedirection, FaultCaller, RetryNever, 2, "a lasting new address"},
	KindRedirected:  {"redirected", ClassRedirection, FaultNobody, RetryNever, 2, "an answer that is found elsewhere this time"},
	KindDeprecated:  {"deprecated", ClassRedirection, FaultCaller, RetryNever, 2, "a call or version on its way out"},
	KindNotModified: {"not-modified", ClassRedirection, FaultNobody, RetryNever, 0, "an answer that says that the caller's cached copy still holds"},

	KindInvalidRequest:       {"invalid-request", ClassClientError, FaultCaller, RetryNever, 3, "a request that is malformed or makes no sense"},
	KindUnauthenticated:      {"unauthenticated", ClassClientError, FaultCaller, RetryNever, 16, "a caller without valid credentials"},
	KindPaymentRequired:      {"payment-required", ClassClientError, FaultAccount, RetryAfterChange, 9, "an account that has to pay first"},
	KindPermissionDenied:     {"permission-denied", ClassClientError, FaultAccount, RetryAfterChange, 7, "a caller who is known and may not do this"},
	KindNotFound:             {"not-found", ClassClientError, FaultCaller, RetryNever, 5, "a resource or endpoint that is not there"},
	KindGone:                 {"gone", ClassClientError, FaultCaller, RetryNever, 5, "a resource that was there and will not come back"},
	KindMethodNotAllowed:     {"method-not-allowed", ClassClientError, FaultCaller, RetryNever, 12, "a method that this resource does not take"},
	KindNotAcceptable:        {"not-acceptable", ClassClientError, FaultCaller, RetryNever, 3, "a wanted representation that is not on offer"},
	KindRequestTimeout:       {"request-timeout", ClassClientError, FaultCaller, RetryIfIdempotent, 4, "a request that did not arrive whole in time"},
	KindConflict:             {"conflict", ClassClientError, FaultCaller, RetryAfterChange, 10, "a change that the present state of the data refuses"},
	KindPreconditionFailed:   {"precondition-failed", ClassClientError, FaultCaller, RetryNever, 9, "a condition, set by the caller or by an earlier action, that does not hold"},
	KindTooLarge:             {"too-large", ClassClientError, FaultCaller, RetryNever, 3, "a request that sends or asks for too much"},
	KindUnsupportedMediaType: {"unsupported-media-type", ClassClientError, FaultCaller, RetryNever, 3, "content in a format that is not read here"},
	KindRangeNotSatisfiable:  {"range-not-satisfiable", ClassClientError, FaultCaller, RetryNever, 11, "a range outside what there is"},
	KindMisdirected:          {"misdirected", ClassClientError, FaultCaller, RetryAlways, 14, "a request that came over the wrong connection"},
	KindTooEarly:             {"too-early", ClassClientError, FaultCaller, RetryAlways, 14, "a request refused because it might be a replay"},
	KindUpgradeRequired:      {"upgrade-required", ClassClientError, FaultCaller, RetryNever, 9, "a protocol that the server no longer speaks here"},
	KindLegallyUnavailable:   {"legally-unavailable", ClassClientError, FaultNobody, RetryNever, 7, "something withheld on a legal demand"},
	KindRateLimited:          {"rate-limited", ClassClientError, FaultCaller, RetryAlways, 8, "too many requests in a short time; it is over soon"},
	KindQuotaExhausted:       {"quota-exhausted", ClassClientError, FaultAccount, RetryAlways, 8, "a used-up allowance that comes back with its period"},
	KindPlanLimit:            {"plan-limit", ClassClientError, FaultAccount, RetryAfterChange, 8, "a limit of what the account has bought; waiting is no cure"},
	KindDisabled:             {"disabled", ClassClientError, FaultAccount, RetryAfterChange, 9, "a function, an API or a whole store that a setting has switched off"},

	KindInternal:            {"internal", ClassServerError, FaultServer, RetryIfIdempotent, 13, "a fault inside the server"},
	KindNotImplemented:      {"not-implemented", ClassServerError, FaultCaller, RetryNever, 12, "a function that the server lacks"},
	KindTimeout:             {"timeout", ClassServerError, FaultServer, RetryIfIdempotent, 4, "a server that waited in vain for another one"},
	KindBadGateway:          {"bad-gateway", ClassServerError, FaultServer, RetryIfIdempotent, 14, "a bad answer from a server behind this one"},
	KindUnavailable:         {"unavailable", ClassServerError, FaultServer, RetryIfIdempotent, 14, "a server that takes no requests for now"},
	KindInsufficientStorage: {"insufficient-storage", ClassServerError, FaultServer, RetryAfterChange, 8, "a server without room to do it"},
}

type kindRow struct {
	word  string
	class Class
	fault Fault
	retry Retry
	grpc  uint32
	doc   string
}

func (r kindRow) text() (word, doc string) { return r.word, r.doc }

// Kinds lists every kind but KindUnknown, successes first.
func Kinds() []Kind { return all[Kind](kinds[:]) }

// Doc says what the kind is, as a part of a sentence: "plain success".
func (k Kind) Doc() string { return doc(kinds[:], k) }

func (k Kind) known() Kind {
	if k < kindCount {
		return k
	}
	return KindUnknown
}

// Class returns the class that RFC 9110 gives to answers of this kind. A vendor
// may use a code of another class for it, and then the kind is right.
func (k Kind) Class() Class { return kinds[k.known()].class }

// Fault returns who has to act on answers of this kind.
func (k Kind) Fault() Fault { return kinds[k.known()].fault }

// Retry returns whether a retry helps, unless a catalog says otherwise for a
// code. It is never RetryUnknown.
func (k Kind) Retry() Retry { return kinds[k.known()].retry }

// GRPC returns the number of the gRPC status code that means the same, for
// codes.Code of google.golang.org/grpc/codes: 8 (RESOURCE_EXHAUSTED) for
// KindRateLimited. What gRPC has no word for is 2 (UNKNOWN).
func (k Kind) GRPC() uint32 { return kinds[k.known()].grpc }

// IsThrottled reports whether the caller was refused for asking too much in a
// time: KindRateLimited and KindQuotaExhausted.
func (k Kind) IsThrottled() bool { return k == KindRateLimited || k == KindQuotaExhausted }

// String returns the word for k: "rate-limited".
func (k Kind) String() string { return word("Kind", kinds[:], k) }

// MarshalText returns the same text as String; a value that is none of the
// constants is an error.
func (k Kind) MarshalText() ([]byte, error) { return marshalWord("Kind", kinds[:], k) }

// UnmarshalText reads what MarshalText writes.
func (k *Kind) UnmarshalText(text []byte) error {
	return unmarshalWord("kind", kinds[:], k, text)
}
