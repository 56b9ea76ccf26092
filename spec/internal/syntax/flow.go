package syntax

import "strings"

// bracket is an open one, and how far its last entry is.
type bracket struct {
	sign       byte
	line, col  int
	colon, end bool // it has its colon; its value is whole
	bare       bool // that ends with a text without quotes
}

// flow reads a mapping or a list in brackets, and reports whether it is whole.
func (e *examiner) flow(parent int) bool {
	var open []*bracket
	for e.mistake == nil {
		if e.skipSpaces() {
			e.line++
			e.col = 0
			if e.line < len(e.lines) {
				e.col = Indent(e.lines[e.line])
			}
			if e.line == len(e.lines) || e.col <= parent && e.isEntry(e.rest()) {
				b := open[len(open)-1]
				e.fail(b.line, b.col, "the %c that opens here is not closed; write %c after its last entry", b.sign, b.sign+2)
			}
			continue
		}
		rest := e.rest()
		next := byte(' ')
		if len(rest) > 1 {
			next = rest[1]
		}
		var in *bracket
		if len(open) > 0 {
			in = open[len(open)-1]
		}
		switch c := rest[0]; {
		case c == '[' || c == '{':
			if in != nil && in.end {
				e.noComma(in)
			}
			open = append(open, &bracket{sign: c, line: e.line, col: e.col})
			e.col++
		case c == ']' || c == '}':
			if c != in.sign+2 {
				e.fail(e.line, e.col, "want %c for the %c of line %d, have %c; replace it", in.sign+2, in.sign, in.line+1, c)
			}
			e.col++
			if open = open[:len(open)-1]; len(open) == 0 {
				return true
			}
			open[len(open)-1].end = true
		case c == ',':
			in.colon, in.end, in.bare = false, false, false
			e.col++
		case c == ':' && strings.IndexByte(" \t,[]{}", next) >= 0 || c == ':' && in.end && !in.bare:
			if in.colon {
				e.fail(e.line, e.col, "a second colon in one entry; write a comma before it, or put a text with a colon in quotes")
			}
			in.colon, in.end, in.bare = true, false, false
			e.col++
		case strings.IndexByte("@`%", c) >= 0 && !in.bare, (c == '?' || c == '-') && next == ' ' && !in.bare:
			e.fail(e.line, e.col, "a bare text cannot begin with %c; put it in quotes", c)
		case in.end && !in.bare:
			e.noComma(in)
		case c == '"' || c == '\'':
			if !in.bare {
				e.quoted(parent)
				in.end = true
				break
			}
			fallthrough
		default:
			e.flowText(in)
		}
	}
	return false
}

func (e *examiner) noComma(in *bracket) {
	if in.bare {
		e.fail(e.line, e.col, "a bare text between brackets cannot have brackets in it; put it in quotes")
	} else {
		e.fail(e.line, e.col, "no comma before this; write commas between the entries of brackets")
	}
}

// flowText reads a bare text between brackets, as far as it goes on the line.
func (e *examiner) flowText(in *bracket) {
	rest := e.rest()
	if i := strings.IndexAny(rest, ",[]{}"); i > 0 {
		rest = rest[:i+1] // a line can be long, and is not to be looked through for each of its texts
	}
	rest, _ = cutComment(rest)
	if c := rest[0]; (c == '*' || c == '&') && !in.bare {
		word := name.FindString(rest)
		switch {
		case word == "":
			e.fail(e.line, e.col, "a bare text cannot begin with %c; put it in quotes", c)
		case c == '&':
			e.anchors[word[1:]] = true
		case !e.anchors[word[1:]]:
			e.fail(e.line, e.col, "alias %s has no anchor above it; put a text that begins with * in quotes", word)
		default:
			in.end = true
		}
		e.col += len(word)
		return
	}
	end := 0
	for end < len(rest) && strings.IndexByte(",[]{}", rest[end]) < 0 {
		if rest[end] == ':' && (end+1 == len(rest) || strings.IndexByte(" \t,[]{}", rest[end+1]) >= 0) {
			break
		}
		if strings.HasPrefix(rest[end:], "? ") {
			e.fail(e.line, e.col+end, "a bare text between brackets cannot have a question mark and a space in it; put it in quotes")
		}
		end++
	}
	if end < len(rest) && rest[end] == ':' && in.colon {
		text := rest[:end]
		if word := text[strings.LastIndexByte(text, ' ')+1:]; word != text && e.known(word) {
			e.fail(e.line, e.col+end-len(word), "no comma before %q; write commas between the entries of brackets", word)
		} else {
			e.fail(e.line, e.col+end, "a bare text cannot have a colon before a space or at its end; put it in quotes")
		}
	}
	e.col += end
	in.end, in.bare = true, true
}

// behindBracket reads what follows the brackets that opened there.
func (e *examiner) behindBracket(line, col int, sign byte) {
	end := e.col
	switch {
	case e.skipSpaces():
		e.line++
	case e.rest()[0] == ':':
		e.line = len(e.lines) // a kind of key that nobody writes by mistake
	case e.rest()[0] == '}' || e.rest()[0] == ']':
		e.fail(e.line, e.col, "a %c too many; remove it", e.rest()[0])
	case line == e.line:
		e.fail(line, col, "a bare text cannot begin with %c; put it in quotes", sign)
	default:
		e.fail(e.line, end, "more follows the %c that ends the value; begin a line or put the text in quotes", sign+2)
	}
}
