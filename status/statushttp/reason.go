package statushttp

import "fmt"

// Reason says why a request is retried, or why it is not. The zero value is no
// reason: nobody has decided.
type Reason uint8

// The reasons. Those against a retry come first, in the order in which Decide
// checks them.
const (
	ReasonCanceled      Reason = iota + 1 // the context or the request was canceled
	ReasonHeld                            // Policy.Transport did not send the request; see HeldError
	ReasonSuccess                         // the response is a success
	ReasonNever                           // a retry cannot succeed
	ReasonAfterChange                     // a retry can succeed once somebody changes something outside the request
	ReasonNotIdempotent                   // the first try may have taken effect, and the request is not idempotent
	ReasonAttempts                        // the catalog advises no more attempts
	ReasonWaitTooLong                     // the response specifies a wait longer than MaxWait
	ReasonDeadline                        // the wait would pass the deadline of the context
	ReasonBudget                          // the retries in hand are spent; see Policy.Budget
	ReasonSpecified                       // retry after the wait that the response specifies
	ReasonBackoff                         // retry after a backoff
)

// reasons has a word and a sentence for each Reason.
var reasons = [...]struct{ word, doc string }{
	0:                   {"", ""},
	ReasonCanceled:      {"canceled", "the context or the request was canceled"},
	ReasonHeld:          {"held", "the request was held back, and not sent"},
	ReasonSuccess:       {"success", "the response is a success"},
	ReasonNever:         {"never", "a retry cannot succeed"},
	ReasonAfterChange:   {"after-change", "a retry can succeed once somebody changes something outside the request"},
	ReasonNotIdempotent: {"not-idempotent", "the first try may have taken effect, and the request is not idempotent"},
	ReasonAttempts:      {"attempts", "the vendor advises no more attempts"},
	ReasonWaitTooLong:   {"wait-too-long", "the response specifies a wait longer than MaxWait"},
	ReasonDeadline:      {"deadline", "the wait would pass the deadline"},
	ReasonBudget:        {"budget", "the retries in hand are spent"},
	ReasonSpecified:     {"specified", "the response specifies the wait"},
	ReasonBackoff:       {"backoff", "the response specifies no wait"},
}

// Reasons returns all reasons, in the order of the constants.
func Reasons() []Reason {
	all := make([]Reason, 0, len(reasons)-1)
	for r := range reasons[1:] {
		all = append(all, Reason(r+1))
	}
	return all
}

// String returns the word for r: "not-idempotent". It is empty for zero.
func (r Reason) String() string {
	if int(r) < len(reasons) {
		return reasons[r].word
	}
	return fmt.Sprintf("Reason(%d)", r)
}

// Doc returns a clause that explains r: "the wait would pass the deadline".
func (r Reason) Doc() string {
	if int(r) < len(reasons) {
		return reasons[r].doc
	}
	return ""
}

// MarshalText returns the same text as String; a value that is none of the
// constants is an error.
func (r Reason) MarshalText() ([]byte, error) {
	if int(r) < len(reasons) {
		return []byte(reasons[r].word), nil
	}
	return nil, fmt.Errorf("statushttp: %s has no word", r)
}

// UnmarshalText reads what MarshalText writes.
func (r *Reason) UnmarshalText(text []byte) error {
	for i := range reasons {
		if reasons[i].word == string(text) {
			*r = Reason(i)
			return nil
		}
	}
	return fmt.Errorf("statushttp: %q is no reason", text)
}
