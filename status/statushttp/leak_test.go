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

	"github.com/statuscat/statuscat/status/statushttp"
)

// The word hunter2 stands wherever a request and its answer can hold a secret.
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

// What is not secret is there for who asks for it.
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
