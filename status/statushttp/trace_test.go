package statushttp_test

import (
	"net/http"
	"testing"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/diff"
	"github.com/statuscat/statuscat/status/statushttp"
)

// What keeps each case from matching, or that it matches.
func TestTrace(t *testing.T) {
	own := func(name, why string) statushttp.Trial {
		return statushttp.Trial{Case: name, Matched: why == "", Why: why}
	}
	override := func(name, why string) statushttp.Trial {
		return statushttp.Trial{Case: name, VendorCase: true, Matched: why == "", Why: why}
	}
	unasked := []statushttp.Trial{
		override("told-not-to", `not so: header X-Should-Retry is "false"; there is none`),
		override("told-to", "not so: the code is 5xx or 409"),
		override("maintenance", "not so: header X-Maintenance is present; there is none"),
	}
	for _, tt := range []struct {
		reason string
		resp   *http.Response
		want   []statushttp.Trial
	}{
		{"a code without cases", answer("429", ""), unasked},
		{"an undocumented code", answer("999", ""), unasked},
		{"none matches", answer("403\nX-RateLimit-Remaining: 1", `{"error":{"reason":"other"}}`), append([]statushttp.Trial{
			own("primary", `not so: header X-Ratelimit-Remaining is "0"; it is "1"`),
			own("secondary", `not so: /error/reason in the body is "slowDown" or "rateLimitExceeded"`),
			own("write", "not so: the method is POST or PUT; it is GET"),
		}, unasked...)},
		{"the first matches", answer("403\nX-RateLimit-Remaining: 0", ""), append([]statushttp.Trial{
			own("primary", ""),
			own("secondary", "primary matched before"),
			own("write", "primary matched before"),
		}, unasked...)},
		{"the request is not known", from(nil, answer("403", slowDown+"x")), append([]statushttp.Trial{
			own("primary", `not so: header X-Ratelimit-Remaining is "0"; there is none`),
			own("secondary", ""),
			own("write", "secondary matched before"),
		}, unasked...)},
		{"another media type", answer("200\nContent-Type: text/html\nX-Should-Retry: false", ""), []statushttp.Trial{
			own("not-ok", `not so: the media type is application/json; it is "text/html"`),
			override("told-not-to", ""),
			override("told-to", "told-not-to matched before"),
			override("maintenance", "told-not-to matched before"),
		}},
	} {
		if diff := diff.Diff(tt.want, policy(&acme).Trace(tt.resp)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
	}

	posts := &status.Catalog{Rows: new(status.Rows), When: []status.Case{{Name: "it", Criteria: []status.Criterion{is(status.PartMethod, "POST")}}}}
	asked := &status.Catalog{When: []status.Case{
		{Name: "host", Criteria: []status.Criterion{is(status.PartHost, "a.example")}},
		{Name: "path", Criteria: []status.Criterion{part(status.PartPath, status.OpPrefix, "/"), part(status.PartPath, status.OpPrefix, "/v1/")}},
	}}
	if diff := diff.Diff([]statushttp.Trial{
		override("host", `not so: the host is "a.example"; it is api.acme.example`),
		override("path", `not so: the path begins with "/v1/"; it is /orders`),
	}, policy(asked).Trace(answer("403", ""))); diff != "" {
		t.Errorf("an address (-want +got):\n%s", diff)
	}
	want := []statushttp.Trial{override("it", "not so: the method is POST; the request is not known")}
	if diff := diff.Diff(want, policy(posts).Trace(from(nil, answer("403", "")))); diff != "" {
		t.Errorf("a method of no request (-want +got):\n%s", diff)
	}
}

// Whoever asks why still has the body, and no more of it was read than for the
// verdict.
func TestTraceReadsAsClassify(t *testing.T) {
	for _, head := range []string{"403", "403\nX-RateLimit-Remaining: 0", "429"} {
		var read [2]int
		for i, ask := range []func(*http.Response){
			func(resp *http.Response) { policy(&acme).Classify(resp) },
			func(resp *http.Response) { policy(&acme).Trace(resp) },
		} {
			body := &countingBody{}
			resp := answer(head, "")
			resp.Body = body
			ask(resp)
			read[i] = body.read
		}
		if read[0] != read[1] {
			t.Errorf("%s: Classify read %d bytes, Trace %d", head, read[0], read[1])
		}
	}
	resp := answer("403", slowDown)
	policy(&acme).Trace(resp)
	if got := rest(t, resp); got != slowDown {
		t.Errorf("the body reads %q", got)
	}
}
