// Package syntax explains why a text is not YAML: it finds the position and the cause
// of what the YAML library rejects.
package syntax

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Mistake is the position at which a text leaves the regular shape of YAML, with the
// cause and the fix. Lines and columns count from 1, columns in characters.
type Mistake struct {
	Line, Column int
	Format       string // of the message, as fmt takes it
	Args         []any
}

// Examine returns the first mistake in a text that the YAML library rejects, or nil if
// it finds none. The function isKey reports whether a word is a key of the
// language.
//
// The library reports neither position nor cause well, since it reads on until nothing
// fits.
func Examine(src []byte, isKey func(string) bool) *Mistake {
	e := &examiner{isKey: isKey, lines: Lines(src), anchors: map[string]bool{}, pending: true}
	e.step = usualStep(e.lines)
	for e.line < len(e.lines) && e.mistake == nil {
		e.entry()
	}
	return e.mistake
}

// examiner reads a text from line to line: its blocks here, the texts in them in
// text.go, and what is in brackets in flow.go.
type examiner struct {
	isKey     func(string) bool // of the language
	lines     []string
	line, col int      // where it is, from 0, in bytes
	open      []*block // the innermost last
	pending   bool     // the innermost block's last entry may have a block for its value
	hollow    bool     // the last value is a block text without a line
	anchors   map[string]bool
	uses      map[string]int // of every key
	step      int            // by which the file indents

	mistake *Mistake
}

// block is a mapping or a list of one entry a line.
type block struct {
	indent     int
	list       bool
	entries    int
	line, last int  // of the first entry and of the last
	hollow     bool // the first has no value, though there is a second
	gap        bool // the entry before the last has no value
	shut       int  // how far the block in it was indented, if it has one
}

// fail reports the first mistake.
func (e *examiner) fail(line, col int, format string, args ...any) {
	if e.mistake == nil {
		e.mistake = &Mistake{line + 1, utf8.RuneCountInString(e.lines[line][:col]) + 1, format, args}
	}
}

// rest is what stands on the line from here on.
func (e *examiner) rest() string { return e.lines[e.line][e.col:] }

func (e *examiner) top() *block {
	if len(e.open) == 0 {
		return &block{indent: -1}
	}
	return e.open[len(e.open)-1]
}

func (e *examiner) push(indent int, list bool) {
	e.open = append(e.open, &block{indent: indent, list: list, line: e.line})
}

// count counts an entry of the innermost block.
func (e *examiner) count() {
	e.top().entries++
	e.top().last = e.line
}

// skipSpaces reports whether nothing but a comment follows on the line.
func (e *examiner) skipSpaces() bool {
	for e.col < len(e.lines[e.line]) && strings.IndexByte(" \t", e.lines[e.line][e.col]) >= 0 {
		e.col++
	}
	return isBlank(e.rest())
}

// entry reads the entries that begin on a line, and the text that they hold.
func (e *examiner) entry() {
	e.col = Indent(e.lines[e.line])
	rest := e.rest()
	switch {
	case isBlank(rest), e.col == 0 && (rest == "---" || rest == "..."):
		e.line++
	case e.col == 0 && conflict.MatchString(rest):
		e.fail(e.line, 0, "a merge conflict is left here; keep one version and remove the markers")
	case strings.HasPrefix(rest, "```"):
		e.fail(e.line, e.col, "a Markdown fence; remove it")
	case strings.HasPrefix(rest, "//"), strings.HasPrefix(rest, "/*"):
		e.fail(e.line, e.col, "a comment begins with #")
	case strings.HasPrefix(rest, "? "):
		e.line = len(e.lines) // a kind of key that nobody writes by mistake
	default:
		if first, ok := e.place(isDash(rest)); ok {
			e.node(first)
		}
	}
}

var conflict = regexp.MustCompile(`^(<{7}|={7}|>{7}|\|{7})( |$)`)

// place closes the blocks that the line is left of. It reports whether the line is the
// first of a block, and whether it fits.
func (e *examiner) place(dash bool) (first, ok bool) {
	var closed *block
	for len(e.open) > 0 {
		top := e.top()
		if top.indent < e.col || top.indent == e.col && (dash || !top.list) {
			break
		}
		closed, e.open, e.pending = top, e.open[:len(e.open)-1], false
	}
	switch top := e.top(); {
	case top.indent == e.col && top.list == dash:
		top.hollow = top.hollow || top.entries == 1 && e.pending
		top.gap, top.shut = e.pending, -1
		if closed != nil {
			top.shut = closed.indent
		}
		return false, true
	case top.indent <= e.col && e.pending && (dash || top.indent < e.col):
		return true, true
	case top.indent == e.col:
		e.itemAmongKeys()
	case closed != nil && closed.list && e.rest()[0] == '-':
		e.fail(e.line, e.col, noDashSpace)
	case closed != nil && closed.list && closed.indent == e.col:
		e.fail(e.line, e.col, "want an item below an item, have no dash; indent the line by %d, as what follows the dash, or begin it with a dash",
			closed.indent+2)
	default:
		e.misfit(e.col, closed)
	}
	return false, false
}

// itemAmongKeys reports a dash that is in line with keys.
func (e *examiner) itemAmongKeys() {
	for _, b := range slices.Backward(e.open) {
		if b.list {
			e.fail(e.line, e.col, "an item of a list among keys; indent it by %d, as on line %d", b.indent, b.line+1)
			return
		}
	}
	e.fail(e.line, e.col, "an item of a list among keys; write a key above the list")
}

const noDashSpace = "no space after the dash; begin an item of a list with \"- \""

// misfit reports an entry that is in line with no other: the one on this line, or one
// before it that it may belong beside, if that one is indented unlike the rest of the
// file. The entry is left of the block closed.
func (e *examiner) misfit(indent int, closed *block) {
	top, outer := e.top(), 0
	if len(e.open) > 1 {
		outer = e.open[len(e.open)-2].indent
	}
	deeper := indent - max(top.indent, 0)
	odd, column := -1, 0 // the line that is indented unlike the rest
	switch {
	case closed != nil && deeper == e.step && closed.indent-max(top.indent, 0) != e.step && (closed.entries == 1 || closed.hollow):
		odd, column = closed.line, closed.indent
	case top.entries == 0:
	case closed != nil && deeper == e.step && closed.indent-top.indent == 2*e.step:
		odd, column = top.last, top.indent
	case closed == nil && (top.shut == indent || top.gap && deeper == e.step):
		odd, column = top.last, top.indent
	case top.entries == 1 && top.indent-outer != e.step && indent-outer == e.step:
		odd, column = top.line, top.indent
	}
	switch {
	case odd >= 0:
		e.fail(odd, column, "indented by %s, and line %d, which belongs beside it, by %d; indent both alike",
			spaces(column), e.line+1, indent)
	case closed == nil && top.entries == 0:
		e.fail(e.line, indent, "want one mapping, have a second value; remove it, or begin it with a key")
	case closed == nil:
		e.fail(e.line, indent, "indented by %s, deeper than line %d, which can have nothing below it; indent it by %d",
			spaces(indent), top.last+1, top.indent)
	case top.entries == 0:
		e.fail(e.line, indent, "indented by %s; indent it by %d, as line %d", spaces(indent), closed.indent, closed.line+1)
	default:
		e.fail(e.line, indent, "indented by %s; indent it by %d, as line %d, or by %d, as line %d",
			spaces(indent), closed.indent, closed.line+1, top.indent, top.line+1)
	}
}

// node reads the dashes of lists, a key, and its value.
func (e *examiner) node(first bool) {
	alone := true // it is all that stands on the line
	for isDash(e.rest()) {
		if first {
			e.push(e.col, true)
		}
		e.count()
		e.col++
		if first, alone = true, false; e.skipSpaces() {
			e.pending, e.hollow = true, false
			e.line++
			return
		}
	}
	length := keyLength(e.rest())
	switch {
	case length < 0 && !first:
		e.noKey()
		return
	case length < 0:
		e.value(e.top().indent, alone)
		return
	case e.rest()[0] == '-':
		e.fail(e.line, e.col, noDashSpace)
		return
	case strings.IndexByte("@`%", e.rest()[0]) >= 0:
		e.value(e.top().indent, false)
		return
	}
	if first {
		e.push(e.col, false)
	}
	e.count()
	e.col += length
	if e.skipSpaces() {
		e.pending, e.hollow = true, false
		e.line++
		return
	}
	e.value(e.top().indent, false)
}
