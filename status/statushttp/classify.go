package statushttp

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
)

// Verdict is what a response means and how long to wait before a retry. Verdicts can
// be compared with ==.
type Verdict struct {
	Catalog *status.Catalog // may be nil
	Code    int             // the status code of the response
	Kind    status.Kind
	Fault   status.Fault // follows from the kind
	Retry   status.Retry

	// RetryAfter is the wait that the response specifies, whatever its code: a 202
	// can say when to ask again. It is zero if the response specifies none, or says
	// that the wait is over.
	RetryAfter time.Duration
	// Backoff bounds the wait if RetryAfter is zero. It is zero if Retry is not
	// retryable.
	Backoff Backoff

	// Case is the name of the code's case that matched, or empty.
	Case string
	// VendorCase is the name of the vendor's case for any code that matched, or
	// empty. It overrides everything else.
	VendorCase string
}

// Backoff is an exponential backoff: it starts at Min and doubles with each
// attempt up to Max.
type Backoff struct{ Min, Max time.Duration }

// Classify returns what resp means at a vendor. It reads the body only if the
// catalog has a case or a wait for this code that needs it, at most
// DefaultBodyLimit bytes, and puts it back: afterwards resp.Body reads as if nothing
// had happened. The read ends with the request's context; a part of the body that has
// not arrived by then counts as absent. resp must not be nil.
//
// It is Policy.Classify with the default settings.
func Classify(catalog *status.Catalog, resp *http.Response) Verdict {
	p := Policy{Catalog: catalog}
	return p.Classify(resp)
}

// Classify returns what resp means; see the function Classify.
func (p *Policy) Classify(resp *http.Response) (v Verdict) {
	p.classify(&v, resp)
	return v
}

// classify fills in v, which is zero, and returns the most attempts that the vendor
// advises; 0 if it advises none.
func (p *Policy) classify(v *Verdict, resp *http.Response) (attempts int) {
	c := p.catalog()
	m := matcher{resp: resp, limit: p.bodyLimit()}
	row := c.Row(resp.StatusCode)
	v.Catalog, v.Code = p.Catalog, resp.StatusCode
	own, override := m.first(row.When), m.first(c.When)
	means := &row.Meaning
	if own != nil {
		v.Case, means = own.Name, &own.Meaning
	}
	if override != nil {
		over := override.Over(*means)
		v.VendorCase, means = override.Name, &over
	}
	v.Kind, v.Retry, v.Fault = means.Kind, means.Retry, means.Fault()
	wait := advice(c, v.Code, means, override)
	p.advise(v, &m, wait)
	return wait.Attempts
}

// advice returns the wait of means, or else the vendor's: a meaning has none of its own
// if it is not retryable, or comes from a fallback.
func advice(c *status.Catalog, code int, means *status.Meaning, override *status.Case) *status.Wait {
	if means.Wait.IsZero() && (override != nil || !means.Retry.IsRetryable() || !c.IsDocumented(code)) {
		return &c.Wait
	}
	return &means.Wait
}

// IsSuccess reports whether the server carries out the request or has done so: the
// kind is one of 1xx or 2xx. A 200 whose body holds an error is not a success.
func (v Verdict) IsSuccess() bool { return isSuccess(v.Kind) }

func isSuccess(kind status.Kind) bool {
	class := kind.Class()
	return class == status.ClassInformational || class == status.ClassSuccessful
}

// Info returns the catalog's row of the code, changed by the cases that matched.
func (v Verdict) Info() status.Info {
	c := orEmpty(v.Catalog)
	info, _ := c.Lookup(v.Code)
	own, override := named(info.When, v.Case), named(c.When, v.VendorCase)
	if own != nil {
		info.Meaning = own.Meaning
	}
	if override != nil {
		info.Meaning = override.Over(info.Meaning)
	}
	info.Kind, info.Retry = v.Kind, v.Retry
	if v.Retry.IsRetryable() {
		info.Wait = *advice(c, v.Code, &info.Meaning, override)
	} else {
		info.Wait = status.Wait{}
	}
	return info
}

// named returns the case of that name, or nil.
func named(list []status.Case, name string) *status.Case {
	for i := range list {
		if name != "" && list[i].Name == name {
			return &list[i]
		}
	}
	return nil
}

// Reason returns the verdict in words, for logs: "leadcommerce 403 Forbidden:
// rate-limited, retry always after at least 1s".
func (v Verdict) Reason() string {
	var b strings.Builder
	c := orEmpty(v.Catalog)
	fmt.Fprintf(&b, "%s: %s", strings.TrimSpace(c.Vendor+" "+c.Text(v.Code)), v.Kind)
	for _, name := range []string{v.Case, v.VendorCase} {
		if name != "" {
			fmt.Fprintf(&b, " (%s)", name)
		}
	}
	fmt.Fprintf(&b, ", retry %s", v.Retry)
	switch {
	case !v.Retry.IsRetryable():
	case v.RetryAfter > 0:
		fmt.Fprintf(&b, " after %s", v.RetryAfter)
	default:
		fmt.Fprintf(&b, " after at least %s", v.Backoff.Min)
	}
	if !c.IsDocumented(v.Code) {
		b.WriteString("; the vendor does not document this code")
	}
	return b.String()
}

// verdictJSON is the one JSON form of a verdict, in the words of the catalogs.
type verdictJSON struct {
	Status     int          `json:"status"`
	Kind       status.Kind  `json:"kind"`
	Fault      status.Fault `json:"fault"`
	Retry      status.Retry `json:"retry"`
	RetryAfter float64      `json:"retry_after_ms"`
	BackoffMin float64      `json:"backoff_min_ms"`
	BackoffMax float64      `json:"backoff_max_ms"`
	Case       string       `json:"case"`
	VendorCase string       `json:"vendor_case"`
}

func (v Verdict) json() verdictJSON {
	return verdictJSON{v.Code, v.Kind, v.Fault, v.Retry, milliseconds(v.RetryAfter), milliseconds(v.Backoff.Min), milliseconds(v.Backoff.Max), v.Case, v.VendorCase}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// MarshalJSON returns the verdict as one object, the same as in the test vectors:
//
//	{"status":429,"kind":"rate-limited","fault":"caller","retry":"always",
//	 "retry_after_ms":7000,"backoff_min_ms":500,"backoff_max_ms":30000,"case":"","vendor_case":""}
func (v Verdict) MarshalJSON() ([]byte, error) { return json.Marshal(v.json()) }
