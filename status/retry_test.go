package status_test

import (
	"slices"
	"testing"

	"github.com/statuscat/statuscat/status"
)

func TestRetryIsRetryable(t *testing.T) {
	for _, tt := range []struct {
		retry  status.Retry
		want   bool
		reason string
	}{
		{status.RetryUnknown, false, "no answer is no leave to repeat"},
		{status.RetryNever, false, "it is no help"},
		{status.RetryAfterChange, false, "nothing has changed yet"},
		{status.RetryIfIdempotent, true, "it can succeed; whether it bears repeating is for the caller to say"},
		{status.RetryAlways, true, "it did not take effect"},
	} {
		if got := tt.retry.IsRetryable(); got != tt.want {
			t.Errorf("%v: IsRetryable is %t, want %t: %s", tt.retry, got, tt.want, tt.reason)
		}
	}
}

// Callers compare: r >= status.RetryAfterChange is all that a queue may keep.
func TestRetryIsOrdered(t *testing.T) {
	if !slices.IsSorted(status.Retries()) {
		t.Errorf("Retries is %v, want the least hopeful first", status.Retries())
	}
}
