package statushttp_test

import (
	"context"
	"io"
	"net/url"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

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
