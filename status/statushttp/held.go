package statushttp

import (
	"errors"
	"time"
)

// ErrHeld is what errors.Is finds in a [HeldError].
var ErrHeld = errors.New("statushttp: held back")

// HeldError is the error of a request that [Policy.Transport] did not send, because it
// would have had to wait beyond the deadline of its context, or for longer than MaxWait.
type HeldError struct {
	Until time.Time // when it could have been sent, as far as is known
}

// Error returns the text with the time: "statushttp: held back until
// 2026-03-01T12:00:07Z".
func (e *HeldError) Error() string {
	return ErrHeld.Error() + " until " + e.Until.UTC().Format(time.RFC3339Nano)
}

// Is reports whether target is ErrHeld.
func (e *HeldError) Is(target error) bool { return target == ErrHeld }
