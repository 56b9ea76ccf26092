package libraries_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// yamlCatalog is written as a vendor's catalog is, to see that what the language
// makes of it fits what is done with it here.
const yamlCatalog = `
catalog: shop
vendors:
  shop:
    name: Shop
    when:
      - name: asked-not-to
        header: {name: x-should-retry, equals: "false"}
        retry: never
        note: The server's own word counts.
      - name: asked-to
        status: [5xx, 409]
        header: {name: x-should-retry, equals: "true"}
        retry: always
        note: The server's own word counts.
    idempotency_key: shop-key
    limits:
      - {requests: 2, per: 1s, code: 403}
      - {remaining: x-ratelimit-remaining, reset: {header: x-ratelimit-reset, unit: epoch-seconds}}
    wait: {from: [{header: retry-after-ms, unit: milliseconds}], max: 1m}
    error_body: {message: [/error/message, /errors/*/detail], code: /error/code}
codes:
  403:
    definition: Forbidden
    variants:
      shop:
        purpose: The permission is missing.
        remedy: Have it granted.
        kind: permission-denied
        when:
          - name: quota
            header: {name: x-ratelimit-remaining, equals: "0"}
            kind: rate-limited
            purpose: The calls of the hour are used up.
            wait: {from: {header: x-ratelimit-reset, unit: epoch-seconds}, max: 1h}
          - name: search
            method: [GET]
            host: {suffix: .shop.example}
            path: {prefix: /search}
            kind: rate-limited
            purpose: Searches have a limit of their own.
            wait: {from: {body: /error/message, after: "again in ", unit: duration}}
          - name: all-slow
            body: {pointer: /error/codes/*, between: [300, 399], every: true}
            kind: rate-limited
            purpose: Every part came too fast.
          - name: storage
            body: {pointer: /Error/Code, equals: SlowDown}
            kind: rate-limited
            purpose: The storage behind the shop is slow.
          - name: reason
            media_type: application/*
            body: {pointer: [/error/errors/*/reason, /error/code], in: [rateLimitExceeded, slowDown]}
            kind: rate-limited
            purpose: The calls come too fast.
            wait: {min: 5s}
          - name: captcha
            media_type: text/html
            body: {contains: captcha}
            retry: never
            note: A program cannot solve it.
  409:
    definition: Conflict
    variants:
      shop: {purpose: The record was changed., kind: conflict}
  500:
    definition: Internal Server Error
    variants:
      shop: {purpose: A part of the shop broke down., kind: internal, wait: {max: 2m}}
`

func TestCatalogFromYAML(t *testing.T) {
	loaded, err := spec.Load("shop.yaml", []byte(yamlCatalog))
	if err != nil {
		t.Fatal(err)
	}
	shop := loaded.Vendor("shop").Runtime()
	for _, tt := range []struct {
		reason     string
		head, body string
		want       string
	}{
		{"the row alone", "403", "", "shop 403 Forbidden: permission-denied, retry after-change"},
		{"names of headers are written in any letter case", "403\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 1772367000", "",
			"shop 403 Forbidden: rate-limited (quota), retry always after 10m0s"},
		{"a specified wait is not cut", "403\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 1772452800", "",
			"shop 403 Forbidden: rate-limited (quota), retry always after 24h0m0s"},
		{"a number in a range, every one", "403", `{"error":{"codes":[300,399]}}`,
			"shop 403 Forbidden: rate-limited (all-slow), retry always after at least 500ms"},
		{"every one but one", "403", `{"error":{"codes":[300,400]}}`, "shop 403 Forbidden: permission-denied, retry after-change"},
		{"XML", "403", `<Error><Code>SlowDown</Code></Error>`,
			"shop 403 Forbidden: rate-limited (storage), retry always after at least 500ms"},
		{"the first pointer", "403\nContent-Type: application/json", `{"error":{"code":403,"errors":[{"reason":"slowDown"}]}}`,
			"shop 403 Forbidden: rate-limited (reason), retry always after at least 5s"},
		{"the second pointer", "403\nContent-Type: application/json", `{"error":{"code":"slowDown"}}`,
			"shop 403 Forbidden: rate-limited (reason), retry always after at least 5s"},
		{"a case's wait has the vendor's sources", "403\nContent-Type: application/json\nRetry-After-Ms: 7000", `{"error":{"code":"slowDown"}}`,
			"shop 403 Forbidden: rate-limited (reason), retry always after 7s"},
		{"a specified wait is not raised", "403\nContent-Type: application/json\nRetry-After: 1", `{"error":{"code":"slowDown"}}`,
			"shop 403 Forbidden: rate-limited (reason), retry always after 1s"},
		{"the media type is another", "403\nContent-Type: text/plain", `{"error":{"code":"slowDown"}}`,
			"shop 403 Forbidden: permission-denied, retry after-change"},
		{"a text", "403\nContent-Type: text/html", `<p>Solve this captcha.</p>`,
			"shop 403 Forbidden: permission-denied (captcha), retry never"},
		{"the server's word over a code without a wait", "409\nX-Should-Retry: true\nRetry-After: 90", "",
			"shop 409 Conflict: conflict (asked-to), retry always after 1m30s"},
		{"the server's word over a case", "403\nX-RateLimit-Remaining: 0\nX-Should-Retry: false", "",
			"shop 403 Forbidden: rate-limited (quota) (asked-not-to), retry never"},
		{"nothing specified", "500", "", "shop 500 Internal Server Error: internal, retry if-idempotent after at least 500ms"},
		{"IANA's codes, with the vendor's wait", "429\nRetry-After-Ms: 90", "",
			"shop 429 Too Many Requests: rate-limited, retry always after 90ms; the vendor does not document this code"},
	} {
		got := policy(shop).Classify(answer(tt.head, tt.body))
		if diff := cmp.Diff(tt.want, got.Reason()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
		}
	}

	search := request("GET")
	search.Host, search.URL.Path = "EU.shop.example:443", "/search/orders"
	got := policy(shop).Classify(from(search, answer("403", `{"error":{"message":"Slow down, and try again in 1m30s."}}`)))
	if want := "shop 403 Forbidden: rate-limited (search), retry always after 1m30s"; got.Reason() != want {
		t.Errorf("host and path: %q, want %q", got.Reason(), want)
	}
	req := request("POST")
	req.Header.Set("Shop-Key", "17")
	if !policy(shop).IsIdempotent(req) || policy(shop).IsIdempotent(request("POST")) {
		t.Error("the key is not the vendor's")
	}
	synctest.Test(t, func(t *testing.T) {
		gate := policy(shop).Transport(roundTripper(func(req *http.Request) (*http.Response, error) { return from(req, answer("200", "")), nil }))
		start := time.Now()
		for range 3 {
			gate.RoundTrip(request("GET"))
		}
		if got := time.Since(start); got != 1100*time.Millisecond {
			t.Errorf("the third request is sent after %v", got)
		}
	})

	var e *statushttp.Error
	if !errors.As(policy(shop).Check(answer("409", `{"errors":[{},{"detail":"Changed by Ann."}],"error":{"code":17}}`)), &e) || e.Message != "Changed by Ann." || e.Code != "17" {
		t.Errorf("the error is %v", e)
	}

	// Remedy and note of the row do not show through a case of another kind.
	info := policy(shop).Classify(answer("403\nX-RateLimit-Remaining: 0", "")).Info()
	if info.Remedy != "" || !strings.Contains(info.Purpose, "used up") || info.Wait.Max != time.Hour || info.Kind != status.KindRateLimited {
		t.Errorf("the refined row is %+v", info)
	}
}
