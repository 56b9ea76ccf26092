package gocode

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"
)

// Comment is a Go doc comment in the making, and the only way by which text
// gets into one.
//
// Whatever the text, it stays prose. Each line begins with "// ", so that none
// is a directive, and then with a word that cannot be markup to gofmt, go doc or
// a linter. A word that might be stays on the line before, and a paragraph that
// begins with one goes on where the paragraph before it ends. A comment
// therefore begins with a word of the emitter's own.
type Comment struct {
	text   strings.Builder
	column int
}

// columns is the width to which prose is wrapped, comment markers included.
const columns = 79

// Paragraph adds the texts as one paragraph of sentences.
func (c *Comment) Paragraph(texts ...string) { c.prose(true, "// ", "// ", texts) }

// Item adds the texts as one item of a list. The first word is to be the
// emitter's own.
func (c *Comment) Item(texts ...string) { c.prose(false, "//   - ", "//     ", texts) }

// prose adds sentences on a line of their own that begins with first, and wraps
// them on to lines that begin with next. Blank sets them off by an empty line.
func (c *Comment) prose(blank bool, first, next string, texts []string) {
	start := true
	for _, text := range texts {
		for word := range strings.FieldsSeq(sentence(text)) {
			width := utf8.RuneCountInString(word)
			switch empty := c.text.Len() == 0; {
			case start && (empty || mayLead(word)):
				if blank && !empty {
					c.line("//")
				}
				c.line(first)
			case c.column+1+width > columns && mayLead(word):
				c.line(next)
			default:
				c.text.WriteByte(' ')
				c.column++
			}
			c.text.WriteString(word)
			c.column += width
			start = false
		}
	}
}

// Code adds lines of the emitter's own as a code block.
func (c *Comment) Code(lines ...string) {
	c.line("//")
	for _, line := range lines {
		c.line("//\t" + line)
	}
}

// line begins a line with s.
func (c *Comment) line(s string) {
	if c.text.Len() > 0 {
		c.text.WriteByte('\n')
	}
	c.text.WriteString(s)
	c.column = len(s)
}

// String returns the comment as Go source, without a line break at its end.
func (c *Comment) String() string { return c.text.String() }

// Jen prints the comment; jennifer leaves alone what begins with slashes.
func (c *Comment) Jen() *jen.Statement { return jen.Comment(c.String()) }

// Above prints the comment and, on lines of its own, the code that it is about.
func (c *Comment) Above(code jen.Code) jen.Code {
	return jen.Custom(jen.Options{Multi: true}, c.Jen(), code)
}

// Documented prints code below a comment of one paragraph.
func Documented(code jen.Code, texts ...string) jen.Code {
	var c Comment
	c.Paragraph(texts...)
	return c.Above(code)
}

// mayLead reports whether a line of a doc comment may begin with word. It may
// not begin with a sign, which can make it a heading, a list, the definition of
// a link or a build constraint (gofmt makes one of "// +build" anywhere), nor
// with the marker of a note, as BUG(who), of a deprecation, or of a directive:
// staticcheck takes "// go:noinline" for a mistyped one.
func mayLead(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) && !strings.ContainsRune("(\"'“‘`", first) {
		return false
	}
	_, afterColon, _ := strings.Cut(word, ":")
	return strings.IndexByte(word, '(') <= 0 &&
		(afterColon == "" || strings.HasPrefix(afterColon, "//")) &&
		!strings.EqualFold(word, "deprecated:")
}

// sentence returns text with a full stop, unless it has an end of its own or
// ends in an address. A paragraph of one line without the stop can be taken for
// a heading.
//
// Doubled quotes become the signs that gofmt would make of them, since gofmt
// does so in some places only, and not always in one go.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	text = strings.ReplaceAll(strings.ReplaceAll(text, "``", "“"), "''", "”")
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, "`\"'”’)]"))
	lastWord := text[strings.LastIndexFunc(text, unicode.IsSpace)+1:]
	if text == "" || unicode.Is(unicode.Sentence_Terminal, last) || strings.ContainsRune(":;…", last) ||
		strings.Contains(lastWord, "://") {
		return text
	}
	return text + "."
}
