package status

import "github.com/statuscat/statuscat/status/internal/word"

// Retry says whether a retry of the same request can succeed. The values are ordered: a
// greater one allows more. The zero value is unknown and not retryable.
type Retry uint8

// The four values, in ascending order.
const (
	RetryUnknown Retry = iota

	// RetryNever: no retry can succeed, because the request itself is wrong or is
	// already done. A queue moves it to the dead-letter queue.
	RetryNever

	// RetryAfterChange: a retry can succeed once somebody changes something outside
	// the request: a permission, a plan, a conflicting record. A queue parks it.
	RetryAfterChange

	// RetryIfIdempotent: a retry can succeed, but the first try may have taken
	// effect. A queue retries idempotent requests only. Whether a request is
	// idempotent is up to the caller.
	RetryIfIdempotent

	// RetryAlways: a retry can succeed, and the first try was refused before it took
	// effect. A queue retries it after the wait.
	RetryAlways
)

var retries = []word.Entry{
	{"unknown", ""},
	{"never", "No: the request itself is wrong, or it is already done."},
	{"after-change", "Yes, once somebody changes something outside the request: a permission, a plan, a conflicting record."},
	{"if-idempotent", "Yes, but the first try may have taken effect."},
	{"always", "Yes: it was refused before it took effect."},
}

// Retries lists the four values in ascending order.
func Retries() []Retry { return word.All[Retry](retries) }

// Doc explains r in a sentence.
func (r Retry) Doc() string { return word.Doc(retries, r) }

// IsRetryable reports whether a retry can succeed with nothing changed: true for
// RetryIfIdempotent and RetryAlways.
func (r Retry) IsRetryable() bool { return r == RetryIfIdempotent || r == RetryAlways }

// String returns the word for r: "if-idempotent".
func (r Retry) String() string { return word.Of(retries, r) }

// MarshalText returns the same text as String, and an error if the value is not
// one of the constants.
func (r Retry) MarshalText() ([]byte, error) { return word.Marshal(retries, r) }

// UnmarshalText reads what MarshalText writes.
func (r *Retry) UnmarshalText(text []byte) error {
	return word.Unmarshal("retry", retries, r, text)
}
