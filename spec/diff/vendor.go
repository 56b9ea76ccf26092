package diff

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// vendor compares two versions of a vendor.
func (d *differ) vendor(old, new *spec.Vendor) {
	at := Change{Vendor: new.Key}
	for _, f := range spec.VendorFields {
		switch f.Key {
		case "classes":
			for _, class := range status.Classes() {
				d.text(at, class.Title(), old.Classes[class], new.Classes[class])
			}
		case "fallback":
			d.differs(fallbackChanged, at, "fallback", fallbackText(old), fallbackText(new))
		case "idempotency_key":
			d.differs(idempotencyKey, at, "idempotency key", old.IdempotencyKey+old.IdempotencyBody, new.IdempotencyKey+new.IdempotencyBody)
		case "error_body":
			d.places(at, "pointers to the message", old.ErrorBody.Message, new.ErrorBody.Message)
			d.places(at, "pointers to the code", old.ErrorBody.Code, new.ErrorBody.Code)
		case "limits":
			d.limits(at, old.Limits, new.Limits)
		case "wait":
			d.wait(at, old.Wait, new.Wait)
		default:
			d.text(at, f.Key, f.Text(old), f.Text(new))
		}
	}
	d.cases(at, old.When, new.When, nil, nil, func(c *status.Case) (status.Kind, status.Retry) {
		return status.KindUnknown, widest(old.Runtime(), c)
	})
	d.codes(old, new)
	d.examples(old, new)
}

// codes compares what each code means, whether it is documented or not.
func (d *differ) codes(old, new *spec.Vendor) {
	before, after := old.Runtime(), new.Runtime()
	for code := 100; code <= 999; code++ {
		at := Change{Vendor: new.Key, Code: code}
		o, n := old.Lookup(code), new.Lookup(code)
		was, is := before.Row(code), after.Row(code)
		switch {
		case o == nil && n == nil && was == is:
			continue
		case o == nil && n != nil:
			at.What, at.New = "constant", n.GoName
			d.report(constantAdded, at)
		case o != nil && n == nil:
			at.What, at.Old = "constant", o.GoName
			d.report(constantRemoved, at)
		case o != nil:
			d.differs(constantRenamed, at, "constant", o.GoName, n.GoName)
			d.differs(definitionChanged, at, "definition", was.Definition, is.Definition)
			d.meaning(at, &was.Meaning, &is.Meaning, &status.Meaning{Wait: old.Wait}, &status.Meaning{Wait: new.Wait})
			d.cases(at, was.When, is.When, was, is, func(*status.Case) (status.Kind, status.Retry) { return was.Kind, was.Retry })
		}
		if o == nil || n == nil {
			d.kind(at, was.Kind, is.Kind)
			d.retry(at, was.Retry, is.Retry)
		}
		if o == nil && n == nil && was.Retry.IsRetryable() == is.Retry.IsRetryable() {
			d.wait(at, was.Wait, is.Wait)
		}
	}
}

// kind compares kinds. No kind leaves what the code says unchanged.
func (d *differ) kind(at Change, old, new status.Kind) {
	rule := kindChanged
	if old.IsThrottled() && !new.IsThrottled() {
		rule = throttleLost
	}
	d.differs(rule, at, "kind", orCode(old), orCode(new))
}

// retry compares retries. None leaves what the code says unchanged; that can be any,
// and the worse is assumed.
func (d *differ) retry(at Change, old, new status.Retry) {
	rule := retryWidened
	if cmp.Or(new, status.RetryNever) < cmp.Or(old, status.RetryAlways) {
		rule = retryNarrowed
	}
	d.differs(rule, at, "retry", orCode(old), orCode(new))
}

// orCode returns the word for v, or for the zero value of a case of any code.
func orCode[T interface {
	~uint8
	String() string
}](v T) string {
	if v == 0 {
		return "as the code says"
	}
	return v.String()
}

// limits reports each limit that only one side has, or else another order.
func (d *differ) limits(at Change, old, new []status.Limit) {
	same := true
	for _, l := range old {
		if !contains(new, l) {
			d.say(limitChanged, at, "limit", limitText(l), "")
			same = false
		}
	}
	for _, l := range new {
		if !contains(old, l) {
			d.say(limitChanged, at, "limit", "", limitText(l))
			same = false
		}
	}
	if same && !reflect.DeepEqual(old, new) {
		d.say(limitChanged, at, "number or order of limits", strconv.Itoa(len(old)), strconv.Itoa(len(new)))
	}
}

func contains(list []status.Limit, l status.Limit) bool {
	return slices.ContainsFunc(list, func(other status.Limit) bool { return reflect.DeepEqual(other, l) })
}

func (d *differ) wait(at Change, old, new status.Wait) {
	o, n := old.String(), new.String()
	if o == n { // and perhaps only a unit or a condition changed
		o, n = old.StringIn(asWritten), new.StringIn(asWritten)
	}
	d.differs(waitChanged, at, "wait", o, n)
}

// asWritten shows names and values without quotes.
func asWritten(s string, _ bool) string { return s }

// limitText returns a limit in words, with all of its source.
func limitText(l status.Limit) string {
	if l.Remaining == "" {
		return l.String()
	}
	return l.String() + ", " + status.Wait{From: []status.WaitSource{l.Reset}}.StringIn(asWritten)
}

// places compares the places where a response has something.
func (d *differ) places(at Change, what string, old, new []status.Place) {
	if !slices.Equal(old, new) {
		d.say(errorBody, at, what, spec.PlacesText(old, ", "), spec.PlacesText(new, ", "))
	}
}

// widest returns the greatest retry of the documented codes that the case covers.
func widest(c *status.Catalog, of *status.Case) status.Retry {
	most := status.RetryNever
	for info := range c.All() {
		if of.Covers(info.Code) {
			most = max(most, info.Retry)
		}
	}
	return most
}

func fallbackText(v *spec.Vendor) string {
	if len(v.Fallback) == 0 {
		return "none"
	}
	return strings.Join(v.Fallback, ", ")
}
