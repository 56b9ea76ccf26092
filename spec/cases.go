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

// cases checks the cases of a variant and completes them with what the variant
// says. A case of another kind takes nothing from it but the wait.
func (k *checker) cases(v *Variant) {
	for i := range v.raw.When {
		raw := &v.raw.When[i]
		for _, c := range raw.Criteria {
			if c.part == status.PartStatus {
				k.errorf(c.Pos, "status is for a vendor's own list; here the code is given")
			}
		}
		f, base, wait := k.newCase(raw), v.Meaning, v.Wait
		if raw.Kind.written() {
			base = status.Meaning{Kind: raw.Kind.value, Retry: raw.Kind.value.Retry()}
		}
		if raw.Retry.written() {
			base.Note = ""
		}
		if !v.Retry.IsRetryable() {
			wait = v.Vendor.Wait
		}
		k.caseRetry(raw, base)
		f.Meaning = raw.meaning().Over(base)
		f.Wait = k.wait(&raw.Wait, f.Retry, wait)
		if raw.By != nil {
			f.By = k.throttledBy(raw.By, f.Kind)
		}
		v.When = append(v.When, f)
	}
	k.order(v.raw.When, v.When)
}

// vendorCases checks the cases of any code. They are left as they are written: a
// zero field changes nothing.
func (k *checker) vendorCases(v *Vendor) {
	for i := range v.raw.When {
		raw := &v.raw.When[i]
		f, base := k.newCase(raw), status.Meaning{}
		if raw.Kind.written() {
			base.Kind, base.Retry = raw.Kind.value, raw.Kind.value.Retry()
		}
		k.caseRetry(raw, base)
		f.Meaning = raw.meaning().Over(base)
		if raw.Wait.written() {
			f.Wait = k.wait(&raw.Wait, f.Retry, v.Wait)
		}
		f.By = k.throttledBy(raw.By, f.Kind)
		v.When = append(v.When, f)
	}
	k.order(v.raw.When, v.When)
}

// caseRetry checks a retry that a case has written against what it would be
// otherwise.
func (k *checker) caseRetry(raw *rawCase, base status.Meaning) {
	retry := raw.Retry.value
	if retry == status.RetryUnknown {
		return
	}
	switch {
	case retry == base.Retry && raw.Kind.written():
		k.errorf(raw.Retry.Pos, "retry %s is what kind %s implies; leave it out", retry, base.Kind)
	case retry == base.Retry:
		k.errorf(raw.Retry.Pos, "retry %s is what the code says anyway; leave it out", retry)
	case !raw.Note.written() && base.Kind == status.KindUnknown:
		k.errorf(raw.Retry.Pos, "retry %s overrides what the codes say; say why in a note", retry)
	case !raw.Note.written() && retry != base.Kind.Retry():
		k.errorf(raw.Retry.Pos, "retry %s departs from kind %s; say why in a note", retry, base.Kind)
	}
}

var caseName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// newCase reads the name and the criteria of a case.
func (k *checker) newCase(raw *rawCase) status.Case {
	f := status.Case{Name: raw.Name.value, Criteria: k.criteria(raw.Criteria)}
	if f.Name != "" && !caseName.MatchString(f.Name) {
		k.errorf(raw.Name.Pos, "case name %q; it takes lower-case letters, digits and hyphens, a letter first", f.Name)
	}
	if f.Name != "" && len(f.Criteria) == 0 {
		k.errorf(raw.Name.Pos, "case %q has no criteria; it takes %s", f.Name, or(partKeys()))
	}
	return f
}

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
		c.Pointers, c.Every = values(raw.Pointer), raw.Every.written()
		begin, end := c.Op.Ends()
		if c.Literal && c.Op.Takes() == status.Texts && !(begin && end) {
			k.errorf(raw.Pos, "%s compares texts; put its value in quotes", c.Op)
		}
		if c.Every && len(c.Pointers) == 0 {
			k.errorf(raw.Every.Pos, "every is for what a pointer leads to")
		}
		return c
	case status.FormWords, status.FormText:
	}
	c.Literal = false // a text is a text, with quotes or without
	return c
}

// word checks a word that a part is compared with, and returns its usual form.
func (k *checker) word(part status.Part, w word) string {
	problem, value := "", w.value
	switch {
	case part == status.PartStatus:
		var class status.Class
		isClass := class.UnmarshalText([]byte(value)) == nil && class != status.ClassUnknown
		if code, err := strconv.Atoi(value); !isClass && (err != nil || len(value) != 3 || code < 100) {
			problem = "is neither a code nor a class; write 429 or 5xx"
		}
	case part == status.PartMethod:
		if !isToken(value) || value != strings.ToUpper(value) {
			problem = "is no request method; one is written as POST"
		}
	case part == status.PartMediaType:
		media, params, err := mime.ParseMediaType(value)
		if err != nil || len(params) > 0 || !strings.Contains(media, "/") {
			problem = "is no media type without parameters; one is written as application/json"
		}
		value = media
	}
	if problem != "" {
		k.errorf(w.Pos, "%s %q %s", part, w.value, problem)
	}
	return value
}

// match reads the one comparison of a criterion, and whether its values are
// bare.
func (k *checker) match(raw *rawMatch) (match status.Match, bare bool) {
	for _, c := range raw.Comparisons {
		match = status.Match{Op: c.op.op}
		for i, l := range c.values {
			match.Values = append(match.Values, l.value)
			if i > 0 && l.bare != bare {
				k.errorf(l.Pos, "texts and numbers in one list; quote all or none")
			}
			bare = l.bare
		}
		if match.Op.Takes() == status.Range && len(c.values) > 0 {
			k.numbers(c.values)
		}
	}
	if given := len(raw.Comparisons); given != 1 {
		k.errorf(raw.Pos, "%d comparisons where one is due: %s", given, or(operatorKeys()))
	}
	return match, bare
}

// or lists words as a sentence does: "a, b or c".
func or(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// numbers holds a range to be two numbers in their order.
func (k *checker) numbers(list many[literal]) {
	if len(list) != 2 {
		k.errorf(list[0].Pos, "between takes two numbers, the ends of a range, as in [500, 599]")
		return
	}
	var ends [2]float64
	for i, l := range list {
		n, err := strconv.ParseFloat(l.value, 64)
		if err != nil {
			k.errorf(l.Pos, "%q is no number", l.value)
			return
		}
		ends[i] = n
	}
	if ends[0] > ends[1] {
		k.errorf(list[1].Pos, "the range ends at %s, before it begins at %s", list[1].value, list[0].value)
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
				k.errorf(l.Pos, "a header has no line breaks")
			case begin && l.value != strings.TrimLeft(l.value, " \t"):
				k.errorf(l.Pos, "a header's value does not begin with a space")
			case end && l.value != strings.TrimRight(l.value, " \t"):
				k.errorf(l.Pos, "a header's value does not end with a space")
			}
		}
	}
}

func (k *checker) headerName(w word) string {
	if w.value != "" && !isToken(w.value) {
		k.errorf(w.Pos, "%q is no header name", w.value)
		return ""
	}
	return textproto.CanonicalMIMEHeaderKey(w.value)
}

var tokenSyntax = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")

// isToken reports whether s is a token of RFC 9110, section 5.6.2.
func isToken(s string) bool { return tokenSyntax.MatchString(s) }

func values(list many[pointer]) []string {
	var all []string
	for _, p := range list {
		all = append(all, p.value)
	}
	return all
}

func (k *checker) places(list many[place]) []status.Place {
	var all []status.Place
	for _, p := range list {
		all = append(all, status.Place{Header: k.headerName(p.header), Body: p.value})
	}
	return all
}
