package spec

import (
	"net/url"
	"regexp"
)

// Address returns the web address of a reference or a source: reference itself, or
// that of the RFC and section it names, as in "RFC 9110, section 15". It is empty for
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

// constructed is the source of an example that is not found anywhere.
const constructed = "constructed"

// address reports a source that is not an address. The message names what else it can be.
func (r *reporter) address(w word, or string) {
	if w.value != "" && !isAddress(w.value) {
		r.errorf(w.Pos, "want an http or https address for source%s, have %q; write it as in https://acme.example/errors", or, w.value)
	}
}

// isAddress reports whether s is the address of a page on the web.
func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

var rfc = regexp.MustCompile(`^RFC ([0-9]+)(?:, section ([0-9]+(?:\.[0-9]+)*))?$`)
