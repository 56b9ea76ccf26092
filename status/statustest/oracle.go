package statustest

import (
	"cmp"
	"encoding/json"
	"math"
	"math/big"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// due works out the verdict about an answer. It says the same as package
// statushttp by other means: from what a catalog's fields promise, with a whole
// JSON decoder and exact numbers, and without a thought of speed.
func due(c *status.Catalog, a *answer) statushttp.Verdict {
	row := c.Row(a.code)
	v := statushttp.Verdict{Catalog: c, Code: a.code, Kind: row.Kind, Retry: row.Retry}
	if f := first(row.When, a); f != nil {
		v.Case, v.Kind, v.Retry = f.Name, f.Kind, f.Retry
	}
	if f := first(c.When, a); f != nil {
		v.VendorCase, v.Kind, v.Retry = f.Name, cmp.Or(f.Kind, v.Kind), cmp.Or(f.Retry, v.Retry)
	}
	v.Fault = v.Kind.Fault()
	if !v.Retry.IsRetryable() {
		return v
	}
	w := advice(c, a)
	v.MaxWait = bound(w)
	v.Wait, v.Told = told(w, a)
	if !v.Told {
		v.Wait, v.Told = w.Default, w.Default > 0
	}
	v.Wait = min(max(v.Wait, w.Min), v.MaxWait)
	return v
}

// first returns the first case that matches, or nil.
func first(list []status.Case, a *answer) *status.Case {
	for i := range list {
		if holdAll(criteria(&list[i]), a) {
			return &list[i]
		}
	}
	return nil
}

func holdAll(list []criterion, a *answer) bool {
	for _, c := range list {
		if !c.holds(a) {
			return false
		}
	}
	return true
}

// advice returns the wait that counts for an answer: that of what matched last,
// or else the vendor's for what has none of its own.
func advice(c *status.Catalog, a *answer) status.Wait {
	row := c.Row(a.code)
	w := row.Wait
	if !c.IsDocumented(a.code) && !c.Wait.IsZero() {
		w = c.Wait
	}
	if f := first(row.When, a); f != nil {
		w = f.Wait
	}
	if f := first(c.When, a); f != nil {
		if !f.Wait.IsZero() {
			return f.Wait
		}
		if w.IsZero() {
			return c.Wait
		}
	}
	return w
}

// sources returns where an answer tells the wait.
func sources(w status.Wait) []status.WaitSource {
	if len(w.From) == 0 {
		return []status.WaitSource{{Header: "Retry-After", Unit: status.UnitRetryAfter}}
	}
	return w.From
}

// bound returns the longest wait.
func bound(w status.Wait) time.Duration {
	return cmp.Or(w.Max, max(w.Min, w.Default, statushttp.DefaultMaxWait))
}

// told returns the wait that the answer tells.
func told(w status.Wait, a *answer) (wait time.Duration, ok bool) {
	for _, s := range sources(w) {
		d, tells := parse(sourceText(s, a), s.Unit)
		if tells && (!ok || w.Take == status.TakeLongest && d > wait) {
			wait, ok = d, true
		}
	}
	return wait, ok
}

// sourceText returns the first text or number that stands in a wait source.
func sourceText(s status.WaitSource, a *answer) string {
	if s.Header != "" {
		return strings.TrimSpace(a.header.Get(s.Header))
	}
	for _, v := range lookup(a.doc, segments(s.Body)) {
		switch v := v.(type) {
		case json.Number:
			return v.String()
		case string:
			if v = strings.TrimSpace(v); v != "" {
				return v
			}
		}
	}
	return ""
}

// parse reads a wait in an answer of the time Start.
func parse(text string, unit status.Unit) (time.Duration, bool) {
	switch unit {
	case status.UnitSeconds:
		return count(text, time.Second)
	case status.UnitMilliseconds:
		return count(text, time.Millisecond)
	case status.UnitEpochSeconds:
		return since1970(text, time.Second)
	case status.UnitEpochMilliseconds:
		return since1970(text, time.Millisecond)
	case status.UnitDuration:
		d, err := time.ParseDuration(text)
		return d, err == nil && d >= 0
	case status.UnitRetryAfter:
		if d, ok := count(text, time.Second); ok {
			return d, true
		}
	case status.UnitHTTPDate:
	}
	end, err := http.ParseTime(text)
	return end.Sub(Start), err == nil && end.After(Start)
}

var number = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`)

func count(text string, unit time.Duration) (time.Duration, bool) {
	if !number.MatchString(text) {
		return 0, false
	}
	r, _ := new(big.Rat).SetString(text)
	r.Mul(r, new(big.Rat).SetInt64(int64(unit)))
	n := new(big.Int).Quo(r.Num(), r.Denom())
	if !n.IsInt64() {
		return math.MaxInt64, true
	}
	return time.Duration(n.Int64()), true
}

func since1970(text string, unit time.Duration) (time.Duration, bool) {
	d, ok := count(text, unit)
	wait := time.Unix(0, 0).Add(d).Sub(Start)
	return wait, ok && wait > 0
}
