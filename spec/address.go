package spec

import (
	"net/url"
	"regexp"
)

// Address returns the address of the web that a source or a reference is, or
// that of the RFC whose section it names: "RFC 9110, section 15". It is empty for
// any other text.
func Address(reference string) string {
	if m := rfc.FindStringSubmatch(reference); m != nil {
		address := "https://www.rfc-editor.org/rfc/rfc" + m[1]
		if m[2] != "" {
			address += "#section-" + m[2]
		}
		return address
	}
	if isAddress(reference) {
		return reference
	}
	return ""
}

// isAddress reports whether s is the address of a page on the web.
func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

var rfc = regexp.MustCompile(`^RFC ([0-9]+)(?:, section ([0-9]+(?:\.[0-9]+)*))?$`)
