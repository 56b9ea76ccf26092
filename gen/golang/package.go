package golang

import (
	"strings"

	"github.com/statuscat/statuscat/gen/internal/gocode"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// packageComment prints the package's documentation.
//
//	// Package <name> has typed HTTP status codes for <title>: …
//	//
//	// <overview>
//	//
//	// What <vendor> says of whole classes:
//	//   - 5xx Server Error: <text>
//	//
//	// The reference is <source>
//	//
//	// <how to use it>
//	package <name>
func packageComment(v *spec.Vendor, name string) *gocode.Comment {
	var c gocode.Comment
	c.Paragraph("Package " + name + " has typed HTTP status codes for " + the(v) +
		": what each means there, what to do next, whether a retry helps and how long to wait before it.")
	for text := range strings.SplitSeq(v.Overview, "\n\n") {
		c.Paragraph(text)
	}
	if len(v.Classes) > 0 {
		c.Paragraph("What " + the(v) + " says of whole classes:")
		for _, class := range status.Classes() {
			if text := v.Classes[class]; text != "" {
				word, _ := class.MarshalText()
				c.Item(string(word) + " " + class.String() + ": " + text)
			}
		}
	}
	if v.Source != "" {
		c.Paragraph("The reference is " + v.Source)
	}
	c.Paragraph("The number in a response converts to a Status, which has the answers:")
	c.Code(
		"if s := "+name+".Status(resp.StatusCode); s.IsRetryable() {",
		"\ttime.Sleep(s.Wait().Clamp(backoff))",
		"\t…",
		"}")
	return &c
}

// the returns the vendor's title as a sentence speaks of it: an API takes an
// article, a company does not.
func the(v *spec.Vendor) string {
	for _, noun := range []string{" API", " Registry", " Service"} {
		if strings.HasSuffix(v.Name, noun) {
			return "the " + v.Title()
		}
	}
	return v.Title()
}
