package statushttp

import (
	"errors"
	"time"
)

// ErrHeld is what a *HeldError is, for errors.Is.
var ErrHeld = errors.New("statushttp: held back")

// HeldError is the error of a request that [Policy.Transport] did not send: it
// would have been held longer than the request's deadline or the caller's
// patience allow.
type HeldError struct {
	Until time.Time // when it could have been sent, as far as that is known
}

// Error says until when: "statushttp: held back until 2026-03-01T12:00:07Z".
func (e *HeldError) Error() string {
	return ErrHeld.Error() + " until " + e.Until.UTC().Format(time.RFC3339Nano)
}

// Is makes errors.Is(err, ErrHeld) hold.
func (e *HeldError) Is(target error) bool { return target == ErrHeld }
