package leadcommerce_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/statuscat/statuscat/status/leadcommerce"
)

// A Status is an error, for use with errors.Is and errors.As.
func ExampleStatus_Error() {
	listOrders := func() error {
		return fmt.Errorf("list orders: %w", leadcommerce.NotFound)
	}

	err := listOrders()
	fmt.Println(err)
	fmt.Println(errors.Is(err, leadcommerce.NotFound))

	var s leadcommerce.Status
	if errors.As(err, &s) {
		fmt.Println(s.Kind(), s.IsRetryable())
	}
	// Output:
	// list orders: 404 Not Found
	// true
	// not-found false
}

// A code that the vendor does not document means what IANA's registry says, or else
// what its class says.
func ExampleStatus_IsDocumented() {
	for _, s := range []leadcommerce.Status{403, 429, 599} {
		fmt.Println(s.IsDocumented(), s, "·", s.Kind())
	}
	// Output:
	// true 403 Forbidden · rate-limited
	// false 429 Too Many Requests · rate-limited
	// false 599 · internal
}

func ExampleAll() {
	for s := range leadcommerce.All() {
		if s.IsThrottled() {
			fmt.Println(s, "·", s.Wait())
		}
	}
	// Output:
	// 403 Forbidden · at least 1s
	// 509 Bandwidth Limit Exceeded · at most 1h
}

func ExampleParse() {
	for _, text := range []string{"509", "bandwidth limit exceeded", "509 Forbidden"} {
		s, err := leadcommerce.Parse(text)
		if err != nil {
			fmt.Println("error:", err)
			continue
		}
		fmt.Println(s)
	}
	// Output:
	// 509 Bandwidth Limit Exceeded
	// 509 Bandwidth Limit Exceeded
	// error: leadcommerce: "509 Forbidden" contradicts itself: 509 is "Bandwidth Limit Exceeded"
}

// A Status marshals as a number.
func ExampleStatus_json() {
	var body struct {
		Status  leadcommerce.Status `json:"status"`
		Message string              `json:"message"`
	}
	err := json.Unmarshal([]byte(`{"status": 413, "message": "3,201 entries"}`), &body)
	fmt.Println(err, body.Status, body.Status.Kind())
	// Output:
	// <nil> 413 Request Entity Too Large too-large
}
