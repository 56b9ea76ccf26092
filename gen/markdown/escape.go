package markdown

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// text returns Markdown that renders as s on GitHub, MkDocs, Docusaurus and
// Hugo, at any place where text may stand: in a paragraph and at its very
// beginning, a list item, a table cell, a heading, the text of a link. White
// space folds to single spaces, so the result is one line.
//
// Three means, because no single one does for all:
//
//   - A backslash before * _ [ ], the most readable. Python-Markdown knows it
//     before these, and only in part before other punctuation.
//   - A character reference for all else that is markup anywhere: no renderer
//     sees structure in one, in a table or out of it.
//   - A code span for a word that GitHub and Docusaurus rewrite after parsing,
//     when references are characters again: addresses, which become links,
//     :emoji: and $math$. They leave code alone.
//
// The one liberty left is the apostrophe within a word, which Hugo prints as ’:
// escaping every "don't" would spoil the source for nothing.
func text(s string) string {
	words := strings.FieldsFunc(s, asciiSpace)
	for i, w := range words {
		words[i] = word(w, i == 0)
	}
	return strings.Join(words, " ")
}

// asciiSpace leaves out no-break spaces and the like, which are text.
func asciiSpace(r rune) bool { return r <= ' ' }

// rewritten finds words that renderers rewrite after parsing. Each has one of the
// characters of rewritable.
var rewritten = regexp.MustCompile(`://|(?i:www\.)|.@.|\$|:[\w+-]+:`)

const rewritable = ":@$wW"

// word escapes one word of a text, which may be the first.
func word(w string, first bool) string {
	digits := len(w) - len(strings.TrimLeft(w, "0123456789"))
	switch {
	case first && (w == "import" || w == "export"):
		// MDX takes a line that begins so for JavaScript.
		return ref(rune(w[0])) + w[1:]
	case !strings.ContainsFunc(w, suspect):
		return w
	case first && digits > 0 && (w[digits:] == "." || w[digits:] == ")"):
		// The number of a list.
		return w[:digits] + ref(rune(w[digits]))
	case strings.ContainsAny(w, rewritable) && rewritten.MatchString(w):
		core := strings.TrimRight(w, ".,;!?")
		tail := escape(w[len(core):], false)
		if inner, ok := strings.CutPrefix(core, "("); ok && strings.HasSuffix(inner, ")") {
			return "(" + code(strings.TrimSuffix(inner, ")")) + ")" + tail
		}
		return code(core) + tail
	}
	return escape(w, first)
}

// suspect reports whether r may be markup somewhere. Most characters are not.
func suspect(r rune) bool {
	return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == ',')
}

// escape escapes the characters of a word that stands, or does not, at the
// beginning of a text.
func escape(w string, first bool) string {
	var b strings.Builder
	runes := []rune(w)
	at := func(i int) rune {
		if i < 0 || i == len(runes) {
			return ' '
		}
		return runes[i]
	}
	for i, r := range runes {
		prev, next := at(i-1), at(i+1)
		switch {
		case r == '_' && alphanumeric(prev) && alphanumeric(next):
			// Within a word it is emphasis nowhere: lock_timeout.
			b.WriteRune(r)
		case strings.ContainsRune("*_[]", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case
			// Code spans, columns, escapes; strikethrough in GFM, superscripts
			// in extensions; JavaScript in MDX, shortcodes in Hugo, Liquid
			// and Jinja where a site runs them.
			strings.ContainsRune("`|\\~^{", r),
			// HTML, JSX and entities; typographic quotes in Hugo.
			strings.ContainsRune("<>&\"", r),
			r == '\'' && !(unicode.IsLetter(prev) && unicode.IsLetter(next)),
			// Dashes and the ellipsis in Hugo, highlighting in extensions: all
			// but the last of a run, which alone is nothing.
			strings.ContainsRune("-.=+", r) && r == next,
			// Headings, lists, underlines of headings, directives and
			// definition lists, admonitions.
			first && i == 0 && strings.ContainsRune("#-+=:!?", r),
			// Python-Markdown trims no-break spaces as if they were others.
			unicode.IsSpace(r):
			b.WriteString(ref(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func alphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// code returns w as a code span. What has a meaning even there stands between
// two: the backtick, in a table the column and its backslash, what opens a tag
// for Python-Markdown, and what opens a template. A span neither
// begins nor ends with a space, which renderers would trim.
func code(w string) string {
	var b strings.Builder
	open := false
	toggle := func(to bool) {
		if open != to {
			b.WriteByte('`')
			open = to
		}
	}
	runes := []rune(w)
	plain := func(i int) bool {
		template := runes[i] == '{' && i+1 < len(runes) && strings.ContainsRune("{%#<", runes[i+1])
		return !template && !strings.ContainsRune("`|\\<", runes[i]) && !unicode.IsSpace(runes[i])
	}
	for i, r := range runes {
		inner := r == ' ' && i > 0 && i+1 < len(runes)
		in := plain(i) || inner && plain(i-1) && plain(i+1)
		toggle(in)
		if in || inner {
			b.WriteRune(r)
		} else {
			b.WriteString(ref(r))
		}
	}
	toggle(false)
	return b.String()
}

// ref returns the character reference for r, by name where everybody knows it.
func ref(r rune) string {
	switch r {
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '&':
		return "&amp;"
	case '"':
		return "&quot;"
	}
	return fmt.Sprintf("&#%d;", r)
}

// show shows a part of a response letter by letter. A text that looks like a number,
// true or false gets quotes, to distinguish it from these.
func show(s string, text bool) string {
	if text && json.Valid([]byte(s)) {
		return code(strconv.Quote(s))
	}
	return sample(s)
}

// sample shows a part of a response letter by letter: a header's name, a pointer, a
// value. A text with characters that a reader would not see, or not see right, is
// shown as a string in quotes.
func sample(s string) string {
	invisible := func(r rune) bool { return !unicode.IsPrint(r) }
	if s == "" || s[0] == ' ' || s[len(s)-1] == ' ' || s[0] == '"' || strings.Contains(s, "  ") || strings.ContainsFunc(s, invisible) {
		s = strings.ReplaceAll(strconv.Quote(s), "  ", ` \x20`)
	}
	return code(s)
}
