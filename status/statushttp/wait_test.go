package statushttp_test

import (
	"context"
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// one is a catalog of a code that is always retried, with that wait.
func one(w status.Wait) *status.Catalog {
	return &status.Catalog{Vendor: "one", Rows: &status.Rows{503: {Code: 503, Meaning: status.Meaning{Kind: status.KindUnavailable, Retry: always, Wait: w}}}}
}

const (
	second = time.Second
	minute = time.Minute
	hour   = time.Hour
)

// What was told is obeyed to the letter; what was not is a step of the backoff,
// which Min begins and Max ends.
func TestWaitAndBackOff(t *testing.T) {
	const half, half30 = second / 2, 30 * second
	for _, tt := range []struct {
		reason    string
		wait      status.Wait
		head      string
		want      time.Duration
		specified bool
		max       time.Duration
	}{
		{"no advice", status.Wait{}, "503", half, false, half30},
		{"the answer tells", status.Wait{}, "503\nRetry-After: 7", 7 * second, true, half30},
		{"in a year", status.Wait{}, "503\nRetry-After: 31536000", 365 * 24 * hour, true, half30},
		{"in an eternity", status.Wait{}, "503\nRetry-After: 99999999999999999999", math.MaxInt64, true, half30},
		{"a nanosecond", status.Wait{}, "503\nRetry-After: 0.000000001", 1, true, half30},

		{"Min is the first step", status.Wait{Min: 2 * second}, "503", 2 * second, false, half30},
		{"a great Min grows to eight times", status.Wait{Min: minute}, "503", minute, false, 8 * minute},
		{"Max is the last step", status.Wait{Max: minute}, "503", half, false, minute},
		{"a small Max is the first one too", status.Wait{Max: second / 10}, "503", second / 10, false, second / 10},
		{"both", status.Wait{Min: second, Max: hour}, "503", second, false, hour},
		{"specified less than Min: not raised", status.Wait{Min: minute}, "503\nRetry-After: 7", 7 * second, true, 8 * minute},
		{"specified more than Max: not cut", status.Wait{Max: minute}, "503\nRetry-After: 90", 90 * second, true, minute},

		{"specified that it is over", status.Wait{}, "503\nRetry-After: 0", half, false, half30},
		{"specified that it is over, so Min is too", status.Wait{Min: minute}, "503\nRetry-After: 0", half, false, 8 * minute},
		{"a past date says that it is over", status.Wait{Min: minute}, "503\nRetry-After: Fri, 31 Dec 1999 23:59:59 GMT", half, false, 8 * minute},
		{"it is over, and Max is small", status.Wait{Max: second / 10}, "503\nRetry-After: 0", second / 10, false, second / 10},

		{"garbage tells nothing", status.Wait{Min: minute}, "503\nRetry-After: soon", minute, false, 8 * minute},
		{"nor does what is negative", status.Wait{Min: minute}, "503\nRetry-After: -7", minute, false, 8 * minute},
		{"nor does what is empty", status.Wait{Min: minute}, "503\nRetry-After:", minute, false, 8 * minute},
		{"nor do spaces", status.Wait{Min: minute}, "503\nRetry-After:   ", minute, false, 8 * minute},
	} {
		got := policy(one(tt.wait)).Classify(answer(tt.head, ""))
		if firstWait(got) != tt.want || (got.RetryAfter > 0) != tt.specified || got.Backoff.Max != tt.max {
			t.Errorf("%s: wait %v (specified %t, at most %v), want %v (specified %t, at most %v)",
				tt.reason, firstWait(got), (got.RetryAfter > 0), got.Backoff.Max, tt.want, tt.specified, tt.max)
		}
	}
}

// Where it stands: several sources, and which of them counts.
func TestWaitSources(t *testing.T) {
	const none = second / 2 // the first step
	a := status.WaitSource{Header: "X-A", Unit: status.UnitSeconds}
	b := status.WaitSource{Header: "X-B", Unit: status.UnitMilliseconds}
	body := status.WaitSource{Body: "/retry/in", Unit: status.UnitSeconds}
	all := status.WaitSource{Body: "/errors/*/wait", Unit: status.UnitDuration}
	epoch := status.WaitSource{Header: "Retry-After", Unit: status.UnitEpochSeconds}
	sentence := status.WaitSource{Body: "/error/message", After: "try again in ", Unit: status.UnitDuration}
	until := status.WaitSource{Body: "/error/message", After: "until ", Unit: status.UnitHTTPDate}
	text := status.WaitSource{Header: "X-A", After: "in", Unit: status.UnitSeconds}
	limit := status.WaitSource{Header: "Ratelimit", Unit: status.UnitRateLimit}
	xml := status.WaitSource{Body: "/Error/RetryIn", Unit: status.UnitSeconds}
	from := func(s ...status.WaitSource) []status.WaitSource { return s }
	for _, tt := range []struct {
		reason    string
		take      status.Take
		from      []status.WaitSource
		head      string
		body      string
		want      time.Duration
		specified bool
	}{
		{"one", 0, from(a), "503\nX-A: 7", "", 7 * second, true},
		{"Retry-After comes after the catalog's", 0, from(a), "503\nRetry-After: 7", "", 7 * second, true},
		{"and not before", 0, from(a), "503\nX-A: 9\nRetry-After: 7", "", 9 * second, true},
		{"the longest of both", status.TakeLongest, from(a), "503\nX-A: 9\nRetry-After: 17", "", 17 * second, true},
		{"unless the catalog reads it in a unit of its own", 0, from(epoch), "503\nRetry-After: 1772366407", "", 7 * second, true},
		{"in which it is past", 0, from(epoch), "503\nRetry-After: 7", "", none, false},
		{"the first that tells", 0, from(a, b), "503\nX-A: 7\nX-B: 9000", "", 7 * second, true},
		{"the first is garbage", status.TakeFirst, from(a, b), "503\nX-A: soon\nX-B: 9000", "", 9 * second, true},
		{"the first is missing", status.TakeFirst, from(a, b), "503\nX-B: 9000", "", 9 * second, true},
		{"the first says that it is over, the second tells more", status.TakeFirst, from(a, b), "503\nX-A: 0\nX-B: 9000", "", 9 * second, true},
		{"the first says that it is over, Retry-After tells more", status.TakeFirst, from(a, b), "503\nX-A: 0\nRetry-After: 9", "", 9 * second, true},
		{"the longest", status.TakeLongest, from(a, b), "503\nX-A: 7\nX-B: 9000", "", 9 * second, true},
		{"the longest is the first", status.TakeLongest, from(a, b), "503\nX-A: 7\nX-B: 900", "", 7 * second, true},
		{"the longest of one that tells", status.TakeLongest, from(a, b), "503\nX-A: soon\nX-B: 900", "", 900 * time.Millisecond, true},
		{"the longest of none", status.TakeLongest, from(a, b), "503", "", none, false},
		{"the longest of a header's lines", 0, from(a), "503\nX-A: 7\nX-A: 9", "", 9 * second, true},
		{"the longest of a list", 0, from(a), "503\nX-A: 9, 7", "", 9 * second, true},
		{"garbage in a list", 0, from(a), "503\nX-A: 7, soon", "", 7 * second, true},
		{"a doubled Retry-After", 0, nil, "503\nRetry-After: 120, 120", "", 2 * minute, true},
		{"dates and seconds in a list", 0, nil, "503\nRetry-After: Sun, 01 Mar 2026 12:00:07 GMT, 5, Sun, 01 Mar 2026 12:00:09 GMT", "", 9 * second, true},
		{"Unix time in Retry-After", 0, nil, "503\nRetry-After: 1772366407", "", 7 * second, true},
		{"Unix time past in Retry-After", 0, nil, "503\nRetry-After: 1772366000", "", none, false},
		{"a duration in Retry-After", 0, nil, "503\nRetry-After: 1m30s", "", 90 * second, true},
		{"words in Retry-After", 0, nil, "503\nRetry-After: 30 seconds", "", 30 * second, true},
		{"a number in the body", 0, from(body), "503", `{"retry":{"in":1.5}}`, 1500 * time.Millisecond, true},
		{"a text in the body", 0, from(body), "503", `{"retry":{"in":" 7 "}}`, 7 * second, true},
		{"an exponent is no wait, not even in JSON", 0, from(body), "503", `{"retry":{"in":1e3}}`, none, false},
		{"no wait in the body", 0, from(body), "503", `{"retry":{"in":true}}`, none, false},
		{"null", 0, from(body), "503", `{"retry":{"in":null}}`, none, false},
		{"no JSON", 0, from(body), "503", `retry in 7`, none, false},
		{"the first element that has one", 0, from(all), "503", `{"errors":[{},{"wait":""},{"wait":"7s"},{"wait":"9s"}]}`, 7 * second, true},
		{"the header before the body", 0, from(a, body), "503\nX-A: 7", `{"retry":{"in":9}}`, 7 * second, true},
		{"the longest of header and body", status.TakeLongest, from(a, body), "503\nX-A: 7", `{"retry":{"in":9}}`, 9 * second, true},
		{"XML", 0, from(xml), "503", `<Error><RetryIn> 7 </RetryIn></Error>`, 7 * second, true},

		{"in a sentence", 0, from(sentence), "503", `{"error":{"message":"Please try again in 6m0s. Visit https://a.example."}}`, 6 * minute, true},
		{"at its end", 0, from(sentence), "503", `{"error":{"message":"Please try again in 1.5s"}}`, 1500 * time.Millisecond, true},
		{"with much punctuation", 0, from(sentence), "503", `{"error":{"message":"(Please try again in 20ms!?\")."}}`, 20 * time.Millisecond, true},
		{"in words", 0, from(sentence), "503", `{"error":{"message":"Please try again in 9 minutes."}}`, 9 * minute, true},
		{"in more words", 0, from(sentence), "503", `{"error":{"message":"Please try again in 1 hour, 2 minutes and 30 seconds, or later."}}`, hour + 150*second, true},
		{"a date in a sentence", 0, from(until), "503", `{"error":{"message":"Blocked until Sun, 01 Mar 2026 12:00:07 GMT. Bye."}}`, 7 * second, true},
		{"up to a line break", 0, from(sentence), "503", `{"error":{"message":"Please try again in 7s\nor so"}}`, 7 * second, true},
		{"letter case counts", 0, from(sentence), "503", `{"error":{"message":"Please Try again in 7s"}}`, none, false},
		{"no wait behind the words", 0, from(sentence), "503", `{"error":{"message":"Please try again in a while"}}`, none, false},
		{"nothing behind the words", 0, from(sentence), "503", `{"error":{"message":"Please try again in "}}`, none, false},
		{"another sentence", 0, from(sentence), "503\nRetry-After: 9", `{"error":{"message":"7s"}}`, 9 * second, true},
		{"a sentence in a header, and space behind the words", 0, from(text), "503\nX-A: back in 7, or so", "", 7 * second, true},

		{"a RateLimit", 0, from(limit), "503\nRateLimit: \"default\";r=0;t=30", "", 30 * second, true},
		{"a RateLimit in several lines", 0, from(limit), "503\nRateLimit: \"a\";r=0;t=5\nRateLimit: \"b\";r=0;t=30", "", 30 * second, true},
		{"more of a RateLimit than is read", 0, from(limit), "503\nRateLimit: \"a\";r=0;t=5, " + strings.Repeat("\"b\";r=1;t=7, ", 2000) + "\"c\";r=0;t=30", "", 5 * second, true},
		{"more lines of a RateLimit than are read", 0, from(limit), "503" + strings.Repeat("\nRateLimit: \"a\";r=0;t=5", 2000) + "\nRateLimit: \"b\";r=0;t=30", "", 5 * second, true},
		{"a RateLimit with something left: Retry-After", 0, from(limit), "503\nRateLimit: \"default\";r=3;t=30\nRetry-After: 7", "", 7 * second, true},
	} {
		resp := answer(tt.head, tt.body)
		got := policy(one(status.Wait{From: tt.from, Take: tt.take})).Classify(resp)
		if firstWait(got) != tt.want || (got.RetryAfter > 0) != tt.specified {
			t.Errorf("%s: wait %v (specified %t), want %v (specified %t)", tt.reason, firstWait(got), (got.RetryAfter > 0), tt.want, tt.specified)
		}
		if left := rest(t, resp); left != tt.body {
			t.Errorf("%s: the body reads %q", tt.reason, left)
		}
	}
}

// Of a header of 10 MB no more is read than of its first 16 KiB.
func TestWaitOfAGreatHeader(t *testing.T) {
	cost := func(size int) float64 {
		p := policy(one(status.Wait{From: []status.WaitSource{{Header: "Ratelimit", Unit: status.UnitRateLimit}, {Header: "X-A", Unit: status.UnitSeconds}}}))
		const element = `"a";r=1;t=5,`
		list := strings.Repeat(element, size/len(element)) + `"b";r=0;t=30`
		resp := &http.Response{StatusCode: 503, Header: http.Header{"Ratelimit": {list}, "X-A": {list}, "Retry-After": {list}}}
		return testing.AllocsPerRun(1, func() { p.Classify(resp) })
	}
	if small, great := cost(17<<10), cost(10<<20); great > 1.1*small {
		t.Errorf("10 MB cost %v allocations, and 17 KiB %v", great, small)
	}
}

// Times in a response are by the server's clock, the Date header.
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
		{"ahead of its own word: it is over", reset + "\nDate: Sun, 01 Mar 2026 12:00:08 GMT", second / 2},
		{"a cache's response says nothing of the present", reset + "\nDate: Sun, 01 Mar 2026 11:00:00 GMT\nAge: 3600", 7 * second},
		{"garbage: the policy's clock", reset + "\nDate: today", 7 * second},
		{"empty: the policy's clock", reset + "\nDate:", 7 * second},
		{"seconds need no clock", "503\nRetry-After: 7\nDate: Fri, 31 Dec 1999 23:59:59 GMT", 7 * second},
	} {
		got := policy(one(status.Wait{})).Classify(answer(tt.head, ""))
		if firstWait(got) != tt.want || (got.RetryAfter > 0) != (tt.want > second/2) {
			t.Errorf("%s: wait %v (specified %t), want %v", tt.reason, firstWait(got), (got.RetryAfter > 0), tt.want)
		}
	}
	// Without a clock of its own a policy has that of the machine.
	got := statushttp.Classify(one(status.Wait{}), answer("503\nRetry-After: Fri, 31 Dec 9999 23:59:59 GMT", ""))
	if firstWait(got) < 24*hour || got.RetryAfter == 0 {
		t.Errorf("the last of all dates: wait %v (specified %t)", firstWait(got), (got.RetryAfter > 0))
	}
}

// Whose advice counts, where several have some.
func TestAdvice(t *testing.T) {
	tell := func(d time.Duration) status.Wait { return status.Wait{Min: d, Max: hour} }
	row := func(w status.Wait, when ...status.Case) *status.Rows {
		return &status.Rows{503: {Code: 503, Meaning: status.Meaning{Kind: status.KindUnavailable, Retry: always, Wait: w}, When: when}}
	}
	slow := func(w status.Wait) status.Case {
		return status.Case{Name: "slow", Criteria: []status.Criterion{header("X-Slow", status.OpPresent)}, Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: always, Wait: w}}
	}
	for _, tt := range []struct {
		reason string
		c      status.Catalog
		head   string
		want   time.Duration
	}{
		{"the row's", status.Catalog{Rows: row(tell(3)), Wait: tell(9)}, "503", 3},
		{"a documented row without one", status.Catalog{Rows: row(status.Wait{}), Wait: tell(9)}, "503", second / 2},
		{"the fallback's row has its own", status.Catalog{Fallback: []*status.Rows{row(tell(5))}, Wait: tell(9)}, "503", 5},
		{"or else the catalog's", status.Catalog{Fallback: []*status.Rows{row(status.Wait{})}, Wait: tell(9)}, "503", 9},
		{"the first fallback that has the code", status.Catalog{Fallback: []*status.Rows{{}, row(tell(5)), row(tell(6))}, Wait: tell(9)}, "503", 5},
		{"nobody's code has the catalog's", status.Catalog{Wait: tell(9)}, "503", 9},
		{"the case's over the row's", status.Catalog{Rows: row(tell(3), slow(tell(2))), Wait: tell(9)}, "503\nX-Slow: 1", 2},
		{"the case's is complete", status.Catalog{Rows: row(tell(3), slow(status.Wait{})), Wait: tell(9)}, "503\nX-Slow: 1", second / 2},
		{"the vendor's case over all", status.Catalog{Rows: row(tell(3), slow(tell(2))), When: []status.Case{slow(tell(1))}, Wait: tell(9)}, "503\nX-Slow: 1", 1},
		{"the vendor's case without one leaves the row's", status.Catalog{Rows: row(tell(3)), When: []status.Case{slow(status.Wait{})}, Wait: tell(9)}, "503\nX-Slow: 1", 3},
		{"and where there is none, the catalog's counts", status.Catalog{Rows: row(status.Wait{}), When: []status.Case{slow(status.Wait{})}, Wait: tell(9)}, "503\nX-Slow: 1", 9},
	} {
		v := policy(&tt.c).Classify(answer(tt.head, ""))
		if firstWait(v) != tt.want {
			t.Errorf("%s: %v, want %v", tt.reason, firstWait(v), tt.want)
		}
		if w := v.Info().Wait; w.Min != 0 && w.Min != tt.want {
			t.Errorf("%s: Info has %v, want %v", tt.reason, w.Min, tt.want)
		}
	}
}

// RetryAfter is set for every code; Backoff only for a retryable one.
func TestWaitOfWhatIsNotRetried(t *testing.T) {
	for _, retry := range append(status.Retries(), status.RetryUnknown) {
		c := one(status.Wait{Min: second})
		c.Rows[503].Retry = retry
		got := policy(c).Classify(answer("503\nRetry-After: 7", ""))
		if want := retry.IsRetryable(); got.RetryAfter != 7*second || got.Backoff.Min > 0 != want || got.Backoff.Max > 0 != want {
			t.Errorf("retry %v: %s, %v", retry, got.Reason(), got.Backoff)
		}
	}
	for _, tt := range []struct {
		head, body string
		want       time.Duration
	}{
		{"202\nRetry-After: 30", "", 30 * second},
		{"202", `{"in":9}`, 0}, // the body of a success is not read
		{"409", `{"in":9}`, 9 * second},
		{"101\nRetry-After: 30", "", 30 * second},
	} {
		resp := answer(tt.head, tt.body)
		body := resp.Body
		c := &status.Catalog{Wait: status.Wait{From: []status.WaitSource{{Body: "/in", Unit: status.UnitSeconds}}}}
		if got := policy(c).Classify(resp); got.RetryAfter != tt.want || got.Backoff != (statushttp.Backoff{}) || got.Code < 300 && resp.Body != body {
			t.Errorf("%s: %v, %v, want %v", tt.head, got.RetryAfter, got.Backoff, tt.want)
		}
	}
}

// Whatever a server writes for a wait, and whatever a catalog advises, a verdict has
// a backoff within the advice, and a decision has the wait of its verdict.
func FuzzWait(f *testing.F) {
	for _, text := range []string{"", "7", "0", "99999999999999999999", "1772366407", "120, 120", "-5s", "soon", "Sun, 01 Mar 2026 12:00:07 GMT", `"default";r=0;t=30`, "try again in 6 minutes."} {
		f.Add(text, "", int64(0), int64(0), int64(0))
		f.Add(text, "Sun, 01 Mar 2026 11:59:00 GMT", int64(second), int64(minute), int64(hour))
		f.Add(text, "today", int64(hour), int64(0), int64(1))
	}
	f.Fuzz(func(t *testing.T, text, date string, least, most, longest int64) {
		for _, unit := range append(status.Units(), 0, 99) {
			// No catalog has a negative duration, or a minimum over the maximum.
			w := status.Wait{Min: time.Duration(least & math.MaxInt64), Max: time.Duration(most & math.MaxInt64)}
			if w.Max > 0 && w.Min > w.Max {
				w.Min = w.Max
			}
			w.From = []status.WaitSource{{Header: "X-Wait", Unit: unit}, {Header: "X-Wait", After: "in ", Unit: unit}}
			w.Take = status.Take(longest & 1)
			p := policy(one(w))
			p.MaxWait = time.Duration(longest)
			v := p.Classify(&http.Response{StatusCode: 503, Header: http.Header{"X-Wait": {text}, "Date": {date}}})
			end := w.Max
			if end == 0 {
				end = max(30*second, 8*min(w.Min, math.MaxInt64/8))
			}
			if v.RetryAfter < 0 || v.Backoff.Max != end || v.Backoff.Min <= 0 || v.Backoff.Min != min(second/2, end) && v.Backoff.Min != w.Min {
				t.Errorf("%q in %v: %v, %v; the advice is %v", text, unit, v.RetryAfter, v.Backoff, w)
			}
			d := p.Decide(t.Context(), 3, &http.Response{StatusCode: 503, Header: http.Header{"X-Wait": {text}, "Date": {date}}}, nil)
			accepted := v.RetryAfter == 0 || longest > 0 && v.RetryAfter <= p.MaxWait || longest == 0 && v.RetryAfter <= minute
			if d.Retry != accepted || d.Retry && d.Wait < firstWait(v) || v.RetryAfter > 0 && d.Retry && d.Wait != v.RetryAfter {
				t.Errorf("%q in %v: %+v", text, unit, d)
			}
		}
	})
}

// The backoff: it doubles from its first step, stops at its end, and jitter only
// lengthens it.
func TestBackOffSteps(t *testing.T) {
	for _, tt := range []struct {
		reason string
		wait   status.Wait
		head   string
		random float64
		want   []time.Duration // by attempt, from 1
	}{
		{"no advice", status.Wait{}, "503", 0, []time.Duration{second / 2, second, 2 * second, 4 * second, 8 * second, 16 * second, 30 * second, 30 * second}},
		{"jitter is up to half of the step, and not past the end", status.Wait{}, "503", 0.5,
			[]time.Duration{625 * time.Millisecond, 1250 * time.Millisecond, 2500 * time.Millisecond, 5 * second, 10 * second, 20 * second, 30 * second}},
		{"Min and Max", status.Wait{Min: 3 * second, Max: 10 * second}, "503", 0, []time.Duration{3 * second, 6 * second, 10 * second, 10 * second}},
		{"a long Min grows too", status.Wait{Min: minute}, "503", 0, []time.Duration{minute, 2 * minute, 4 * minute, 8 * minute, 8 * minute}},
		{"and has jitter", status.Wait{Min: minute}, "503", 0.5, []time.Duration{75 * second, 150 * second}},
		{"one step only", status.Wait{Min: minute, Max: minute}, "503", 0.9, []time.Duration{minute, minute}},
		{"specified: no steps, and no jitter", status.Wait{Min: minute}, "503\nRetry-After: 7", 0.9, []time.Duration{7 * second, 7 * second, 7 * second}},
		{"it is over: steps, but not from Min", status.Wait{Min: 20 * second}, "503\nRetry-After: 0", 0, []time.Duration{second / 2, second, 2 * second}},
		{"an end beyond measure", status.Wait{Min: 1 << 61, Max: math.MaxInt64}, "503", 0.999, []time.Duration{1<<61 + 0, 1 << 62, math.MaxInt64, math.MaxInt64}},
	} {
		p := policy(one(tt.wait))
		p.Rand = func() float64 { return tt.random }
		for i, want := range tt.want {
			d := p.Decide(context.Background(), i+1, answer(tt.head, ""), nil)
			if want >= 1<<61 { // jitter depends on the float
				if d.Wait < want {
					t.Errorf("%s: attempt %d waits %v, less than %v", tt.reason, i+1, d.Wait, want)
				}
			} else if d.Wait != want || !d.Retry {
				t.Errorf("%s: attempt %d waits %v (%t), want %v", tt.reason, i+1, d.Wait, d.Retry, want)
			}
		}
	}
}

// An attempt that is no number of tries counts as the first, and one beyond all
// measure as one beyond the last step.
func TestBackOffAttempts(t *testing.T) {
	p := policy(one(status.Wait{}))
	for attempt, want := range map[int]time.Duration{-1: second / 2, 0: second / 2, 1: second / 2, 64: 30 * second, math.MaxInt: 30 * second} {
		if got := p.Decide(context.Background(), attempt, answer("503", ""), nil).Wait; got != want {
			t.Errorf("attempt %d: %v, want %v", attempt, got, want)
		}
	}
}

// Random numbers that are none shorten nothing.
func TestBackOffRandom(t *testing.T) {
	for _, random := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, 2} {
		p := policy(one(status.Wait{}))
		p.Rand = func() float64 { return random }
		if d := p.Decide(context.Background(), 2, answer("503", ""), nil); !d.Retry || d.Wait < second || d.Wait > 3*second/2 {
			t.Errorf("%v: the second step is %v (%t)", random, d.Wait, d.Retry)
		}
	}
}

// Random numbers of its own spread the tries.
func TestBackOffJitter(t *testing.T) {
	p := &statushttp.Policy{Catalog: one(status.Wait{})}
	seen := map[time.Duration]bool{}
	for range 100 {
		got := p.Decide(context.Background(), 2, answer("503", ""), nil).Wait
		if got < second || got >= 3*second/2 {
			t.Fatalf("the second step is %v", got)
		}
		seen[got] = true
	}
	if len(seen) < 50 {
		t.Errorf("%d of 100 are different", len(seen))
	}
}
