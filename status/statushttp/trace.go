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
		} else if c := m.failing(list[i].Criteria); c != nil {
			t.Why = "not so: " + c.String() + m.instead(c)
		} else {
			t.Matched, matched = true, list[i].Name
		}
		trials = append(trials, t)
	}
	return trials
}

// instead says what there is of the part that does not match, if that is short.
func (m *matcher) instead(c *status.Criterion) string {
	text, there := m.find(c)
	switch {
	case there && c.Part.OfRequest():
		return "; it is " + text
	case there:
		return "; it is " + strconv.Quote(text)
	case c.Part.OfRequest() && m.resp.Request == nil:
		return "; the request is not known"
	case ofResponse[c.Part] != nil || c.Part.OfRequest():
		return "; there is none"
	}
	return ""
}
