package body

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"strings"
)

// fromXML returns an XML document as JSON, for Walk: an element with elements in it is an
// object, and any other is its text. Names have no namespaces, and an object may have the
// same name many times. If the document is cut off, so is the JSON. fromXML returns nil
// for HTML.
func fromXML(doc []byte) []byte {
	d := xml.NewDecoder(bytes.NewReader(bytes.ToValidUTF8(doc, []byte("\uFFFD"))))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // of interest are only ASCII characters
	var (
		out   []byte
		depth int
		text  strings.Builder // of the element that opened last
		leaf  bool            // that element is still open, and has no element in it
	)
	for {
		token, err := d.Token()
		if err != nil {
			return out
		}
		switch t := token.(type) {
		case xml.Directive:
			if words := bytes.Fields(t); len(words) > 1 && isHTML(string(words[1])) {
				return nil
			}
		case xml.StartElement:
			if depth == 0 && isHTML(t.Name.Local) {
				return nil
			}
			opening := byte(',')
			if depth == 0 || leaf {
				opening = '{'
			}
			out = append(appendJSON(append(out, opening), t.Name.Local), ':')
			text.Reset()
			leaf = true
			depth++
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			if leaf {
				out = appendJSON(out, strings.TrimSpace(text.String()))
			} else {
				out = append(out, '}')
			}
			leaf = false
			if depth--; depth == 0 {
				return append(out, '}')
			}
		}
	}
}

func isHTML(name string) bool { return strings.EqualFold(name, "html") }

func appendJSON(out []byte, s string) []byte {
	quoted, _ := json.Marshal(s) // cannot fail for a string
	return append(out, quoted...)
}
