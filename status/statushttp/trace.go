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
	return append(m.trace(p.catalog().Row(resp.StatusCode).When, false), m.trace(p.catalog().When, true)...)
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
func (m *matcher) why(c *status.Case, failing criterion) string {
	var one status.Case // with that criterion alone
	instead, i := "", failing.index
	switch failing.part {
	case statusPart:
		one.Status = c.Status
	case methodPart:
		one.Method = c.Method
		instead = m.asked(method)
	case hostPart:
		one.Host = c.Host[i : i+1]
		instead = m.asked(host)
	case pathPart:
		one.Path = c.Path[i : i+1]
		instead = m.asked(path)
	case mediaPart:
		one.Media = c.Media
		instead = m.answered("Content-Type")
	case headerPart:
		one.Header = c.Header[i : i+1]
		instead = m.answered(c.Header[i].Name)
	case bodyPart:
		one.Body = c.Body[i : i+1]
	case none:
	}
	return "not so: " + one.Criteria()[0] + instead
}

// asked says what a part of the request is.
func (m *matcher) asked(part func(*http.Request) string) string {
	if m.resp.Request == nil {
		return "; the request is not known"
	}
	return "; it is " + part(original(m.resp.Request))
}

// answered says what a header is.
func (m *matcher) answered(name string) string {
	values := m.resp.Header[name]
	if len(values) == 0 {
		return "; there is none"
	}
	return "; it is " + strconv.Quote(values[0])
}
