package statushttp

import (
	"bytes"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp/internal/body"
)

// matcher holds the criteria of cases against one response.
type matcher struct {
	resp  *http.Response
	limit int

	content body.Content // of the body, up to limit; see body
	read    bool         // content is known
}

// body returns the beginning of the body, and reads it if that has not been done.
func (m *matcher) body() *body.Content {
	if !m.read {
		m.content.Raw, m.read = peek(m.resp, m.limit), true
		if strings.EqualFold(m.resp.Header.Get("Content-Encoding"), "gzip") {
			m.content.Raw = body.Unpack(m.content.Raw, m.limit) // http.Transport does not, if its user asked for gzip
		}
	}
	return &m.content
}

// first returns the first case whose criteria all hold, or nil.
func (m *matcher) first(list []status.Case) *status.Case {
	for i := range list {
		if m.failing(list[i].Criteria) == nil {
			return &list[i]
		}
	}
	return nil
}

// failing returns the first criterion that does not match, or nil.
func (m *matcher) failing(criteria []status.Criterion) *status.Criterion {
	for i := range criteria {
		if !m.meets(&criteria[i]) {
			return &criteria[i]
		}
	}
	return nil
}

func (m *matcher) meets(c *status.Criterion) bool {
	switch {
	case c.Part == status.PartStatus:
		return c.Covers(m.resp.StatusCode)
	case c.Part == status.PartMediaType:
		return m.media(c.Values)
	case c.Part == status.PartBody:
		return m.field(c)
	}
	text, there := m.find(c)
	if !there {
		return c.Op == status.OpAbsent && (m.resp.Request != nil || !c.Part.OfRequest())
	}
	return c.Holds(text)
}

// find returns the text of a part, and whether it is there.
func (m *matcher) find(c *status.Criterion) (text string, there bool) {
	if p := ofResponse[c.Part]; p != nil {
		return p(m.resp, c.Name)
	}
	if p := ofRequest[c.Part]; p != nil && m.resp.Request != nil {
		return p(original(m.resp.Request), c.Name)
	}
	return "", false
}

// ofResponse and ofRequest have where the text of a part is found, by part.
var (
	ofResponse = [...]func(resp *http.Response, name string) (string, bool){
		status.PartMediaType: func(resp *http.Response, _ string) (string, bool) { return header(resp.Header, "Content-Type") },
		status.PartHeader:    func(resp *http.Response, name string) (string, bool) { return header(resp.Header, name) },
		status.PartBody:      nil,
	}
	ofRequest = [...]func(req *http.Request, name string) (string, bool){
		status.PartMethod:        func(req *http.Request, _ string) (string, bool) { return method(req), true },
		status.PartHost:          func(req *http.Request, _ string) (string, bool) { return host(req), true },
		status.PartPath:          func(req *http.Request, _ string) (string, bool) { return path(req), true },
		status.PartQuery:         query,
		status.PartRequestHeader: func(req *http.Request, name string) (string, bool) { return header(req.Header, name) },
		status.PartBody:          nil,
	}
)

func (m *matcher) media(ranges []string) bool {
	media := mediaType(m.resp)
	return slices.ContainsFunc(ranges, func(want string) bool {
		if want == "*/*" {
			return media != ""
		}
		if prefix, ok := strings.CutSuffix(want, "*"); ok {
			return len(media) > len(prefix) && strings.EqualFold(media[:len(prefix)], prefix)
		}
		return strings.EqualFold(media, want)
	})
}

// mediaType returns the media type of a response without its parameters.
func mediaType(resp *http.Response) string {
	media, _ := header(resp.Header, "Content-Type")
	media, _, _ = strings.Cut(media, ";")
	return strings.TrimSpace(media)
}

// query returns the first value of a parameter of the query.
func query(req *http.Request, name string) (string, bool) {
	if req.URL == nil {
		return "", false
	}
	values := req.URL.Query()[name]
	if len(values) == 0 {
		return "", false
	}
	return values[0], true
}

// header returns the first line of a header, which is named in canonical form.
func header(h http.Header, name string) (string, bool) {
	values := h[name]
	if len(values) == 0 {
		return "", false
	}
	return once(strings.TrimSpace(values[0])), true
}

// once returns the value that a list repeats, "0" for "0, 0", or else the list.
func once(list string) string {
	first, rest, more := strings.Cut(list, ",")
	for more {
		var next string
		next, rest, more = strings.Cut(rest, ",")
		if strings.TrimSpace(next) != first {
			return list
		}
	}
	return first
}

// field compares a field of a body, or the body's text. What lies beyond the
// limit counts as absent, and so does a null.
func (m *matcher) field(c *status.Criterion) bool {
	if len(c.Pointers) == 0 {
		if len(m.body().Raw) == 0 {
			return c.Op == status.OpAbsent
		}
		return c.Holds(string(bytes.TrimSpace(m.body().Text())))
	}
	every := c.Every || c.Op.Negates()
	any, all := false, true // of the values that are there
	present := false
	for _, pointer := range c.Pointers {
		body.Walk(m.body().Tree(), pointer, func(v body.Value) bool {
			if v.Kind != body.Null {
				present = true
				holds := compare(c, v)
				any, all = any || holds, all && holds
			}
			return every && all || !every && !any
		})
	}
	switch {
	case c.Op == status.OpAbsent:
		return !present
	case every:
		return present && all
	}
	return any
}

func compare(c *status.Criterion, v body.Value) bool {
	switch {
	case c.Op == status.OpPresent:
		return true
	case c.Literal:
		if v.Kind == body.Number || v.Kind == body.Bool {
			return c.Holds(string(v.Raw))
		}
	case v.Kind == body.String:
		return c.Holds(v.Text())
	}
	return c.Op.Negates() // of a value of another type
}

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
