package spec

import (
	"reflect"
	"regexp"
	"strings"
	"sync"

	"github.com/statuscat/statuscat/status"
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

// keyed is implemented by a decoder that stands for several keys, and is given
// each of them in the label.
type keyed interface {
	decoder
	keys() []string
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
	value, fields := reflect.ValueOf(p).Elem(), fieldsOf(reflect.TypeOf(p).Elem())
	first := firsts{}
	for _, e := range n.entries {
		switch key := e.key.value; {
		case !expect(r, "a key of "+at.name, e.key, scalar) || !first.add(r, e.key):
		case key == "<<":
			r.errorf(e.key.Pos, "merge keys are not part of the language; write the keys out")
			return
		case fields.index[key] == nil:
			near, hint := suggest(key, fields.keys)
			r.errorf(e.key.Pos, "unknown key %q in %s%s", key, at.name, hint)
			first[near] = max(first[near], e.key.Line) // not missing too, only mistyped
		default:
			field := value.FieldByIndex(fields.index[key]).Addr().Interface().(decoder)
			field.decode(r, label{key, e.key.Pos}, e.value)
		}
	}
	for _, key := range fields.required {
		if first[key] == 0 {
			r.errorf(at.key, "%s lacks %s", at.name, key)
		}
	}
}

// fields is what the tags of a struct of raw.go say.
type fields struct {
	keys, required []string
	index          map[string][]int
}

// fieldsOf reads the tags of a type, once.
func fieldsOf(t reflect.Type) *fields {
	if known, ok := fieldCache.Load(t); ok {
		return known.(*fields)
	}
	f := &fields{index: map[string][]int{}}
	for _, field := range reflect.VisibleFields(t) {
		if several, ok := reflect.New(field.Type).Interface().(keyed); ok {
			for _, key := range several.keys() {
				f.keys = append(f.keys, key)
				f.index[key] = field.Index
			}
		}
		key, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if key == "" || key == "-" {
			continue
		}
		f.keys = append(f.keys, key)
		f.index[key] = field.Index
		if options != "omitempty" {
			f.required = append(f.required, key)
		}
	}
	if strict, ok := reflect.New(t).Interface().(interface{ required() []string }); ok {
		f.required = append(f.required, strict.required()...)
	}
	fieldCache.Store(t, f)
	return f
}

var fieldCache sync.Map // of reflect.Type to *fields

// plainCode is how a code is written. YAML would read 0404 as 260 and 4e2 as 400.
var plainCode = regexp.MustCompile(`^[0-9]+$`)

// isKey reports whether a word can be a key: one of the language's, or a code.
func isKey(word string) bool { return languageKeys()[word] || plainCode.MatchString(word) }

// languageKeys returns every key of the language.
var languageKeys = sync.OnceValue(func() map[string]bool {
	keys, seen := map[string]bool{}, map[reflect.Type]bool{}
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Slice, reflect.Pointer:
			walk(t.Elem())
		case reflect.Struct:
			if seen[t] {
				return
			}
			seen[t] = true
			for _, key := range fieldsOf(t).keys {
				keys[key] = true
			}
			for i := range t.NumField() {
				walk(t.Field(i).Type)
			}
		}
	}
	walk(reflect.TypeFor[rawCatalog]())
	return keys
})

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

func (f *rawCase) decode(r *reporter, at label, n *node) {
	f.Pos = n.Pos
	decodeStruct(r, at, n, f)
	if !f.Name.written() {
		f.Name.Pos = f.Pos // what else is wrong is reported there
	}
}

func (c *rawCriteria) keys() []string { return partKeys() }

func (c *rawCriteria) decode(r *reporter, at label, n *node) {
	var part status.Part
	if err := part.UnmarshalText([]byte(at.name)); err != nil {
		panic(err)
	}
	add := func(one rawCriterion) {
		one.part = part
		*c = append(*c, one)
	}
	switch part.Form() {
	case status.FormWords:
		words := read[word](r, at, n)
		add(rawCriterion{words: words, rawBody: rawBody{rawMatch: rawMatch{Pos: n.Pos}}})
	case status.FormText:
		for _, m := range read[rawMatch](r, at, n) {
			add(rawCriterion{rawBody: rawBody{rawMatch: m}})
		}
	case status.FormNamed, status.FormHeader:
		for _, h := range read[rawNamed](r, at, n) {
			add(rawCriterion{name: h.Name, rawBody: rawBody{rawMatch: h.rawMatch}})
		}
	case status.FormBody:
		for _, b := range read[rawBody](r, at, n) {
			add(rawCriterion{rawBody: b})
		}
	}
}

func (c *rawRequestCriteria) keys() []string { return wordsOf(requestParts()) }

func (c *rawRequestCriteria) decode(r *reporter, at label, n *node) {
	(*rawCriteria)(c).decode(r, at, n)
}

func (b *rawBy) decode(r *reporter, at label, n *node) {
	if n.kind == scalar {
		b.part.decode(r, at, n)
		return
	}
	decodeStruct(r, at, n, b)
}

// read reads one element or a list of them.
func read[T any](r *reporter, at label, n *node) many[T] {
	var list many[T]
	list.decode(r, at, n)
	return list
}

func (h *rawNamed) decode(r *reporter, at label, n *node) {
	h.Pos = n.Pos
	decodeStruct(r, at, n, h)
}

func (b *rawBody) decode(r *reporter, at label, n *node) {
	b.Pos = n.Pos
	decodeStruct(r, at, n, b)
}

func (c *rawComparisons) keys() []string { return operatorKeys() }

func (c *rawComparisons) decode(r *reporter, at label, n *node) {
	one := rawComparison{}
	for _, o := range Operators() {
		if o.Key == at.name {
			one.op = o
		}
	}
	if one.op.op.Takes() == status.Nothing {
		new(flag).decode(r, at, n)
	} else {
		one.values = read[literal](r, at, n)
	}
	*c = append(*c, one)
}

func (b *rawErrorBody) decode(r *reporter, at label, n *node) {
	b.Pos = at.key
	decodeStruct(r, at, n, b)
}

func (s *rawSource) decode(r *reporter, at label, n *node) {
	s.Pos = n.Pos
	decodeStruct(r, at, n, s)
}

func (f *rawRefill) decode(r *reporter, at label, n *node) {
	f.Pos = at.key
	decodeStruct(r, at, n, f)
}

func (w *rawWhen) decode(r *reporter, at label, n *node) {
	w.Pos = at.key
	decodeStruct(r, at, n, w)
	if n.kind == mapping && len(n.entries) == 0 {
		r.errorf(n.Pos, "%s is empty", at.name)
	}
}

func (m *rawMatch) decode(r *reporter, at label, n *node) {
	m.Pos = n.Pos
	decodeStruct(r, at, n, m)
}

func (x *rawExample) decode(r *reporter, at label, n *node) {
	x.Pos = n.Pos
	if n.kind != mapping || len(n.entries) > 0 { // an answer may have nothing but its code
		decodeStruct(r, at, n, x)
	}
}

func (l *rawLimit) decode(r *reporter, at label, n *node) {
	l.Pos = n.Pos
	decodeStruct(r, at, n, l)
}

// undocumented stands where a variant would, for a code that the vendor's
// reference leaves out.
const undocumented = "undocumented"

// required lists the keys that a case may leave out.
func (v *rawVariant) required() []string { return []string{"purpose", "kind"} }

func (v *rawVariant) decode(r *reporter, at label, n *node) {
	v.Pos = at.key
	if n.kind != scalar {
		decodeStruct(r, at, n, v)
		return
	}
	v.undocumented = true
	if n.value != undocumented {
		r.errorf(n.Pos, "%s is %q; write a mapping, or %s%s", at.name, n.value, undocumented,
			Suggest(n.value, []string{undocumented}))
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
