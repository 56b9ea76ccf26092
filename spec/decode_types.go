package spec

import (
	"strconv"

	"github.com/statuscat/statuscat/status"
)

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

// undocumented stands where a variant would, for a code that the vendor's
// reference leaves out.
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
			have = strconv.Quote(n.value) + Suggest(n.value, []string{undocumented})
		}
		r.errorf(n.Pos, "want a mapping for %s, or the word %s, have %s", at.name, undocumented, have)
	}
}
