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
		if m.holds(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

func (m *matcher) holds(f *status.Case) bool { return m.failing(f).part == none }

// criterion is one criterion of a case: which list it stands in, and
// where.
type criterion struct {
	part  part
	index int
}

type part uint8

const (
	none part = iota
	statusPart
	methodPart
	hostPart
	pathPart
	mediaPart
	headerPart
	bodyPart
)

// failing returns the first criterion that does not hold. It asks for the body
// last, since that costs a read.
func (m *matcher) failing(f *status.Case) criterion {
	if len(f.Status) > 0 && !slices.ContainsFunc(f.Status, func(r status.CodeRange) bool { return r.Contains(m.resp.StatusCode) }) {
		return criterion{part: statusPart}
	}
	if len(f.Method) > 0 && (m.resp.Request == nil || !slices.Contains(f.Method, method(original(m.resp.Request)))) {
		return criterion{part: methodPart}
	}
	for i := range f.Host {
		if m.resp.Request == nil || !f.Host[i].Holds(host(original(m.resp.Request))) {
			return criterion{hostPart, i}
		}
	}
	for i := range f.Path {
		if m.resp.Request == nil || !f.Path[i].Holds(path(original(m.resp.Request))) {
			return criterion{pathPart, i}
		}
	}
	if len(f.Media) > 0 && !m.media(f.Media) {
		return criterion{part: mediaPart}
	}
	for i := range f.Header {
		if !m.header(&f.Header[i]) {
			return criterion{headerPart, i}
		}
	}
	for i := range f.Body {
		if !m.field(&f.Body[i]) {
			return criterion{bodyPart, i}
		}
	}
	return criterion{}
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
	values := resp.Header["Content-Type"]
	if len(values) == 0 {
		return ""
	}
	media, _, _ := strings.Cut(values[0], ";")
	return strings.TrimSpace(media)
}

// header compares the first value of a header, as http.Header.Get does.
func (m *matcher) header(c *status.HeaderMatch) bool {
	values := m.resp.Header[c.Name]
	if len(values) == 0 {
		return c.Op == status.OpAbsent
	}
	return c.Holds(strings.TrimSpace(values[0]))
}

// field compares a field of a body, or the body's text. What lies beyond the
// limit counts as absent, and so does a null.
func (m *matcher) field(c *status.BodyMatch) bool {
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

func compare(c *status.BodyMatch, v value) bool {
	switch {
	case c.Op == status.OpPresent:
		return true
	case c.Literal:
		return (v.kind == numberValue || v.kind == boolValue) && c.Holds(string(v.raw))
	}
	return v.kind == stringValue && c.Holds(v.text())
}
