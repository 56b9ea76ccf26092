package spec

import (
	"mime"
	"net/textproto"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// cases checks the cases of a variant and completes them with what
// the variant says.
func (k *checker) cases(v *Variant) {
	for i := range v.raw.When {
		raw := &v.raw.When[i]
		if len(raw.Status) > 0 {
			k.errorf(raw.Status[0].Pos, "status is for a vendor's own list; here the code is given")
		}
		f := k.criteria(raw)
		f.Kind, f.Retry = v.Kind, v.Retry
		f.Purpose, f.Remedy, f.Note = raw.Purpose.value, raw.Remedy.value, raw.Note.value
		if raw.Kind.written() {
			f.Kind, f.Retry = raw.Kind.value, raw.Kind.value.Retry()
		} else {
			f.Purpose, f.Remedy = either(f.Purpose, v.Purpose), either(f.Remedy, v.Remedy)
			if !raw.Retry.written() {
				f.Note = either(f.Note, v.Note)
			}
		}
		k.caseRetry(raw, &f)
		base := v.Wait
		if !v.Retry.IsRetryable() {
			base = v.Vendor.Wait
		}
		f.Wait = k.wait(&raw.Wait, f.Retry, base)
		v.When = append(v.When, f)
	}
	k.order(v.raw.When, v.When)
}

// vendorCases checks the cases of any code. They are left as they
// are written: a zero field changes nothing.
func (k *checker) vendorCases(v *Vendor) {
	for i := range v.raw.When {
		raw := &v.raw.When[i]
		f := k.criteria(raw)
		f.Purpose, f.Remedy, f.Note = raw.Purpose.value, raw.Remedy.value, raw.Note.value
		if f.Kind = raw.Kind.value; f.Kind != status.KindUnknown {
			f.Retry = f.Kind.Retry()
		}
		k.caseRetry(raw, &f)
		if raw.Wait.written() {
			f.Wait = k.wait(&raw.Wait, f.Retry, v.Wait)
		}
		v.When = append(v.When, f)
	}
	k.order(v.raw.When, v.When)
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// caseRetry lets a retry that is written override the one that f has so far.
func (k *checker) caseRetry(raw *rawCase, f *status.Case) {
	retry := raw.Retry.value
	if retry == status.RetryUnknown {
		return
	}
	switch {
	case retry == f.Retry && raw.Kind.written():
		k.errorf(raw.Retry.Pos, "retry %s is what kind %s implies; leave it out", retry, f.Kind)
	case retry == f.Retry:
		k.errorf(raw.Retry.Pos, "retry %s is what the code says anyway; leave it out", retry)
	case !raw.Note.written() && f.Kind == status.KindUnknown:
		k.errorf(raw.Retry.Pos, "retry %s overrides what the codes say; say why in a note", retry)
	case !raw.Note.written() && retry != f.Kind.Retry():
		k.errorf(raw.Retry.Pos, "retry %s departs from kind %s; say why in a note", retry, f.Kind)
	}
	f.Retry = retry
}

var caseName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// criteria reads what has to hold for a case.
func (k *checker) criteria(raw *rawCase) status.Case {
	f := status.Case{Name: raw.Name.value}
	if f.Name != "" && !caseName.MatchString(f.Name) {
		k.errorf(raw.Name.Pos, "case name %q; it takes lower-case letters, digits and hyphens, a letter first", f.Name)
	}
	for _, w := range raw.Status {
		f.Status = append(f.Status, k.codeRange(w))
	}
	for _, w := range raw.Method {
		if !isToken(w.value) || w.value != strings.ToUpper(w.value) {
			k.errorf(w.Pos, "%q is no request method; one is written as POST", w.value)
		}
		f.Method = append(f.Method, w.value)
	}
	f.Host, f.Path = k.texts(raw.Host), k.texts(raw.Path)
	for _, w := range raw.MediaType {
		media, params, err := mime.ParseMediaType(w.value)
		if err != nil || len(params) > 0 || !strings.Contains(media, "/") {
			k.errorf(w.Pos, "%q is no media type without parameters; one is written as application/json", w.value)
		}
		f.Media = append(f.Media, media)
	}
	for i := range raw.Header {
		h := &raw.Header[i]
		k.headerValues(&h.rawMatch)
		match, _ := k.match(&h.rawMatch)
		f.Header = append(f.Header, status.HeaderMatch{Name: k.headerName(h.Name), Match: match})
	}
	for i := range raw.Body {
		b := &raw.Body[i]
		match, literal := k.match(&b.rawMatch)
		if literal && match.Op != status.OpEquals && match.Op.Takes() == status.Texts {
			k.errorf(b.Pos, "%s compares texts; put its value in quotes", match.Op)
		}
		if b.Every.written() && len(b.Pointer) == 0 {
			k.errorf(b.Every.Pos, "every is for what a pointer leads to")
		}
		f.Body = append(f.Body, status.BodyMatch{Pointers: values(b.Pointer), Every: b.Every.written(), Literal: literal, Match: match})
	}
	if f.Name != "" && len(f.Criteria()) == 0 {
		k.errorf(raw.Name.Pos, "case %q has no criteria; it takes status, method, host, path, media_type, header or body", f.Name)
	}
	return f
}

func (k *checker) codeRange(w word) status.CodeRange {
	var class status.Class
	if class.UnmarshalText([]byte(w.value)) == nil && class != status.ClassUnknown {
		return status.CodeRange{Low: int(class) * 100, High: int(class)*100 + 99}
	}
	code, err := strconv.Atoi(w.value)
	if err != nil || len(w.value) != 3 || code < 100 {
		k.errorf(w.Pos, "status %q is neither a code nor a class; write 429 or 5xx", w.value)
	}
	return status.CodeRange{Low: code, High: code}
}

// match reads the one comparison of a criterion, and whether its values are
// bare. Each key but one is the word of an operator.
func (k *checker) match(raw *rawMatch) (match status.Match, bare bool) {
	fields := fieldsOf(reflect.TypeFor[rawMatch]())
	given := 0
	for _, key := range fields.keys {
		var list many[literal]
		switch field := reflect.ValueOf(raw).Elem().FieldByIndex(fields.index[key]).Interface().(type) {
		case many[literal]:
			if list = field; list == nil {
				continue
			}
		case flag:
			if !field.written() {
				continue
			}
		}
		given++
		match = status.Match{}
		if key != "in" { // which is equals with several values
			if err := match.Op.UnmarshalText([]byte(key)); err != nil {
				panic(err)
			}
		}
		for i, l := range list {
			match.Values = append(match.Values, l.value)
			if i > 0 && l.bare != bare {
				k.errorf(l.Pos, "texts and numbers in one list; quote all or none")
			}
			bare = l.bare
		}
		if match.Op.Takes() == status.Range && len(list) > 0 {
			k.numbers(list)
		}
	}
	if given != 1 {
		last := len(fields.keys) - 1
		k.errorf(raw.Pos, "%d comparisons where one is due: %s or %s", given, strings.Join(fields.keys[:last], ", "), fields.keys[last])
	}
	return match, bare
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

// texts reads comparisons of a text, such as a path.
func (k *checker) texts(list many[rawMatch]) []status.Match {
	var all []status.Match
	for i := range list {
		match, _ := k.match(&list[i])
		all = append(all, match)
	}
	return all
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

func places(list many[place]) []string {
	var all []string
	for _, p := range list {
		all = append(all, p.value)
	}
	return all
}
