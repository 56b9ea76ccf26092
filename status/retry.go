package status

// Retry answers the question "can the same request, sent again, succeed?". The
// answers are ordered: a greater one allows more. The zero value is no answer,
// and is not retryable.
type Retry uint8

// The four answers, least hopeful first.
const (
	RetryUnknown Retry = iota

	// RetryNever: sending it again is no help, because the request itself is
	// wrong or is already done. A queue drops it to the dead letters.
	RetryNever

	// RetryAfterChange: it can succeed once somebody changes something outside
	// the request: a permission, a plan, a conflicting record. A queue parks it.
	RetryAfterChange

	// RetryIfIdempotent: it can succeed, but the first try may have taken
	// effect. A queue repeats reads, and writes that bear repeating. Whether a
	// request does is the caller's knowledge.
	RetryIfIdempotent

	// RetryAlways: it can succeed, and the first try was refused before it took
	// effect. A queue repeats it after the wait.
	RetryAlways
)

var retries = []entry{
	{"unknown", ""},
	{"never", "No: the request itself is wrong, or it is already done."},
	{"after-change", "Yes, once somebody changes something outside the request: a permission, a plan, a conflicting record."},
	{"if-idempotent", "Yes, but the first try may have taken effect."},
	{"always", "Yes: it was refused before it took effect."},
}

// Retries lists the four answers, least hopeful first.
func Retries() []Retry { return all[Retry](retries) }

// Doc gives the answer as a sentence.
func (r Retry) Doc() string { return doc(retries, r) }

// IsRetryable reports whether sending the same request again can succeed with
// nothing changed: true for RetryIfIdempotent and RetryAlways.
func (r Retry) IsRetryable() bool { return r == RetryIfIdempotent || r == RetryAlways }

// String returns the word for r: "if-idempotent".
func (r Retry) String() string { return word("Retry", retries, r) }

// MarshalText returns the same text as String; a value that is none of the
// constants is an error.
func (r Retry) MarshalText() ([]byte, error) { return marshalWord("Retry", retries, r) }

// UnmarshalText reads what MarshalText writes.
func (r *Retry) UnmarshalText(text []byte) error {
	return unmarshalWord("retry", retries, r, text)
}
