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
//	// Classes:
//	//   - 5xx Server Error: <text>
//	//
//	// Source: <source>
//	//
//	// <how to use it>
//	package <name>
func packageComment(v *spec.Vendor, name string) *gocode.Comment {
	var c gocode.Comment
	c.Paragraph("Package " + name + " has typed HTTP status codes for " + the(v) +
		": what each code means, whether a retry can succeed, and how long to wait before it.")
	for text := range strings.SplitSeq(v.Overview, "\n\n") {
		c.Paragraph(text)
	}
	if len(v.Classes) > 0 {
		c.Paragraph("Classes:")
		for _, class := range status.Classes() {
			if text := v.Classes[class]; text != "" {
				word, _ := class.MarshalText()
				c.Item(string(word) + " " + class.String() + ": " + text)
			}
		}
	}
	if v.Source != "" {
		c.Paragraph("Source: " + v.Source)
	}
	c.Paragraph("Decide about a response with package statushttp, which also reads headers and body; the number alone is not enough:")
	c.Code(
		"var policy = &statushttp.Policy{Catalog: "+name+".Catalog}",
		"…",
		"d := policy.Decide(ctx, attempt, resp, err) // whether to retry, after how long, and why")
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
