package statustest

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// plans returns the plans of everything that a vendor can answer.
func plans(c *status.Catalog) []plan {
	var all []plan
	taken := map[string]bool{}
	add := func(list []plan) {
		for _, p := range list {
			if !taken[p.name] {
				taken[p.name] = true
				all = append(all, p)
			}
		}
	}
	for row := range c.All() {
		t := newTrigger(c, row.Code)
		for i := range noneFirst(row.When) {
			add(t.oneCase(i))
		}
	}
	for i := range c.When {
		add(override(c, i))
	}
	return all
}

// noneFirst yields the numbers of the cases behind that for none of them,
// which is their count.
func noneFirst(list []status.Case) iter.Seq[int] {
	return func(yield func(int) bool) {
		if !yield(len(list)) {
			return
		}
		for i := range list {
			if !yield(i) {
				return
			}
		}
	}
}

// trigger makes plans for one code.
type trigger struct {
	*search
	catalog *status.Catalog
	row     status.Info
}

func newTrigger(c *status.Catalog, code int) *trigger {
	row, _ := c.Lookup(code)
	return &trigger{newSearch(row.When, c.When), c, row}
}

// case returns the plans for a case of the code. Where it cannot be
// had without a case of any code, it comes with the first that it can be
// had with.
func (t *trigger) oneCase(i int) []plan {
	for j := range noneFirst(t.catalog.When) {
		if all := t.both(i, j); all != nil {
			return all
		}
	}
	return nil
}

// override returns the plans for a case of any code, on one of the codes
// that it fits.
func override(c *status.Catalog, j int) []plan {
	f := &c.When[j]
	var fitting []plan
	for _, code := range candidates(c, f) {
		t := newTrigger(c, code)
		for i := range noneFirst(t.row.When) {
			all := t.both(i, j)
			if all == nil {
				continue
			}
			a, _ := all[0].render(Start)
			v := due(c, a)
			if v.Kind != t.row.Kind || v.Retry != t.row.Retry || v.Retry.IsRetryable() && !f.Wait.IsZero() {
				return all
			}
			if fitting == nil {
				fitting = all
			}
		}
	}
	return fitting
}

// candidates returns codes that a case of any code may be about: the
// documented errors, the other documented codes, and one of each of its ranges.
func candidates(c *status.Catalog, f *status.Case) []int {
	var errors, others []int
	for row := range c.All() {
		if row.Code >= 400 {
			errors = append(errors, row.Code)
		} else {
			others = append(others, row.Code)
		}
	}
	for _, r := range f.Status {
		others = append(others, r.Low)
	}
	return slices.DeleteFunc(append(errors, others...), func(code int) bool {
		return len(f.Status) > 0 && !slices.ContainsFunc(f.Status, func(r status.CodeRange) bool { return r.Contains(code) })
	})
}

// both returns the plans for a case of the code together with one of any
// code, each by its number: the plain one, and then those that try its wait
// sources. It returns nil if no answer triggers both.
func (t *trigger) both(i, j int) []plan {
	p := plan{name: strconv.Itoa(t.row.Code), code: t.row.Code, parts: map[part]content{}, definition: t.row.Definition}
	kind := t.row.Kind
	if i < len(t.row.When) {
		p.name += " " + t.row.When[i].Name
		kind = t.row.When[i].Kind
	}
	if j < len(t.catalog.When) {
		p.name += " any:" + t.catalog.When[j].Name
		kind = cmp.Or(t.catalog.When[j].Kind, kind)
	}
	if success := (statushttp.Verdict{Kind: kind}).IsSuccess(); !success && p.definition != "" {
		p.message = t.catalog.ErrorBody.Message
	}
	plain, ok := t.find(p, i, j)
	if !ok {
		return nil
	}
	all := []plan{plain}
	for _, w := range waits(t.catalog, plain) {
		if p, ok := t.findFixed(w, i, j); ok {
			all = append(all, p)
		}
	}
	return all
}
