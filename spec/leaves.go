package spec

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/http/httpguts"

	"github.com/statuscat/statuscat/status"
)

// The leaves of the raw structs, and the two ways to hold several of a thing,
// read themselves here.

func (d *dict[T]) decode(r *reporter, at label, n *node) {
	if !expect(r, at.name, n, mapping) {
		return
	}
	*d = make(dict[T], 0, len(n.entries))
	first := firsts{}
	for _, e := range n.entries {
		if !expect(r, "a key of "+at.name, e.key, scalar) || !first.add(r, e.key) {
			continue
		}
		item := &dictEntry[T]{Pos: e.key.Pos, key: e.key.value, plain: e.key.plain}
		any(&item.value).(decoder).decode(r, label{fmt.Sprintf("%q", item.key), e.key.Pos}, e.value)
		*d = append(*d, item)
	}
	if len(n.entries) == 0 {
		r.errorf(n.Pos, "%s is empty", at.name)
	}
}

func (m *many[T]) decode(r *reporter, at label, n *node) {
	items := n.items
	if n.kind != sequence {
		items = []*node{n}
	}
	if len(items) == 0 {
		r.errorf(n.Pos, "%s is empty", at.name)
	}
	*m = make(many[T], len(items))
	for i, item := range items {
		any(&(*m)[i]).(decoder).decode(r, label{at.name, item.Pos}, item)
	}
}

func (t *text) decode(r *reporter, at label, n *node) {
	*t = text{n.Pos, strings.Join(strings.Fields(readProse(r, at, n)), " ")}
}

func (t *prose) decode(r *reporter, at label, n *node) {
	var b strings.Builder
	between := ""
	for line := range strings.Lines(readProse(r, at, n)) {
		words := strings.Fields(line)
		if len(words) == 0 && b.Len() > 0 {
			between = "\n\n"
		}
		for _, w := range words {
			b.WriteString(between + w)
			between = " "
		}
	}
	*t = prose{n.Pos, b.String()}
}

func (w *word) decode(r *reporter, at label, n *node) {
	*w = word{n.Pos, readText(r, at, n)}
	if strings.ContainsFunc(w.value, unicode.IsSpace) {
		r.errorf(n.Pos, "%s has white space in it", at.name)
		w.value = ""
	}
}

func (p *pointer) decode(r *reporter, at label, n *node) {
	p.Pos = n.Pos
	if !expect(r, at.name, n, scalar) || !visible(r, at, n) {
		return
	}
	if !jsonPointer.MatchString(n.value) {
		r.errorf(n.Pos, "%q is no JSON pointer; one is written as /error/errors/0/reason", n.value)
		return
	}
	p.value = n.value
}

func (p *place) decode(r *reporter, at label, n *node) {
	switch {
	case n.kind == scalar && n.value == "text":
		p.Pos = n.Pos
	case n.kind == mapping:
		var in struct {
			Header word `json:"header"`
		}
		decodeStruct(r, label{at.name, n.Pos}, n, &in)
		p.Pos, p.header = n.Pos, in.Header
	default:
		p.pointer.decode(r, at, n)
	}
}

func (k *rawKey) decode(r *reporter, at label, n *node) {
	if n.kind != mapping {
		k.word.decode(r, at, n)
		return
	}
	var in struct {
		Body pointer `json:"body"`
	}
	decodeStruct(r, label{at.name, n.Pos}, n, &in)
	k.Pos, k.Body = n.Pos, in.Body
}

// jsonPointer is RFC 6901's syntax, without the empty pointer.
var jsonPointer = regexp.MustCompile(`^(/([^~/]|~[01])*)+$`)

func (l *literal) decode(r *reporter, at label, n *node) {
	if !expect(r, at.name, n, scalar) || !visible(r, at, n) {
		return
	}
	*l = literal{n.Pos, n.value, n.bare}
	switch {
	case n.value == "":
		r.errorf(n.Pos, "%s is empty", at.name)
	case n.bare && !json.Valid([]byte(n.value)):
		r.errorf(n.Pos, "%s %s is not written as in JSON", at.name, n.value)
	}
}

func (t *date) decode(r *reporter, at label, n *node) {
	*t = date{n.Pos, readText(r, at, n)}
	if _, err := time.Parse(time.DateOnly, t.value); t.value != "" && err != nil {
		r.errorf(n.Pos, "%s %q is no day; write it as in 2026-01-31", at.name, t.value)
	}
}

func (c *count) decode(r *reporter, at label, n *node) {
	c.Pos = n.Pos
	if !expect(r, at.name, n, scalar) {
		return
	}
	var err error
	if c.value, err = strconv.Atoi(n.value); err != nil || c.value < 1 {
		r.errorf(n.Pos, "%s %q is no whole number above zero", at.name, n.value)
	}
}

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
			r.errorf(v.Pos, "%q is no value that a header can have", v.value)
		}
	}
}

func (t *texts) decode(r *reporter, at label, n *node) {
	for _, v := range read[verbatim](r, at, n) {
		*t = append(*t, v.value)
	}
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
		r.errorf(n.Pos, "%s is empty", at.name)
	}
}

// writeJSON writes a node as JSON, its keys in their order: a bare scalar is a
// number, true or false, and null is null.
func writeJSON(r *reporter, at label, n *node, b *strings.Builder) {
	switch n.kind {
	case mapping:
		first := firsts{}
		b.WriteByte('{')
		for i, e := range n.entries {
			if i > 0 {
				b.WriteByte(',')
			}
			if !expect(r, "a key of "+at.name, e.key, scalar) || !first.add(r, e.key) {
				continue
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
			r.errorf(n.Pos, "%s in %s is not written as in JSON; put it in quotes if it is a text", n.value, at.name)
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

func (v *verbatim) decode(r *reporter, at label, n *node) {
	if v.Pos = n.Pos; expect(r, at.name, n, scalar) && visible(r, at, n) {
		v.value = n.value
	}
}

func (f *flag) decode(r *reporter, at label, n *node) {
	f.Pos = n.Pos
	if n.kind != scalar || n.value != "true" {
		r.errorf(n.Pos, "%s takes no other value than true", at.name)
	}
}

// visible reports a character that cannot be seen. The scan has seen the file's
// own characters; an escape in quotes can still make others.
func visible(r *reporter, at label, n *node) bool {
	for _, c := range n.value {
		if problem := unseenProblem(c); problem != "" && c != '\n' && c != '\t' {
			r.errorf(n.Pos, "%s has an escape for %U, which is "+problem, at.name, c)
			return false
		}
	}
	return true
}

// readText returns the text of a scalar, or "" where it reported anything.
func readText(r *reporter, at label, n *node) string {
	if !expect(r, at.name, n, scalar) || !visible(r, at, n) {
		return ""
	}
	if strings.TrimSpace(n.value) == "" {
		r.errorf(n.Pos, "%s is empty", at.name)
	}
	return n.value
}

// readProse is readText for what can have a # in it that is no comment.
func readProse(r *reporter, at label, n *node) string {
	s := readText(r, at, n)
	if n.comment && !strings.HasSuffix(s, ".") {
		r.doubtf(n.Pos, "%s ends where the comment begins on its line; put a text with a # in it in quotes", at.name)
	}
	return s
}

func (d *duration) decode(r *reporter, at label, n *node) {
	d.Pos = n.Pos
	if !expect(r, at.name, n, scalar) {
		return
	}
	value, err := time.ParseDuration(n.value)
	switch {
	case err != nil:
		r.errorf(n.Pos, "%s %q is no duration; write it as in 500ms, 1s or 1h30m", at.name, n.value)
	case value < 0:
		r.errorf(n.Pos, "%s is negative", at.name)
	default:
		d.value = value
	}
}

func (e *enum[T]) decode(r *reporter, at label, n *node) {
	e.Pos = n.Pos
	if !expect(r, at.name, n, scalar) {
		return
	}
	word := n.value
	if _, isKind := any(e.value).(status.Kind); isKind {
		word, e.unreviewed = strings.CutSuffix(word, "?")
	}
	err := any(&e.value).(encoding.TextUnmarshaler).UnmarshalText([]byte(word))
	if err != nil || e.value == 0 {
		r.errorf(n.Pos, "unknown %s %q%s", at.name, n.value, SuggestWord(n.value, words[T]()))
	}
}

// words lists the words of a type of package status.
func words[T ~uint8]() []string {
	var all []string
	for v := T(1); ; v++ {
		w, err := any(v).(encoding.TextMarshaler).MarshalText()
		if err != nil {
			return all
		}
		all = append(all, string(w))
	}
}
