package statushttp_test

import (
	"encoding/json"
	"testing"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/diff"
	"github.com/statuscat/statuscat/status/statushttp"
)

func TestVerdictReason(t *testing.T) {
	for _, tt := range []struct {
		reason string
		head   string
		want   string
	}{
		{"a success", "200", "acme 200 OK: ok, retry never"},
		{"no wait told", "500", "acme 500 Internal Server Error: internal, retry if-idempotent after at least 500ms"},
		{"a least wait", "429", "acme 429 Too Many Requests: rate-limited, retry always after at least 1s"},
		{"a wait told", "429\nRetry-After: 7", "acme 429 Too Many Requests: rate-limited, retry always after 7s"},
		{"told that it is over", "429\nRetry-After: 0", "acme 429 Too Many Requests: rate-limited, retry always after at least 500ms"},
		{"a case", "403\nX-RateLimit-Remaining: 0", "acme 403 Forbidden: rate-limited (primary), retry always after at least 500ms"},
		{"a case and the vendor's", "403\nX-RateLimit-Remaining: 0\nX-Should-Retry: false", "acme 403 Forbidden: rate-limited (primary) (told-not-to), retry never"},
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
			i.Retry, i.Wait, i.Remedy, i.Note = always, acme.Wait, "Do as told.", "The server knows."
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
