package markdown

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/spec"
)

// heading returns the heading of a code, "403 Forbidden", as Markdown. Each
// renderer derives the anchor of the code from it, and they have to derive the
// same: where a definition has characters about which they differ, the heading
// is the number alone.
func heading(code int, definition string) string {
	if text(definition) != definition || !agreed.MatchString(definition) {
		return strconv.Itoa(code)
	}
	return strconv.Itoa(code) + " " + definition
}

// agreed matches words from which all make the same anchor: accents, signs that
// stand alone and doubled hyphens are what they do not agree about.
var agreed = regexp.MustCompile(`^\(?[A-Za-z0-9']+\)?(?:[ -]\(?[A-Za-z0-9']+\)?)*$`)

// anchor returns the anchor of what heading returns: "403-forbidden".
func anchor(heading string) string { return anchorer.Replace(strings.ToLower(heading)) }

var anchorer = strings.NewReplacer(" ", "-", "'", "", "(", "", ")", "", ":", "")

// link returns a link to a code on the page at that address, or on the same
// page if it is empty.
func link(label, page string, code int, definition string) string {
	return fmt.Sprintf("[%s](%s#%s)", label, page, anchor(heading(code, definition)))
}

// cite returns a reference of the catalog: a link if it is an address of the
// web or names an RFC, or else its text.
func cite(s string) string {
	if address := spec.Address(s); address != "" {
		return fmt.Sprintf("[%s](%s)", text(s), destination(address))
	}
	return text(s)
}

// destination returns an address as the destination of a link. Characters
// that are markup to some renderer are percent-encoded, which is the same address.
func destination(address string) string {
	var b strings.Builder
	for _, c := range []byte(address) {
		switch {
		case c == '&':
			b.WriteString("&amp;")
		case c <= ' ' || c >= 0x7f || strings.IndexByte("()<>[]{}\\^`|*$\"'", c) >= 0:
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
