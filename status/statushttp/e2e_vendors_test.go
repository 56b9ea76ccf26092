package statushttp_test

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status/bigcommerce"
	"github.com/statuscat/statuscat/status/leadcommerce"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

var (
	perSecond = statustest.Limit{Requests: 1, Per: time.Second, Code: leadcommerce.Forbidden}
	perHour   = statustest.Limit{Requests: 500, Per: time.Hour, Code: leadcommerce.BandwidthLimitExceeded}
)

func newLeadCommerce(t *testing.T, options ...statustest.Option) *trip {
	s := statustest.NewServer(leadcommerce.Catalog, options...)
	t.Cleanup(s.Close)
	return &trip{server: s, policy: &statushttp.Policy{Catalog: leadcommerce.Catalog, Now: s.Clock.Now}, own: time.Second, method: "POST"}
}

func newBigCommerce(t *testing.T, script ...any) *trip {
	s := statustest.NewServer(bigcommerce.Catalog)
	t.Cleanup(s.Close)
	s.Script(script...)
	return &trip{server: s, policy: &statushttp.Policy{Catalog: bigcommerce.Catalog, Now: s.Clock.Now}, own: time.Second}
}

// check holds an ending against the final code, the number of tries, and the
// waits.
func (o ending) check(t *testing.T, code, tries int, waits ...time.Duration) {
	t.Helper()
	if o.err != nil || o.code != code || o.tries != tries || !slices.Equal(o.waits, waits) {
		t.Errorf("got %d (error %v) after %d tries and waits of %v; want %d, %d, %v", o.code, o.err, o.tries, o.waits, code, tries, waits)
	}
}

// At Lead Commerce a 403 says "too fast": a POST waits a second and gets its
// answer.
func TestE2ELeadCommerceSpeedLimit(t *testing.T) {
	eachDriver(t, func(t *testing.T, drive func(*trip) ending) {
		trip := newLeadCommerce(t)
		trip.server.Script(403, 403, 200)
		drive(trip).check(t, 200, 3, time.Second, time.Second)
		for i, r := range trip.server.Requests() {
			if got, want := r.Time, statustest.Start.Add(time.Duration(i)*time.Second); !got.Equal(want) || r.Method != "POST" || string(r.Body) != "a body" {
				t.Errorf("try %d: %s %q at %v, want it at %v", i+1, r.Method, r.Body, got, want)
			}
		}
	})
}

// The same with the limit itself: the catalog's least wait is as long as the
// limit asks for, also where a library is in more of a hurry.
func TestE2ELeadCommerceRealSpeedLimit(t *testing.T) {
	eachDriver(t, func(t *testing.T, drive func(*trip) ending) {
		trip := newLeadCommerce(t, perSecond)
		trip.own = time.Millisecond
		drive(trip).check(t, 200, 1)
		for range 3 {
			drive(trip).check(t, 200, 2, time.Second)
		}
	})
}

// 500 requests an hour: an own back-off of two hours is cut to the hour after
// which the allowance is sure to be back.
func TestE2ELeadCommerceHourlyLimit(t *testing.T) {
	for _, name := range boundedDrivers {
		t.Run(name, func(t *testing.T) {
			trip := newLeadCommerce(t, perHour)
			trip.own = 2 * time.Hour
			for range 500 {
				trip.drive(t, name).check(t, 200, 1)
			}
			trip.drive(t, name).check(t, 200, 2, time.Hour)
		})
	}
}

// A told wait is cut to an hour with every library.
func TestE2EHourlyLimitIsCapped(t *testing.T) {
	eachDriver(t, func(t *testing.T, drive func(*trip) ending) {
		trip := newLeadCommerce(t)
		trip.server.Script("509, Retry-After tells too much", 200)
		drive(trip).check(t, 200, 2, time.Hour)
	})
}

// What no retry helps is not repeated, although it is a 5xx.
func TestE2EPlanLimitIsNotRetried(t *testing.T) {
	eachDriver(t, func(t *testing.T, drive func(*trip) ending) {
		for _, code := range []int{501, 503, 507} {
			trip := newLeadCommerce(t)
			trip.server.Script(code, 200)
			drive(trip).check(t, code, 1)
		}
	})
}

// A 500 may have taken effect: only what bears repeating is repeated, and the
// caller's word goes before the method's.
func TestE2EInternalErrorIsRetriedIfIdempotent(t *testing.T) {
	word := func(idempotent bool) context.Context {
		return statushttp.WithIdempotent(context.Background(), idempotent)
	}
	for _, tt := range []struct {
		reason string
		method string
		ctx    context.Context
		header http.Header
		tries  int
	}{
		{reason: "a GET reads", method: "GET", tries: 2},
		{reason: "a POST may have made something", method: "POST", tries: 1},
		{reason: "the caller says that the POST reads", method: "POST", ctx: word(true), tries: 2},
		{reason: "the POST has a key that makes it safe", method: "POST", header: http.Header{"Idempotency-Key": {"k"}}, tries: 2},
		{reason: "a PUT twice is as once", method: "PUT", tries: 2},
		{reason: "the caller says that the PUT must not happen twice", method: "PUT", ctx: word(false), tries: 1},
		{reason: "the caller's word goes before a key, too", method: "POST", ctx: word(false), header: http.Header{"Idempotency-Key": {"k"}}, tries: 1},
		{reason: "a PATCH is not idempotent", method: "PATCH", tries: 1},
		{reason: "a DELETE is", method: "DELETE", tries: 2},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			eachDriver(t, func(t *testing.T, drive func(*trip) ending) {
				trip := newBigCommerce(t, 500, 200)
				trip.method, trip.ctx, trip.header = tt.method, tt.ctx, tt.header
				if tt.tries == 1 {
					drive(trip).check(t, 500, 1)
				} else {
					drive(trip).check(t, 200, 2, time.Second)
				}
			})
		})
	}
}

// A wait that the answer tells is taken, up to the bound; one that makes no
// sense is as none.
func TestE2ERetryAfter(t *testing.T) {
	for answer, want := range map[string]time.Duration{
		"503, Retry-After tells":          30 * time.Second,
		"503, Retry-After tells a date":   30 * time.Second,
		"503, Retry-After tells too much": time.Hour, // it says a year
		"503, Retry-After is in the past": 7 * time.Second,
		"503, Retry-After is negative":    7 * time.Second,
		"503, Retry-After is no wait":     7 * time.Second,
		"503":                             7 * time.Second,
	} {
		t.Run(answer, func(t *testing.T) {
			eachDriver(t, func(t *testing.T, drive func(*trip) ending) {
				trip := newBigCommerce(t, answer, 200)
				trip.own = 7 * time.Second
				trip.server.Clock.Advance(1000 * time.Hour)
				drive(trip).check(t, 200, 2, want)
			})
		})
	}
}

// A policy of one's own is stricter than the catalog.
func TestE2EPolicyMaxWait(t *testing.T) {
	eachDriver(t, func(t *testing.T, drive func(*trip) ending) {
		trip := newBigCommerce(t, "503, Retry-After tells too much", 200)
		trip.policy.MaxWait = time.Minute
		drive(trip).check(t, 200, 2, time.Minute)
	})
}

// A wait that would pass the deadline is not begun: the caller gets the answer
// that there is, while there is time to do something about it.
func TestE2EDeadline(t *testing.T) {
	eachDriver(t, func(t *testing.T, drive func(*trip) ending) {
		trip := newBigCommerce(t, "503, Retry-After tells too much", 200)
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		trip.ctx = ctx
		o := drive(trip)
		o.check(t, 503, 1)

		trip.server.Script("503, Retry-After tells", 200)
		drive(trip).check(t, 200, 2, 30*time.Second)
	})
}

// A vendor that never gets better: the tries end, and the last answer is there.
func TestE2ETriesEnd(t *testing.T) {
	for _, name := range []string{"retryablehttp", "failsafe", "failsafehttp", "loop"} {
		t.Run(name, func(t *testing.T) {
			trip := newBigCommerce(t, 503)
			trip.drive(t, name).check(t, 503, maxTries, time.Second, time.Second, time.Second)
		})
	}
}
