package statushttp_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/status/bigcommerce"
	"github.com/statuscat/statuscat/status/statushttp"
)

// The word hunter2 stands wherever a request and its answer can hold a secret.
func secretive(t *testing.T) *statushttp.Error {
	t.Helper()
	resp := answer("409\nSet-Cookie: session=hunter2\nX-Echo: Bearer hunter2\nLocation: https://a.example/?key=hunter2", `{"message":"Taken.","request":{"key":"hunter2"}}`)
	req := request("POST")
	req.URL, _ = url.Parse("https://user:hunter2@api.acme.example/orders/17?key=hunter2&sig=hunter2#hunter2")
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
	const text = "POST https://api.acme.example/orders/17: 409 Conflict: conflict: Taken."
	if e.Error() != text {
		t.Fatalf("the error says %q, want %q", e.Error(), text)
	}
	logged := func(newHandler func(*bytes.Buffer) slog.Handler, value any) string {
		var b bytes.Buffer
		log := slog.New(newHandler(&b))
		log.Error("failed", "err", value)
		log.With("err", value).WithGroup("g").Error("failed", slog.Group("h", slog.Any("err", value)))
		return b.String()
	}
	textHandler := func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) }
	jsonHandler := func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) }
	type holder struct {
		Err   error
		Value statushttp.Error
		More  []any
	}
	for name, value := range map[string]any{
		"the error":         e,
		"its value":         *e,
		"wrapped":           fmt.Errorf("ordering: %w", e),
		"joined":            errors.Join(errors.New("first"), e),
		"in a struct":       holder{e, *e, []any{e, *e}},
		"in a pointer":      &holder{e, *e, []any{e, *e}},
		"in a map":          map[string]any{"err": e, "value": *e},
		"in a url.Error":    &url.Error{Op: "Post", URL: "https://api.acme.example", Err: e},
		"the verdict":       e.Verdict,
		"what it unwraps":   errors.Unwrap(e),
		"the verdict's row": e.Verdict.Info(),
	} {
		verbs := []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%60v", "%-60s", "%.2000s", "%+q", "%#x", "%T"}
		if name != "wrapped" && name != "joined" {
			// What wraps an error is not its own master under the verbs that go
			// vet refuses.
			verbs = append(verbs, "%d", "%t", "%c", "%U", "%b", "%o", "%e", "%g", "%!")
		}
		for _, verb := range verbs {
			got := fmt.Sprintf(verb, value)
			if strings.Contains(got, "hunter2") || strings.Contains(strings.ToLower(got), fmt.Sprintf("%x", "hunter2")) {
				t.Errorf("%s under %s tells a secret: %s", name, verb, got)
			}
		}
		for handler, got := range map[string]string{"text": logged(textHandler, value), "JSON": logged(jsonHandler, value)} {
			if strings.Contains(got, "hunter2") {
				t.Errorf("%s in a log as %s tells a secret: %s", name, handler, got)
			}
		}
		if got, err := json.Marshal(value); err != nil && name != "wrapped" && name != "joined" {
			t.Errorf("%s does not marshal: %v", name, err)
		} else if strings.Contains(string(got), "hunter2") {
			t.Errorf("%s as JSON tells a secret: %s", name, got)
		}
	}
	for verb, want := range map[string]string{"%v": text, "%+v": text, "%s": text, "%q": fmt.Sprintf("%q", text), "%#v": fmt.Sprintf("%q", text), "%.4s": "POST"} {
		if got := fmt.Sprintf(verb, e); got != want {
			t.Errorf("%s prints %s, want %s", verb, got, want)
		}
	}
	if got := logged(textHandler, e); !strings.Contains(got, text) {
		t.Errorf("the log as text has no error: %s", got)
	}
	if got := logged(jsonHandler, e); !strings.Contains(got, text) {
		t.Errorf("the log as JSON has no error: %s", got)
	}
}

// What is not secret is there for who asks for it.
func TestErrorHasHeadersAndBody(t *testing.T) {
	e := secretive(t)
	if e.Header.Get("Set-Cookie") != "session=hunter2" || !bytes.Contains(e.Body, []byte("hunter2")) {
		t.Errorf("header %v, body %s", e.Header, e.Body)
	}
	got, err := json.Marshal(e)
	const want = `{"Verdict":{"Code":409,"Kind":"conflict","Fault":"caller","Retry":"after-change","Wait":0,"Told":false,"MaxWait":0,"Case":"","VendorCase":""},` +
		`"Method":"POST","URL":"https://api.acme.example/orders/17","Message":"Taken.","Code":""}`
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
		{"an escaped path", &url.URL{Scheme: "https", Host: "a.example", Path: "/a/b c", RawPath: "/a%2Fb%20c"}, "https://a.example/a%2Fb%20c"},
		{"line breaks", &url.URL{Scheme: "https", Host: "a.example", Path: "/a\n\x1b[31m"}, "https://a.example/a%0A%1B%5B31m"},
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
		if err := statushttp.Check(bigcommerce.Catalog, from(tt.req, answer("409", ""))); err.Error() != tt.want {
			t.Errorf("%s: %q, want %q", tt.reason, err, tt.want)
		}
	}
}
