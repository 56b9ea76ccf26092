package status_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/statuscat/statuscat/status"
)

func TestCodeRangeContains(t *testing.T) {
	r := status.CodeRange{Low: 500, High: 504}
	for code, want := range map[int]bool{499: false, 500: true, 502: true, 504: true, 505: false} {
		if got := r.Contains(code); got != want {
			t.Errorf("%v contains %d: %t, want %t", r, code, got, want)
		}
	}
	if one := (status.CodeRange{Low: 503, High: 503}); !one.Contains(503) || one.Contains(504) {
		t.Errorf("%v is not the range of one code", one)
	}
}

// The words are those of a catalog's conditions.
func TestOpWords(t *testing.T) {
	ops := []status.Op{status.OpEquals, status.OpPrefix, status.OpSuffix, status.OpContains, status.OpPresent, status.OpAbsent, 99}
	if diff := cmp.Diff([]string{"equals", "prefix", "suffix", "contains", "present", "absent", "Op(99)"}, texts(ops)); diff != "" {
		t.Errorf("words of the operations (-want +got):\n%s", diff)
	}
}
