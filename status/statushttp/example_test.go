package statushttp_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status/bigcommerce"
	"github.com/statuscat/statuscat/status/leadcommerce"
	"github.com/statuscat/statuscat/status/statushttp"
)

// leadCommerce answers as that vendor does when it is called too often.
func leadCommerce(codes ...int) *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(codes[0])
		codes = codes[1:]
	}))
}

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
		fmt.Printf("%s\n", failure.Body)
	}
	// Output:
	// 409 Conflict: conflict
	// true
	// Read the details in the answer, clear the condition, then repeat the request.
	// {"title": "Products would be left over."}
}

func ExamplePolicy_Decide() {
	server := leadCommerce(403, 403, 200)
	defer server.Close()
	sleep := func(d time.Duration) { fmt.Println("waiting", d) } // time.Sleep, in general

	ctx := context.Background()
	policy := statushttp.Policy{Catalog: leadcommerce.Catalog}
	for {
		resp, err := http.Get(server.URL)
		wait, again := policy.Decide(ctx, resp, err)
		if resp != nil {
			resp.Body.Close()
		}
		if !again {
			fmt.Println(resp.Status, err)
			break
		}
		sleep(wait)
	}
	// Output:
	// waiting 1s
	// waiting 1s
	// 200 OK <nil>
}

// Lead Commerce's calls are all sent as POST, those that only read too.
func ExampleWithIdempotent() {
	server := leadCommerce(500, 500)
	defer server.Close()
	policy := statushttp.Policy{Catalog: leadcommerce.Catalog}
	ctx := context.Background()
	for _, ctx := range []context.Context{ctx, statushttp.WithIdempotent(ctx, true)} {
		req, err := http.NewRequestWithContext(ctx, "POST", server.URL, strings.NewReader("{}"))
		if err != nil {
			fmt.Println(err)
			return
		}
		resp, err := http.DefaultClient.Do(req)
		_, again := policy.Decide(ctx, resp, err)
		fmt.Println(resp.StatusCode, again)
		resp.Body.Close()
	}
	// Output:
	// 500 false
	// 500 true
}
