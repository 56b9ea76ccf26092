package leadcommerce_test

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
	s := leadcommerce.Status(403) // resp.StatusCode

	fmt.Println(s)
	fmt.Println("means:", s.Kind())
	fmt.Println("to act:", s.Fault())
	fmt.Println("retry:", s.Retry())
	fmt.Println("wait:", s.Wait())
	// Output:
	// 403 Forbidden
	// means: rate-limited
	// to act: caller
	// retry: always
	// wait: at least 1s
}

// The same number is worth a retry at one vendor and not at the other.
func ExampleStatus_IsRetryable() {
	const code = 403 // resp.StatusCode

	if s := leadcommerce.Status(code); s.IsRetryable() {
		fmt.Println("Lead Commerce: again after", s.Wait().Min)
	}
	if s := bigcommerce.Status(code); !s.IsRetryable() {
		fmt.Println("BigCommerce: no use,", s.Kind())
	}
	// Output:
	// Lead Commerce: again after 1s
	// BigCommerce: no use, permission-denied
}

// A queue needs to know more than yes or no of what is to become of a job.
func ExampleStatus_Retry() {
	job := struct{ isRead bool }{isRead: false}

	for _, s := range []leadcommerce.Status{
		leadcommerce.Forbidden,
		leadcommerce.InternalServerError,
		leadcommerce.InsufficientStorage,
		leadcommerce.BadRequest,
	} {
		retry := s.Retry()
		switch {
		case retry == status.RetryAlways, retry == status.RetryIfIdempotent && job.isRead:
			fmt.Println(s, "→ back into the queue")
		case retry >= status.RetryAfterChange:
			fmt.Println(s, "→ for a person to look at")
		default:
			fmt.Println(s, "→ dead letters")
		}
	}
	// Output:
	// 403 Forbidden → back into the queue
	// 500 Internal Server Error → for a person to look at
	// 507 Insufficient Storage → for a person to look at
	// 400 Bad Request → dead letters
}

// A Status is an error that callers can ask for.
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

// Codes that the vendor does not document are read as IANA registers them, and
// what that lacks as the class has it.
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

// In JSON a Status is the number that it is.
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
