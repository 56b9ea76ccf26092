package statushttp_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"github.com/statuscat/statuscat/status/leadcommerce"
	"github.com/statuscat/statuscat/status/statustest"
)

var errHungUp = errors.New("the vendor hung up")

// hangUp is a transport that fails n times before it sends anything.
type hangUp struct {
	http.RoundTripper
	n int
}

func (h *hangUp) RoundTrip(req *http.Request) (*http.Response, error) {
	if h.n--; h.n >= 0 {
		req.Body.Close()
		return nil, errHungUp
	}
	return h.RoundTripper.RoundTrip(req)
}

func (t *trip) hangUp(n int) {
	client := t.server.Client()
	client.Transport = &hangUp{client.Transport, n}
}

// A request without an answer is sent again, after the library's own back-off.
func TestE2ENoAnswer(t *testing.T) {
	eachDriver(t, func(t *testing.T, drive func(*trip) ending) {
		trip := newBigCommerce(t, 503, 200)
		trip.own = 7 * time.Second
		trip.hangUp(2)
		drive(trip).check(t, 200, 2, trip.own, trip.own, trip.own)

		trip.hangUp(maxTries)
		if o := drive(trip); !errors.Is(o.err, errHungUp) || o.tries != 0 || o.code != 0 || len(o.waits) != maxTries-1 {
			t.Errorf("a vendor that is not there: %+v", o)
		}
	})
}

// What cannot get an answer is not sent again.
func TestE2ENoAnswerEver(t *testing.T) {
	eachDriver(t, func(t *testing.T, drive func(*trip) ending) {
		cancelled, cancel := context.WithCancel(context.Background())
		cancel()
		for reason, change := range map[string]func(*trip){
			"an unknown scheme":   func(t *trip) { t.url = "gopher://127.0.0.1/" },
			"a malformed header":  func(t *trip) { t.header = http.Header{"X-Key": {"two\nlines"}} },
			"a cancelled context": func(t *trip) { t.ctx = cancelled },
		} {
			trip := newBigCommerce(t, 200)
			change(trip)
			if o := drive(trip); o.err == nil || o.code != 0 || o.tries != 0 || len(o.waits) != 0 {
				t.Errorf("%s: %+v", reason, o)
			}
		}
	})
}

// A POST stays one where a redirection makes a GET of it: sent again, it would
// be a POST.
func TestE2ERedirectedPost(t *testing.T) {
	moved := statustest.Case{Response: &http.Response{StatusCode: 302, Header: http.Header{"Location": {"/elsewhere"}}}}
	eachDriver(t, func(t *testing.T, drive func(*trip) ending) {
		trip := newBigCommerce(t, moved, 500, 200)
		trip.method = "POST"
		drive(trip).check(t, 500, 2)

		trip = newBigCommerce(t, moved, 503, 200)
		trip.method = "POST"
		if o := drive(trip); o.code != 200 || len(o.waits) != 1 || o.err != nil {
			t.Errorf("a 503 behind a redirection: %+v", o)
		}
	})
}

// Why all this: a policy that goes by the number gets both wrong.
func TestE2EDefaultPolicy(t *testing.T) {
	for code, tries := range map[int]int{403: 1, 507: 2} {
		trip := newLeadCommerce(t)
		trip.server.Script(code, 200)
		client := retryablehttp.NewClient()
		client.Logger = nil
		client.RetryWaitMin, client.RetryWaitMax = time.Nanosecond, time.Nanosecond
		resp, err := client.Post(trip.server.URL, "text/plain", nil)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if n := len(trip.server.Requests()); n != tries {
			t.Errorf("go-retryablehttp's default policy sends %d requests for %v, want %d", n, leadcommerce.Status(code), tries)
		}
	}
}
