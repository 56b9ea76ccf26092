package spec

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// MaxSize is the size in bytes of the largest catalog that Load reads. A
// thousand vendors with forty codes each take about half of it.
const MaxSize = 16 << 20

// maxEntries bounds how many nodes the YAML library may be made to build. Each
// of the characters that are counted makes at most two, and a node costs some
// 300 bytes until it is decoded. A plain variant takes seven.
const maxEntries = 320_000

// scan checks the bytes before anything parses them: size, encoding, control
// characters, indentation. It reports whether a parser may have them.
func scan(r *reporter, src []byte) bool {
	if len(src) > MaxSize {
		r.errorf(Pos{1, 1}, "the file is larger than %d MiB", MaxSize>>20)
		return false
	}
	if len(bytes.TrimSpace(src)) == 0 {
		r.errorf(Pos{1, 1}, "the file is empty")
		return false
	}
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	entries := 0
	pos := Pos{1, 1}
	indent, badRun := true, false
	for i := 0; i < len(src); {
		c, size := rune(src[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRune(src[i:])
		}
		bad := false
		switch {
		case c == utf8.RuneError && size == 1:
			bad = true
			if !badRun {
				r.errorf(pos, "this is not UTF-8")
			}
		case c == '\n' || c == '\r' && i+1 < len(src) && src[i+1] == '\n':
		case c == '\t':
			if indent {
				r.errorf(pos, "a tab in the indentation; YAML is indented with spaces")
				indent = false
			}
		case forbidden(c):
			bad = true
			if !badRun {
				r.errorf(pos, "control character %U", c)
			}
		}
		badRun = bad
		switch c {
		case ',', ':', '[', '{', '?', '#':
			entries++
		case ' ':
			if i > 0 && src[i-1] == '-' {
				entries++
			}
		case '%':
			if pos.Column == 1 { // and the library compares each with all before it
				r.errorf(pos, "a directive; directives are not part of the language")
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
		r.errorf(Pos{1, 1}, "the file has more than %d entries", maxEntries)
	}
	return len(r.list) == 0
}

// forbidden reports whether c may not stand in a catalog: control characters,
// and the invisible ones that break lines or turn the direction of text, since
// they make code and docs look other than they are. The joiners U+200C and
// U+200D are letters' business and allowed.
func forbidden(c rune) bool {
	if ' ' <= c && c <= '~' || c == '\u200C' || c == '\u200D' {
		return false
	}
	return unicode.In(c, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}
