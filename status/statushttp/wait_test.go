package statushttp_test

import (
	"math"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// one is a catalog of a code that is always retried, with that wait.
func one(w status.Wait) *status.Catalog {
	return &status.Catalog{Vendor: "one", Rows: &status.Rows{503: {Code: 503, Kind: status.KindUnavailable, Retry: always, Wait: w}}}
}

const (
	second = time.Second
	minute = time.Minute
	hour   = time.Hour
)

// What holds of a wait: min, max and the policy's bound.
func TestWaitBounds(t *testing.T) {
	for _, tt := range []struct {
		reason string
		wait   status.Wait
		limit  time.Duration // the policy's MaxWait
		head   string
		want   time.Duration
		told   bool
		max    time.Duration
	}{
		{"no advice", status.Wait{}, 0, "503", 0, false, hour},
		{"the answer tells", status.Wait{}, 0, "503\nRetry-After: 7", 7 * second, true, hour},
		{"at once", status.Wait{}, 0, "503\nRetry-After: 0", 0, true, hour},
		{"in a year", status.Wait{}, 0, "503\nRetry-After: 31536000", hour, true, hour},
		{"in an eternity", status.Wait{}, 0, "503\nRetry-After: 99999999999999999999", hour, true, hour},
		{"in an eternity, and the bound is one", status.Wait{}, math.MaxInt64, "503\nRetry-After: 99999999999999999999", math.MaxInt64, true, math.MaxInt64},
		{"the catalog's bound is an eternity", status.Wait{Max: math.MaxInt64}, 0, "503\nRetry-After: 99999999999999999999", math.MaxInt64, true, math.MaxInt64},

		{"the least wait", status.Wait{Min: minute}, 0, "503", minute, false, hour},
		{"less than the least", status.Wait{Min: minute}, 0, "503\nRetry-After: 7", minute, true, hour},
		{"more than the least", status.Wait{Min: minute}, 0, "503\nRetry-After: 90", 90 * second, true, hour},
		{"more than the most", status.Wait{Max: minute}, 0, "503\nRetry-After: 90", minute, true, minute},
		{"the default", status.Wait{Default: minute}, 0, "503", minute, true, hour},
		{"told, so no default", status.Wait{Default: minute}, 0, "503\nRetry-After: 7", 7 * second, true, hour},
		{"told to go on at once, so no default", status.Wait{Default: minute}, 0, "503\nRetry-After: 0", 0, true, hour},
		{"a past date, so the default", status.Wait{Default: minute}, 0, "503\nRetry-After: Fri, 31 Dec 1999 23:59:59 GMT", minute, true, hour},
		{"garbage, so the default", status.Wait{Default: minute}, 0, "503\nRetry-After: soon", minute, true, hour},
		{"negative, so the default", status.Wait{Default: minute}, 0, "503\nRetry-After: -7", minute, true, hour},
		{"empty, so the default", status.Wait{Default: minute}, 0, "503\nRetry-After:", minute, true, hour},
		{"spaces, so the default", status.Wait{Default: minute}, 0, "503\nRetry-After:   ", minute, true, hour},
		{"garbage, and no default", status.Wait{Min: second}, 0, "503\nRetry-After: soon", second, false, hour},

		{"the catalog's most over the default bound", status.Wait{Max: 24 * hour}, 0, "503\nRetry-After: 86400", 24 * hour, true, 24 * hour},
		{"the catalog's least over the default bound", status.Wait{Min: 2 * hour}, 0, "503", 2 * hour, false, 2 * hour},
		{"the catalog's default over the default bound", status.Wait{Default: 3 * hour}, 0, "503", 3 * hour, true, 3 * hour},
		{"the policy's bound over the answer", status.Wait{}, minute, "503\nRetry-After: 90", minute, true, minute},
		{"the policy's bound over the catalog's most", status.Wait{Max: hour}, minute, "503\nRetry-After: 90", minute, true, minute},
		{"the policy's bound over the catalog's least", status.Wait{Min: hour}, minute, "503", minute, false, minute},
		{"the policy's bound over the catalog's default", status.Wait{Default: hour}, minute, "503", minute, true, minute},
		{"the catalog's most is less than the policy's bound", status.Wait{Max: second}, minute, "503\nRetry-After: 90", second, true, second},
		{"the policy's bound in the place of the default bound", status.Wait{}, 2 * hour, "503\nRetry-After: 31536000", 2 * hour, true, 2 * hour},
		{"a negative bound is none", status.Wait{}, -1, "503\nRetry-After: 90", 90 * second, true, hour},
	} {
		p := policy(one(tt.wait))
		p.MaxWait = tt.limit
		got := p.Classify(answer(tt.head, ""))
		if got.Wait != tt.want || got.Told != tt.told || got.MaxWait != tt.max {
			t.Errorf("%s: wait %v (told %t, at most %v), want %v (told %t, at most %v)",
				tt.reason, got.Wait, got.Told, got.MaxWait, tt.want, tt.told, tt.max)
		}
	}
}

// Where it stands: several sources, and which of them counts.
func TestWaitSources(t *testing.T) {
	a := status.WaitSource{Header: "X-A", Unit: status.UnitSeconds}
	b := status.WaitSource{Header: "X-B", Unit: status.UnitMilliseconds}
	body := status.WaitSource{Body: "/retry/in", Unit: status.UnitSeconds}
	all := status.WaitSource{Body: "/errors/*/wait", Unit: status.UnitDuration}
	for _, tt := range []struct {
		reason string
		take   status.Take
		from   []status.WaitSource
		head   string
		body   string
		want   time.Duration
		told   bool
	}{
		{"one", 0, []status.WaitSource{a}, "503\nX-A: 7", "", 7 * second, true},
		{"with sources of its own, the catalog does not mean Retry-After", 0, []status.WaitSource{a}, "503\nRetry-After: 7", "", 0, false},
		{"the first that tells", 0, []status.WaitSource{a, b}, "503\nX-A: 7\nX-B: 9000", "", 7 * second, true},
		{"the first is garbage", status.TakeFirst, []status.WaitSource{a, b}, "503\nX-A: soon\nX-B: 9000", "", 9 * second, true},
		{"the first is missing", status.TakeFirst, []status.WaitSource{a, b}, "503\nX-B: 9000", "", 9 * second, true},
		{"the first says: at once", status.TakeFirst, []status.WaitSource{a, b}, "503\nX-A: 0\nX-B: 9000", "", 0, true},
		{"the longest", status.TakeLongest, []status.WaitSource{a, b}, "503\nX-A: 7\nX-B: 9000", "", 9 * second, true},
		{"the longest is the first", status.TakeLongest, []status.WaitSource{a, b}, "503\nX-A: 7\nX-B: 900", "", 7 * second, true},
		{"the longest of one that tells", status.TakeLongest, []status.WaitSource{a, b}, "503\nX-A: soon\nX-B: 900", "", 900 * time.Millisecond, true},
		{"the longest of none", status.TakeLongest, []status.WaitSource{a, b}, "503", "", 0, false},
		{"the first line of a header counts", 0, []status.WaitSource{a}, "503\nX-A: 7\nX-A: 9", "", 7 * second, true},
		{"a number in the body", 0, []status.WaitSource{body}, "503", `{"retry":{"in":1.5}}`, 1500 * time.Millisecond, true},
		{"a text in the body", 0, []status.WaitSource{body}, "503", `{"retry":{"in":" 7 "}}`, 7 * second, true},
		{"an exponent is no wait, not even in JSON", 0, []status.WaitSource{body}, "503", `{"retry":{"in":1e3}}`, 0, false},
		{"no wait in the body", 0, []status.WaitSource{body}, "503", `{"retry":{"in":true}}`, 0, false},
		{"null", 0, []status.WaitSource{body}, "503", `{"retry":{"in":null}}`, 0, false},
		{"no JSON", 0, []status.WaitSource{body}, "503", `retry in 7`, 0, false},
		{"the first element that has one", 0, []status.WaitSource{all}, "503", `{"errors":[{},{"wait":""},{"wait":"7s"},{"wait":"9s"}]}`, 7 * second, true},
		{"the header before the body", 0, []status.WaitSource{a, body}, "503\nX-A: 7", `{"retry":{"in":9}}`, 7 * second, true},
		{"the longest of header and body", status.TakeLongest, []status.WaitSource{a, body}, "503\nX-A: 7", `{"retry":{"in":9}}`, 9 * second, true},
	} {
		resp := answer(tt.head, tt.body)
		got := policy(one(status.Wait{From: tt.from, Take: tt.take})).Classify(resp)
		if got.Wait != tt.want || got.Told != tt.told {
			t.Errorf("%s: wait %v (told %t), want %v (told %t)", tt.reason, got.Wait, got.Told, tt.want, tt.told)
		}
		if left := rest(t, resp); left != tt.body {
			t.Errorf("%s: the body reads %q", tt.reason, left)
		}
	}
}

// Times are told by the server's clock, which the Date header has.
func TestWaitClock(t *testing.T) {
	const reset = "503\nRetry-After: Sun, 01 Mar 2026 12:00:07 GMT"
	for _, tt := range []struct {
		reason string
		head   string
		want   time.Duration
	}{
		{"no Date: the policy's clock", reset, 7 * second},
		{"the server's clock is as ours", reset + "\nDate: Sun, 01 Mar 2026 12:00:00 GMT", 7 * second},
		{"the server's clock is behind", reset + "\nDate: Sun, 01 Mar 2026 11:59:00 GMT", 67 * second},
		{"the server's clock is ahead", reset + "\nDate: Sun, 01 Mar 2026 12:00:05 GMT", 2 * second},
		{"ahead of its own word", reset + "\nDate: Sun, 01 Mar 2026 12:00:08 GMT", 0},
		{"garbage: the policy's clock", reset + "\nDate: today", 7 * second},
		{"empty: the policy's clock", reset + "\nDate:", 7 * second},
		{"seconds need no clock", "503\nRetry-After: 7\nDate: Fri, 31 Dec 1999 23:59:59 GMT", 7 * second},
	} {
		got := policy(one(status.Wait{})).Classify(answer(tt.head, ""))
		if got.Wait != tt.want || got.Told != (tt.want > 0) {
			t.Errorf("%s: wait %v (told %t), want %v", tt.reason, got.Wait, got.Told, tt.want)
		}
	}
	// Without a clock of its own a policy has that of the machine.
	got := statushttp.Classify(one(status.Wait{}), answer("503\nRetry-After: Fri, 31 Dec 9999 23:59:59 GMT", ""))
	if got.Wait != statushttp.DefaultMaxWait || !got.Told {
		t.Errorf("the last of all dates: wait %v (told %t)", got.Wait, got.Told)
	}
}

// There is no wait for what is not retried, whatever the answer says.
func TestWaitOfWhatIsNotRetried(t *testing.T) {
	for _, retry := range append(status.Retries(), status.RetryUnknown) {
		c := one(status.Wait{Min: second})
		c.Rows[503].Retry = retry
		got := policy(c).Classify(answer("503\nRetry-After: 7", ""))
		if want := retry.IsRetryable(); got.Told != want || got.Wait > 0 != want || got.MaxWait > 0 != want {
			t.Errorf("retry %v: %s, at most %v", retry, got.Reason(), got.MaxWait)
		}
	}
}
