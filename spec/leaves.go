package spec

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// The leaves of the raw structs, and the two ways to hold several of a thing. Each
// has the position at which it was written; the zero value was not written.

type leaf[T any] struct {
	Pos
	value T
}

// dict is a mapping whose keys are the catalog's own, in the order of the file
// and without duplicates.
type dict[T any] []*dictEntry[T]

type dictEntry[T any] struct {
	Pos   // of the key
	key   string
	plain bool // the key is written without quotes
	value T
}

func (d *dict[T]) decode(r *reporter, at label, n *node) {
	if !expect(r, at.name, n, mapping, "") {
		return
	}
	*d = make(dict[T], 0, len(n.entries))
	for e := range distinct(r, at, n) {
		item := &dictEntry[T]{Pos: e.key.Pos, key: e.key.value, plain: e.key.plain}
		decodeInto(r, label{fmt.Sprintf("%q", item.key), e.key.Pos}, e.value, &item.value)
		*d = append(*d, item)
	}
	if len(n.entries) == 0 {
		r.errorf(n.Pos, noValue, at.name)
	}
}

// many is a list, or one element without the list around it.
type many[T any] []T

func (m *many[T]) decode(r *reporter, at label, n *node) {
	items := n.items
	if n.kind != sequence {
		items = []*node{n}
	}
	if len(items) == 0 {
		r.errorf(n.Pos, noValue, at.name)
	}
	*m = make(many[T], len(items))
	for i, item := range items {
		decodeInto(r, label{at.name, item.Pos}, item, &(*m)[i])
	}
}

// text is a line of prose, its white space folded.
type text leaf[string]

func (t *text) decode(r *reporter, at label, n *node) {
	*t = text{n.Pos, strings.Join(strings.Fields(readProse(r, at, n)), " ")}
}

// prose is text of one or more paragraphs, separated by an empty line.
type prose leaf[string]

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

// word is a scalar without spaces: a name, a key, an address.
type word leaf[string]

func (w *word) decode(r *reporter, at label, n *node) {
	*w = word{n.Pos, readText(r, at, n)}
	if strings.ContainsFunc(w.value, unicode.IsSpace) {
		r.errorf(n.Pos, "want one word for %s, have spaces in it; write %s", at.name, strings.Join(strings.Fields(w.value), "-"))
		w.value = ""
	}
}

// slug is the name of a catalog, a case or an example.
type slug leaf[string]

var slugSyntax = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

func (s *slug) decode(r *reporter, at label, n *node) {
	*s = slug{n.Pos, readText(r, at, n)}
	if s.value != "" && !slugSyntax.MatchString(s.value) {
		r.errorf(n.Pos, "want lower-case letters, digits and hyphens, a letter first, for %s, have %q; write %s", at.name, s.value, slugOf(s.value))
		s.value = ""
	}
}

// slugOf makes a slug of any text: "Slow Down" gives slow-down.
func slugOf(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') })
	name := strings.Join(words, "-")
	if !slugSyntax.MatchString(name) {
		return "x-" + name
	}
	return name
}

// pointer is a JSON pointer (RFC 6901).
type pointer leaf[string]

func (p *pointer) decode(r *reporter, at label, n *node) {
	*p = pointer{n.Pos, readText(r, at, n)}
	if p.value != "" && !jsonPointer.MatchString(p.value) {
		r.errorf(n.Pos, "want a JSON pointer for %s, have %q; write %s", at.name, n.value, pointerOf(n.value))
		p.value = ""
	}
}

// place is a pointer, a header, or the word text for a body that is plain text, which
// is the empty pointer.
type place struct {
	pointer
	Header word `json:"header"`
}

func (p *place) decode(r *reporter, at label, n *node) {
	switch {
	case n.kind == scalar && n.value == "text":
		p.Pos = n.Pos
	case n.kind == mapping:
		decodeStruct(r, at, n, p)
		p.Pos = n.Pos
	default:
		p.pointer.decode(r, at, n)
	}
}

func (k *rawKey) decode(r *reporter, at label, n *node) {
	if n.kind != mapping {
		k.word.decode(r, at, n)
		return
	}
	decodeStruct(r, at, n, k)
	k.Pos = n.Pos
}

// pointerOf guesses the pointer for a path in another notation: $.errors[0].code gives
// /errors/0/code.
func pointerOf(path string) string {
	keys := strings.FieldsFunc(path, func(c rune) bool { return strings.ContainsRune("$./[]#'\" ", c) })
	return strings.ReplaceAll("/"+strings.Join(keys, "/"), "~", "~0")
}

// jsonPointer is RFC 6901's syntax, without the empty pointer.
var jsonPointer = regexp.MustCompile(`^(/([^~/]|~[01])*)+$`)

// literal is a value to compare with. It is bare if it is written without
// quotes and YAML reads it as a number, true or false.
type literal struct {
	Pos
	value string
	bare  bool
}

func (l *literal) decode(r *reporter, at label, n *node) {
	if !expectText(r, at.name, n) || !visible(r, at, n) {
		return
	}
	*l = literal{n.Pos, n.value, n.bare}
	switch {
	case n.value == "":
		r.errorf(n.Pos, noValue, at.name)
	case n.bare && !json.Valid([]byte(n.value)):
		r.errorf(n.Pos, notJSON, at.name, n.value)
	}
}

// verbatim is a text as it is written, which may be empty.
type verbatim leaf[string]

func (v *verbatim) decode(r *reporter, at label, n *node) {
	if v.Pos = n.Pos; expectText(r, at.name, n) && visible(r, at, n) {
		v.value = n.value
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

// readText returns the text of a scalar, or "" if it reported anything.
func readText(r *reporter, at label, n *node) string {
	if !expectText(r, at.name, n) || !visible(r, at, n) {
		return ""
	}
	if strings.TrimSpace(n.value) == "" {
		r.errorf(n.Pos, noValue, at.name)
	}
	return n.value
}

// readProse is readText for what can have a # in it that is not a comment.
func readProse(r *reporter, at label, n *node) string {
	s := readText(r, at, n)
	if n.comment && !strings.HasSuffix(s, ".") {
		r.suspectf(n.Pos, "%s ends before the # on its line, where a comment begins; put a text with a # in quotes", at.name)
	}
	return s
}
