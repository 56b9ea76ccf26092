package bigcommerce_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/bigcommerce"
	"github.com/statuscat/statuscat/status/leadcommerce"
)

// A Kind is the meaning of a code, whatever its number.
func ExampleStatus_Kind() {
	for _, s := range []bigcommerce.Status{403, 409, 507, 509} {
		switch s.Kind() {
		case status.KindPermissionDenied:
			fmt.Println(s, "→ ask the store's owner for the permission")
		case status.KindPlanLimit:
			fmt.Println(s, "→ offer a larger plan")
		case status.KindRateLimited, status.KindQuotaExhausted:
			fmt.Println(s, "→ slow down")
		default:
			fmt.Println(s, "→ tell the user")
		}
	}
	// Output:
	// 403 Forbidden → ask the store's owner for the permission
	// 409 Conflict → tell the user
	// 507 Insufficient Storage → offer a larger plan
	// 509 Bandwidth Limit Exceeded → slow down
}

// A Status is an error, for use with errors.Is and errors.As. It differs from the same
// code of another vendor.
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

// A Status reads the field "status" of an error's body.
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
