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
	// KindNotModified says that the caller's cached copy still holds.
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

// kinds is the one table of what a kind implies. The gRPC codes are those of
// google/rpc/code.proto, by meaning. Redirections, of which gRPC has no notion,
// are its UNKNOWN, as in gRPC's own mapping from HTTP.
var kinds = [kindCount]struct {
	class Class
	fault Fault
	retry Retry
	grpc  uint32
}{
	KindUnknown: {ClassUnknown, FaultNobody, RetryNever, 2},

	KindInformational: {ClassInformational, FaultNobody, RetryNever, 0},
	KindOK:            {ClassSuccessful, FaultNobody, RetryNever, 0},
	KindCreated:       {ClassSuccessful, FaultNobody, RetryNever, 0},
	KindAccepted:      {ClassSuccessful, FaultNobody, RetryNever, 0},
	KindNoContent:     {ClassSuccessful, FaultNobody, RetryNever, 0},
	KindPartial:       {ClassSuccessful, FaultNobody, RetryNever, 0},
	KindMoved:         {ClassRedirection, FaultCaller, RetryNever, 2},
	KindRedirected:    {ClassRedirection, FaultNobody, RetryNever, 2},
	KindDeprecated:    {ClassRedirection, FaultCaller, RetryNever, 2},
	KindNotModified:   {ClassRedirection, FaultNobody, RetryNever, 0},

	KindInvalidRequest:       {ClassClientError, FaultCaller, RetryNever, 3},
	KindUnauthenticated:      {ClassClientError, FaultCaller, RetryNever, 16},
	KindPaymentRequired:      {ClassClientError, FaultAccount, RetryAfterChange, 9},
	KindPermissionDenied:     {ClassClientError, FaultAccount, RetryAfterChange, 7},
	KindNotFound:             {ClassClientError, FaultCaller, RetryNever, 5},
	KindGone:                 {ClassClientError, FaultCaller, RetryNever, 5},
	KindMethodNotAllowed:     {ClassClientError, FaultCaller, RetryNever, 12},
	KindNotAcceptable:        {ClassClientError, FaultCaller, RetryNever, 3},
	KindRequestTimeout:       {ClassClientError, FaultCaller, RetryIfIdempotent, 4},
	KindConflict:             {ClassClientError, FaultCaller, RetryAfterChange, 10},
	KindPreconditionFailed:   {ClassClientError, FaultCaller, RetryNever, 9},
	KindTooLarge:             {ClassClientError, FaultCaller, RetryNever, 3},
	KindUnsupportedMediaType: {ClassClientError, FaultCaller, RetryNever, 3},
	KindRangeNotSatisfiable:  {ClassClientError, FaultCaller, RetryNever, 11},
	KindMisdirected:          {ClassClientError, FaultCaller, RetryAlways, 14},
	KindTooEarly:             {ClassClientError, FaultCaller, RetryAlways, 14},
	KindUpgradeRequired:      {ClassClientError, FaultCaller, RetryNever, 9},
	KindLegallyUnavailable:   {ClassClientError, FaultNobody, RetryNever, 7},
	KindRateLimited:          {ClassClientError, FaultCaller, RetryAlways, 8},
	KindQuotaExhausted:       {ClassClientError, FaultAccount, RetryAlways, 8},
	KindPlanLimit:            {ClassClientError, FaultAccount, RetryAfterChange, 8},

	KindInternal:            {ClassServerError, FaultServer, RetryIfIdempotent, 13},
	KindNotImplemented:      {ClassServerError, FaultCaller, RetryNever, 12},
	KindTimeout:             {ClassServerError, FaultServer, RetryIfIdempotent, 4},
	KindBadGateway:          {ClassServerError, FaultServer, RetryIfIdempotent, 14},
	KindUnavailable:         {ClassServerError, FaultServer, RetryAlways, 14},
	KindInsufficientStorage: {ClassServerError, FaultServer, RetryAfterChange, 8},
}

// Kinds lists every kind but KindUnknown, successes first.
func Kinds() []Kind {
	all := make([]Kind, 0, kindCount-1)
	for k := KindUnknown + 1; k < kindCount; k++ {
		all = append(all, k)
	}
	return all
}

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

var kindWords = []string{
	KindUnknown:              "unknown",
	KindInformational:        "informational",
	KindOK:                   "ok",
	KindCreated:              "created",
	KindAccepted:             "accepted",
	KindNoContent:            "no-content",
	KindPartial:              "partial",
	KindMoved:                "moved",
	KindRedirected:           "redirected",
	KindDeprecated:           "deprecated",
	KindNotModified:          "not-modified",
	KindInvalidRequest:       "invalid-request",
	KindUnauthenticated:      "unauthenticated",
	KindPaymentRequired:      "payment-required",
	KindPermissionDenied:     "permission-denied",
	KindNotFound:             "not-found",
	KindGone:                 "gone",
	KindMethodNotAllowed:     "method-not-allowed",
	KindNotAcceptable:        "not-acceptable",
	KindRequestTimeout:       "request-timeout",
	KindConflict:             "conflict",
	KindPreconditionFailed:   "precondition-failed",
	KindTooLarge:             "too-large",
	KindUnsupportedMediaType: "unsupported-media-type",
	KindRangeNotSatisfiable:  "range-not-satisfiable",
	KindMisdirected:          "misdirected",
	KindTooEarly:             "too-early",
	KindUpgradeRequired:      "upgrade-required",
	KindLegallyUnavailable:   "legally-unavailable",
	KindRateLimited:          "rate-limited",
	KindQuotaExhausted:       "quota-exhausted",
	KindPlanLimit:            "plan-limit",
	KindInternal:             "internal",
	KindNotImplemented:       "not-implemented",
	KindTimeout:              "timeout",
	KindBadGateway:           "bad-gateway",
	KindUnavailable:          "unavailable",
	KindInsufficientStorage:  "insufficient-storage",
}

// String returns the word for k: "rate-limited".
func (k Kind) String() string { return word("Kind", kindWords, k) }

// MarshalText returns the same text as String; a value that is none of the
// constants is an error.
func (k Kind) MarshalText() ([]byte, error) { return marshalWord("Kind", kindWords, k) }

// UnmarshalText reads what MarshalText writes.
func (k *Kind) UnmarshalText(text []byte) error {
	return unmarshalWord("kind", kindWords, k, text)
}
