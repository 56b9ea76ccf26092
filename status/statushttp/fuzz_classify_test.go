package statushttp_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

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
				t.Errorf("it is sent again after more than a patience of %v: %s", p.MaxWait, v.Reason())
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
