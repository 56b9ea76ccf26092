package statustest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// Random catalogs with so few different words in them that their cases
// get in each other's way all the time. Three things are to hold of each:
// Classify agrees with the verdicts of Responses; it agrees with the oracle on
// random answers, too; and what a random answer reaches, Responses reaches.
//
// The last may fail once in a while: a search ends somewhere, and no catalog
// that makes sense is anything like these.
func TestRandomCatalogs(t *testing.T) {
	reached, missed := 0, 0
	for seed := range uint64(30) {
		r, m := testRandom(t, seed)
		reached, missed = reached+r, missed+m
	}
	if reached < 150 || missed > reached/100 {
		t.Errorf("%d meanings are reached by chance, %d of them not by Responses", reached, missed)
	}
}

func FuzzRandomCatalog(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { testRandom(t, seed) })
}

// testRandom holds one catalog against the first two rules, and returns how many
// meanings random answers reach and how many of them Responses does not.
func testRandom(t *testing.T, seed uint64) (reached, missed int) {
	r := random{rand.New(rand.NewPCG(seed, 0))}
	c := r.catalog()
	has, met := map[string]bool{}, map[string]bool{}
	check := func(name string, a *answer, want statushttp.Verdict) {
		if got := statushttp.Classify(c, a.response(c)); got != want {
			t.Errorf("seed %d: %s: %s %d %v %s: got %+v, want %+v", seed, name, a.method, a.code, a.header, a.body, got, want)
		}
	}
	for _, p := range plans(c) {
		a, _ := p.render(Start)
		v := due(c, a)
		check(p.name, a, v)
		has[meaning(v)] = true
	}
	for range 300 {
		if a, ok := r.plan().render(Start); ok {
			v := due(c, a)
			check("random", a, v)
			if v.VendorCase == "" {
				met[meaning(v)] = true
			}
		}
	}
	for m := range met {
		reached++
		if !has[m] {
			missed++
		}
	}
	return reached, missed
}

func meaning(v statushttp.Verdict) string {
	return fmt.Sprintf("%d %s any:%s", v.Code, v.Case, v.VendorCase)
}

type random struct{ *rand.Rand }

func pick[T any](r random, list ...T) T { return list[r.IntN(len(list))] }

var (
	randomTexts    = []string{"a", "b", "ab", "ba", "abc", "1", "x"}
	randomLiterals = []string{"0", "1", "1.0", "true", "false", "-2e3"}
	randomHeaders  = []string{"A", "B", "Retry-After", "Content-Type"}
	randomPointers = []string{"/a", "/a/b", "/l/0", "/l/1/c", "/l/*/c", "/l/*", "/m~1n", "/b"}
	randomMethods  = []string{"GET", "POST", "HEAD"}
	randomMedia    = []string{"application/json", "text/plain", "text/*", "*/*"}
)

func (r random) catalog() *status.Catalog {
	var rows status.Rows
	for _, code := range []int{200, 204, 403, 500} {
		kind := pick(r, status.KindOK, status.KindPermissionDenied, status.KindRateLimited, status.KindInternal)
		rows[code] = &status.Info{Code: code, Definition: "D", Kind: kind, Retry: kind.Retry(), Wait: r.wait(), When: r.cases(false)}
	}
	c := &status.Catalog{Vendor: "random", Name: "Random", Rows: &rows, When: r.cases(true), Wait: r.wait()}
	if r.IntN(2) == 0 {
		c.ErrorBody.Message = []string{pick(r, randomPointers[:4]...)}
	}
	return c
}

func (r random) cases(any bool) (list []status.Case) {
	for i := range r.IntN(5) {
		f := status.Case{Name: fmt.Sprint("r", i)}
		if !any || r.IntN(2) == 0 {
			f.Kind = pick(r, status.KindOK, status.KindConflict, status.KindRateLimited, status.KindTimeout)
			f.Retry = f.Kind.Retry()
		}
		if any && r.IntN(3) == 0 {
			f.Status = []status.CodeRange{{Low: 400, High: 499}}
		}
		if !any || r.IntN(2) == 0 {
			f.Wait = r.wait()
		}
		for range 1 + r.IntN(3) {
			r.criterion(&f)
		}
		list = append(list, f)
	}
	return list
}

func (r random) criterion(f *status.Case) {
	switch r.IntN(8) {
	case 0:
		f.Method = []string{pick(r, randomMethods...)}
	case 1:
		f.Media = []string{pick(r, randomMedia...)}
	case 2, 3, 4:
		f.Header = append(f.Header, status.HeaderMatch{Name: pick(r, randomHeaders...), Match: r.match(randomTexts)})
	case 5:
		f.Body = append(f.Body, status.BodyMatch{Match: r.match(randomTexts)})
	case 6:
		m := r.match(randomLiterals)
		literal := m.Op == status.OpEquals
		f.Body = append(f.Body, status.BodyMatch{Pointers: r.pointers(), Literal: literal, Match: m})
	default:
		f.Body = append(f.Body, status.BodyMatch{Pointers: r.pointers(), Match: r.match(randomTexts)})
	}
}

func (r random) pointers() []string {
	list := []string{pick(r, randomPointers...)}
	if r.IntN(3) == 0 {
		list = append(list, pick(r, randomPointers...))
	}
	return list
}

func (r random) match(values []string) status.Match {
	m := status.Match{Op: status.Op(r.IntN(int(status.OpAbsent) + 1))}
	if m.Op < status.OpPresent {
		for range 1 + r.IntN(2) {
			m.Values = append(m.Values, pick(r, values...))
		}
	}
	return m
}

func (r random) wait() status.Wait {
	ms := func(n int) time.Duration { return time.Duration(r.IntN(n)) * 100 * time.Millisecond }
	w := status.Wait{Take: status.Take(r.IntN(3))}
	if r.IntN(2) == 0 {
		w.Min = ms(20)
	}
	if r.IntN(2) == 0 {
		w.Max = w.Min + time.Millisecond + ms(9999)
	}
	if r.IntN(2) == 0 {
		w.Default = w.Clamp(ms(999))
	}
	for range r.IntN(3) {
		s := status.WaitSource{Unit: status.UnitRetryAfter + status.Unit(r.IntN(int(status.UnitDuration)))}
		if r.IntN(2) == 0 {
			s.Header = pick(r, randomHeaders[:3]...)
		} else {
			s.Body = pick(r, randomPointers...)
		}
		w.From = append(w.From, s)
	}
	return w
}

// plan returns an answer of the same words.
func (r random) plan() plan {
	p := plan{code: pick(r, 200, 204, 403, 500), parts: map[part]content{}, definition: "D"}
	if r.IntN(2) == 0 {
		p.parts[methodPart] = content{{text: pick(r, randomMethods...)}}
	}
	if r.IntN(4) == 0 {
		p.parts[mediaPart] = content{{text: pick(r, randomMedia[:2]...)}}
	}
	if r.IntN(4) == 0 {
		p.parts[textPart] = content{{text: pick(r, randomTexts...)}}
	}
	for range r.IntN(4) {
		p.parts[part{inHeader, pick(r, randomHeaders...)}] = content{r.value()}
	}
	for range r.IntN(4) {
		at := part{inField, pick(r, randomPointers...)}
		p.parts[at] = append(slices.Clone(p.parts[at]), r.value())
	}
	return p
}

func (r random) value() value {
	switch r.IntN(3) {
	case 0:
		return value{unit: status.UnitRetryAfter + status.Unit(r.IntN(int(status.UnitDuration))), after: time.Duration(r.IntN(100_000)-10_000) * time.Millisecond}
	case 1:
		return value{text: pick(r, randomLiterals...), literal: true}
	}
	return value{text: pick(r, randomTexts...)}
}
