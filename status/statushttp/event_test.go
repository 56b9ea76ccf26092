package statushttp_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/status/internal/diff"
	"github.com/statuscat/statuscat/status/statushttp"
)

// Every decision is observed once, through every adapter, without the request.
func TestObserveDecisions(t *testing.T) {
	var seen []statushttp.Event
	p := policy(&acme)
	p.Observe = func(_ context.Context, e statushttp.Event) { seen = append(seen, e) }
	secret := from(request("POST"), answer("429\nRetry-After: 7", ""))
	secret.Request.URL, _ = url.Parse("https://user:hunter2@api.acme.example/v1/hooks/hunter2?key=hunter2")
	lost := &url.Error{Op: "Get", URL: "https://api.acme.example/orders?key=hunter2", Err: errors.New("connection reset")}
	decided := func(attempt int, method, path string, d statushttp.Decision, err error) statushttp.Event {
		return statushttp.Event{Type: statushttp.EventDecision, Method: method, URL: "https://api.acme.example" + path, Attempt: attempt, Decision: d, Err: err}
	}
	specified := p.Decide(t.Context(), 3, secret, nil)
	unanswered := p.Decide(t.Context(), 1, nil, lost)
	p.CheckRetry(t.Context(), secret, nil)
	p.HandleIf(secret, nil)
	p.Errors(func(err error) error { return err }, retryAfter)(secret, nil)
	want := []statushttp.Event{
		decided(3, "POST", "/v1/hooks/…", specified, nil),
		decided(1, "GET", "/orders", unanswered, lost.Err),
		decided(0, "POST", "/v1/hooks/…", specified, nil),
		decided(0, "POST", "/v1/hooks/…", specified, nil),
		decided(1, "POST", "/v1/hooks/…", specified, nil),
	}
	if diff := diff.Diff(want, seen); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if printed := fmt.Sprintf("%+v", seen); strings.Contains(printed, "hunter2") {
		t.Errorf("an event has a secret: %s", printed)
	}
}

// In a log all three are their words and numbers, in whichever handler.
func TestLogValues(t *testing.T) {
	d := policy(&acme).Decide(t.Context(), 2, answer("429\nRetry-After: 7", ""), nil)
	verdict := "status=429 kind=rate-limited fault=caller retry=always retry_after_ms=7000 backoff_min_ms=1000 backoff_max_ms=60000"
	prefixed := func(prefix string) string { return prefix + strings.ReplaceAll(verdict, " ", " "+prefix) }
	for _, tt := range []struct {
		value any
		want  string
	}{
		{d.Verdict, prefixed("v.")},
		{policy(&acme).Classify(answer("503\nX-Should-Retry: false", "")), "v.status=503 v.kind=unavailable v.fault=server v.retry=never v.vendor_case=no-retry"},
		{d, "v.retry=true v.reason=specified v.wait_ms=7000 " + prefixed("v.verdict.")},
		{statushttp.Decision{Reason: statushttp.ReasonCanceled}, "v.retry=false v.reason=canceled"},
		{
			statushttp.Event{Type: statushttp.EventHold, Method: "GET", URL: "https://a.example/", Attempt: 2, Held: second, Err: errors.New("no luck")},
			`v.type=hold v.method=GET v.url=https://a.example/ v.attempt=2 v.held_ms=1000 v.decision.retry=false v.err="no luck"`,
		},
	} {
		var b bytes.Buffer
		slog.New(slog.NewTextHandler(&b, nil)).Info("", "v", tt.value)
		if _, got, _ := strings.Cut(strings.TrimSpace(b.String()), `msg="" `); got != tt.want {
			t.Errorf("%T is logged as\n%s, want\n%s", tt.value, got, tt.want)
		}
	}
}

// attribute stands for go.opentelemetry.io/otel/attribute, and span for a span of
// its trace package.
type attribute struct{ key, value string }
type span struct{}

func (span) AddEvent(name string, attributes ...attribute) { fmt.Println(name, attributes) }

// The attributes are those of OpenTelemetry's semantic conventions for HTTP clients.
func ExamplePolicy_observe() {
	spanFromContext := func(context.Context) (s span) { return s }
	text := func(key, value string) attribute { return attribute{key, value} }

	p := &statushttp.Policy{Catalog: &acme}
	p.Observe = func(ctx context.Context, e statushttp.Event) {
		spanFromContext(ctx).AddEvent("statuscat."+e.Type.String(),
			text("error.type", e.Decision.Verdict.Kind.String()),
			text("http.request.resend_count", fmt.Sprint(e.Attempt)),
			text("statuscat.reason", e.Decision.Reason.String()))
	}
	p.Decide(context.Background(), 1, answer("429\nRetry-After: 7", ""), nil)
	// Output: statuscat.decision [{error.type rate-limited} {http.request.resend_count 1} {statuscat.reason specified}]
}
