package spec

import (
	"cmp"
	"mime"
	"net/textproto"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// criteria reads criteria, and puts them into the order of their parts.
func (k *checker) criteria(raw rawCriteria) []status.Criterion {
	var list []status.Criterion
	for i := range raw {
		list = append(list, k.criterion(&raw[i]))
	}
	slices.SortStableFunc(list, func(a, b status.Criterion) int { return cmp.Compare(a.Part, b.Part) })
	return list
}

func (k *checker) criterion(raw *rawCriterion) status.Criterion {
	c := status.Criterion{Part: raw.part}
	if raw.part.Form() == status.FormWords {
		for _, w := range raw.words {
			c.Values = append(c.Values, k.word(raw.part, w))
		}
		return c
	}
	c.Match, c.Literal = k.match(&raw.rawMatch)
	switch c.Part.Form() {
	case status.FormNamed:
		c.Name = raw.name.value
	case status.FormHeader:
		c.Name = k.headerName(raw.name)
		k.headerValues(&raw.rawMatch)
	case status.FormBody:
		c.Pointers, c.Every = mapped(raw.Pointer, func(p pointer) string { return p.value }), raw.Every.written()
		begin, end := c.Op.Ends()
		if c.Literal && c.Op.Takes() == status.Texts && !(begin && end) {
			k.errorf(raw.Pos, "want a text for %s, have %s; put it in quotes", c.Op, c.Values[0])
		}
		if c.Every && len(c.Pointers) == 0 && raw.whole {
			k.errorf(raw.Every.Pos, "want a pointer beside every, have none; add pointer, or remove every")
		}
		return c
	case status.FormWords, status.FormText:
	}
	c.Literal = false // a text is a text, with quotes or without
	return c
}

// word checks a word that a part is compared with, and returns its usual form.
func (k *checker) word(part status.Part, w word) string {
	value := w.value
	switch {
	case value == "": // which is a mistake of its own
	case part == status.PartStatus:
		var class status.Class
		if class.UnmarshalText([]byte(value)) != nil || class == status.ClassUnknown {
			k.parseCode(w)
		}
	case part == status.PartMethod:
		k.method(w)
	case part == status.PartMediaType:
		media, params, err := mime.ParseMediaType(value)
		if err != nil || len(params) > 0 || !strings.Contains(media, "/") {
			k.errorf(w.Pos, "want a media type without parameters, have %q; write it as in application/json", value)
		}
		return media
	}
	return value
}

// method checks the method of a request.
func (r *reporter) method(w word) {
	if w.value != "" && (!isToken(w.value) || w.value != strings.ToUpper(w.value)) {
		r.errorf(w.Pos, "want a method in capitals, have %q; write it as in POST", w.value)
	}
}

// match reads the one comparison of a criterion, and whether its values are
// bare.
func (k *checker) match(raw *rawMatch) (match status.Match, bare bool) {
	for _, c := range raw.Comparisons {
		match = status.Match{Op: c.op.op}
		for i, l := range c.values {
			match.Values = append(match.Values, l.value)
			if i > 0 && l.bare != bare {
				k.errorf(l.Pos, "want values of one type in a list, have texts and numbers; quote all or none")
			}
			bare = l.bare
		}
		if match.Op.Takes() == status.Range && len(c.values) > 0 {
			k.numbers(c.values)
		}
	}
	if have := len(raw.Comparisons); have != 1 && raw.whole {
		fix := "add one"
		if have > 1 {
			fix = "write a list of criteria with one each"
		}
		k.errorf(raw.Pos, "want exactly one comparison (%s), have %d; %s", strings.Join(operatorKeys(), ", "), have, fix)
	}
	return match, bare
}

// numbers checks that a range is two numbers in their order.
func (k *checker) numbers(list many[literal]) {
	if len(list) != 2 {
		k.errorf(list[0].Pos, "want two numbers for between, the ends of a range, have %d; write them as in [500, 599]", len(list))
		return
	}
	var ends [2]float64
	for i, l := range list {
		n, err := strconv.ParseFloat(l.value, 64)
		if err != nil {
			k.errorf(l.Pos, "want a number for between, have %q; use in for texts", l.value)
			return
		}
		ends[i] = n
	}
	if ends[0] > ends[1] {
		k.errorf(list[1].Pos, "the range ends at %s, before it begins at %s; swap them", list[1].value, list[0].value)
	}
}

// headerValues reports what a header is compared with and can never have: a
// header's value is one line, and HTTP takes the spaces around it away.
func (k *checker) headerValues(m *rawMatch) {
	for _, c := range m.Comparisons {
		begin, end := c.op.op.Ends()
		for _, l := range c.values {
			switch {
			case strings.Contains(l.value, "\n"):
				k.errorf(l.Pos, "want a header's value on one line, have a line break; remove it")
			case begin && l.value != strings.TrimLeft(l.value, " \t"):
				k.errorf(l.Pos, "want no space before a header's value, have one; remove it")
			case end && l.value != strings.TrimRight(l.value, " \t"):
				k.errorf(l.Pos, "want no space after a header's value, have one; remove it")
			}
		}
	}
}

// headerName checks the name of a header, and returns its canonical form.
func (r *reporter) headerName(w word) string {
	if w.value != "" && !isToken(w.value) {
		r.errorf(w.Pos, "want the name of a header, have %q; write it as in Retry-After, without a colon", w.value)
		return ""
	}
	return textproto.CanonicalMIMEHeaderKey(w.value)
}

var tokenSyntax = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")

// isToken reports whether s is a token of RFC 9110, section 5.6.2.
func isToken(s string) bool { return tokenSyntax.MatchString(s) }

func (k *checker) places(list many[place]) []status.Place {
	return mapped(list, func(p place) status.Place { return status.Place{Header: k.headerName(p.Header), Body: p.value} })
}
