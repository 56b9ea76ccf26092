package spec

import (
	"encoding"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"
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
	*t = text{n.Pos, strings.Join(strings.Fields(readText(r, at, n)), " ")}
}

func (t *prose) decode(r *reporter, at label, n *node) {
	var b strings.Builder
	between := ""
	for line := range strings.Lines(readText(r, at, n)) {
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
	if strings.ContainsAny(w.value, " \t\n") {
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
	if n.kind == scalar && n.value == "text" {
		p.Pos = n.Pos
		return
	}
	p.pointer.decode(r, at, n)
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
		if forbidden(c) && c != '\n' && c != '\t' {
			r.errorf(n.Pos, "control character %U in %s", c, at.name)
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
	err := any(&e.value).(encoding.TextUnmarshaler).UnmarshalText([]byte(n.value))
	if err != nil || e.value == 0 {
		r.errorf(n.Pos, "unknown %s %q%s", at.name, n.value, Suggest(n.value, words[T]()))
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
