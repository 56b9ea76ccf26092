package spec

import (
	"reflect"
	"slices"
	"strings"

	"github.com/statuscat/statuscat/spec/internal/syntax"
	"github.com/statuscat/statuscat/status"
)

// realign moves entries that are indented a level too deep or too shallow to where
// they belong, so that each such mistake is one error, at its position and with its
// cause. An entry stays if the language has it where it stands, or nowhere near.
func realign(r *reporter, src []byte, root *node) {
	a := aligner{r, syntax.Lines(src)}
	a.mapping(nil, &surroundings{node: root, t: reflect.TypeFor[rawCatalog]()})
}

type aligner struct {
	*reporter
	lines []string
}

// surroundings is a mapping, and what it is read into.
type surroundings struct {
	*node
	t    reflect.Type
	key  string          // that is being looked at
	keys map[string]bool // all of them, once has was called
}

// has reports whether the mapping has the key, and records that it has it now.
func (s *surroundings) has(key string) bool {
	if s.keys == nil {
		s.keys = map[string]bool{}
		for _, e := range s.entries {
			s.keys[e.key.value] = true
		}
	}
	had := s.keys[key]
	s.keys[key] = true
	return had
}

// mapping realigns the entries of in. It returns those that belong to the
// mapping around it.
func (a aligner) mapping(around, in *surroundings) (left []entry) {
	if inner, _ := held(in.t); in.kind != mapping || !in.block || inner != reflect.TypeFor[text]() && len(keysOf(inner)) == 0 {
		return nil
	}
	a.takeIn(in)
	a.unfold(in)
	var kept []entry
	var place func(e entry)
	place = func(e entry) {
		switch {
		case takes(in.t, e):
			in.key = e.key.value
			kept = append(kept, e)
			for _, e := range a.value(in, e) {
				place(e)
			}
		case around != nil && takes(around.t, e) && !around.has(e.key.value):
			if len(left) == 0 {
				a.errorf(e.key.Pos, "%q is indented as if it belonged to %q; indent it as %[2]q", e.key.value, around.key)
			}
			left = append(left, e)
		default:
			kept = append(kept, e)
		}
	}
	for _, e := range in.entries {
		place(e)
	}
	in.entries = kept
	return left
}

// value realigns what an entry holds.
func (a aligner) value(in *surroundings, e entry) []entry {
	t := valueType(in.t, e.key.value)
	inner, kind := held(t)
	switch {
	case kind == mapping:
		return a.mapping(in, &surroundings{node: e.value, t: t})
	case kind == sequence && e.value.kind == sequence:
		for _, item := range e.value.items {
			a.mapping(nil, &surroundings{node: item, t: inner})
		}
		return nil
	}
	return a.mapping(in, &surroundings{node: e.value, t: inner})
}

// takeIn moves entries into the one before them, if only that one can have them.
func (a aligner) takeIn(in *surroundings) {
	kept := in.entries[:0]
	last, said := &surroundings{}, false
	for _, e := range in.entries {
		if last.node != nil && (last.block || last.kind == null) && !takes(in.t, e) && takes(last.t, e) && !last.has(e.key.value) {
			if !said {
				above := kept[len(kept)-1].key
				a.errorf(e.key.Pos, "%q belongs to %q on line %d; indent it deeper", e.key.value, above.value, above.Line)
			}
			said = true
			last.kind, last.block = mapping, true
			last.entries = append(last.entries, e)
			continue
		}
		kept, said = append(kept, e), false
		last = &surroundings{node: e.value, t: valueType(in.t, e.key.value)}
	}
	in.entries = kept
}

// unfold finds missing keys of the mapping in its texts behind | and >. They are lines
// of a text because they are indented too deep. A required key is added to the
// mapping.
func (a aligner) unfold(in *surroundings) {
	if in.t.Kind() != reflect.Struct {
		return
	}
	f := fieldsOf(in.t)
	for _, e := range in.entries {
		if e.value.kind != scalar || !e.value.block || e.value.Line != e.key.Line {
			continue
		}
		for i, line := range a.lines[e.value.Line:] {
			indent := syntax.Indent(line)
			if strings.TrimSpace(line) != "" && indent < e.key.Column {
				break
			}
			key, value, found := strings.Cut(line[indent:], ": ")
			if !found || f.index[key] == nil || in.has(key) {
				continue
			}
			pos := Pos{e.value.Line + i + 1, indent + 1}
			if !slices.Contains(f.required, key) {
				a.suspectf(pos, "%q is indented as a line of the text of %q; if it is a key, indent it as %[2]q", key, e.key.value)
				continue
			}
			a.errorf(pos, "%q is indented as a line of the text of %q; indent it as %[2]q", key, e.key.value)
			in.entries = append(in.entries, entry{&node{Pos: pos, value: key}, &node{Pos: pos, value: strings.TrimSpace(value), plain: true}})
		}
	}
}

// takes reports whether a value that is read into type t can have the entry.
func takes(t reflect.Type, e entry) bool {
	switch {
	case t == nil:
		return false
	case e.key.value == "<<":
		return true // it is a mistake everywhere
	}
	switch inner, kind := held(t); {
	case kind != mapping:
		return keysOf(t)[e.key.value] != nil
	case inner == reflect.TypeFor[text]():
		var class status.Class
		return e.value.kind == scalar && class.UnmarshalText([]byte(e.key.value)) == nil
	case e.value.kind == mapping:
		return len(e.value.entries) == 0 || slices.ContainsFunc(e.value.entries, func(e entry) bool { return takes(inner, e) })
	default:
		return e.value.kind == null && keysOf(inner)[e.key.value] == nil || e.value.value == undocumented
	}
}

// valueType returns what the value of a key is read into, or nil.
func valueType(t reflect.Type, key string) reflect.Type {
	if inner, kind := held(t); kind == mapping {
		return inner
	}
	if field := keysOf(t)[key]; field != nil {
		return t.FieldByIndex(field).Type
	}
	return nil
}

// keysOf returns the keys that a type is read from, and their fields.
func keysOf(t reflect.Type) map[string][]int {
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	return fieldsOf(t).index
}

func (dict[T]) holds() (reflect.Type, nodeKind) { return reflect.TypeFor[T](), mapping }
func (many[T]) holds() (reflect.Type, nodeKind) { return reflect.TypeFor[T](), sequence }

// held returns the type of the elements of a dict or a list, and which of the two it
// is; or else the type itself.
func held(t reflect.Type) (reflect.Type, nodeKind) {
	if t != nil && t.Kind() == reflect.Slice {
		if h, ok := reflect.Zero(t).Interface().(interface {
			holds() (reflect.Type, nodeKind)
		}); ok {
			return h.holds()
		}
	}
	return t, scalar
}
