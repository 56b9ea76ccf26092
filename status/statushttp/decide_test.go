package statushttp_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"math"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

var errReading = errors.New("unexpected end of JSON")

func TestDecide(t *testing.T) {
	const half = second / 2
	ctx := context.Background()
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	within := func(d time.Duration) context.Context {
		ctx, cancel := context.WithTimeout(ctx, d)
		t.Cleanup(cancel)
		return ctx
	}
	for _, tt := range []struct {
		reason string
		ctx    context.Context
		resp   *http.Response
		err    error
		wait   time.Duration
		why    statushttp.Reason
	}{
		{"a success", ctx, answer("200", ""), nil, 0, statushttp.ReasonSuccess},
		{"no retry helps", ctx, answer("404", ""), nil, 0, statushttp.ReasonNever},
		{"a retry helps after a change", ctx, answer("409", ""), nil, 0, statushttp.ReasonAfterChange},
		{"refused before it took effect", ctx, answer("429", ""), nil, second, statushttp.ReasonBackoff},
		{"refused before it took effect, whatever the method", ctx, from(request("POST"), answer("429", "")), nil, second, statushttp.ReasonBackoff},
		{"refused, and the answer tells the wait", ctx, answer("429\nRetry-After: 7", ""), nil, 7 * second, statushttp.ReasonSpecified},
		{"may have taken effect, and bears repeating", ctx, answer("500", ""), nil, half, statushttp.ReasonBackoff},
		{"may have taken effect, and does not", ctx, from(request("POST"), answer("500", "")), nil, 0, statushttp.ReasonNotIdempotent},
		{"may have taken effect, and bears it by the caller's word", ctx, from(worded(request("POST"), true), answer("500", "")), nil, half, statushttp.ReasonBackoff},
		{"may have taken effect, and must not be repeated by the caller's word", ctx, from(worded(request("PUT"), false), answer("500", "")), nil, 0, statushttp.ReasonNotIdempotent},
		{"the caller's word changes nothing about what was refused", ctx, from(worded(request("PUT"), false), answer("429", "")), nil, second, statushttp.ReasonBackoff},
		{"may have taken effect, and has the vendor's key", ctx, from(keyed(request("POST")), answer("500", "")), nil, half, statushttp.ReasonBackoff},
		{"may have taken effect, and nobody knows what it was", ctx, from(nil, answer("500", "")), nil, 0, statushttp.ReasonNotIdempotent},
		{"refused, and nobody knows what it was", ctx, from(nil, answer("429", "")), nil, second, statushttp.ReasonBackoff},

		{"the caller has gone", cancelled, answer("429", ""), nil, 0, statushttp.ReasonCanceled},
		{"the wait fits", within(hour), answer("429\nRetry-After: 7", ""), nil, 7 * second, statushttp.ReasonSpecified},
		{"the wait passes the deadline", within(6 * second), answer("429\nRetry-After: 7", ""), nil, 0, statushttp.ReasonDeadline},
		{"the first step passes the deadline", within(second / 2), answer("429", ""), nil, 0, statushttp.ReasonDeadline},
		{"a short specified wait fits, though the first step would not", within(second / 2), answer("429\nRetry-After-Ms: 125", ""), nil, second / 8, statushttp.ReasonSpecified},
		{"as long as MaxWait", ctx, answer("429\nRetry-After: 60", ""), nil, minute, statushttp.ReasonSpecified},
		{"longer than that", ctx, answer("429\nRetry-After: 60.001", ""), nil, 0, statushttp.ReasonWaitTooLong},
		{"in a year", ctx, answer("429\nRetry-After: 31536000", ""), nil, 0, statushttp.ReasonWaitTooLong},
		{"the wait is over", ctx, answer("429\nRetry-After: 0", ""), nil, half, statushttp.ReasonBackoff},

		{"no answer, from no client", ctx, nil, errors.New("connection reset"), 0, statushttp.ReasonNotIdempotent},
		{"no answer, and no error either", ctx, nil, nil, 0, statushttp.ReasonNever},
		{"a success that could not be read", ctx, answer("200", ""), errReading, half, statushttp.ReasonBackoff},
		{"a success that could not be read, and must not be repeated", ctx, from(request("POST"), answer("200", "")), errReading, 0, statushttp.ReasonNotIdempotent},
		{"a success that could not be read, and the caller has gone", cancelled, answer("200", ""), errReading, 0, statushttp.ReasonCanceled},
		{"a success that the caller did not want to read", ctx, answer("200", ""), context.Canceled, 0, statushttp.ReasonCanceled},
		{"a failure that could not be read", ctx, from(request("POST"), answer("500", "")), errReading, 0, statushttp.ReasonNotIdempotent},
		{"a refusal that could not be read", ctx, from(request("POST"), answer("429", "")), errReading, second, statushttp.ReasonBackoff},
	} {
		want := statushttp.Decision{Retry: tt.wait > 0, Wait: tt.wait, Reason: tt.why}
		if tt.resp != nil {
			want.Verdict = policy(&acme).Classify(tt.resp)
		}
		if got := policy(&acme).Decide(tt.ctx, 1, tt.resp, tt.err); got != want {
			t.Errorf("%s: %v %v %v; want %v %v", tt.reason, got.Retry, got.Wait, got.Reason, tt.wait, tt.why)
		}
	}
}

// MaxWait bounds specified waits only.
func TestPatience(t *testing.T) {
	for _, tt := range []struct {
		reason  string
		maxWait time.Duration
		wait    status.Wait
		head    string
		again   bool
	}{
		{"a minute by default", 0, status.Wait{}, "503\nRetry-After: 61", false},
		{"two minutes", 2 * minute, status.Wait{}, "503\nRetry-After: 61", true},
		{"a second", second, status.Wait{}, "503\nRetry-After: 2", false},
		{"less than none", -second, status.Wait{}, "503\nRetry-After: 1", false},
		{"less than none, and nothing is specified", -second, status.Wait{}, "503", true},
		{"the catalog's Max is none", 0, status.Wait{Max: hour}, "503\nRetry-After: 61", false},
		{"and does not cut it", hour, status.Wait{Max: second}, "503\nRetry-After: 61", true},
		{"a step of the backoff is not specified", second, status.Wait{Min: minute}, "503", true},
		{"an eternity, and so is MaxWait", math.MaxInt64, status.Wait{}, "503\nRetry-After: 99999999999999999999", true},
	} {
		p := policy(one(tt.wait))
		p.MaxWait = tt.maxWait
		d := p.Decide(context.Background(), 1, answer(tt.head, ""), nil)
		again := d.Retry
		if again != tt.again || again && d.Wait != firstWait(d.Verdict) || !again && d.Reason != statushttp.ReasonWaitTooLong {
			t.Errorf("%s: %+v; want %t", tt.reason, d, tt.again)
		}
		retry, _ := p.CheckRetry(context.Background(), answer(tt.head, ""), nil)
		if handle := p.HandleIf(answer(tt.head, ""), nil); retry != again || handle != again {
			t.Errorf("%s: CheckRetry says %t, HandleIf %t, Decide %t", tt.reason, retry, handle, again)
		}
	}
}

// An Error with a wait beyond MaxWait says how long the wait is, and when it ends.
func TestErrorBeyondPatience(t *testing.T) {
	for _, tt := range []struct {
		head, want string
		until      time.Time
	}{
		{"429\nRetry-After: 86400", "GET https://api.acme.example/orders: 429 Too Many Requests: rate-limited; " +
			"not before 2026-03-02T12:00:00Z, and 24h0m0s is longer than MaxWait, 1m0s", noon.Add(24 * hour)},
		{"429\nRetry-After: 60", "GET https://api.acme.example/orders: 429 Too Many Requests: rate-limited", noon.Add(minute)},
		{"429", "GET https://api.acme.example/orders: 429 Too Many Requests: rate-limited", time.Time{}},
		// The server's clock is an hour behind: until when is by the clock here.
		{"403\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 1772366405\nDate: Sun, 01 Mar 2026 11:00:00 GMT",
			"GET https://api.acme.example/orders: 403 Forbidden: rate-limited; " +
				"not before 2026-03-01T13:00:05Z, and 1h0m5s is longer than MaxWait, 1m0s", noon.Add(hour + 5*second)},
	} {
		e := check(t, policy(&acme), tt.head, "")
		if e.Error() != tt.want || !e.Until.Equal(tt.until) {
			t.Errorf("%q until %v, want %q until %v", e, e.Until, tt.want, tt.until)
		}
	}
	none := policy(&acme)
	none.MaxWait = -second
	if got := check(t, none, "429\nRetry-After: 1", "").Error(); !strings.HasSuffix(got, "and 1s is longer than MaxWait, 0s") {
		t.Errorf("without MaxWait: %s", got)
	}
	got, err := json.Marshal(check(t, policy(&acme), "429\nRetry-After: 86400", ""))
	if err != nil || !strings.Contains(string(got), `"retry_after_ms":86400000,`) || !strings.Contains(string(got), `"until":"2026-03-02T12:00:00Z"`) {
		t.Errorf("JSON is %s (%v)", got, err)
	}
}

// Each reason has a word of its own, which is read back, and a sentence.
func TestReasonWords(t *testing.T) {
	seen := map[string]bool{"": true}
	for _, r := range statushttp.Reasons() {
		var back statushttp.Reason
		text, err := r.MarshalText()
		if err != nil || string(text) != r.String() || back.UnmarshalText(text) != nil || back != r {
			t.Errorf("%d: %q, %v; read back as %v", r, text, err, back)
		}
		if seen[r.String()] || r.Doc() == "" {
			t.Errorf("%v: %q", r, r.Doc())
		}
		seen[r.String()] = true
	}
	var r statushttp.Reason
	if text, err := r.MarshalText(); err != nil || len(text) > 0 || r.String() != "" {
		t.Errorf("no reason is %q, %v", text, err)
	}
	if _, err := statushttp.Reason(99).MarshalText(); err == nil || r.UnmarshalText([]byte("why")) == nil || statushttp.Reason(99).Doc() != "" {
		t.Error("a reason that is none has a word")
	}
}

// Of several reasons the first counts, in the order of the constants.
func TestReasonOrder(t *testing.T) {
	late, cancel := context.WithDeadline(t.Context(), time.Now())
	defer cancel()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	refused := &statushttp.HeldError{}
	advised, rows := acme, acmeRows
	row := *rows[503]
	row.Wait.Attempts = 3
	rows[503] = &row
	advised.Rows = &rows
	for _, tt := range []struct {
		reason string
		ctx    context.Context
		head   string
		err    error
		want   statushttp.Reason
	}{
		{"canceled and held", gone, "200", refused, statushttp.ReasonCanceled},
		{"held beside a success", late, "200", refused, statushttp.ReasonHeld},
		{"a success, and the deadline has passed", late, "200", nil, statushttp.ReasonSuccess},
		{"never, and the deadline has passed", late, "404\nRetry-After: 86400", nil, statushttp.ReasonNever},
		{"after a change, in a day", late, "409\nRetry-After: 86400", nil, statushttp.ReasonAfterChange},
		{"not idempotent, in a day", statushttp.WithIdempotent(late, false), "500\nRetry-After: 86400", nil, statushttp.ReasonNotIdempotent},
		{"the last attempt, in a day", late, "503\nRetry-After: 86400", nil, statushttp.ReasonAttempts},
		{"too long, and the deadline has passed", late, "429\nRetry-After: 86400", nil, statushttp.ReasonWaitTooLong},
		{"the deadline has passed", late, "429\nRetry-After: 7", nil, statushttp.ReasonDeadline},
	} {
		if got := policy(&advised).Decide(tt.ctx, 3, answer(tt.head, ""), tt.err); got.Reason != tt.want || got.Retry || got.Wait != 0 {
			t.Errorf("%s: %+v, want %v", tt.reason, got, tt.want)
		}
	}
}

// The vendor's advice ends the tries: that of the code, or without a response that
// of the vendor.
func TestAttempts(t *testing.T) {
	c := one(status.Wait{Attempts: 3})
	c.Wait.Attempts = 2
	lost := &url.Error{Op: "Get", URL: "https://a.example", Err: io.EOF}
	for attempt, want := range map[int][2]bool{0: {true, true}, 1: {true, true}, 2: {true, false}, 3: {false, false}, 4: {false, false}} {
		got := [2]bool{policy(c).Decide(t.Context(), attempt, answer("503", ""), nil).Retry, policy(c).Decide(t.Context(), attempt, nil, lost).Retry}
		if got != want {
			t.Errorf("attempt %d: %v, want %v", attempt, got, want)
		}
	}
}

// The caller's word about one request: in its context, or else in Decide's.
func TestWithRetryable(t *testing.T) {
	word := func(ctx context.Context) context.Context { return statushttp.WithRetryable(ctx, 404, 409, 200) }
	for _, tt := range []struct {
		reason, method, head string
		inRequest, inDecide  bool
		want                 statushttp.Reason
	}{
		{"no word", "GET", "404", false, false, statushttp.ReasonNever},
		{"the request's", "GET", "404", true, false, statushttp.ReasonBackoff},
		{"Decide's", "GET", "404", false, true, statushttp.ReasonBackoff},
		{"after a change", "GET", "409", true, false, statushttp.ReasonBackoff},
		{"specified", "GET", "404\nRetry-After: 7", true, false, statushttp.ReasonSpecified},
		{"too long", "GET", "404\nRetry-After: 61", true, false, statushttp.ReasonWaitTooLong},
		{"it is as if-idempotent", "POST", "404", true, false, statushttp.ReasonNotIdempotent},
		{"what is always retried stays so", "POST", "429", true, false, statushttp.ReasonBackoff},
		{"another code", "GET", "403", true, false, statushttp.ReasonAfterChange},
		{"a success", "GET", "200", true, false, statushttp.ReasonSuccess},
	} {
		resp := from(request(tt.method), answer(tt.head, ""))
		ctx := t.Context()
		if tt.inRequest {
			resp.Request = resp.Request.WithContext(word(ctx))
		}
		if tt.inDecide {
			ctx = word(ctx)
		}
		d := policy(&acme).Decide(ctx, 1, resp, nil)
		if d.Reason != tt.want || d.Retry != (d.Wait > 0) {
			t.Errorf("%s: %+v, want %v", tt.reason, d, tt.want)
		}
	}
}

// Both words about a request that got no response.
func TestWordsWithoutAResponse(t *testing.T) {
	p := policy(&acme)
	gate := p.Transport(failing{})
	for _, tt := range []struct {
		method            string
		inRequest, inCall any // bool or nil
		want              bool
	}{
		{"GET", nil, nil, true},
		{"GET", nil, false, false},
		{"GET", true, false, true},
		{"GET", false, true, false},
		{"POST", nil, true, true},
		{"POST", false, true, false},
	} {
		req, ctx := request(tt.method), t.Context()
		if word, ok := tt.inRequest.(bool); ok {
			req = worded(req, word)
		}
		if word, ok := tt.inCall.(bool); ok {
			ctx = statushttp.WithIdempotent(ctx, word)
		}
		_, err := gate.RoundTrip(req)
		if d := p.Decide(ctx, 1, nil, err); d.Retry != tt.want {
			t.Errorf("%s, %v in the request, %v in Decide: %+v", tt.method, tt.inRequest, tt.inCall, d)
		}
	}
}
