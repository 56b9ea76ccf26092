package statushttp

import (
	"net/http"
	"slices"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// matcher holds the criteria of cases against one response.
type matcher struct {
	resp  *http.Response
	limit int
	text  []byte // the body, up to limit
	read  bool   // text holds it
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
	values := m.resp.Header["Content-Type"]
	if len(values) == 0 {
		return false
	}
	media, _, _ := strings.Cut(values[0], ";")
	media = strings.TrimSpace(media)
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

// header compares the first value of a header, as http.Header.Get does.
func (m *matcher) header(c *status.HeaderMatch) bool {
	values := m.resp.Header[c.Name]
	if len(values) == 0 {
		return c.Op == status.OpAbsent
	}
	return compare(&c.Match, strings.TrimSpace(values[0]))
}

// field compares a field of a JSON body, or the body's text. What lies beyond
// the limit counts as absent.
func (m *matcher) field(c *status.BodyMatch) bool {
	body := m.body()
	if len(c.Pointers) == 0 {
		if len(body) == 0 {
			return c.Op == status.OpAbsent
		}
		return compare(&c.Match, strings.TrimSpace(string(body)))
	}
	present, holds := false, false
	for _, pointer := range c.Pointers {
		walk(body, pointer, func(v value) bool {
			if v.kind != nullValue {
				present = true
				holds = c.Op == status.OpPresent || compareValue(c, v)
			}
			return !holds
		})
		if holds {
			return true
		}
	}
	return c.Op == status.OpAbsent && !present
}

func compareValue(c *status.BodyMatch, v value) bool {
	if c.Literal {
		return (v.kind == numberValue || v.kind == boolValue) && compare(&c.Match, string(v.raw))
	}
	return v.kind == stringValue && compare(&c.Match, v.text())
}

func (m *matcher) body() []byte {
	if !m.read {
		m.text, m.read = unmarked(peek(m.resp, m.limit)), true
	}
	return m.text
}

// compare compares a value that is there.
func compare(c *status.Match, value string) bool {
	switch c.Op {
	case status.OpEquals:
		return slices.Contains(c.Values, value)
	case status.OpPrefix:
		return slices.ContainsFunc(c.Values, func(want string) bool { return strings.HasPrefix(value, want) })
	case status.OpSuffix:
		return slices.ContainsFunc(c.Values, func(want string) bool { return strings.HasSuffix(value, want) })
	case status.OpContains:
		return slices.ContainsFunc(c.Values, func(want string) bool { return strings.Contains(value, want) })
	case status.OpPresent:
		return true
	case status.OpAbsent:
	}
	return false
}
