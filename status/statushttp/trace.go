package statushttp

import (
	"net/http"
	"strconv"

	"github.com/statuscat/statuscat/status"
)

// Trial is how a case fared against a response.
type Trial struct {
	Case       string // its name
	VendorCase bool   // it is the vendor's, for any code
	Matched    bool   // all its criteria hold, and no earlier one's did

	// Why says in words why it did not match: the first criterion that does
	// not hold, or the earlier case that matched. Empty if it did.
	Why string
}

// Trace returns how each case that Classify considers for a response
// fared, in order: the code's own, and then those for any code. It is for people
// who ask why a verdict is as it is, and takes its time.
func (p *Policy) Trace(resp *http.Response) []Trial {
	m := matcher{resp: resp, limit: p.bodyLimit()}
	return append(m.trace(p.Catalog.Row(resp.StatusCode).When, false), m.trace(p.Catalog.When, true)...)
}

func (m *matcher) trace(list []status.Case, override bool) []Trial {
	var trials []Trial
	matched := ""
	for i := range list {
		t := Trial{Case: list[i].Name, VendorCase: override}
		if matched != "" {
			t.Why = matched + " matched before"
		} else if failing := m.failing(&list[i]); failing.part != none {
			t.Why = m.why(&list[i], failing)
		} else {
			t.Matched, matched = true, list[i].Name
		}
		trials = append(trials, t)
	}
	return trials
}

// why says the criterion, and what there is instead where that is short.
func (m *matcher) why(f *status.Case, c criterion) string {
	switch c.part {
	case statusPart:
		return "not so: " + f.StatusCriterion()
	case methodPart:
		if m.resp.Request == nil {
			return "not so: " + f.MethodCriterion() + "; the request is not known"
		}
		return "not so: " + f.MethodCriterion() + "; it is " + method(original(m.resp.Request))
	case mediaPart:
		return "not so: " + f.MediaCriterion() + m.instead("Content-Type")
	case headerPart:
		return "not so: " + f.Header[c.index].String() + m.instead(f.Header[c.index].Name)
	case bodyPart:
		return "not so: " + f.Body[c.index].String()
	case none:
	}
	return ""
}

// instead says what a header is.
func (m *matcher) instead(name string) string {
	values := m.resp.Header[name]
	if len(values) == 0 {
		return "; there is none"
	}
	return "; it is " + strconv.Quote(values[0])
}
