package draft

import (
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/spec"
)

// Start returns a draft of codes of which nothing is known but what the standard
// says. Its kinds are not marked.
func Start(codes []int) *Draft {
	d := &Draft{}
	for _, code := range codes {
		d.Codes = append(d.Codes, &Code{Number: code})
	}
	return d
}

// Catalog returns the catalog of one vendor as YAML, with a comment on what to do
// next. If mark is true, every kind is marked as unreviewed.
func (d *Draft) Catalog(key, generate string, mark bool) []byte {
	w := writer{names: map[string]bool{}}
	w.line(0, "# yaml-language-server: $schema=catalog.schema.json")
	w.line(0, "#")
	w.line(0, "# What the status codes mean at %s. The values of kind: statuscat words.", key)
	if mark {
		w.line(0, "# A kind with a question mark is the standard's for the number. Remove the mark once")
		w.line(0, "# you have compared the kind with the vendor's documentation.")
	}
	w.line(0, "# This line in a Go file generates a Go package, a page and the schema above:")
	w.line(0, "#")
	w.line(0, "#\t%s", generate)
	w.line(0, "catalog: %s", key)
	w.line(0, "vendors:")
	w.line(1, "%s:", key)
	w.line(2, "name: %s", scalar(cmp.Or(clean(d.Name), key)))
	w.optional(2, "version", d.Version)
	if len(d.Limits) > 0 {
		w.line(2, "limits:")
		for _, l := range d.Limits {
			w.line(3, "- {remaining: %s, reset: {header: %s, unit: %s}}", l.Remaining, l.Reset.Header, l.Reset.Unit)
		}
	}
	if len(d.Waits) > 0 {
		w.line(2, "wait:")
		w.line(3, "from:")
		for _, s := range d.Waits {
			w.line(4, "- {header: %s, unit: %s}", s.Header, s.Unit)
		}
	}
	if d.Message != "" || d.ErrCode != "" {
		w.line(2, "error_body:")
		w.optional(3, "message", d.Message)
		w.optional(3, "code", d.ErrCode)
	}
	w.line(0, "codes:")
	for _, c := range d.Codes {
		w.code(key, c, mark)
	}
	return []byte(w.String())
}

type writer struct {
	strings.Builder
	names map[string]bool // the constants so far
}

func (w *writer) line(depth int, format string, args ...any) {
	w.WriteString(strings.Repeat("  ", depth))
	fmt.Fprintf(w, format+"\n", args...)
}

// optional writes a key unless its text is empty.
func (w *writer) optional(depth int, key, text string) {
	if text = clean(text); text != "" {
		w.line(depth, "%s: %s", key, scalar(text))
	}
}

func (w *writer) code(key string, c *Code, mark bool) {
	standard := spec.IANA().Vendors[0]
	info, registered := standard.Runtime().Lookup(c.Number)
	definition := cmp.Or(clean(c.Definition), info.Definition, "Code "+strconv.Itoa(c.Number))
	kind := info.Kind.String()
	if mark {
		kind += "?"
	}
	w.line(1, "%d:", c.Number)
	w.line(2, "definition: %s", scalar(definition))
	w.line(2, "variants:")
	w.line(3, "%s:", key)
	w.line(4, "purpose: %s", scalar(cmp.Or(clean(c.Purpose), spec.Unwritten)))
	w.line(4, "kind: %s", kind)
	w.optional(4, "remedy", c.Remedy)
	w.optional(4, "name", w.name(c.Number, definition, standard, registered))
	if len(c.Examples) > 0 {
		w.line(4, "examples:")
		for _, e := range c.Examples {
			if e.JSON {
				w.line(5, "- body: %s", e.Body) // JSON is YAML
				continue
			}
			w.line(5, "- header: {Content-Type: %s}", scalar(e.ContentType))
			w.line(5, "  body: %s", encode(e.Body))
		}
	}
}

// name returns the constant's name, or an empty text if the definition gives it. A name
// of its own is needed if the definition gives none, one that is taken, or another one
// than the standard's package has.
func (w *writer) name(code int, definition string, standard *spec.Vendor, registered bool) string {
	own := spec.GoName(definition)
	name := own
	if registered && standard.Lookup(code).Definition == definition {
		name = standard.Lookup(code).GoName
	}
	if !constant.MatchString(name) || w.names[name] || slices.Contains(taken, name) {
		name = "Code" + strconv.Itoa(code)
	}
	w.names[name] = true
	if name == own {
		return ""
	}
	return name
}

var (
	constant = regexp.MustCompile(`^[A-Z][A-Za-z0-9]{0,50}$`)
	taken    = []string{"Status", "Rows", "Catalog", "Parse", "All"} // by what a generated package declares
)

// clean folds white space, and drops the characters that a catalog must not contain.
func clean(s string) string { return visible(plain(strings.ToValidUTF8(s, ""))) }

// visible drops the characters that a catalog must not contain.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || spec.IsVisible(r) {
			return r
		}
		return -1
	}, s)
}

// unquoted matches a text that YAML reads as a string without quotes.
var unquoted = regexp.MustCompile(`^[A-Za-z(/][A-Za-z0-9 .,;()'/_!?-]*$`)

// yamlWords are texts that YAML reads as something else.
var yamlWords = []string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}

// scalar writes a text as a YAML scalar.
func scalar(s string) string {
	if unquoted.MatchString(s) && !slices.Contains(yamlWords, strings.ToLower(s)) && !strings.HasSuffix(s, " ") {
		return s
	}
	return encode(s)
}

// encode writes v as JSON on one line, which is YAML too.
func encode(v any) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(v) != nil {
		return ""
	}
	return strings.TrimSuffix(b.String(), "\n")
}
