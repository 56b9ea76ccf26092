package spec

import (
	"bytes"
	"encoding/json"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// The leaves of an example: what a request and a response have in them.

// lines is the value of a header, or several of them.
type lines []string

func (l *lines) decode(r *reporter, at label, n *node) {
	var values many[literal]
	if n.kind == scalar && n.value == "" { // a header may be empty
		values = many[literal]{{Pos: n.Pos}}
	} else {
		values.decode(r, at, n)
	}
	for _, v := range values {
		*l = append(*l, v.value)
		if !httpguts.ValidHeaderFieldValue(v.value) {
			r.errorf(v.Pos, "want a header's value, have %q; remove line breaks and control characters", v.value)
		}
	}
}

// texts is the value of a query parameter, or several of them.
type texts []string

func (t *texts) decode(r *reporter, at label, n *node) {
	for _, v := range read[verbatim](r, at, n) {
		*t = append(*t, v.value)
	}
}

// content is a body as it is sent.
type content struct {
	Pos
	value string
	json  bool
}

func (c *content) decode(r *reporter, at label, n *node) {
	c.Pos = n.Pos
	switch n.kind {
	case scalar:
		c.value = n.value
		text := *n
		text.value = strings.TrimPrefix(n.value, "\uFEFF") // some servers begin JSON with a byte order mark
		visible(r, at, &text)
	case mapping, sequence:
		c.json = true
		var b strings.Builder
		writeJSON(r, at, n, &b)
		c.value = b.String()
	case null:
		r.errorf(n.Pos, noValue, at.name)
	}
}

// writeJSON writes a node as JSON, its keys in their order: a bare scalar is a
// number, true or false, and null is null.
func writeJSON(r *reporter, at label, n *node, b *strings.Builder) {
	switch n.kind {
	case mapping:
		b.WriteByte('{')
		for e := range distinct(r, at, n) {
			if e.key != n.entries[0].key {
				b.WriteByte(',')
			}
			b.Write(quoteJSON(e.key.value))
			b.WriteByte(':')
			writeJSON(r, at, e.value, b)
		}
		b.WriteByte('}')
	case sequence:
		b.WriteByte('[')
		for i, item := range n.items {
			if i > 0 {
				b.WriteByte(',')
			}
			writeJSON(r, at, item, b)
		}
		b.WriteByte(']')
	case null:
		b.WriteString("null")
	case scalar:
		switch {
		case n.bare && json.Valid([]byte(n.value)):
			b.WriteString(n.value)
		case n.bare:
			r.errorf(n.Pos, notJSON, at.name, n.value)
		default:
			b.Write(quoteJSON(n.value))
		}
	}
}

// quoteJSON writes a text as JSON, with < and & as they are.
func quoteJSON(s string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(s) // a text always encodes
	return bytes.TrimSpace(b.Bytes())
}

// notJSON reports a value that is a number, true or false in YAML and not in JSON.
const notJSON = "want a JSON number, true or false for %s, have %s; put a text in quotes"
