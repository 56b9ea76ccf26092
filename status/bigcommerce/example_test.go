package bigcommerce_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/bigcommerce"
	"github.com/statuscat/statuscat/status/leadcommerce"
)

// The number of a response becomes a Status, and that has the answers.
func Example() {
	s := bigcommerce.Status(507) // resp.StatusCode

	fmt.Println(s)
	fmt.Println("means:", s.Kind())
	fmt.Println("to act:", s.Fault())
	fmt.Println("retry:", s.Retry())
	// Output:
	// 507 Insufficient Storage
	// means: plan-limit
	// to act: account
	// retry: after-change
}

// The same number is worth a retry at one vendor and not at the other.
func ExampleStatus_IsRetryable() {
	const code = 403 // resp.StatusCode

	fmt.Println("BigCommerce:  ", bigcommerce.Status(code).IsRetryable())
	fmt.Println("Lead Commerce:", leadcommerce.Status(code).IsRetryable())
	// Output:
	// BigCommerce:   false
	// Lead Commerce: true
}

// Kinds say what a code means, whatever its number.
func ExampleStatus_Kind() {
	for _, s := range []bigcommerce.Status{403, 409, 507, 509} {
		switch s.Kind() {
		case status.KindPermissionDenied:
			fmt.Println(s, "→ ask the store's owner for the permission")
		case status.KindPlanLimit:
			fmt.Println(s, "→ offer a larger plan")
		case status.KindRateLimited, status.KindQuotaExhausted:
			fmt.Println(s, "→ pause,", s.Wait())
		default:
			fmt.Println(s, "→ tell the user")
		}
	}
	// Output:
	// 403 Forbidden → ask the store's owner for the permission
	// 409 Conflict → tell the user
	// 507 Insufficient Storage → offer a larger plan
	// 509 Bandwidth Limit Exceeded → pause, at most 1h
}

// A Status is an error that callers can ask for. It is that vendor's alone.
func ExampleStatus_Error() {
	deleteCategory := func() error {
		return fmt.Errorf("delete category 7: %w", bigcommerce.Conflict)
	}

	err := deleteCategory()
	fmt.Println(err)
	fmt.Println(errors.Is(err, bigcommerce.Conflict))
	fmt.Println(errors.Is(err, leadcommerce.Status(409)))
	// Output:
	// delete category 7: 409 Conflict
	// true
	// false
}

func ExampleAll() {
	for s := range bigcommerce.All() {
		if s.IsServerError() && s.Fault() != status.FaultServer {
			fmt.Println(s, "is the fault of:", s.Fault())
		}
	}
	// Output:
	// 501 Not Implemented is the fault of: caller
	// 507 Insufficient Storage is the fault of: account
	// 509 Bandwidth Limit Exceeded is the fault of: account
}

// A Catalog is for code that works with any vendor.
func Example_catalog() {
	report := func(c *status.Catalog, code int) {
		info, documented := c.Lookup(code)
		fmt.Printf("%s: %s, %s (documented: %t)\n", c.Name, info.String(), info.Kind, documented)
	}

	report(bigcommerce.Catalog, 403)
	report(leadcommerce.Catalog, 403)
	report(leadcommerce.Catalog, 409)
	// Output:
	// BigCommerce Stores API: 403 Forbidden, permission-denied (documented: true)
	// Lead Commerce API: 403 Forbidden, rate-limited (documented: true)
	// Lead Commerce API: 409 Conflict, conflict (documented: false)
}

func ExampleParse() {
	s, err := bigcommerce.Parse("conflict")
	fmt.Println(int(s), err)
	// Output:
	// 409 <nil>
}

// An error's body says "status": 409, and a field of this type reads it.
func ExampleStatus_json() {
	var failures []struct {
		Status  bigcommerce.Status `json:"status"`
		Message string             `json:"message"`
	}
	body := `[{"status": 409, "message": "products would be left without a category"}]`
	if err := json.Unmarshal([]byte(body), &failures); err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range failures {
		fmt.Printf("%v: %s\n", f.Status, f.Message)
	}
	// Output:
	// 409 Conflict: products would be left without a category
}
