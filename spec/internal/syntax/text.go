package syntax

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// The values that the examiner skips: texts and aliases. A text is over where a
// line is indented no deeper than parent, the block that it stands in.

// value reads what follows a key or a dash. It is alone if it has its line to itself.
func (e *examiner) value(parent int, alone bool) {
	e.pending, e.hollow = false, false
	line, col := e.line, e.col
	rest := e.rest()
	switch c := rest[0]; c {
	case '&', '*', '!':
		e.mark(parent, "")
	case '|', '>':
		e.blockText(parent)
	case '"', '\'':
		if e.quoted(parent) {
			e.behindQuote(line, col, c)
		}
	case '[', '{':
		if e.flow(parent) {
			e.behindBracket(line, col, c)
		}
	case '@', '`', '%', ',', ']', '}':
		e.fail(line, col, "a bare text cannot begin with %c; put it in quotes", c)
	case ':':
		e.fail(line, col, "a second colon after the key; remove it, or put a text that begins with one in quotes")
	case '-', '?':
		if len(rest) == 1 || rest[1] == ' ' {
			e.fail(line, col, "a bare text cannot begin with \"%c \"; put it in quotes", c)
			return
		}
		fallthrough
	default:
		e.bareText(parent, alone)
		if e.mistake != nil && Curly(rest) {
			e.mistake = nil
			e.fail(line, col, curlyQuotes, Straight(rest))
		}
	}
}

const curlyQuotes = "want straight quotes around a text, have typographic ones; write %q"

const curly = "“”„‟«»‘’‚"

// Curly reports whether a bare text is meant to be in typographic quotes, which are
// letters to YAML: it begins with one, and no other is inside.
func Curly(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return first != '’' && strings.ContainsRune(curly, first) && (len(s) > size && strings.ContainsRune(curly, last) || !strings.ContainsAny(s[size:], "”“»«"))
}

// Straight returns a text without the typographic quotes around it.
func Straight(s string) string { return strings.Trim(s, curly) }

var name = regexp.MustCompile(`^[&*!][\w-]+`)

// mark reads an anchor, an alias or a tag. The signs are those of the marks before it on
// its line.
func (e *examiner) mark(parent int, signs string) {
	line, col, c := e.line, e.col, e.rest()[0]
	word := name.FindString(e.rest())
	if c == '!' {
		word, _, _ = strings.Cut(e.rest(), " ")
	}
	e.col += len(word)
	next := e.rest()
	done := e.skipSpaces()
	switch {
	case word == "", next != "" && next[0] != ' ', c == '*' && !done:
		e.fail(line, col, "a bare text cannot begin with %c; put it in quotes", c)
	case c == '*' && !e.anchors[word[1:]]:
		e.fail(line, col, "alias %s has no anchor above it; put a text that begins with * in quotes", word)
	case c == '&':
		e.anchors[word[1:]] = true
	}
	switch {
	case e.mistake != nil:
	case strings.IndexByte(signs, c) >= 0:
		e.fail(line, col, "a second %c before one value; remove one of them", c)
	case done:
		e.pending = c != '*'
		e.line++
	case strings.IndexByte("&*!", e.rest()[0]) >= 0:
		e.mark(parent, signs+string(c))
	default:
		e.value(parent, false)
	}
}

// bareText reads a text without quotes.
func (e *examiner) bareText(parent int, alone bool) {
	first, from := e.line, e.col
	cutLine, cutCol := -1, 0 // where a comment ended the text
	for ; e.line < len(e.lines); e.line++ {
		if e.line > first {
			e.col = Indent(e.lines[e.line])
		}
		rest := e.rest()
		switch {
		case rest == "":
			continue
		case e.line > first && rest[0] == '#':
			if cutLine < 0 {
				cutLine, cutCol = e.line, e.col
			}
			continue
		case e.line > first && e.col <= parent:
			return
		}
		text, comment := cutComment(rest)
		switch colon := colonIn(text); {
		case cutLine >= 0 && !e.isEntry(rest):
			e.fail(cutLine, cutCol, "the # ends the text above it, which goes on on line %d; put the text in quotes", e.line+1)
		case colon < 0 && cutLine < 0:
			if comment >= 0 {
				cutLine, cutCol = e.line, e.col+comment
			}
			continue
		case e.line == first && e.isEntry(rest):
			e.fail(e.line, e.col, "a key within a value; begin a line for it, or put a text that has a colon in it in quotes")
		case e.line == first || !e.isEntry(rest) && !(alone && leadingName.FindString(e.lines[first][from:]) == e.lines[first][from:]):
			e.fail(e.line, e.col+colon, "a bare text cannot have a colon before a space or at its end; put it in quotes, or below >- on lines of its own")
		case alone:
			e.line, e.col = first, from
			e.noKey()
		default:
			e.misfit(e.col, nil)
		}
		return
	}
}

var blockHeader = regexp.MustCompile(`^[|>]([+-]?[1-9]?|[1-9][+-])[ \t]*( #.*)?$`)

// blockText reads a text below | or >.
func (e *examiner) blockText(parent int) {
	header := blockHeader.FindStringSubmatch(e.rest())
	if header == nil {
		e.fail(e.line, e.col, "a text after %c begins on the next line; put a text that begins with %[1]c in quotes", e.rest()[0])
		return
	}
	indent := -1
	if digits := strings.Trim(header[1], "+-"); digits != "" {
		indent = max(parent, 0) + int(digits[0]-'0')
	}
	e.hollow = true
	for e.line++; e.line < len(e.lines); e.line++ {
		line := e.lines[e.line]
		if e.col = Indent(line); e.col == len(line) {
			continue
		}
		switch {
		case e.col <= parent:
			return
		case indent < 0:
			indent = e.col
		case e.col >= indent:
		case line[e.col] == '#':
			return
		case e.isEntry(e.rest()):
			e.misfit(e.col, nil)
			return
		default:
			e.fail(e.line, e.col, "indented by %s, less than the text that it continues; indent it by %d", spaces(e.col), indent)
			return
		}
		e.hollow = false
	}
}

var escape = regexp.MustCompile(`^\\([0abtnvfre "/\\N_LP\t]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|$)`)

// quoted reads a text in quotes, and reports whether it is whole.
func (e *examiner) quoted(parent int) bool {
	first, from, quote := e.line, e.col, e.rest()[0]
	e.col++
	for {
		for e.col < len(e.lines[e.line]) {
			rest := e.rest()
			switch {
			case rest[0] == '\\' && quote == '"':
				if !escape.MatchString(rest) {
					e.fail(e.line, e.col, `\ begins an escape, and this is none; write \\, or put the text in single quotes`)
					return false
				}
				e.col += min(2, len(rest))
			case strings.HasPrefix(rest, "''") && quote == '\'':
				e.col += 2
			case rest[0] == quote:
				e.col++
				return true
			default:
				e.col++
			}
		}
		e.line++
		if e.line == len(e.lines) || !isBlank(e.lines[e.line]) && Indent(e.lines[e.line]) <= parent {
			e.unclosed(first, from)
			return false
		}
		e.col = 0
	}
}

func (e *examiner) unclosed(line, col int) {
	e.fail(line, col, "the quote that opens here is not closed; close it, or put a text that begins with it in the other quotes")
}

// behindQuote reads what follows the text in quotes that opened there.
func (e *examiner) behindQuote(line, col int, quote byte) {
	end := e.col
	switch {
	case e.skipSpaces():
		e.line++
	case e.line > line:
		e.unclosed(line, col)
	case quote == '\'':
		e.fail(e.line, end-1, "the text ends at this quote, and more follows; write '' for an apostrophe in it")
	default:
		e.fail(e.line, end-1, `the text ends at this quote, and more follows; write \" for a quote in it, or put it in single quotes`)
	}
}
