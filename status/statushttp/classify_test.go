package statushttp_test

import (
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/diff"
	"github.com/statuscat/statuscat/status/statushttp"
)

// The layers of a verdict: the code's row, its cases, the vendor's own.
func TestClassify(t *testing.T) {
	for _, tt := range []struct {
		reason string
		method string // GET if empty
		head   string
		body   string
		want   statushttp.Verdict // without its Catalog, Code and Fault
	}{
		{"a success", "", "200", "", statushttp.Verdict{Kind: status.KindOK, Retry: never}},
		{"a row without cases", "", "409", "", statushttp.Verdict{Kind: status.KindConflict, Retry: change}},
		{"a case by header", "", "403\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 1772366405", "",
			statushttp.Verdict{Kind: status.KindRateLimited, Retry: always, Case: "primary", RetryAfter: 5 * time.Second, Backoff: statushttp.Backoff{Min: 500 * time.Millisecond, Max: time.Hour}}},
		{"a case by body, which tells the wait too", "", "403", `{"error":{"reason":"slowDown","retryDelay":"90s"}}`,
			statushttp.Verdict{Kind: status.KindRateLimited, Retry: always, Case: "secondary", RetryAfter: 90 * time.Second, Backoff: statushttp.Backoff{Min: time.Minute, Max: 8 * time.Minute}}},
		{"a case by method", "PUT", "403", "", statushttp.Verdict{Kind: status.KindPermissionDenied, Retry: never, Case: "write"}},
		{"the first case that matches", "PUT", "403", `{"error":{"reason":"slowDown"}}`,
			statushttp.Verdict{Kind: status.KindRateLimited, Retry: always, Case: "secondary", Backoff: statushttp.Backoff{Min: time.Minute, Max: 8 * time.Minute}}},
		{"no case matches", "", "403\nX-RateLimit-Remaining: 1", `{"error":{"reason":"forbidden"}}`,
			statushttp.Verdict{Kind: status.KindPermissionDenied, Retry: change}},
		{"a success that is none", "", "200\nContent-Type: application/json", `{"ok":false}`,
			statushttp.Verdict{Kind: status.KindInvalidRequest, Retry: never, Case: "not-ok"}},
		{"an undocumented code of the fallback", "", "418", "", statushttp.Verdict{Kind: status.KindNotImplemented, Retry: never}},
		{"an undocumented code of nobody, with the vendor's wait", "", "599\nRetry-After-Ms: 1500", "",
			statushttp.Verdict{Kind: status.KindInternal, Retry: idempotent, RetryAfter: 1500 * time.Millisecond, Backoff: statushttp.Backoff{Min: 500 * time.Millisecond, Max: 10 * time.Minute}}},
		{"no status code at all", "", "0", "", statushttp.Verdict{Kind: status.KindUnknown, Retry: never}},
		{"a number beyond the codes", "", "1000", "", statushttp.Verdict{Kind: status.KindUnknown, Retry: never}},
		{"a negative number", "", "-1", "", statushttp.Verdict{Kind: status.KindUnknown, Retry: never}},
		{"the vendor's word over the code's, against", "", "503\nX-Should-Retry: false\nRetry-After: 7", "",
			statushttp.Verdict{Kind: status.KindUnavailable, Retry: never, VendorCase: "told-not-to", RetryAfter: 7 * time.Second}},
		{"the vendor's word over the code's, in favour; the code has no wait, so the vendor's", "", "409\nX-Should-Retry: true\nRetry-After-Ms: 250", "",
			statushttp.Verdict{Kind: status.KindConflict, Retry: always, VendorCase: "told-to", RetryAfter: 250 * time.Millisecond, Backoff: statushttp.Backoff{Min: 500 * time.Millisecond, Max: 10 * time.Minute}}},
		{"the vendor's word keeps the code's own wait", "", "503\nX-Should-Retry: true", "",
			statushttp.Verdict{Kind: status.KindUnavailable, Retry: always, VendorCase: "told-to", Backoff: statushttp.Backoff{Min: 5 * time.Second, Max: 10 * time.Minute}}},
		{"the vendor's word is for other codes", "", "429\nX-Should-Retry: true", "",
			statushttp.Verdict{Kind: status.KindRateLimited, Retry: always, Backoff: statushttp.Backoff{Min: time.Second, Max: time.Minute}}},
		{"the vendor's word over a case", "", "403\nX-RateLimit-Remaining: 0\nX-Should-Retry: false", "",
			statushttp.Verdict{Kind: status.KindRateLimited, Retry: never, Case: "primary", VendorCase: "told-not-to"}},
		{"the vendor's word with a kind and a wait of its own", "", "429\nX-Maintenance: 1\nRetry-After: 7", "",
			statushttp.Verdict{Kind: status.KindUnavailable, Retry: always, VendorCase: "maintenance", RetryAfter: 7 * time.Second, Backoff: statushttp.Backoff{Min: 30 * time.Second, Max: 4 * time.Minute}}},
		{"the first of the vendor's words", "", "503\nX-Maintenance: 1\nX-Should-Retry: false", "",
			statushttp.Verdict{Kind: status.KindUnavailable, Retry: never, VendorCase: "told-not-to"}},
	} {
		resp := answer(tt.head, tt.body)
		if tt.method != "" {
			resp.Request = request(tt.method)
		}
		tt.want.Catalog, tt.want.Code, tt.want.Fault = &acme, resp.StatusCode, tt.want.Kind.Fault()
		got := policy(&acme).Classify(resp)
		if diff := diff.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
		if again := policy(&acme).Classify(resp); again != got {
			t.Errorf("%s: asked again, %s; before, %s", tt.reason, again.Reason(), got.Reason())
		}
		if body := rest(t, resp); body != tt.body {
			t.Errorf("%s: the body reads %q, want %q", tt.reason, body, tt.body)
		}
	}
}

// The function has the default settings.
func TestClassifyDefaults(t *testing.T) {
	got := statushttp.Classify(&acme, answer("429\nRetry-After: 7", ""))
	if want := policy(&acme).Classify(answer("429\nRetry-After: 7", "")); got != want {
		t.Errorf("Classify says %s, the policy %s", got.Reason(), want.Reason())
	}
	// Whatever stands beyond the bound is not seen.
	pad := make([]byte, statushttp.DefaultBodyLimit)
	for i := range pad {
		pad[i] = ' '
	}
	got = statushttp.Classify(&acme, answer("403", string(pad)+`{"error":{"reason":"slowDown"}}`))
	if got.Case != "" {
		t.Errorf("Classify found %q beyond DefaultBodyLimit", got.Case)
	}
}

// Reading is put off until nothing cheaper decides.
func TestClassifyReadsOnlyWhereNeeded(t *testing.T) {
	for _, tt := range []struct {
		reason string
		head   string
		reads  bool
	}{
		{"no case of the code", "500", false},
		{"an undocumented code", "404", false},
		{"an earlier case matches", "403\nX-RateLimit-Remaining: 0", false},
		{"the media type does not match", "200\nContent-Type: text/html", false},
		{"the body is asked for", "403", true},
		{"the body is asked for after the media type", "200\nContent-Type: application/json; charset=utf-8", true},
	} {
		body := &countingBody{}
		resp := answer(tt.head, "")
		resp.Body = body
		policy(&acme).Classify(resp)
		if body.read > 0 != tt.reads {
			t.Errorf("%s: %d bytes of the body were read", tt.reason, body.read)
		}
		if !tt.reads && resp.Body != body {
			t.Errorf("%s: the body was replaced", tt.reason)
		}
	}
}

// countingBody never ends.
type countingBody struct {
	read   int
	closed int
}

func (b *countingBody) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '['
	}
	b.read += len(p)
	return len(p), nil
}

func (b *countingBody) Close() error { b.closed++; return nil }

// A body costs no more than its bound, however long it is.
func TestBodyBound(t *testing.T) {
	for _, tt := range []struct {
		reason string
		limit  int
		size   int64
		want   int
	}{
		{"the default", 0, -1, statushttp.DefaultBodyLimit},
		{"the default, and the answer says 1 GiB", 0, 1 << 30, statushttp.DefaultBodyLimit},
		{"the answer says too little", 0, 10, statushttp.DefaultBodyLimit},
		{"a small bound", 100, -1, 100},
		{"one byte", 1, 1 << 30, 1},
		{"none", -1, -1, 0},
		{"a great bound", 1 << 20, 1 << 62, 1 << 20},
	} {
		body := &countingBody{}
		resp := answer("403", "")
		resp.Body, resp.ContentLength = body, tt.size
		p := statushttp.Policy{Catalog: &acme, BodyLimit: tt.limit}
		for range 3 { // and no more when asked again
			p.Classify(resp)
			p.Check(resp)
		}
		if body.read != tt.want {
			t.Errorf("%s: %d bytes were read, want %d", tt.reason, body.read, tt.want)
		}
	}
}

// A policy without a catalog, or with an empty one, goes by the class.
func TestNoCatalog(t *testing.T) {
	for _, c := range []*status.Catalog{nil, {}, {Rows: &status.Rows{}}} {
		p := &statushttp.Policy{Catalog: c, Rand: noJitter}
		v := p.Classify(answer("503\nRetry-After: 7", `{"message":"m"}`))
		if v.Kind != status.KindInternal || v.Retry != idempotent || firstWait(v) != 7*time.Second || v.Catalog != c {
			t.Errorf("%s", v.Reason())
		}
		if info := v.Info(); info.Code != 503 || info.Kind != v.Kind {
			t.Errorf("the row is %+v", info)
		}
		if trials := p.Trace(answer("503", "")); len(trials) > 0 {
			t.Errorf("trials: %v", trials)
		}
		if err := p.Check(answer("503", "m")); err == nil || err.Error() != "GET https://api.acme.example/orders: 503: internal" {
			t.Errorf("the error is %v", err)
		}
		if d := p.Decide(t.Context(), 2, answer("503", ""), nil); d.Wait != time.Second || !d.Retry {
			t.Errorf("Decide says %+v", d)
		}
		if p.IsIdempotent(keyed(request("POST"))) {
			t.Error("nobody has named a key")
		}
	}
}
