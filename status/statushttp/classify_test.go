package statushttp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode"

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
			statushttp.Verdict{Kind: status.KindUnavailable, Retry: never, VendorCase: "no-retry", RetryAfter: 7 * time.Second}},
		{"the vendor's word over the code's, in favour; the code has no wait, so the vendor's", "", "409\nX-Should-Retry: true\nRetry-After-Ms: 250", "",
			statushttp.Verdict{Kind: status.KindConflict, Retry: always, VendorCase: "do-retry", RetryAfter: 250 * time.Millisecond, Backoff: statushttp.Backoff{Min: 500 * time.Millisecond, Max: 10 * time.Minute}}},
		{"the vendor's word keeps the code's own wait", "", "503\nX-Should-Retry: true", "",
			statushttp.Verdict{Kind: status.KindUnavailable, Retry: always, VendorCase: "do-retry", Backoff: statushttp.Backoff{Min: 5 * time.Second, Max: 10 * time.Minute}}},
		{"the vendor's word is for other codes", "", "429\nX-Should-Retry: true", "",
			statushttp.Verdict{Kind: status.KindRateLimited, Retry: always, Backoff: statushttp.Backoff{Min: time.Second, Max: time.Minute}}},
		{"the vendor's word over a case", "", "403\nX-RateLimit-Remaining: 0\nX-Should-Retry: false", "",
			statushttp.Verdict{Kind: status.KindRateLimited, Retry: never, Case: "primary", VendorCase: "no-retry"}},
		{"the vendor's word with a kind and a wait of its own", "", "429\nX-Maintenance: 1\nRetry-After: 7", "",
			statushttp.Verdict{Kind: status.KindUnavailable, Retry: always, VendorCase: "maintenance", RetryAfter: 7 * time.Second, Backoff: statushttp.Backoff{Min: 30 * time.Second, Max: 4 * time.Minute}}},
		{"the first of the vendor's words", "", "503\nX-Maintenance: 1\nX-Should-Retry: false", "",
			statushttp.Verdict{Kind: status.KindUnavailable, Retry: never, VendorCase: "no-retry"}},
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
	// Fields beyond the limit are absent.
	pad := make([]byte, statushttp.DefaultBodyLimit)
	for i := range pad {
		pad[i] = ' '
	}
	got = statushttp.Classify(&acme, answer("403", string(pad)+`{"error":{"reason":"slowDown"}}`))
	if got.Case != "" {
		t.Errorf("Classify found %q beyond DefaultBodyLimit", got.Case)
	}
}

// The body is read only if no cheaper criterion decides.
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

func TestVerdictReason(t *testing.T) {
	for _, tt := range []struct {
		reason string
		head   string
		want   string
	}{
		{"a success", "200", "acme 200 OK: ok, retry never"},
		{"no wait specified", "500", "acme 500 Internal Server Error: internal, retry if-idempotent after at least 500ms"},
		{"a least wait", "429", "acme 429 Too Many Requests: rate-limited, retry always after at least 1s"},
		{"a wait specified", "429\nRetry-After: 7", "acme 429 Too Many Requests: rate-limited, retry always after 7s"},
		{"specified that it is over", "429\nRetry-After: 0", "acme 429 Too Many Requests: rate-limited, retry always after at least 500ms"},
		{"a case", "403\nX-RateLimit-Remaining: 0", "acme 403 Forbidden: rate-limited (primary), retry always after at least 500ms"},
		{"a case and the vendor's", "403\nX-RateLimit-Remaining: 0\nX-Should-Retry: false", "acme 403 Forbidden: rate-limited (primary) (no-retry), retry never"},
		{"the fallback's code", "418", "acme 418 I'm a Teapot: not-implemented, retry never; the vendor does not document this code"},
		{"nobody's code", "599", "acme 599: internal, retry if-idempotent after at least 500ms; the vendor does not document this code"},
	} {
		if diff := diff.Diff(tt.want, policy(&acme).Classify(answer(tt.head, "")).Reason()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
	}
	got := statushttp.Classify(nil, answer("503", "")).Reason()
	if want := "503: internal, retry if-idempotent after at least 500ms; the vendor does not document this code"; got != want {
		t.Errorf("without a catalog %q, want %q", got, want)
	}
}

// Info is the row as the cases change it.
func TestVerdictInfo(t *testing.T) {
	row := func(code int, change func(*status.Info)) status.Info {
		info, _ := acme.Lookup(code)
		change(&info)
		return info
	}
	for _, tt := range []struct {
		reason string
		head   string
		want   status.Info
	}{
		{"no case", "429", row(429, func(*status.Info) {})},
		{"a case is complete: remedy and note of another meaning do not show through", "403\nX-RateLimit-Remaining: 0", row(403, func(i *status.Info) {
			f := i.When[0]
			i.Kind, i.Retry, i.Wait, i.Purpose, i.Remedy, i.Note = f.Kind, f.Retry, f.Wait, f.Purpose, "", ""
		})},
		{"what is not retried has no wait", "503\nX-Should-Retry: false", row(503, func(i *status.Info) {
			i.Retry, i.Wait = never, status.Wait{}
		})},
		{"the vendor's case changes only what it lists", "409\nX-Should-Retry: true", row(409, func(i *status.Info) {
			i.Retry, i.Wait, i.Remedy, i.Note = always, acme.Wait, "Follow the server.", "The server knows."
		})},
		{"the vendor's case has a wait of its own", "429\nX-Maintenance: 1", row(429, func(i *status.Info) {
			i.Kind, i.Wait = status.KindUnavailable, acme.When[2].Wait
		})},
		{"an undocumented code has the vendor's wait, and its own number", "599", row(599, func(i *status.Info) {
			i.Code, i.Wait = 599, acme.Wait
		})},
	} {
		got := policy(&acme).Classify(answer(tt.head, "")).Info()
		if diff := diff.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
	}
	if got := (statushttp.Verdict{}).Info(); got.Kind != status.KindUnknown {
		t.Errorf("a verdict that nobody made: %v", got)
	}
}

// Success is a matter of the kind; the number alone misleads.
func TestVerdictIsSuccess(t *testing.T) {
	for _, tt := range []struct {
		reason string
		head   string
		body   string
		want   bool
	}{
		{"200", "200", "", true},
		{"204", "204", "", true},
		{"an interim answer", "103", "", true},
		{"a redirection", "302", "", false},
		{"a client's error", "409", "", false},
		{"no code", "0", "", false},
		{"a 200 whose body tells of an error", "200\nContent-Type: application/json", `{"ok":false}`, false},
	} {
		if got := policy(&acme).Classify(answer(tt.head, tt.body)).IsSuccess(); got != tt.want {
			t.Errorf("%s: %t, want %t", tt.reason, got, tt.want)
		}
	}
	for _, k := range append(status.Kinds(), status.KindUnknown) {
		got := statushttp.Verdict{Kind: k}.IsSuccess()
		if want := k.Class() == status.ClassInformational || k.Class() == status.ClassSuccessful; got != want {
			t.Errorf("kind %v: %t, want %t", k, got, want)
		}
	}
}

// In a log a verdict is its words and numbers.
func TestVerdictMarshals(t *testing.T) {
	got, err := json.Marshal(policy(&acme).Classify(answer("429\nRetry-After: 7.0005", "")))
	const want = `{"status":429,"kind":"rate-limited","fault":"caller","retry":"always","retry_after_ms":7000.5,"backoff_min_ms":1000,"backoff_max_ms":60000,"case":"","vendor_case":""}`
	if err != nil || string(got) != want {
		t.Errorf("%s (%v), want %s", got, err, want)
	}
}

// fuzzHeader reads a header from lines, and whatever else there is as it comes.
func fuzzHeader(text string) http.Header {
	header := http.Header{}
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ":")
		header.Add(name, value)
	}
	return header
}

// Whatever a server answers, the verdict keeps its promises and the body stays
// whole.
func FuzzClassify(f *testing.F) {
	for _, seed := range []struct {
		code         int
		head         string
		body, method string
		limit        int
	}{
		{403, "X-Ratelimit-Remaining:0\nX-Ratelimit-Reset:1772366405\nDate:Sun, 01 Mar 2026 12:00:00 GMT", "", "GET", 0},
		{403, "", slowDown, "POST", 0},
		{403, "", `{"error":{"reason":"slowDown","retryDelay":"90s"}}`, "PUT", 20},
		{429, "Retry-After:Mon, 01 Mar 2027 12:00:00 GMT", "\xef\xbb\xbf{}", "", 0},
		{429, "Retry-After-Ms:1e9\nRetry-After:99999999999999999999", `{"message":"a\u202eb\n"}`, "GET", 7},
		{503, "X-Should-Retry:true\nRetry-After:-1", `[{"message":"x"}`, "PATCH", -1},
		{200, "Content-Type:application/json", `{"ok":false}`, "GET", 0},
		{599, "X-Maintenance:1", "<html>", "GET", 1},
		{-1, "", "", "", 0},
		{101, "Content-Type:application/json", `{"ok":false}`, "GET", 0},
	} {
		f.Add(seed.code, seed.head, []byte(seed.body), seed.method, seed.limit)
	}
	catalogs := []*status.Catalog{&acme, &bravo, one(status.Wait{Min: minute, Max: hour}), nil}
	f.Fuzz(func(t *testing.T, code int, head string, body []byte, method string, limit int) {
		for _, c := range catalogs {
			p := policy(c)
			p.BodyLimit = limit % (1 << 20)
			if limit%3 == 0 {
				p.MaxWait = 10 * second
			}
			final := io.EOF
			if limit%2 == 0 {
				final = errReading
			}
			ask := func() *http.Response {
				return &http.Response{
					StatusCode:    code,
					Header:        fuzzHeader(head),
					Body:          io.NopCloser(io.MultiReader(bytes.NewReader(body), iotest.ErrReader(final))),
					ContentLength: int64(limit%3-1) * int64(len(body)),
					Request:       &http.Request{Method: method},
				}
			}
			resp := ask()
			v := p.Classify(resp)
			keepsPromises(t, v)
			if trace := matched(p.Trace(resp)); trace != [2]string{v.Case, v.VendorCase} {
				t.Errorf("Trace says that %q match, the verdict is %s", trace, v.Reason())
			}
			err := p.Check(resp)
			if err == nil != v.IsSuccess() {
				t.Errorf("Check returned %v of %s", err, v.Reason())
			}
			if err != nil {
				tellsInOneLine(t, err)
			}
			if again := p.Classify(resp); again != v {
				t.Errorf("asked again, %s; before, %s", again.Reason(), v.Reason())
			}
			got, readErr := io.ReadAll(resp.Body)
			if final == io.EOF && readErr != nil || final != io.EOF && readErr != final {
				t.Errorf("the body ends with %v, not with %v", readErr, final)
			}
			if !bytes.Equal(got, body) {
				t.Errorf("the body reads %q, not %q", got, body)
			}
			if again := p.Classify(resp); again != v {
				t.Errorf("asked after reading, %s; before, %s", again.Reason(), v.Reason())
			}

			ctx := context.Background()
			d := p.Decide(ctx, 1, ask(), nil)
			wait, again := d.Wait, d.Retry
			retry, _ := p.CheckRetry(ctx, ask(), nil)
			want := time.Duration(0)
			if again {
				want = firstWait(v)
			}
			if again != retry || again != p.HandleIf(ask(), nil) || wait != want {
				t.Errorf("Decide says %v, %t; CheckRetry %t; the verdict is %s", wait, again, retry, v.Reason())
			}
			if again && v.RetryAfter > 0 && firstWait(v) > max(p.MaxWait, second) && (p.MaxWait > 0 || firstWait(v) > minute) {
				t.Errorf("it is sent again after more than a MaxWait of %v: %s", p.MaxWait, v.Reason())
			}
			if again && (v.IsSuccess() || !v.Retry.IsRetryable()) {
				t.Errorf("it is sent again in spite of %s", v.Reason())
			}
		}
	})
}

func keepsPromises(t *testing.T, v statushttp.Verdict) {
	t.Helper()
	info := v.Info()
	if info.Kind != v.Kind || info.Retry != v.Retry || info.Code != v.Code || v.Fault != v.Kind.Fault() {
		t.Errorf("%s, and its row is %+v", v.Reason(), info)
	}
	if !v.Retry.IsRetryable() {
		if v.Backoff != (statushttp.Backoff{}) {
			t.Errorf("a backoff of %v in %s", v.Backoff, v.Reason())
		}
		return
	}
	if w := info.Wait; firstWait(v) <= 0 || v.Backoff.Max <= 0 || v.RetryAfter == 0 && firstWait(v) > v.Backoff.Max || w.Max > 0 && v.Backoff.Max != w.Max {
		t.Errorf("the wait %v, at most %v; the advice is %v", firstWait(v), v.Backoff.Max, w)
	}
}

func matched(trials []statushttp.Trial) (names [2]string) {
	for _, trial := range trials {
		switch {
		case trial.Matched == (trial.Why != ""):
			names[0] = "contradicts itself"
		case trial.Matched && trial.VendorCase:
			names[1] = trial.Case
		case trial.Matched:
			names[0] = trial.Case
		}
	}
	return names
}

func tellsInOneLine(t *testing.T, err error) {
	t.Helper()
	var e *statushttp.Error
	if !errors.As(err, &e) {
		t.Fatalf("%v is no *Error", err)
	}
	e.Method = "" // which is the caller's own
	text := err.Error()
	if i := strings.IndexFunc(text, func(c rune) bool { return !unicode.IsPrint(c) }); i >= 0 || len(text) > 1000 {
		t.Errorf("the error is %q, byte %d", text, i)
	}
}
