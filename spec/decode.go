package spec

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"
	"time"
)

// decode reads the nodes into raw structs. It reports whatever one node shows
// to be wrong; check.go does the rest.
func decode(r *reporter, root *node) *rawCatalog {
	raw := &rawCatalog{}
	decodeStruct(r, label{"the file", root.Pos}, root, raw)
	return raw
}

// decoder is implemented by every type of raw.go: it reads itself from a node.
type decoder interface {
	decode(r *reporter, at label, n *node)
}

// label is what is being read, for messages, and where its key stands.
type label struct {
	name string
	key  Pos
}

// decodeStruct fills the fields of the struct that p points to, by their tags.
func decodeStruct(r *reporter, at label, n *node, p any) {
	if !expect(r, at.name, n, mapping) {
		return
	}
	keys, optional := []string{}, map[string]bool{}
	fields := map[string]decoder{}
	for f, v := range reflect.ValueOf(p).Elem().Fields() {
		key, options, tagged := strings.Cut(f.Tag.Get("json"), ",")
		if key == "" || key == "-" {
			continue
		}
		keys = append(keys, key)
		optional[key] = tagged && options == "omitempty"
		fields[key] = v.Addr().Interface().(decoder)
	}
	first := firsts{}
	for _, e := range n.entries {
		switch key := e.key.value; {
		case !expect(r, "a key of "+at.name, e.key, scalar) || !first.add(r, e.key):
		case key == "<<":
			r.errorf(e.key.Pos, "merge keys are not part of the language; write the keys out")
			return
		case fields[key] == nil:
			near, hint := suggest(key, keys)
			r.errorf(e.key.Pos, "unknown key %q in %s%s", key, at.name, hint)
			first[near] = max(first[near], e.key.Line) // not missing too, only mistyped
		default:
			fields[key].decode(r, label{key, e.key.Pos}, e.value)
		}
	}
	for _, key := range keys {
		if !optional[key] && first[key] == 0 {
			r.errorf(at.key, "%s lacks %s", at.name, key)
		}
	}
}

// firsts holds the line of each key seen in a mapping.
type firsts map[string]int

// add reports a key that was seen before, and whether it is new.
func (f firsts) add(r *reporter, key *node) bool {
	if line := f[key.value]; line > 0 {
		r.errorf(key.Pos, "duplicate key %q; the first is on line %d", key.value, line)
		return false
	}
	f[key.value] = key.Line
	return true
}

func (v *rawVendor) decode(r *reporter, at label, n *node) { decodeStruct(r, at, n, v) }
func (c *rawCode) decode(r *reporter, at label, n *node)   { decodeStruct(r, at, n, c) }

func (w *rawWait) decode(r *reporter, at label, n *node) {
	w.Pos = at.key
	decodeStruct(r, at, n, w)
	if n.kind == mapping && len(n.entries) == 0 {
		r.errorf(n.Pos, "%s is empty", at.name)
	}
}

// undocumented stands where a variant would, for a code that the vendor's
// reference leaves out.
const undocumented = "undocumented"

func (v *rawVariant) decode(r *reporter, at label, n *node) {
	v.Pos = at.key
	if n.kind != scalar {
		decodeStruct(r, at, n, v)
		return
	}
	v.undocumented = true
	if n.value != undocumented {
		r.errorf(n.Pos, "%s is %q; write a mapping, or %s%s", at.name, n.value, undocumented,
			hint(n.value, []string{undocumented}))
	}
}

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
		item := dictEntry[T]{Pos: e.key.Pos, key: e.key.value, plain: e.key.plain}
		any(&item.value).(decoder).decode(r, label{fmt.Sprintf("%q", item.key), e.key.Pos}, e.value)
		*d = append(*d, item)
	}
	if len(n.entries) == 0 {
		r.errorf(n.Pos, "%s is empty", at.name)
	}
}

func (t *text) decode(r *reporter, at label, n *node) {
	*t = text{n.Pos, strings.Join(strings.Fields(readText(r, at, n)), " ")}
}

func (t *prose) decode(r *reporter, at label, n *node) {
	var paragraphs []string
	open := false
	for line := range strings.Lines(readText(r, at, n)) {
		line = strings.Join(strings.Fields(line), " ")
		switch {
		case line != "" && open:
			paragraphs[len(paragraphs)-1] += " " + line
		case line != "":
			paragraphs = append(paragraphs, line)
		}
		open = line != ""
	}
	*t = prose{n.Pos, strings.Join(paragraphs, "\n\n")}
}

func (w *word) decode(r *reporter, at label, n *node) {
	*w = word{n.Pos, readText(r, at, n)}
	if strings.ContainsAny(w.value, " \t\n") {
		r.errorf(n.Pos, "%s has white space in it", at.name)
		w.value = ""
	}
}

// readText returns the text of a scalar, or "" where it reported anything. The
// scan has seen the file's own characters; an escape in quotes can still make
// others.
func readText(r *reporter, at label, n *node) string {
	if !expect(r, at.name, n, scalar) {
		return ""
	}
	for _, c := range n.value {
		if forbidden(c) && c != '\n' && c != '\t' {
			r.errorf(n.Pos, "control character %U in %s", c, at.name)
			return ""
		}
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
		r.errorf(n.Pos, "unknown %s %q%s", at.name, n.value, hint(n.value, words[T]()))
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

// expect reports a node of another shape than the due one.
func expect(r *reporter, name string, n *node, due nodeKind) bool {
	switch {
	case n.kind == due:
		return true
	case n.kind == null:
		r.errorf(n.Pos, "%s is empty", name)
	default:
		r.errorf(n.Pos, "%s is %s where %s is due", name, n.kind, due)
	}
	return false
}
