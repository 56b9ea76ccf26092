package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/statuscat/statuscat/spec"
)

// The catalog in the command's documentation is one that lint has nothing to say
// about, so that whoever copies it starts well.
func TestDocumentedCatalog(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(doc), "//\tcatalog: acme\n")
	text, _, _ = strings.Cut(text, "//\n")
	c, err := spec.Load("doc.go", []byte("catalog: acme\n"+strings.ReplaceAll(text, "//\t", "")))
	if err != nil {
		t.Fatal(err)
	}
	if v := c.Vendor("acme"); v == nil || v.Lookup(403) == nil {
		t.Error("the example lacks the 403 that the text speaks of")
	}
	for _, warning := range spec.Lint(c, time.Time{}) {
		t.Error(warning)
	}
}
