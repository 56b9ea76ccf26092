package status_test

import (
	"testing"

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

func TestCodeRangeString(t *testing.T) {
	for _, test := range []struct {
		low, high int
		want      string
	}{
		{429, 429, "429"},
		{500, 599, "5xx"},
		{500, 504, "500 to 504"},
		{450, 549, "450 to 549"},
		{400, 599, "400 to 599"},
	} {
		if got := (status.CodeRange{Low: test.low, High: test.high}).String(); got != test.want {
			t.Errorf("%d to %d prints %q, want %q", test.low, test.high, got, test.want)
		}
	}
}
