package statushttp_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status/bigcommerce"
	"github.com/statuscat/statuscat/status/leadcommerce"
	"github.com/statuscat/statuscat/status/leadcommerce/leadcommercetest"
	"github.com/statuscat/statuscat/status/openai"
	"github.com/statuscat/statuscat/status/openai/openaitest"
	"github.com/statuscat/statuscat/status/statushttp"
)

// The same number means different things at different vendors.
func ExampleClassify() {
	resp := &http.Response{StatusCode: 403}
	for _, v := range []statushttp.Verdict{
		statushttp.Classify(leadcommerce.Catalog, resp),
		statushttp.Classify(bigcommerce.Catalog, resp),
	} {
		fmt.Println(v.Reason())
	}
	// Output:
	// leadcommerce 403 Forbidden: rate-limited, retry always after at least 1s
	// bigcommerce 403 Forbidden: permission-denied, retry after-change
}

func ExampleCheck() {
	resp := &http.Response{StatusCode: 409, Body: io.NopCloser(strings.NewReader(`{"title": "Products would be left over."}`))}
	err := statushttp.Check(bigcommerce.Catalog, resp)
	fmt.Println(err)
	fmt.Println(errors.Is(err, bigcommerce.Conflict))

	var status bigcommerce.Status
	if errors.As(err, &status) {
		fmt.Println(status.Remedy())
	}
	var failure *statushttp.Error
	if errors.As(err, &failure) {
		fmt.Printf("%s\n", failure.Body())
	}
	// Output:
	// 409 Conflict: conflict: Products would be left over.
	// true
	// Read the details in the response, and resolve the conflict.
	// {"title": "Products would be left over."}
}

// A loop of one's own.
func ExamplePolicy_Decide() {
	vendor := openaitest.NewVendor() // in the place of a network
	vendor.Script(openaitest.RateLimitInMilliseconds, openaitest.OK)
	client := &http.Client{Transport: vendor}
	policy := &statushttp.Policy{Catalog: openai.Catalog}

	send := func(ctx context.Context) (*http.Response, error) {
		for attempt := 1; ; attempt++ {
			req, err := http.NewRequestWithContext(ctx, "POST", "https://api.openai.com/v1/responses", strings.NewReader("{}"))
			if err != nil {
				return nil, err
			}
			resp, err := client.Do(req)
			d := policy.Decide(ctx, attempt, resp, err)
			if !d.Retry || attempt == 5 {
				return resp, err
			}
			if resp != nil {
				resp.Body.Close()
			}
			fmt.Println("waiting", d.Wait)
			time.Sleep(d.Wait)
		}
	}

	resp, err := send(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	fmt.Println(resp.StatusCode)
	// Output:
	// waiting 174ms
	// 200
}

// Lead Commerce's calls are all sent as POST, those that only read too.
func ExampleWithIdempotent() {
	vendor := leadcommercetest.NewVendor()
	vendor.Script(leadcommercetest.InternalServerError)
	client := &http.Client{Transport: vendor}
	policy := &statushttp.Policy{Catalog: leadcommerce.Catalog}

	ctx := context.Background()
	for _, ctx := range []context.Context{ctx, statushttp.WithIdempotent(ctx, true)} {
		req, err := http.NewRequestWithContext(ctx, "POST", "https://leadcommerce.example/orders", nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		vendor.Clock.Advance(time.Second) // which its limits want
		resp, err := client.Do(req)
		again := policy.Decide(ctx, 1, resp, err).Retry
		fmt.Println(resp.StatusCode, again)
		resp.Body.Close()
	}
	// Output:
	// 500 false
	// 500 true
}

// A gate in a plain client: one refusal is enough for all who share it, and the
// limits of the catalog need none.
func ExamplePolicy_Transport() {
	vendor := openaitest.NewVendor()
	vendor.Script(openaitest.RateLimitInMilliseconds, openaitest.OK)
	policy := &statushttp.Policy{Catalog: openai.Catalog}
	client := &http.Client{Transport: policy.Transport(vendor)}

	start := time.Now()
	for range 2 {
		resp, err := client.Post("https://api.openai.com/v1/responses", "application/json", strings.NewReader("{}"))
		if err != nil {
			fmt.Println(err)
			return
		}
		resp.Body.Close()
		fmt.Println(resp.StatusCode, time.Since(start) >= 174*time.Millisecond)
	}
	// Output:
	// 429 false
	// 200 true
}

// A request that would be held longer than its deadline allows fails at once.
func ExampleHeldError() {
	policy := &statushttp.Policy{Catalog: leadcommerce.Catalog}
	client := &http.Client{Transport: policy.Transport(leadcommercetest.NewVendor())}

	ctx, cancel := context.WithTimeout(context.Background(), time.Second/2)
	defer cancel()
	for range 2 { // and Lead Commerce takes one request a second
		req, err := http.NewRequestWithContext(ctx, "POST", "https://leadcommerce.example/orders", nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		resp, err := client.Do(req)
		var held *statushttp.HeldError
		if errors.As(err, &held) {
			fmt.Println("held for more than a second:", time.Until(held.Until) > time.Second)
			continue
		}
		resp.Body.Close()
		fmt.Println(resp.StatusCode)
	}
	// Output:
	// 200
	// held for more than a second: true
}
