// Package draft makes the first version of a catalog from what a vendor has
// published: a table of its status codes (HTML, Markdown or plain text), or an
// OpenAPI document.
//
// A draft has the codes, their definitions and their purposes. The meaning of a code
// cannot be read from such sources: each kind is the standard's for the number, and
// is marked as unreviewed.
package draft

import (
	"bytes"
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/statuscat/statuscat/spec"
)

// Draft is what sources say of a vendor's codes.
type Draft struct {
	Name    string // of the API; may be empty
	Version string // may be empty
	Codes   []*Code
	Waits   []Wait   // headers that specify a wait
	Limits  []Limit  // headers that say what is left of a limit
	Message string   // pointer to the message of an error body; may be empty
	ErrCode string   // pointer to the vendor's own code of an error body; may be empty
	LeftOut []string // what the sources say and the draft does not, one phrase each
}

// Code is what sources say of one code.
type Code struct {
	Number     int
	Definition string // may be empty
	Purpose    string // may be empty
	Remedy     string // may be empty
	Examples   []Example
}

// Example is a response that a source shows.
type Example struct {
	ContentType string
	Body        string
	JSON        bool // Body is a mapping or a list, and ContentType that of JSON
}

// Wait is a header that specifies a wait, in a unit of the catalog language.
type Wait struct{ Header, Unit string }

// Limit is a pair of headers: what remains of a limit, and when it is reset.
type Limit struct {
	Remaining string
	Reset     Wait
}

// Read reads a source. Name is its file name, for messages and for references
// relative to it; open reads a file that the source refers to. It is an error if the
// source names no status code.
func Read(name string, src []byte, open func(name string) ([]byte, error)) (*Draft, error) {
	d, err := read(name, bytes.TrimPrefix(src, []byte("\uFEFF")), open)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(d.Codes) == 0 {
		return nil, fmt.Errorf("%s: no status codes found; want a table with a code in each row, or an OpenAPI 3 document", name)
	}
	slices.SortFunc(d.Codes, func(a, b *Code) int { return cmp.Compare(a.Number, b.Number) })
	return d, nil
}

func read(name string, src []byte, open func(name string) ([]byte, error)) (*Draft, error) {
	switch {
	case isOpenAPI(src):
		return readOpenAPI(name, src, open)
	case isHTML(src):
		return readHTML(src), nil
	}
	return readText(string(src)), nil
}

// Merge adds what only other says to d.
func (d *Draft) Merge(other *Draft) {
	d.Name, d.Version = cmp.Or(d.Name, other.Name), cmp.Or(d.Version, other.Version)
	for _, c := range other.Codes {
		d.add(c)
	}
	slices.SortFunc(d.Codes, func(a, b *Code) int { return cmp.Compare(a.Number, b.Number) })
	d.Waits = union(d.Waits, other.Waits)
	d.Limits = union(d.Limits, other.Limits)
	if d.Message == "" && d.ErrCode == "" {
		d.Message, d.ErrCode = other.Message, other.ErrCode
	}
	for _, text := range other.LeftOut {
		d.leaveOut(text)
	}
}

// maxLeftOut bounds what is said to be left out.
const maxLeftOut = 100

// leaveOut notes what the draft does not say.
func (d *Draft) leaveOut(text string) {
	if len(d.LeftOut) == maxLeftOut {
		text = "more than these"
	} else if len(d.LeftOut) > maxLeftOut {
		return
	}
	d.LeftOut = union(d.LeftOut, []string{text})
}

func union[T comparable](a, b []T) []T {
	for _, v := range b {
		if !slices.Contains(a, v) {
			a = append(a, v)
		}
	}
	return a
}

// add adds a code, or fills in the fields that are still empty. Texts that differ from
// those of an earlier source are left out.
func (d *Draft) add(c *Code) {
	i := slices.IndexFunc(d.Codes, func(k *Code) bool { return k.Number == c.Number })
	if i < 0 {
		d.Codes = append(d.Codes, c)
		return
	}
	k := d.Codes[i]
	for _, text := range []struct {
		key       string
		have, new *string
	}{{"definition", &k.Definition, &c.Definition}, {"purpose", &k.Purpose, &c.Purpose}, {"remedy", &k.Remedy, &c.Remedy}} {
		if *text.have == "" {
			*text.have = *text.new
		} else if *text.new != "" && !strings.EqualFold(*text.have, *text.new) {
			d.leaveOut(fmt.Sprintf("another %s of %d: %s", text.key, k.Number, *text.new))
		}
	}
	if k.Examples == nil {
		k.Examples = c.Examples
	}
}

// phrases returns the reason phrases that are in use for a code, the longest first.
func phrases(code int) []string {
	list := []string{http.StatusText(code)}
	for _, c := range spec.Bundled() {
		for _, k := range c.Codes {
			if k.Number != code {
				continue
			}
			for _, v := range k.Variants {
				if v != nil {
					list = append(list, v.Definition)
				}
			}
		}
	}
	list = slices.DeleteFunc(list, func(s string) bool { return s == "" })
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return slices.Compact(list)
}

// splitPhrase splits a text that begins with a reason phrase of the code. The beginning
// of a sentence, "Too many requests were made", is not a phrase.
func splitPhrase(code int, text string) (phrase, rest string) {
	for _, p := range phrases(code) {
		if len(text) < len(p) || !strings.EqualFold(text[:len(p)], p) {
			continue
		}
		rest := strings.TrimLeft(text[len(p):], " \t:–—-.")
		if first, _ := utf8.DecodeRuneInString(rest); !unicode.IsLower(first) {
			return text[:len(p)], rest
		}
	}
	return "", text
}
