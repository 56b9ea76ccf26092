package status_test

import (
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
)

func TestWaitClamp(t *testing.T) {
	for _, tt := range []struct {
		reason  string
		wait    status.Wait
		d, want time.Duration
	}{
		{"no advice leaves it alone", status.Wait{}, 7 * time.Second, 7 * time.Second},
		{"no advice leaves nothing alone", status.Wait{}, 0, 0},
		{"no time is negative", status.Wait{}, -time.Second, 0},
		{"too short is raised", status.Wait{Min: time.Second}, time.Millisecond, time.Second},
		{"nothing is raised, too", status.Wait{Min: time.Second}, 0, time.Second},
		{"the minimum stays", status.Wait{Min: time.Second}, time.Second, time.Second},
		{"no upper bound", status.Wait{Min: time.Second}, 100 * time.Hour, 100 * time.Hour},
		{"too long is lowered", status.Wait{Max: time.Hour}, 2 * time.Hour, time.Hour},
		{"the maximum stays", status.Wait{Max: time.Hour}, time.Hour, time.Hour},
		{"no lower bound", status.Wait{Max: time.Hour}, 0, 0},
		{"between the bounds", status.Wait{Min: time.Second, Max: time.Hour}, time.Minute, time.Minute},
		{"one duration is all there is", status.Wait{Min: time.Minute, Max: time.Minute}, time.Second, time.Minute},
	} {
		if got := tt.wait.Clamp(tt.d); got != tt.want {
			t.Errorf("%s: %+v.Clamp(%v) = %v, want %v", tt.reason, tt.wait, tt.d, got, tt.want)
		}
	}
}

func TestWaitString(t *testing.T) {
	for _, tt := range []struct {
		reason string
		wait   status.Wait
		want   string
	}{
		{"no advice, no words", status.Wait{}, ""},
		{"a lower bound", status.Wait{Min: time.Second}, "at least 1s"},
		{"an upper bound, without minutes and seconds of zero", status.Wait{Max: time.Hour}, "at most 1h"},
		{"both bounds", status.Wait{Min: time.Second, Max: time.Minute}, "at least 1s, at most 1m"},
		{"below a second", status.Wait{Min: 250 * time.Millisecond}, "at least 250ms"},
		{"minutes only", status.Wait{Min: 10 * time.Minute}, "at least 10m"},
		{"hours with a zero at the end", status.Wait{Min: 10 * time.Hour}, "at least 10h"},
		{"zero minutes stay before seconds", status.Wait{Min: time.Hour + time.Second}, "at least 1h0m1s"},
		{"hours and minutes", status.Wait{Min: 90 * time.Minute}, "at least 1h30m"},
		{"a header that tells", status.Wait{From: []status.WaitSource{{Header: "Retry-After"}}}, "as specified by Retry-After"},
		{
			"a place in the body that tells, and a bound",
			status.Wait{Min: time.Second, From: []status.WaitSource{{Body: "/error/retry"}}},
			"as specified by /error/retry, otherwise at least 1s",
		},
		{"the first that tells", status.Wait{From: []status.WaitSource{{Header: "A"}, {Header: "B"}}}, "as specified by A or B"},
		{
			"the longest that any tells",
			status.Wait{From: []status.WaitSource{{Header: "A"}, {Header: "B"}}, Take: status.TakeLongest},
			"as specified by A and B, whichever is longest",
		},
		{"the longest of one", status.Wait{From: []status.WaitSource{{Header: "A"}}, Take: status.TakeLongest}, "as specified by A"},
		{"a second and a half", status.Wait{Min: 1500 * time.Millisecond}, "at least 1.5s"},
	} {
		if got := tt.wait.String(); got != tt.want {
			t.Errorf("%s: %#v prints %q, want %q", tt.reason, tt.wait, got, tt.want)
		}
	}
}

func TestWaitIsZero(t *testing.T) {
	if !(status.Wait{}).IsZero() {
		t.Error("the zero value gives advice")
	}
	if !(status.Wait{Take: status.TakeLongest}).IsZero() {
		t.Error("a choice between no sources is advice")
	}
	for _, w := range []status.Wait{{Min: 1}, {Max: 1}, {From: make([]status.WaitSource, 1)}} {
		if w.IsZero() {
			t.Errorf("%+v gives no advice", w)
		}
	}
}

// TestWaitStringIn: a page shows names and values as code.
func TestWaitStringIn(t *testing.T) {
	ms := status.WaitSource{Header: "Retry-After-Ms", Unit: status.UnitMilliseconds}
	sentence := status.WaitSource{Body: "/message", After: "again in ", Unit: status.UnitDuration}
	show := func(s string, text bool) string {
		if text {
			return "'" + s + "'"
		}
		return "<" + s + ">"
	}
	for _, tt := range []struct {
		reason string
		wait   status.Wait
		want   string
	}{
		{"no advice, no words", status.Wait{}, ""},
		{"bounds", status.Wait{Min: time.Second, Max: time.Hour}, "at least 1s, at most 1h"},
		{"a unit", status.Wait{From: []status.WaitSource{ms}}, "as specified by header <Retry-After-Ms> (milliseconds)"},
		{"the standard's header has no unit to tell", status.Wait{From: []status.WaitSource{status.RetryAfter}}, "as specified by header <Retry-After>"},
		{
			"a place in a sentence",
			status.Wait{Min: time.Minute, From: []status.WaitSource{ms, sentence}, Take: status.TakeLongest},
			"as specified by header <Retry-After-Ms> (milliseconds) and </message> in the body after 'again in ' (duration), whichever is longest, otherwise at least 1m",
		},
	} {
		if got := tt.wait.StringIn(show); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.reason, got, tt.want)
		}
	}
}
