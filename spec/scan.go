package spec

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// MaxSize is the size in bytes of the largest catalog that Load reads. A
// thousand vendors with forty codes each take about three quarters of it.
const MaxSize = 4 << 20

// maxEntries bounds how many nodes the YAML library may be made to build. Each
// of the characters that are counted makes at most two, and a node costs some
// 300 bytes until it is decoded. A plain variant takes three to five.
const maxEntries = 250_000

// scan checks the bytes before they are parsed: size, encoding, control characters,
// indentation. It reports whether they may be parsed.
func scan(r *reporter, src []byte) bool {
	if len(src) > MaxSize {
		r.errorf(Pos{1, 1}, "the file is larger than %d MiB; split it into several catalogs", MaxSize>>20)
		return false
	}
	if len(bytes.TrimSpace(src)) == 0 {
		r.errorf(Pos{1, 1}, emptyFile)
		return false
	}
	if utf16(src) {
		r.errorf(Pos{1, 1}, "want UTF-8, have UTF-16; save the file as UTF-8")
		return false
	}
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	entries := 0
	pos := Pos{1, 1}
	indent, badRun, foreign := true, false, false
	for i := 0; i < len(src); {
		c, size := rune(src[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRune(src[i:])
		}
		bad := false
		switch {
		case c == utf8.RuneError && size == 1:
			if !foreign {
				r.errorf(pos, "want UTF-8, have another encoding; save the file as UTF-8")
			}
			foreign = true
		case c == '\n' || c == '\r' && i+1 < len(src) && src[i+1] == '\n':
		case c == '\t':
			if indent {
				r.errorf(pos, "a tab in the indentation; indent with spaces")
				indent = false
			}
		case c == '\u00A0' && indent:
			r.errorf(pos, "a no-break space in the indentation; indent with plain spaces")
			indent = false
		case c > '~' || c < ' ':
			problem := unseenProblem(c)
			if bad = problem != ""; bad && !badRun {
				r.errorf(pos, "%U is "+problem, c)
			}
		}
		badRun = bad
		switch c {
		case ',', ':', '[', '{', '?', '#':
			entries++
		case '-':
			if i+1 == len(src) || src[i+1] <= ' ' { // which ends a dash that begins an item
				entries++
			}
		case '%':
			if pos.Column == 1 { // and the library compares each with all before it
				r.errorf(pos, "a catalog cannot have directives; remove the line, or put a text that begins with %% in quotes")
			}
		}
		if c == '\n' {
			pos, indent = Pos{pos.Line + 1, 1}, true
		} else {
			pos.Column++
			indent = indent && c == ' '
		}
		i += size
	}
	r.end = pos
	if entries > maxEntries {
		r.errorf(Pos{1, 1}, "the file has more than %d entries; split it into several catalogs", maxEntries)
	}
	return len(r.list) == 0
}

// utf16 reports whether src is in UTF-16, by its byte order mark or by the zeros in
// its first two letters.
func utf16(src []byte) bool {
	switch {
	case len(src) < 4:
		return false
	case src[0] == 0xFE && src[1] == 0xFF, src[0] == 0xFF && src[1] == 0xFE:
		return true
	}
	return src[0] == 0 && src[1] != 0 && src[2] == 0 && src[3] != 0 || src[0] != 0 && src[1] == 0 && src[2] != 0 && src[3] == 0
}

// IsVisible reports whether a catalog may contain a character, white space aside.
func IsVisible(c rune) bool { return unseenProblem(c) == "" }

// unseenProblem returns why a character is not allowed in a catalog, or "". Control
// characters and characters that have no shape, break lines or turn the direction of
// text make code and pages look other than they are. The joiners U+200C and U+200D
// and the variation selectors are parts of words and allowed.
func unseenProblem(c rune) string {
	switch {
	case ' ' <= c && c <= '~' || c == '\u200C' || c == '\u200D':
		return ""
	case unicode.Is(unicode.Cc, c):
		return "a control character; remove it"
	case unicode.In(c, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point,
		unicode.Noncharacter_Code_Point), c == '\u2800', c == '\U0001D159': // a pattern without dots, a note without a head
		return "an invisible character; remove it"
	}
	return ""
}
