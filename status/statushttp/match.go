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

// matcher checks criteria against one response and its request.
type matcher struct {
	resp  *http.Response
	limit int // of the body

	content body.Content // the body up to limit; see body
	read    bool         // content is known
}

// body returns the beginning of the body, which it reads the first time.
func (m *matcher) body() *body.Content {
	if !m.read {
		m.content.Raw, m.read = peek(m.resp, m.limit), true
		if strings.EqualFold(m.resp.Header.Get("Content-Encoding"), "gzip") {
			m.content.Raw = body.Unpack(m.content.Raw, m.limit) // http.Transport does not if the request asked for gzip
		}
	}
	return &m.content
}

// first returns the first case whose criteria all match, or nil.
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
		if !m.matches(&criteria[i]) {
			return &criteria[i]
		}
	}
	return nil
}

func (m *matcher) matches(c *status.Criterion) bool {
	switch {
	case c.Part == status.PartStatus:
		return c.Covers(m.resp.StatusCode)
	case c.Part == status.PartMediaType:
		return m.media(c.Values)
	case c.Part == status.PartBody:
		return m.field(c)
	}
	text, present := m.find(c)
	if !present {
		return c.Op == status.OpAbsent && (m.resp.Request != nil || !c.Part.OfRequest())
	}
	return c.Holds(text)
}

// find returns the text of a part that has one, and whether it is present.
func (m *matcher) find(c *status.Criterion) (text string, present bool) {
	switch {
	case c.Part == status.PartHeader:
		return header(m.resp.Header, c.Name)
	case c.Part == status.PartMediaType:
		return header(m.resp.Header, "Content-Type")
	case c.Part.OfRequest() && m.resp.Request != nil:
		return ofRequest[c.Part](original(m.resp.Request), c.Name)
	}
	return "", false
}

// ofRequest finds the text of a part of a request.
var ofRequest = [...]func(req *http.Request, name string) (text string, present bool){
	status.PartMethod:        func(req *http.Request, _ string) (string, bool) { return method(req), true },
	status.PartHost:          func(req *http.Request, _ string) (string, bool) { return host(req), true },
	status.PartPath:          func(req *http.Request, _ string) (string, bool) { return path(req), true },
	status.PartQuery:         query,
	status.PartRequestHeader: func(req *http.Request, name string) (string, bool) { return header(req.Header, name) },
}

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

// header returns the first line of a header, and whether it is present. name is in
// canonical form.
func header(h http.Header, name string) (line string, present bool) {
	if lines := h[name]; len(lines) > 0 {
		return once(lines[0]), true
	}
	return "", false
}

// once returns the element of a list of equal elements, "0" for "0, 0", or else the list.
func once(list string) string {
	list = strings.TrimSpace(list)
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

// field compares fields of the body, or its text. A field beyond the limit counts as
// absent, and so does a null.
func (m *matcher) field(c *status.Criterion) bool {
	if len(c.Pointers) == 0 {
		if len(m.body().Raw) == 0 {
			return c.Op == status.OpAbsent
		}
		return c.Holds(string(bytes.TrimSpace(m.body().Text())))
	}
	every := c.Every || c.Op.Negates()
	present, any, all := false, false, true // of the values
	for _, pointer := range c.Pointers {
		body.Walk(m.body().Tree(), pointer, func(v body.Value) bool {
			if v.Kind != body.Null {
				present = true
				matches := compare(c, v)
				any, all = any || matches, all && matches
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
	return c.Op.Negates() // a value of another type
}

// Trial says whether a case matches a response, and why not.
type Trial struct {
	Case       string // the name of the case
	VendorCase bool   // whether it is one of the vendor's, for any code
	Matched    bool   // whether it is the first of its list that matches

	// Why is the first criterion that does not match, or the earlier case that
	// matched, in words. It is empty if Matched.
	Why string
}

// Trace returns a Trial for each case that Classify considers for resp, in order: the
// cases of the code, and then those for any code. It explains a verdict to people.
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

// instead returns the text of the part that does not match, if it has a short one.
func (m *matcher) instead(c *status.Criterion) string {
	text, present := m.find(c)
	switch {
	case present && c.Part.OfRequest():
		return "; it is " + text
	case present:
		return "; it is " + strconv.Quote(text)
	case c.Part.OfRequest() && m.resp.Request == nil:
		return "; the request is not known"
	case c.Part == status.PartStatus, c.Part == status.PartBody:
		return ""
	}
	return "; there is none"
}
