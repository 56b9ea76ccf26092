package statushttp

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
)

// body returns the beginning of the body, up to the limit, unpacked.
func (m *matcher) body() []byte {
	if !m.read {
		m.raw, m.read = peek(m.resp, m.limit), true
		if strings.EqualFold(m.resp.Header.Get("Content-Encoding"), "gzip") {
			m.raw = unpacked(m.raw, m.limit)
		}
	}
	return m.raw
}

// unpacked returns the beginning of what gzip has packed, at most limit bytes: a
// transport leaves it so if its user asked for it. What is not packed is returned
// as it is.
func unpacked(packed []byte, limit int) []byte {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return packed
	}
	text, _ := io.ReadAll(io.LimitReader(r, int64(limit))) // it may be cut off
	return text
}

// text returns the same without a byte order mark, of which some servers' JSON
// has one.
func (m *matcher) text() []byte { return bytes.TrimPrefix(m.body(), []byte("\uFEFF")) }

// tree returns the body as JSON, for pointers to lead into. What is neither JSON
// nor XML is returned as it is, and leads nowhere.
func (m *matcher) tree() []byte {
	text := m.text()
	if start := bytes.TrimSpace(text); len(start) == 0 || start[0] != '<' {
		return text
	}
	if !m.parsed {
		m.xml, m.parsed = asJSON(text), true
	}
	return m.xml
}

// words returns the first text or number that a pointer leads to, or an empty
// text. No pointer is the body's text, unless that is JSON, XML or HTML.
func (m *matcher) words(pointer string) string {
	if pointer != "" {
		return firstText(m.tree(), pointer)
	}
	text := bytes.TrimSpace(m.text())
	if len(text) > 0 && strings.IndexByte("{[<", text[0]) >= 0 {
		return ""
	}
	return strings.ToValidUTF8(string(text), "\uFFFD")
}
