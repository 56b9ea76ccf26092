package spec

import (
	"iter"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// decode reads the nodes into raw structs. It reports whatever one node shows
// to be wrong; check.go does the rest.
func decode(r *reporter, root *node) *rawCatalog {
	raw := &rawCatalog{}
	decodeStruct(r, label{"the file", root.Pos}, root, raw)
	return raw
}

// decoder is implemented by every type of raw.go that is not read by the tags of
// its fields alone. Decode reads it from n.
type decoder interface {
	decode(r *reporter, at label, n *node)
}

// keyed is implemented by a decoder that has several keys. It gets each in the label.
type keyed interface {
	decoder
	keys() []string
}

// label names what is being read, and has the position of its key.
type label struct {
	name string
	key  Pos
}

// decodeInto reads what p points to from n.
func decodeInto(r *reporter, at label, n *node, p any) {
	if d, ok := p.(decoder); ok {
		d.decode(r, at, n)
		return
	}
	decodeStruct(r, at, n, p)
}

// decodeStruct fills the fields of the struct that p points to, by their tags.
func decodeStruct(r *reporter, at label, n *node, p any) {
	whole := decodeKeys(r, at, n, reflect.ValueOf(p).Elem())
	if m, ok := p.(interface{ set(Pos, bool) }); ok {
		m.set(at.key, whole)
	}
}

// decodeFilled is decodeStruct for a mapping that must not be empty.
func decodeFilled(r *reporter, at label, n *node, p any) {
	decodeStruct(r, at, n, p)
	if n.kind == mapping && len(n.entries) == 0 {
		r.errorf(n.Pos, noValue, at.name)
	}
}

// decodeKeys reads the entries of n into the fields of a struct. It reports
// whether the keys are what they should be; each mistake in them is one error.
func decodeKeys(r *reporter, at label, n *node, value reflect.Value) (whole bool) {
	fields := fieldsOf(value.Type())
	if !expect(r, at.name, n, mapping, fields.form(at.name, n)) {
		return false
	}
	var unknown []*node // without a suggestion
	known, have := 0, map[string]bool{}
	for e := range distinct(r, at, n) {
		key := e.key.value
		if have[key] = true; fields.index[key] != nil {
			known++
			decodeInto(r, label{key, e.key.Pos}, e.value, value.FieldByIndex(fields.index[key]).Addr().Interface())
			continue
		}
		switch near, hint := suggest(key, fields.keys); {
		case key == "<<":
			r.errorf(e.key.Pos, "a catalog cannot have merge keys; write the keys out")
			return false
		case e.value.kind == null && !n.block:
			r.errorf(e.key.Pos, "unknown key %q without a value in %s; put a text with a comma in quotes", key, at.name)
		case near != "":
			r.errorf(e.key.Pos, "unknown key %q in %s%s", key, at.name, hint)
			have[near] = true // not missing too, only mistyped
		default:
			unknown = append(unknown, e.key)
		}
		if len(unknown) > maxFound {
			break
		}
	}
	missing := slices.DeleteFunc(slices.Clone(fields.required), func(key string) bool { return have[key] })
	whole = known == len(n.entries) && len(missing) == 0
	lacks := ""
	if len(missing) > 0 && len(missing) <= len(unknown) { // another word for them
		lacks, missing = ", which has no "+And(missing), nil
	}
	for _, key := range unknown {
		r.errorf(key.Pos, "unknown key %q in %s%s; want %s", key.value, at.name, lacks, Or(fields.keys))
	}
	for _, key := range missing {
		r.errorf(at.key, "%s has no %s; add %[2]s: %s", at.name, key, fields.docs[key])
	}
	return whole
}

// forms are how to write a mapping, for a message about a text instead of one: by the key,
// or by the form of the part that has the key.
var (
	forms = map[string]string{
		"wait": "{min: %s}", "from": "[{header: %s, unit: seconds}]", "reset": "{header: %s, unit: epoch-seconds}",
		"limits": "[{requests: 500, per: 1h, code: 429}]", "error_body": "{message: %s}",
	}
	partForms = [...]string{
		status.FormText: "{equals: %s}", status.FormNamed: "{name: %s, present: true}", status.FormHeader: "{name: %s, present: true}",
		status.FormBody: "{contains: %s}",
	}
)

// form returns the fix for n in place of the mapping under key.
func (f *fields) form(key string, n *node) string {
	form := forms[key]
	var part status.Part
	if part.UnmarshalText([]byte(key)) == nil {
		form = partForms[part.Form()]
	}
	if form == "" || n.kind != scalar {
		return "its keys are " + strings.Join(f.keys, ", ")
	}
	value := n.value
	if strings.ContainsAny(value, "\n,[]{}#:\"'") {
		value = strconv.Quote(value)
	}
	return "write " + key + ": " + strings.Replace(form, "%s", value, 1)
}

// distinct yields the entries of a mapping whose keys are texts, each once, and reports
// the others.
func distinct(r *reporter, at label, n *node) iter.Seq[entry] {
	return func(yield func(entry) bool) {
		first := map[string]int{} // their lines
		for _, e := range n.entries {
			if !expectText(r, "a key of "+at.name, e.key) {
				continue
			}
			if line := first[e.key.value]; line > 0 {
				r.errorf(e.key.Pos, "duplicate key %q; remove it, or the first on line %d", e.key.value, line)
				continue
			}
			first[e.key.value] = e.key.Line
			if !yield(e) {
				return
			}
		}
	}
}

// noValue reports a key without a value, or with an empty one.
const noValue = "%s is empty; give it a value, or remove it"

// expectText reports a node that is not a text.
func expectText(r *reporter, name string, n *node) bool {
	return expect(r, name, n, scalar, "write one text, in quotes if it begins with a bracket")
}

// expect reports a node of another shape than the wanted one, and the fix, if the
// caller knows one.
func expect(r *reporter, name string, n *node, want nodeKind, fix string) bool {
	switch {
	case n.kind == want:
		return true
	case n.kind == null:
		r.errorf(n.Pos, noValue, name)
		return false
	case fix == "":
		fix = "write a key before each value"
	}
	r.errorf(n.Pos, "want %s for %s, have %s; %s", want, name, n.kind, fix)
	return false
}

// The types of raw.go that the tags of their fields do not describe: each reads itself.

func (w *rawWait) decode(r *reporter, at label, n *node)      { decodeFilled(r, at, n, w) }
func (w *rawWhen) decode(r *reporter, at label, n *node)      { decodeFilled(r, at, n, w) }
func (b *rawErrorBody) decode(r *reporter, at label, n *node) { decodeFilled(r, at, n, b) }

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
		words := rawMatch{mark: mark{n.Pos, true}}
		add(rawCriterion{words: read[word](r, at, n), rawBody: rawBody{rawMatch: words}})
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

func (c *rawRequestCriteria) keys() []string { return mapped(requestParts(), status.Part.String) }

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

// undocumented is written in place of a variant if the vendor's reference does not list
// the code.
const undocumented = "undocumented"

// required lists the keys that a case may leave out.
func (v *rawVariant) required() []string { return []string{"purpose", "kind"} }

func (v *rawVariant) decode(r *reporter, at label, n *node) {
	switch {
	case n.kind == mapping, n.kind == sequence:
		decodeStruct(r, at, n, v)
	case n.value == undocumented:
		v.undocumented = true
	default:
		have := "nothing"
		if n.kind == scalar {
			have = strconv.Quote(n.value)
		}
		r.errorf(n.Pos, "want a mapping or the word %s for %s, have %s; write %[1]s if the vendor's reference does not list the code", undocumented, at.name, have)
	}
}
