package statushttp

import (
	"bytes"
	"net/http"
	"slices"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// matcher holds the criteria of cases against one response.
type matcher struct {
	resp  *http.Response
	limit int

	// What has been looked at of the body, which is done where it is needed.
	raw    []byte // up to limit, unpacked
	xml    []byte // the same as JSON, if it is XML
	read   bool   // raw is known
	parsed bool   // xml is known
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
		status.PartMethod: func(req *http.Request, _ string) (string, bool) { return method(req), true },
		status.PartHost:   func(req *http.Request, _ string) (string, bool) { return host(req), true },
		status.PartPath:   func(req *http.Request, _ string) (string, bool) { return path(req), true },
		status.PartBody:   nil,
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

// header returns the first line of a header, which is named in canonical form.
func header(h http.Header, name string) (string, bool) {
	values := h[name]
	if len(values) == 0 {
		return "", false
	}
	return strings.TrimSpace(values[0]), true
}

// field compares a field of a body, or the body's text. What lies beyond the
// limit counts as absent, and so does a null.
func (m *matcher) field(c *status.Criterion) bool {
	if len(c.Pointers) == 0 {
		if len(m.body()) == 0 {
			return c.Op == status.OpAbsent
		}
		return c.Holds(string(bytes.TrimSpace(m.text())))
	}
	any, all := false, true // of the values that are there
	present := false
	for _, pointer := range c.Pointers {
		walk(m.tree(), pointer, func(v value) bool {
			if v.kind != nullValue {
				present = true
				holds := compare(c, v)
				any, all = any || holds, all && holds
			}
			return c.Every && all || !c.Every && !any
		})
	}
	switch {
	case c.Op == status.OpAbsent:
		return !present
	case c.Every:
		return present && all
	}
	return any
}

func compare(c *status.Criterion, v value) bool {
	switch {
	case c.Op == status.OpPresent:
		return true
	case c.Literal:
		return (v.kind == numberValue || v.kind == boolValue) && c.Holds(string(v.raw))
	}
	return v.kind == stringValue && c.Holds(v.text())
}
