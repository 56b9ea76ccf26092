package statustest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strconv"
	"time"

	"github.com/statuscat/statuscat/status"
)

// answerer makes an answer of a time. Where the catalog has a place for it, the
// answer tells the given wait, unless that is 0.
type answerer func(now time.Time, wait time.Duration) *answer

// book makes the answers that a vendor documents.
type book struct {
	catalog      *status.Catalog
	plans        map[string]plan // by their names
	codes        map[int]bool    // that the catalog says anything of
	undocumented bool            // whether other codes are allowed
}

func newBook(c *status.Catalog) *book {
	b := &book{catalog: c, plans: map[string]plan{}, codes: map[int]bool{}}
	for row := range c.All() {
		b.codes[row.Code] = true
	}
	for _, p := range plans(c) {
		b.plans[p.name], b.codes[p.code] = p, true
	}
	return b
}

// find returns what makes a scripted answer; see Server.Script.
func (b *book) find(scripted any) answerer {
	switch v := reflect.ValueOf(scripted); {
	case v.CanInt():
		return b.named(strconv.FormatInt(v.Int(), 10))
	case v.Kind() == reflect.String:
		return b.named(v.String())
	}
	if c, ok := scripted.(Case); ok && c.Response != nil {
		return b.given(c.Response)
	}
	panic(fmt.Sprintf("statustest: %v is neither a code nor a case nor the name of one", scripted))
}

func (b *book) named(name string) answerer {
	p, ok := b.plans[name]
	if code, err := strconv.Atoi(name); !ok && err == nil {
		b.check(code)
		row := b.catalog.Row(code)
		if all := newTrigger(b.catalog, code).oneCase(len(row.When)); all != nil {
			p, ok = all[0], true
		}
	}
	if !ok {
		panic(fmt.Sprintf("statustest: %s has no answer %q", b.catalog.Vendor, name))
	}
	b.check(p.code)
	return func(now time.Time, wait time.Duration) *answer {
		a, _ := b.telling(p, wait).render(now)
		return a
	}
}

// success returns the plain answer of a vendor: 200, for most of them.
func (b *book) success() answerer {
	for row := range b.catalog.All() {
		if name := strconv.Itoa(row.Code); row.Class() == status.ClassSuccessful && b.plans[name].parts != nil {
			return b.named(name)
		}
	}
	return (&book{catalog: b.catalog, undocumented: true}).named("200")
}

// telling returns the plan with the wait in the first place that the catalog
// names for it, unless that would make another meaning of it.
func (b *book) telling(p plan, wait time.Duration) plan {
	a, _ := p.render(Start)
	from := advice(b.catalog, a).From
	if wait == 0 || len(from) == 0 {
		return p
	}
	step := grain(from[0].Unit)
	told := p.with(map[part]content{partOf(from[0]): {telling(from[0], (wait + step - 1).Truncate(step))}})
	if c, ok := told.render(Start); ok {
		before, after := due(b.catalog, a), due(b.catalog, c)
		if before.Case == after.Case && before.VendorCase == after.VendorCase {
			return told
		}
	}
	return p
}

// given returns what sends a response as it is.
func (b *book) given(resp *http.Response) answerer {
	b.check(resp.StatusCode)
	a := answer{code: resp.StatusCode, header: http.Header{}}
	for name, values := range resp.Header {
		if name != "Content-Length" {
			a.header[name] = values
		}
	}
	if resp.Body != nil {
		var err error
		if a.body, err = io.ReadAll(resp.Body); err != nil {
			panic(fmt.Sprintf("statustest: a scripted body: %v", err))
		}
		resp.Body = io.NopCloser(bytes.NewReader(a.body))
	}
	return func(now time.Time, _ time.Duration) *answer {
		dated := a
		if a.header.Get("Date") == "" {
			dated.header = a.header.Clone()
			dated.header.Set("Date", now.UTC().Format(http.TimeFormat))
		}
		return &dated
	}
}

// check panics at a code that is no answer of this vendor.
func (b *book) check(code int) {
	switch {
	case code < 200 || code > 999:
		panic(fmt.Sprintf("statustest: %d is no final answer", code))
	case !b.undocumented && !b.codes[code]:
		panic(fmt.Sprintf("statustest: %s does not document %d; if that is what the test is about, say AllowUndocumented",
			b.catalog.Vendor, code))
	}
}
