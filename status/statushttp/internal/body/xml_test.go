package body

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"testing"
	"unicode/utf8"
)

// wellFormed reports whether a document is XML by the rules, with one root.
func wellFormed(doc []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(doc))
	roots, depth := 0, 0
	for {
		token, err := d.Token()
		switch {
		case err == io.EOF:
			return roots == 1
		case err != nil:
			return false
		}
		switch token.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			depth++
		case xml.EndElement:
			depth--
		}
	}
}

// XML by the rules becomes JSON by the rules, or is HTML; and what is cut off
// anywhere becomes the beginning of that.
func FuzzXML(f *testing.F) {
	for _, doc := range []string{
		`<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>x &lt; y</Message></Error>`,
		`<a:b xmlns:a="c"><a:d e='f'/><!-- g --><![CDATA[h]]>i<j>k</j></a:b>`,
		`<!DOCTYPE html><html><br></html>`, `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, `<a><b></a></b>`, `<a>` + "\xff" + `</a>`, `<a b=c d>`, `<`, ``,
	} {
		f.Add([]byte(doc), 20)
	}
	f.Fuzz(func(t *testing.T, doc []byte, cut int) {
		whole := fromXML(doc)
		if wellFormed(doc) && whole != nil && !json.Valid(whole) {
			t.Errorf("%q becomes %q", doc, whole)
		}
		if cut < 0 || cut > len(doc) || !utf8.Valid(doc) {
			return
		}
		if begun := fromXML(doc[:cut]); whole != nil && !bytes.HasPrefix(whole, begun) {
			t.Errorf("%q becomes %q, and cut off to %q, %q", doc, whole, doc[:cut], begun)
		}
	})
}
