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
	Catalog *status.Catalog // may be nil
	Code    int             // the status code of the response
	Kind    status.Kind
	Fault   status.Fault // follows from the kind
	Retry   status.Retry

	// Wait is how long to wait before sending the request again. Where the answer
	// told it (Told), it is that wait, to the letter and however long; otherwise it
	// is the first step of the back-off. Never 0 for what is retried, and always
	// for what is not.
	Wait time.Duration
	Told bool
	// MaxWait is where the steps of the back-off stop growing. A told wait may be
	// longer. Zero for what is not retried.
	MaxWait time.Duration

	// Case is the name of the code's case that matched, or empty.
	Case string
	// VendorCase is the name of the vendor's case for any code that matched, or
	// empty. What it says goes over everything else.
	VendorCase string
}

// IsSuccess reports whether the request was carried out or is being: its kind
// is one of 1xx or 2xx. A 200 whose body tells of an error is none.
func (v Verdict) IsSuccess() bool {
	class := v.Kind.Class()
	return class == status.ClassInformational || class == status.ClassSuccessful
}

// Info returns what the catalog says of the case at hand: the row of the code,
// changed by the cases that matched.
func (v Verdict) Info() status.Info {
	c := orEmpty(v.Catalog)
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

// Reason says the verdict in words, for logs: "leadcommerce 403 Forbidden:
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
	case v.Told:
		fmt.Fprintf(&b, " after %s", v.Wait)
	default:
		fmt.Fprintf(&b, " after at least %s", v.Wait)
	}
	if !c.IsDocumented(v.Code) {
		b.WriteString("; the vendor does not document this code")
	}
	return b.String()
}
