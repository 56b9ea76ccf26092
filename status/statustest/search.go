package statustest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// search looks for a plan whose answer triggers the wanted cases. It
// starts with any plan, and while a criterion of a wanted case fails, or
// all of one before it hold, it changes a part that decides about that.
type search struct {
	lists  [2]goal // of the code, and of the vendor
	values map[part][]value
	locked map[part]bool
	seen   map[string]bool
}

// goal is a list of cases and which of them is to match: the number of
// cases if none is.
type goal struct {
	list   [][]criterion
	target int
}

// others returns values that, most likely, no criterion on a part asks for.
func others(at part) []value {
	switch {
	case at == methodPart:
		return []value{{text: "GET"}, {text: "POST"}, {text: "PUT"}}
	case at == mediaPart:
		return []value{{text: "application/json"}, {text: "text/plain"}, {text: "application/octet-stream"}}
	case at.place == inField:
		return []value{{text: "x"}, {text: "~"}, {text: "0", literal: true}}
	}
	return []value{{text: "x"}, {text: "~"}}
}

// effort is how many plans a search tries at most.
const effort = 2000

func newSearch(row, vendor []status.Case) *search {
	s := &search{values: map[part][]value{}, locked: map[part]bool{}}
	for i, list := range [][]status.Case{row, vendor} {
		for j := range list {
			all := criteria(&list[j])
			s.lists[i].list = append(s.lists[i].list, all)
			s.collect(all)
		}
	}
	for at := range s.values {
		s.values[at] = append(s.values[at], others(at)...)
	}
	// The answer is always of its own time, and net/http sees to its framing.
	for _, name := range []string{"Date", "Content-Length", "Transfer-Encoding", "Trailer"} {
		s.locked[part{inHeader, name}] = true
	}
	return s
}

// find returns a plan like p that triggers the cases of these numbers.
func (s *search) find(p plan, row, vendor int) (plan, bool) {
	s.lists[0].target, s.lists[1].target = row, vendor
	s.seen = map[string]bool{}
	return s.mend(p)
}

func (s *search) mend(p plan) (plan, bool) {
	key := fmt.Sprint(p.parts)
	if s.seen[key] || len(s.seen) >= effort {
		return p, false
	}
	s.seen[key] = true
	a, ok := p.render(Start)
	if !ok {
		return p, false
	}
	suspects, due := s.flaw(a)
	if suspects == nil {
		return p, true
	}
	for _, c := range suspects {
		for _, changed := range s.changes(p, c) {
			if b, ok := changed.render(Start); ok && c.holds(b) == due {
				if found, ok := s.mend(changed); ok {
					return found, true
				}
			}
		}
	}
	return p, false
}

// flaw returns criteria of which one has to hold, or has to fail; none if all is
// as it should be.
func (s *search) flaw(a *answer) (suspects []criterion, due bool) {
	for _, g := range s.lists {
		if g.target < len(g.list) {
			for _, c := range g.list[g.target] {
				if !c.holds(a) {
					return []criterion{c}, true
				}
			}
		}
		for _, earlier := range g.list[:min(g.target, len(g.list))] {
			if holdAll(earlier, a) {
				return earlier, false
			}
		}
	}
	return nil, false
}

// changes returns the plan with other contents in the parts that a criterion
// looks at.
func (s *search) changes(p plan, c criterion) []plan {
	var all []plan
	change := func(edit map[part]content) {
		for at := range edit {
			if s.locked[at] {
				return
			}
		}
		all = append(all, p.with(edit))
	}
	empty := map[part]content{}
	for _, at := range c.parts {
		for _, v := range slices.Concat(examplesOf(c), s.values[at]) {
			change(map[part]content{at: {v}})
			if more := p.parts[at]; len(more) > 0 && at.place == inField && strings.Contains(at.name, "*") {
				change(map[part]content{at: append(slices.Clone(more), v)})
			}
		}
		empty[at] = nil
	}
	change(empty)
	return all
}

// collect notes what the criteria of a case compare with.
func (s *search) collect(own []criterion) {
	joined := map[part][]string{}
	for _, c := range own {
		for _, at := range c.parts {
			s.values[at] = append(s.values[at], examplesOf(c)...)
		}
	}
	for _, op := range []status.Op{status.OpContains, status.OpSuffix, status.OpPrefix} {
		for _, c := range own {
			for _, at := range c.parts {
				if c.match.Op == op {
					joined[at] = join(joined[at], c.match)
				}
			}
		}
	}
	for at, texts := range joined {
		for _, text := range texts {
			s.values[at] = append(s.values[at], value{text: text})
		}
	}
}

// examplesOf returns values that a criterion holds for, the plainest first.
func examplesOf(c criterion) []value {
	var all []value
	for _, v := range c.match.Values {
		all = append(all, value{text: v, literal: c.literal})
		switch {
		case c.match.Op == status.OpPrefix:
			all = append(all, value{text: v + "x"})
		case c.match.Op == status.OpSuffix:
			all = append(all, value{text: "x" + v})
		case c.match.Op == status.OpContains:
			all = append(all, value{text: "x" + v + "x"})
		}
	}
	if c.match.Op == status.OpPresent {
		all = append(all, value{text: "1"})
	}
	return all
}

// join returns texts that what the texts fit fits, and the match too. Of a
// prefix it is the last to be called.
func join(texts []string, m status.Match) []string {
	if len(texts) == 0 {
		texts = []string{""}
	}
	var all []string
	for _, text := range texts {
		for _, v := range m.Values {
			if m.Op == status.OpPrefix {
				all = append(all, v+text)
			} else {
				all = append(all, text+v)
			}
		}
	}
	return all[:min(len(all), effort/20)]
}
