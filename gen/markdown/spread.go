package markdown

import (
	"slices"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// spread is how the vendors' readings of a code lie apart.
type spread struct {
	*spec.Code
	readings []*reading // in the order of their ranks
	vendors  int        // that document the code
	differs  bool       // whether two of them read it differently
	all, own distance   // between the furthest readings, and those of the number by itself
}

// reading is one answer to what a code means, and who gives it.
type reading struct {
	status.Kind
	status.Retry
	own      []*spec.Variant // by the number itself
	byCase   []*spec.Variant // in a case, and not by itself
	standard bool
	departs  bool // from the standard, which has another
}

// sense is what is compared.
type sense struct {
	status.Kind
	status.Retry
	wait string
}

// senses returns what a code means to a vendor by itself, and then in its cases.
func senses(v *spec.Variant) []sense {
	list := []sense{{v.Kind, v.Retry, short(v.Wait)}}
	for _, c := range v.When {
		list = append(list, sense{c.Kind, c.Retry, short(c.Wait)})
	}
	return list
}

// short says a wait without where the answer tells it.
func short(w status.Wait) string {
	bounds := status.Wait{Min: w.Min, Max: w.Max}.String()
	switch {
	case len(w.From) == 0:
		return bounds
	case bounds == "":
		return "told"
	}
	return "told, or else " + bounds
}

func newSpread(code *spec.Code) *spread {
	s := &spread{Code: code, differs: code.Contrast != ""}
	registered := standard().Lookup(code.Number)
	if registered != nil {
		s.reading(senses(registered)[0]).standard = true
	}
	var own, all, first []sense
	for _, v := range code.Variants {
		if v == nil {
			continue
		}
		said := senses(v)
		r := s.reading(said[0])
		r.own = append(r.own, v)
		for _, sense := range said[1:] {
			if r := s.reading(sense); !endsIn(r.own, v) && !endsIn(r.byCase, v) {
				r.byCase = append(r.byCase, v)
			}
		}
		if s.vendors++; s.vendors == 1 {
			first = said
		}
		s.differs = s.differs || len(union(first, said)) > len(first) || len(union(said, first)) > len(said)
		own, all = union(own, said[:1]), union(all, said)
	}
	s.own, s.all = furthest(own), furthest(all)
	for _, r := range s.readings {
		r.departs = registered != nil && !r.standard
	}
	slices.SortStableFunc(s.readings, func(a, b *reading) int { return slices.Compare(b.rank(), a.rank()) })
	return s
}

// reading returns the reading of a sense, whatever its wait.
func (s *spread) reading(of sense) *reading {
	for _, r := range s.readings {
		if r.Kind == of.Kind && r.Retry == of.Retry {
			return r
		}
	}
	r := &reading{Kind: of.Kind, Retry: of.Retry}
	s.readings = append(s.readings, r)
	return r
}

// departs reports whether anybody departs from the standard.
func (s *spread) departs() bool {
	return slices.ContainsFunc(s.readings, func(r *reading) bool { return r.departs })
}

// rank puts what a number means by itself before what it means by case, and of
// each the departures first.
func (r *reading) rank() []int {
	return []int{number(r.own != nil || r.standard), number(r.departs), len(r.own) + len(r.byCase)}
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

func endsIn(list []*spec.Variant, v *spec.Variant) bool {
	return len(list) > 0 && list[len(list)-1] == v
}

// union returns a and what b has besides, each once if that holds for a.
func union(a, b []sense) []sense {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a[:len(a):len(a)], s)
		}
	}
	return a
}

// distance tells how far two senses are apart: in retry, which counts most, in
// kind and in wait.
type distance [3]int

func furthest(senses []sense) (d distance) {
	for i, a := range senses {
		for _, b := range senses[:i] {
			retry := int(a.Retry) - int(b.Retry)
			between := distance{max(retry, -retry), number(a.Kind != b.Kind), number(a.wait != b.wait)}
			if slices.Compare(between[:], d[:]) > 0 {
				d = between
			}
		}
	}
	return d
}
