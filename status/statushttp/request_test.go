package statushttp_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/statuscat/statuscat/status/statushttp"
)

func keyed(req *http.Request) *http.Request {
	req.Header.Set("acme-key", "17")
	return req
}

func worded(req *http.Request, word bool) *http.Request {
	return req.WithContext(statushttp.WithIdempotent(req.Context(), word))
}

func TestIsIdempotent(t *testing.T) {
	for _, tt := range []struct {
		reason string
		req    *http.Request
		want   bool
	}{
		{"no request", nil, false},
		{"a safe method", request("GET"), true},
		{"a safe method", request("HEAD"), true},
		{"a safe method", request("OPTIONS"), true},
		{"a safe method", request("TRACE"), true},
		{"an idempotent method", request("PUT"), true},
		{"an idempotent method", request("DELETE"), true},
		{"no method is GET", &http.Request{}, true},
		{"neither safe nor idempotent", request("POST"), false},
		{"neither safe nor idempotent", request("PATCH"), false},
		{"neither safe nor idempotent", request("CONNECT"), false},
		{"methods have letter case", request("get"), false},
		{"an unknown method", request("PURGE"), false},
		{"a POST with a key", keyed(request("POST")), true},
		{"a key without a value", func() *http.Request { r := request("POST"); r.Header.Set("Acme-Key", ""); return r }(), false},
		{"a key by another name than the vendor's", func() *http.Request { r := request("POST"); r.Header.Set("Idempotency-Key", "17"); return r }(), false},
		{"the caller's word for a POST", worded(request("POST"), true), true},
		{"the caller's word against a PUT", worded(request("PUT"), false), false},
		{"the caller's word against a key", worded(keyed(request("POST")), false), false},
		{"the caller's last word", worded(worded(request("PUT"), false), true), true},
	} {
		if got := policy(&acme).IsIdempotent(tt.req); got != tt.want {
			t.Errorf("%s: %t, want %t", tt.reason, got, tt.want)
		}
	}
}

// http.Client makes a GET of a redirected POST, and a retry sends the POST.
func TestIsIdempotentRedirected(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/": // twice, to see that the way back is not one step
			http.Redirect(w, r, "/on", http.StatusTemporaryRedirect)
		case "/on":
			http.Redirect(w, r, "/end?key=hunter2", http.StatusSeeOther)
		default:
			w.WriteHeader(500)
			io.WriteString(w, r.Method)
		}
	}))
	defer server.Close()
	for _, tt := range []struct {
		reason string
		method string
		ctx    context.Context
		want   bool
	}{
		{"a GET", "GET", context.Background(), true},
		{"a POST", "POST", context.Background(), false},
		{"a POST by the caller's word", "POST", statushttp.WithIdempotent(context.Background(), true), true},
		{"a GET against the caller's word", "GET", statushttp.WithIdempotent(context.Background(), false), false},
	} {
		req, err := http.NewRequestWithContext(tt.ctx, tt.method, server.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := server.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		if got := policy(&acme).IsIdempotent(resp.Request); got != tt.want {
			t.Errorf("%s: %t, want %t", tt.reason, got, tt.want)
		}
		if again := policy(&acme).Decide(tt.ctx, 1, resp, nil).Retry; again != tt.want {
			t.Errorf("%s: Decide says %t, want %t", tt.reason, again, tt.want)
		}
		// The error is about the last request.
		if got, want := policy(&acme).Check(resp).Error(), "GET "+server.URL+"/end: 500 Internal Server Error: internal: GET"; got != want {
			t.Errorf("%s: %q, want %q", tt.reason, got, want)
		}
		if got := rest(t, resp); got != "GET" {
			t.Errorf("%s: the server saw a %s in the end", tt.reason, got)
		}
	}
}

// A request whose Response is its own response does not cause an endless loop.
func TestIsIdempotentInACircle(t *testing.T) {
	req := request("POST")
	req.Response = from(req, answer("500", ""))
	if policy(&acme).IsIdempotent(req) {
		t.Error("a POST")
	}
}
