package status_test

import (
	"math"
	"testing"

	"github.com/statuscat/statuscat/status"
)

// RFC 9110, section 15: the first digit is the class, three digits make a code,
// 600 to 999 are invalid and treated as 5xx.
func TestClassOf(t *testing.T) {
	for _, tt := range []struct {
		from, to int
		want     status.Class
	}{
		{-1, 99, status.ClassUnknown},
		{100, 199, status.ClassInformational},
		{200, 299, status.ClassSuccessful},
		{300, 399, status.ClassRedirection},
		{400, 499, status.ClassClientError},
		{500, 599, status.ClassServerError},
		{600, 999, status.ClassServerError},
		{1000, 1000, status.ClassUnknown},
	} {
		for code := tt.from; code <= tt.to; code++ {
			if got := status.ClassOf(code); got != tt.want {
				t.Errorf("ClassOf(%d) = %v, want %v", code, got, tt.want)
			}
		}
	}
}

// A code is computed or read from a wire at times; no number may panic.
func TestClassOfFarOutside(t *testing.T) {
	for _, code := range []int{math.MinInt, -100, -404, 65536 + 404, math.MaxInt} {
		if got := status.ClassOf(code); got != status.ClassUnknown {
			t.Errorf("ClassOf(%d) = %v, want %v", code, got, status.ClassUnknown)
		}
	}
}
