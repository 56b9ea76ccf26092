package spec

import (
	"go/doc"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// GoName makes a constant's name of a definition or a word: "Request Entity Too Large"
// gives RequestEntityTooLarge, "rate-limited" RateLimited, "I'm a teapot" ImATeapot, "Invalid api key"
// InvalidAPIKey. It gives "" if there is nothing to make a name of.
func GoName(definition string) string {
	definition = apostrophes.Replace(definition)
	words := strings.FieldsFunc(definition, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	var b strings.Builder
	for _, w := range words {
		if upper := strings.ToUpper(w); slices.Contains(initialisms, upper) {
			b.WriteString(upper)
			continue
		}
		first, size := utf8.DecodeRuneInString(w)
		b.WriteRune(unicode.ToUpper(first))
		b.WriteString(w[size:])
	}
	return b.String()
}

// CaseName makes a constant's name of a case's: "secondary-limit" gives
// CaseSecondaryLimit.
func CaseName(name string) string { return "Case" + GoName(name) }

// looks returns the same text for names that look the same. Letters of other alphabets
// become the Latin ones of their shape.
func looks(name string) string {
	return strings.Map(func(c rune) rune {
		if i := strings.IndexRune(shapes, c); c >= utf8.RuneSelf && i > 0 {
			return rune(shapes[strings.LastIndexByte(shapes[:i], ' ')+1])
		}
		return c
	}, norm.NFKC.String(name))
}

// shapes are Latin letters, each with the Cyrillic and the Greek ones of its shape.
const shapes = "AАΑ BВΒ CСϹ EЕΕ HНΗ IІΙ JЈ KКΚ MМΜ NΝ OОΟ PРΡ SЅ TТΤ XХΧ YҮΥ ZΖ " +
	"aаα cсϲ dԁ eе hһ iі jјϳ oоο pрρ qԛ sѕ uυ vν wԝ xх yу"

// apostrophes join what they stand between.
var apostrophes = strings.NewReplacer("'", "", "’", "")

// initialisms keep one case in Go names: the list that staticcheck's ST1003
// enforces, as far as it can occur in a reason phrase.
var initialisms = strings.Fields("ACL API ASCII CPU CSS DNS EOF GUID HTML HTTP HTTPS ID IP JSON OK QPS RAM RPC SLA SMTP SQL SSH SSL " +
	"TCP TLS TTL UDP UI GID UID UUID URI URL UTF8 VM XML XMPP XSRF XSS SIP RTP AMQP DB TS RFC3339")

// goNameProblem says what is wrong with a constant's name, or "".
func goNameProblem(name string) string {
	switch {
	case !token.IsIdentifier(name):
		return "is no Go identifier"
	case !token.IsExported(name):
		return "does not begin with an upper-case letter"
	}
	return ""
}

// ianaKey is the key of the standard's vendor, and the name of its catalog.
const ianaKey = "iana"

var packageName = regexp.MustCompile(`^[a-z][a-z0-9]*$`)

// deviceName is what Windows takes for a device, whatever the folder.
var deviceName = regexp.MustCompile(`^(con|prn|aux|nul|(com|lpt)[0-9])$`)

// packageNameProblem says why a vendor's key in the catalog of that name cannot
// name a Go package and its folder, or "".
func packageNameProblem(catalog, key string) string {
	switch {
	case !packageName.MatchString(key):
		return "cannot name a Go package; use lower-case letters and digits, a letter first"
	case token.IsKeyword(key):
		return "is a Go keyword; choose another key"
	case doc.IsPredeclared(key):
		return "is a predeclared identifier of Go; choose another key"
	case slices.Contains([]string{"main", "internal", "vendor", "testdata", "documentation", "init"}, key):
		return "has a special meaning in Go; choose another key"
	case slices.Contains([]string{"statushttp", "statustest", "statusredis"}, key):
		return "is a package of statuscat itself; choose another key"
	case deviceName.MatchString(key):
		return "is the name of a device on Windows; choose another key"
	case key == ianaKey && catalog != ianaKey:
		return "is the key of the IANA registry; choose another key"
	}
	return ""
}

// IsKey reports whether a vendor of some catalog can have the key s.
func IsKey(s string) bool { return packageNameProblem(ianaKey, s) == "" }
