package statushttp_test

import (
	"bytes"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"text/template"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/diff"
	"github.com/statuscat/statuscat/status/statushttp"
)

// Check returns an error for every response but a success.
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

// The word hunter2 is in every part of a request and its response that can be secret.
func secretive(t *testing.T) *statushttp.Error {
	t.Helper()
	resp := answer("409\nSet-Cookie: session=hunter2\nX-Echo: Bearer hunter2\nLocation: https://a.example/?key=hunter2", `{"message":"Taken.","request":{"key":"hunter2"}}`)
	req := request("POST")
	req.URL, _ = url.Parse("https://user:hunter2@api.acme.example/v1/hooks/hunter2/17?key=hunter2&sig=hunter2#hunter2")
	req.Header.Set("Authorization", "Bearer hunter2")
	req.Header.Set("Cookie", "session=hunter2")
	req.PostForm = url.Values{"key": {"hunter2"}}
	// It came here by a redirection that had secrets too.
	req.Response = from(request("POST"), answer("302\nLocation: https://a.example/?key=hunter2", "hunter2"))
	resp.Request = req
	var e *statushttp.Error
	if !errors.As(policy(&acme).Check(resp), &e) {
		t.Fatal("no *Error")
	}
	return e
}

func TestErrorTellsNoSecrets(t *testing.T) {
	e := secretive(t)
	const text = "POST https://api.acme.example/v1/hooks/…/17: 409 Conflict: conflict: Taken."
	if e.Error() != text {
		t.Fatalf("the error says %q, want %q", e.Error(), text)
	}
	type exported struct {
		Err   error
		Value statushttp.Error
		More  []any
	}
	type unexported struct {
		err   error
		value statushttp.Error
		ptr   *statushttp.Error
		deep  struct{ list []statushttp.Error }
		table map[string]statushttp.Error
	}
	hidden := unexported{err: e, value: *e, ptr: e, table: map[string]statushttp.Error{"a": *e}}
	hidden.deep.list = []statushttp.Error{*e}
	values := map[string]any{
		"the error":         e,
		"its value":         *e,
		"wrapped":           fmt.Errorf("ordering: %w", e),
		"joined":            errors.Join(errors.New("first"), e),
		"in a struct":       exported{e, *e, []any{e, *e}},
		"in a pointer":      &exported{e, *e, []any{e, *e}},
		"unexported":        hidden,
		"unexported, by &":  &hidden,
		"in a map":          map[string]any{"err": e, "value": *e},
		"in a list":         []statushttp.Error{*e},
		"in a url.Error":    &url.Error{Op: "Post", URL: "https://api.acme.example", Err: e},
		"the verdict":       e.Verdict,
		"what it unwraps":   errors.Unwrap(e),
		"the verdict's row": e.Verdict.Info(),
	}
	routes := map[string]func(value any) string{
		"slog as text": func(v any) string {
			return logged(v, func(w io.Writer) slog.Handler { return slog.NewTextHandler(w, nil) })
		},
		"slog as JSON": func(v any) string {
			return logged(v, func(w io.Writer) slog.Handler { return slog.NewJSONHandler(w, nil) })
		},
		"log":  func(v any) string { var b bytes.Buffer; log.New(&b, "", 0).Print(v, v); return b.String() },
		"json": func(v any) string { b, err := json.Marshal(v); return string(b) + fmt.Sprint(err) },
		"xml":  func(v any) string { b, err := xml.Marshal(v); return string(b) + fmt.Sprint(err) },
		"gob": func(v any) string {
			var b bytes.Buffer
			err := gob.NewEncoder(&b).Encode(v)
			return b.String() + fmt.Sprint(err)
		},
		"Print": func(v any) string { return fmt.Sprint(v, v) + fmt.Sprintln(v) },
		"text/template": func(v any) string {
			var b bytes.Buffer
			err := template.Must(template.New("").Parse(`{{.}} {{printf "%+v" .}} {{js .}}`)).Execute(&b, v)
			return b.String() + fmt.Sprint(err)
		},
	}
	for c := range byte(128) {
		if c >= '!' && c != '%' && c != '*' {
			for _, flags := range []string{"", "+", "#", "-60.200"} {
				verb := "%" + flags + string(rune(c))
				routes[verb] = func(v any) string { return fmt.Sprintf(verb, v) + fmt.Errorf(verb, v).Error() }
			}
		}
	}
	indexed := "%[1]v %[1]d %[1]w %*[1]d"
	routes[indexed] = func(v any) string { return fmt.Sprintf(indexed, v) }
	for name, value := range values {
		for route, through := range routes {
			got := through(value)
			if strings.Contains(got, "hunter2") || strings.Contains(strings.ToLower(got), hex.EncodeToString([]byte("hunter2"))) ||
				strings.Contains(got, fmt.Sprint([]byte("hunter2"))[1:20]) {
				t.Errorf("%s through %s tells a secret: %s", name, route, got)
			}
		}
	}
	for verb, want := range map[string]string{"%v": text, "%+v": text, "%s": text, "%q": fmt.Sprintf("%q", text), "%#v": fmt.Sprintf("%q", text), "%.4s": "POST"} {
		if got := fmt.Sprintf(verb, e); got != want {
			t.Errorf("%s prints %s, want %s", verb, got, want)
		}
	}
	if got := routes["slog as text"](e); !strings.Contains(got, text) {
		t.Errorf("the log as text has no error: %s", got)
	}
	if got := routes["slog as JSON"](e); !strings.Contains(got, `"url":"https://api.acme.example/v1/hooks/…/17","status":409,`) {
		t.Errorf("the log as JSON has no error: %s", got)
	}
}

// logged is what a log says of a value, alone, in a group and as a part of every
// line.
func logged(value any, handler func(io.Writer) slog.Handler) string {
	var b bytes.Buffer
	log := slog.New(handler(&b))
	log.Error("failed", "err", value)
	log.With("err", value).WithGroup("g").Error("failed", slog.Group("h", slog.Any("err", value)))
	return b.String()
}

// Header and Body return the secrets.
func TestErrorHasHeadersAndBody(t *testing.T) {
	e := secretive(t)
	if e.Header().Get("Set-Cookie") != "session=hunter2" || !bytes.Contains(e.Body(), []byte("hunter2")) {
		t.Errorf("header %v, body %s", e.Header(), e.Body())
	}
	got, err := json.Marshal(e)
	const want = `{"method":"POST","url":"https://api.acme.example/v1/hooks/…/17","status":409,"kind":"conflict","fault":"caller","retry":"after-change",` +
		`"retry_after_ms":0,"backoff_min_ms":0,"backoff_max_ms":0,"case":"","vendor_case":"","message":"Taken.","code":""}`
	if err != nil || string(got) != want {
		t.Errorf("JSON is %s (%v), want %s", got, err, want)
	}
}

// The address, whatever it looks like.
func TestErrorURL(t *testing.T) {
	for _, tt := range []struct {
		reason string
		url    *url.URL
		want   string
	}{
		{"none", nil, ""},
		{"an empty one", &url.URL{}, ""},
		{"a password without a name", &url.URL{Scheme: "https", User: url.UserPassword("", "hunter2"), Host: "a.example"}, "https://a.example"},
		{"a token as the name", &url.URL{Scheme: "https", User: url.User("hunter2"), Host: "a.example", Path: "/x"}, "https://a.example/x"},
		{"a query without a value", &url.URL{Scheme: "https", Host: "a.example", ForceQuery: true}, "https://a.example"},
		{"an opaque address", &url.URL{Scheme: "https", Opaque: "//user:hunter2@a.example/x?hunter2"}, "https:"},
		{"an escaped path", &url.URL{Scheme: "https", Host: "a.example", Path: "/a/b c", RawPath: "/a%2Fb%20c"}, "https://a.example/…"},
		{"line breaks", &url.URL{Scheme: "https", Host: "a.example", Path: "/a\n\x1b[31m"}, "https://a.example/…"},
		{"a port", &url.URL{Scheme: "http", Host: "[::1]:80", Path: "/"}, "http://[::1]:80/"},
	} {
		req := request("GET")
		req.URL = tt.url
		var e *statushttp.Error
		if !errors.As(policy(&acme).Check(from(req, answer("409", ""))), &e) {
			t.Fatal("no *Error")
		}
		if e.URL != tt.want {
			t.Errorf("%s: %q, want %q", tt.reason, e.URL, tt.want)
		}
	}
}

// What looks like a word, a version or a short number is shown of a path, and
// nothing else.
func TestErrorPath(t *testing.T) {
	for path, want := range map[string]string{
		"/v1/orders":                       "/v1/orders",
		"/api/2026-01/orders.json":         "/api/2026-01/orders.json",
		"/admin/api/2026-03-01/listItems":  "/admin/api/2026-03-01/listItems",
		"/v1beta1/models/rate_limits/":     "/v1beta1/models/rate_limits/",
		"/V2.1/chat.postMessage":           "/V2.1/chat.postMessage",
		"/orders/17":                       "/orders/17",
		"/orders/123456":                   "/orders/…",
		"/orders/4111-1111-1111-1111":      "/orders/…",
		"/orders/078-05-1120":              "/orders/…",
		"/services/T00000000/B00/XXXXXXXX": "/services/…/…/…",
		"/bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/sendMessage": "/…/sendMessage",
		"/hooks/hunter2":                              "/hooks/…",
		"/hooks/abcdefghijklmnopqrstuvwxyz":           "/hooks/…",
		"/hooks/ABCDEFGHIJKL":                         "/hooks/…",
		"/hooks/aBcDeFgHiJ":                           "/hooks/…",
		"/hooks/3f2504e0-4f89-41d3-9a0c-0305e82c3301": "/hooks/…",
		"/hooks/deadbeefdeadbeefdeadbeefdeadbeef":     "/hooks/…",
		"/users/ann@example.com":                      "/users/…",
		"/a%2Fb/%E2%80%AE":                            "/…/…",
		"":                                            "",
		"/":                                           "/",
		"//a//":                                       "//a//",
	} {
		req := request("GET")
		req.URL, _ = url.Parse("https://a.example" + path)
		p := policy(&acme)
		e := p.Check(from(req, answer("409", "")))
		if want := "GET https://a.example" + want + ": 409 Conflict: conflict"; e.Error() != want {
			t.Errorf("%q, want %q", e, want)
		}
		p.WholePath = true
		e = p.Check(from(req, answer("409", "")))
		if want := "GET https://a.example" + path + ": 409 Conflict: conflict"; e.Error() != want {
			t.Errorf("the whole path: %q, want %q", e, want)
		}
	}
}

// The method of the request, of which not every response knows.
func TestErrorMethod(t *testing.T) {
	for _, tt := range []struct {
		reason string
		req    *http.Request
		want   string
	}{
		{"no request", nil, "409 Conflict: conflict"},
		{"a method", request("PUT"), "PUT https://api.acme.example/orders: 409 Conflict: conflict"},
		{"none is GET", &http.Request{URL: request("").URL}, "GET https://api.acme.example/orders: 409 Conflict: conflict"},
		{"no address", &http.Request{Method: "POST"}, "POST: 409 Conflict: conflict"},
	} {
		if err := statushttp.Check(&acme, from(tt.req, answer("409", ""))); err.Error() != tt.want {
			t.Errorf("%s: %q, want %q", tt.reason, err, tt.want)
		}
	}
}
