package statushttp

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
)

// Verdict is what a response means and what to do about it. Verdicts can be
// compared with ==.
type Verdict struct {
	Catalog *status.Catalog `json:"-"`
	Code    int             // the status code of the response
	Kind    status.Kind
	Fault   status.Fault // follows from the kind
	Retry   status.Retry

	// Wait is how long to wait before sending the request again. Where the
	// answer or the catalog told it (Told), it is the wait; otherwise it is
	// the least one, and your own back-off goes on top. Zero for what is not
	// retried.
	Wait time.Duration
	Told bool
	// MaxWait bounds your own back-off; Wait is never greater. Zero for what is
	// not retried.
	MaxWait time.Duration

	// Case is the name of the code's case that matched, or empty.
	Case string
	// Override is the name of the vendor's case for any code that
	// matched, or empty. What it says goes over everything else.
	VendorCase string
}

// IsSuccess reports whether the request was carried out or is being: its kind
// is one of 1xx or 2xx. A 200 whose body tells of an error is none.
func (v Verdict) IsSuccess() bool {
	class := v.Kind.Class()
	return class == status.ClassInformational || class == status.ClassSuccessful
}

// BackOff returns how long to wait, given what you would wait on your own: the
// wait that was told, or yours within the catalog's bounds. If you send again
// what is not to be retried, it is yours.
func (v Verdict) BackOff(own time.Duration) time.Duration {
	switch {
	case !v.Retry.IsRetryable():
		return own
	case v.Told:
		return v.Wait
	}
	return min(max(own, v.Wait), v.MaxWait)
}

// Info returns what the catalog says of the case at hand: the row of the code,
// changed by the cases that matched.
func (v Verdict) Info() status.Info {
	c := v.catalog()
	info, _ := c.Lookup(v.Code)
	own, override := named(info.When, v.Case), named(c.When, v.VendorCase)
	if own != nil {
		info.Purpose, info.Remedy, info.Note = own.Purpose, own.Remedy, own.Note
	}
	if override != nil {
		info.Purpose = cmp.Or(override.Purpose, info.Purpose)
		info.Remedy = cmp.Or(override.Remedy, info.Remedy)
		info.Note = cmp.Or(override.Note, info.Note)
	}
	info.Kind, info.Retry = v.Kind, v.Retry
	if v.Retry.IsRetryable() {
		info.Wait = *advice(c, v.Code, &info, own, override)
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

// catalog returns an empty one for a Verdict that no Policy made: whoever fakes
// an Error in a test wants to print it.
func (v Verdict) catalog() *status.Catalog {
	if v.Catalog == nil {
		return &status.Catalog{Rows: new(status.Rows)}
	}
	return v.Catalog
}

// Reason says the verdict in words, for logs: "leadcommerce 403 Forbidden:
// rate-limited, retry always after at least 1s".
func (v Verdict) Reason() string {
	var b strings.Builder
	c := v.catalog()
	fmt.Fprintf(&b, "%s %s: %s", c.Vendor, c.Text(v.Code), v.Kind)
	for _, name := range []string{v.Case, v.VendorCase} {
		if name != "" {
			fmt.Fprintf(&b, " (%s)", name)
		}
	}
	fmt.Fprintf(&b, ", retry %s", v.Retry)
	switch {
	case !v.Retry.IsRetryable():
	case v.Told:
		fmt.Fprintf(&b, " after %s", v.Wait)
	case v.Wait > 0:
		fmt.Fprintf(&b, " after at least %s", v.Wait)
	}
	if !c.IsDocumented(v.Code) {
		b.WriteString("; the vendor does not document this code")
	}
	return b.String()
}
