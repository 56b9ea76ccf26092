package body

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
)

// Content is the beginning of a body. It is parsed when it is needed.
type Content struct {
	Raw []byte // unpacked

	xml    []byte // Raw as JSON, if it is XML
	parsed bool   // xml is known
}

// Unpack unpacks the beginning of what gzip has packed, up to limit bytes. It returns
// packed unchanged if gzip has not packed it.
func Unpack(packed []byte, limit int) []byte {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return packed
	}
	text, _ := io.ReadAll(io.LimitReader(r, int64(limit))) // it may be cut off
	return text
}

// Text returns the content without a byte order mark, which some servers' JSON has.
func (c *Content) Text() []byte { return bytes.TrimPrefix(c.Raw, []byte("\uFEFF")) }

// Tree returns the content as JSON, for Walk. Content that is neither JSON nor XML is
// returned unchanged; Walk finds nothing in it.
func (c *Content) Tree() []byte {
	text := c.Text()
	if start := bytes.TrimSpace(text); len(start) == 0 || start[0] != '<' {
		return text
	}
	if !c.parsed {
		c.xml, c.parsed = fromXML(text), true
	}
	return c.xml
}

// First returns the first number or text that is not empty at pointer, or an empty text.
// An empty pointer is the whole text, unless that is JSON, XML or HTML.
func (c *Content) First(pointer string) string {
	if pointer != "" {
		return firstText(c.Tree(), pointer)
	}
	text := bytes.TrimSpace(c.Text())
	if len(text) > 0 && strings.IndexByte("{[<", text[0]) >= 0 {
		return ""
	}
	return strings.ToValidUTF8(string(text), "\uFFFD")
}
