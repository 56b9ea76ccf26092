package spec

import (
	"go/token"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// goName makes a constant's name of a definition: "Request Entity Too Large"
// gives RequestEntityTooLarge, "I'm a teapot" ImATeapot, "Invalid api key"
// InvalidAPIKey. It gives "" where there is nothing to make a name of.
func goName(definition string) string {
	definition = apostrophes.Replace(definition)
	words := strings.FieldsFunc(definition, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	var b strings.Builder
	for _, w := range words {
		if upper := strings.ToUpper(w); initialisms[upper] {
			b.WriteString(upper)
			continue
		}
		first, size := utf8.DecodeRuneInString(w)
		b.WriteRune(unicode.ToUpper(first))
		b.WriteString(w[size:])
	}
	return b.String()
}

// apostrophes join what they stand between.
var apostrophes = strings.NewReplacer("'", "", "’", "")

// initialisms keep one case in Go names: the list that staticcheck's ST1003
// enforces, as far as it can occur in a reason phrase.
var initialisms = map[string]bool{
	"ACL": true, "API": true, "ASCII": true, "CPU": true, "CSS": true, "DNS": true, "EOF": true,
	"GUID": true, "HTML": true, "HTTP": true, "HTTPS": true, "ID": true, "IP": true,
	"JSON": true, "OK": true, "QPS": true, "RAM": true, "RPC": true, "SLA": true, "SMTP": true,
	"SQL": true, "SSH": true, "SSL": true, "TCP": true, "TLS": true, "TTL": true, "UDP": true,
	"UI": true, "GID": true, "UID": true, "UUID": true, "URI": true, "URL": true, "UTF8": true,
	"VM": true, "XML": true, "XMPP": true, "XSRF": true, "XSS": true, "SIP": true, "RTP": true,
	"AMQP": true, "DB": true, "TS": true,
}

// reserved are the names that every generated package uses itself.
var reserved = []string{
	"Status", "Rows", "Catalog", "Parse", "All",
	"String", "Definition", "Purpose", "Remedy", "Note", "Class", "Kind", "Fault", "Retry", "Wait",
	"IsDocumented", "IsInformational", "IsSuccess", "IsRedirection", "IsClientError", "IsServerError", "IsError",
	"IsRetryable", "IsThrottled", "Error", "Info",
}

// Reserved lists the names that no constant can have, since the generated
// packages declare them: types, functions, variables and methods.
func Reserved() []string { return slices.Clone(reserved) }

// goNameProblem says what is wrong with a constant's name, or "".
func goNameProblem(name string) string {
	switch {
	case !token.IsIdentifier(name):
		return "is no Go identifier"
	case !token.IsExported(name):
		return "does not begin with an upper-case letter"
	case slices.Contains(reserved, name):
		return "is taken by the generated package itself"
	}
	return ""
}

var packageName = regexp.MustCompile(`^[a-z][a-z0-9]*$`)

// packageNameProblem says why a vendor's key cannot name a Go package and its
// folder, or "".
func packageNameProblem(key string) string {
	switch {
	case !packageName.MatchString(key):
		return "cannot name a Go package; it takes lower-case letters and digits, a letter first"
	case token.IsKeyword(key):
		return "is a Go keyword; choose another key"
	case slices.Contains([]string{"main", "internal", "vendor", "testdata"}, key):
		return "is a name with a meaning to the go command; choose another key"
	}
	return ""
}

// IsKey reports whether s has the form of a vendor's key.
func IsKey(s string) bool { return packageName.MatchString(s) }
