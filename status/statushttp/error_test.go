package statushttp_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/diff"
	"github.com/statuscat/statuscat/status/statushttp"
)

// What is an error, and what it says.
func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		reason     string
		head, body string
		want       string // empty for none
	}{
		{"a success", "200", `{"ok":true}`, ""},
		{"a success without content", "204", "", ""},
		{"an interim answer is no error", "101", "", ""},
		{"an undocumented success", "299", "", ""},
		{"a success that is none", "200\nContent-Type: application/json", `{"ok":false,"message":"No such order."}`,
			"GET https://api.acme.example/orders: 200 OK: invalid-request: No such order."},
		{"a redirection that was not followed", "302", "", "GET https://api.acme.example/orders: 302 Found: redirected"},
		{"no body", "409", "", "GET https://api.acme.example/orders: 409 Conflict: conflict"},
		{"a message", "409", `{"error":{"message":"Taken."}}`, "GET https://api.acme.example/orders: 409 Conflict: conflict: Taken."},
		{"message and code are the same", "409", `{"error":{"code":"taken","message":"taken"}}`, "GET https://api.acme.example/orders: 409 Conflict: conflict: taken"},
		{"no JSON", "409", "Conflict,\n see the log.", "GET https://api.acme.example/orders: 409 Conflict: conflict: Conflict, see the log."},
		{"a code", "409", `{"code":17}`, "GET https://api.acme.example/orders: 409 Conflict: conflict (17)"},
		{"message and code", "409", `{"error":{"code":"E42","message":"Taken."}}`, "GET https://api.acme.example/orders: 409 Conflict: conflict: Taken. (E42)"},
		{"an undocumented code that nobody defines", "599", "", "GET https://api.acme.example/orders: 599: internal"},
		{"no status code at all", "0", "", "GET https://api.acme.example/orders: 0: unknown"},
	} {
		got := ""
		resp := answer(tt.head, tt.body)
		if err := policy(&acme).Check(resp); err != nil {
			got = err.Error()
		}
		if diff := diff.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
		if left := rest(t, resp); left != tt.body {
			t.Errorf("%s: the body reads %q", tt.reason, left)
		}
	}
}

func check(t *testing.T, p *statushttp.Policy, head, body string) *statushttp.Error {
	t.Helper()
	var e *statushttp.Error
	if err := p.Check(answer(head, body)); !errors.As(err, &e) {
		t.Fatalf("Check(%s) is no *Error: %v", head, err)
	}
	return e
}

// The vendor's own words and code, where its catalog says they are.
func TestErrorBody(t *testing.T) {
	for _, tt := range []struct {
		reason        string
		body          string
		message, code string
	}{
		{"the first pointers", `{"error":{"message":"m","code":"c"}}`, "m", "c"},
		{"the last pointers", `{"message":"m","code":"c"}`, "m", "c"},
		{"in their order and not in that of the body", `{"message":"second","error":{"message":"first"}}`, "first", ""},
		{"an empty one does not count", `{"error":{"message":"  "},"message":"m"}`, "m", ""},
		{"null does not count", `{"error":{"message":null},"message":"m"}`, "m", ""},
		{"an object does not count", `{"error":{"message":{"en":"no"}},"message":"m"}`, "m", ""},
		{"true is neither text nor number", `{"code":true,"message":false}`, "", ""},
		{"a number", `{"code":-1.50e3}`, "", "-1.50e3"},
		{"the first element that has one", `{"errors":[{"code":1},{"message":""},{"message":"m"},{"message":"n"}]}`, "m", ""},
		{"escapes", `{"message":"\u00dcber\u0020\"100\" \ud83d\ude00"}`, `Über "100" 😀`, ""},
		{"white space around", `{"message":"\n m\t"}`, "m", ""},
		{"a byte order mark before", "\uFEFF" + `{"message":"m"}`, "m", ""},
		{"white space before", "\r\n\t " + `{"message":"m"}`, "m", ""},
		{"a text", "\n The record has changed.\n", "The record has changed.", ""},
		{"HTML is no message", "\n<h1>Conflict</h1>\n", "", ""},
		{"no UTF-8 in what is no JSON", "a\xffb", "a\uFFFDb", ""},
		{"JSON is no text", `{"detail":"m"}`, "", ""},
		{"JSON is no text behind a byte order mark", "\uFEFF" + `{"detail":"m"}`, "", ""},
		{"cut off behind it", `{"message":"m","det`, "m", ""},
		{"cut off within it", `{"message":"m`, "", ""},
		{"the message is the code", `{"code":"c","message":"c"}`, "c", "c"},
		{"an array at the top", `[{"message":"m"}]`, "", ""},
		{"a text at the top", `"m"`, `"m"`, ""},
		{"bytes that are no UTF-8", "{\"message\":\"a\xffb\"}", "a\uFFFDb", ""},
		{"an escape that JSON does not have", `{"message":"C:\x"}`, `C:\x`, ""},
		{"a line break that JSON does not allow", "{\"message\":\"a\nb\"}", "a\nb", ""},
		{"a word that JSON does not have", `{"code":NaN,"message":undefined}`, "", ""},
		{"half an emoji", `{"message":"\ud83d!"}`, "\uFFFD!", ""},
	} {
		e := check(t, policy(&acme), "409", tt.body)
		if e.Message != tt.message || e.Code != tt.code {
			t.Errorf("%s: message %q and code %q, want %q and %q", tt.reason, e.Message, e.Code, tt.message, tt.code)
		}
		if string(e.Body()) != tt.body {
			t.Errorf("%s: the Error's body is %q", tt.reason, e.Body())
		}
	}
}

// What a server writes must not break a log's lines, nor fill it.
func TestErrorKeepsToOneLine(t *testing.T) {
	for _, tt := range []struct {
		reason  string
		message string
		want    string
	}{
		{"line breaks", `one\r\ntwo\n\nthree`, "one two three"},
		{"line breaks of Unicode", `one\u2028two\u2029three\u0085four`, "one two three four"},
		{"commands to a terminal", `\u001b[31mred\u009b0m\u0007\b`, "[31mred 0m"},
		{"another direction of the text", `a\u202eb`, "a b"},
		{"spaces and tabs", `a \t  b`, "a b"},
		{"NUL", `a\u0000b`, "a b"},
		{"other scripts", `schöne Grüße, привет, 你好 😀`, "schöne Grüße, привет, 你好 😀"},
		{"long", strings.Repeat("x", 300), strings.Repeat("x", 256) + "…"},
		{"long, and cut within a letter", "x" + strings.Repeat("é", 200), "x" + strings.Repeat("é", 127) + "…"},
		{"a format", `100%d %s`, "100%d %s"},
	} {
		for _, body := range []string{`{"error":{"message":"` + tt.message + `"}}`, `{"error":{"code":"` + tt.message + `"}}`} {
			_, got, _ := strings.Cut(check(t, policy(&acme), "409", body).Error(), "conflict")
			want := ": " + tt.want
			if strings.Contains(body, "code") {
				want = " (" + tt.want + ")"
			}
			if diff := diff.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		}
	}
}

// An Error is the vendor's own status to package errors.
func TestErrorIsAs(t *testing.T) {
	for _, err := range []error{
		statushttp.Check(&acme, answer("409", "")),
		fmt.Errorf("ordering: %w", statushttp.Check(&acme, answer("409", ""))),
		errors.Join(errors.New("first"), statushttp.Check(&acme, answer("409", ""))),
	} {
		if !errors.Is(err, acmeStatus(409)) {
			t.Errorf("%v is no conflict", err)
		}
		if errors.Is(err, acmeStatus(404)) || errors.Is(err, bravoStatus(409)) {
			t.Errorf("%v is another code, or another vendor's", err)
		}
		var s acmeStatus
		if !errors.As(err, &s) || s != acmeStatus(409) {
			t.Errorf("errors.As found %v in %v", s, err)
		}
		var other bravoStatus
		if errors.As(err, &other) {
			t.Errorf("errors.As found another vendor's %v in %v", other, err)
		}
	}
	if err := statushttp.Check(&acme, answer("429", "")); !errors.Is(err, acmeStatus(429)) {
		t.Errorf("%v is not the undocumented code that it is", err)
	}
	c := acme
	c.AsError = nil
	if err := statushttp.Check(&c, answer("409", "")); errors.Unwrap(err) != nil {
		t.Errorf("%v unwraps to %v in a catalog without a type", err, errors.Unwrap(err))
	}
}

// An Error that a test made by hand prints, and is taken apart, like any other.
func TestErrorByHand(t *testing.T) {
	for _, tt := range []struct {
		reason string
		err    statushttp.Error
		want   string
	}{
		{"nothing", statushttp.Error{}, "0: unknown"},
		{"a kind", statushttp.Error{Verdict: statushttp.Verdict{Code: 403, Kind: status.KindRateLimited}}, "403: rate-limited"},
		{"an address alone", statushttp.Error{URL: "https://a.example"}, "https://a.example: 0: unknown"},
	} {
		if got := tt.err.Error(); got != tt.want || fmt.Sprint(&tt.err) != tt.want {
			t.Errorf("%s: %q, want %q", tt.reason, got, tt.want)
		}
		if errors.Is(&tt.err, acmeStatus(409)) || tt.err.Verdict.Reason() == "" {
			t.Errorf("%s: it is taken for something else", tt.reason)
		}
	}
}
