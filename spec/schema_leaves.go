package spec

import (
	"fmt"
	"strings"

	"github.com/invopop/jsonschema"

	"github.com/statuscat/statuscat/status"
)

// The schemas of the leaves.

// scalars returns the schema of what is read as it is written, whatever type it has in
// YAML: a version 2 is the text "2".
func scalars(pattern, form string, types ...string) *jsonschema.Schema {
	s := &jsonschema.Schema{Extras: map[string]any{"type": types}}
	return patterned(s, pattern, form)
}

// patterned adds a pattern to the schema of a text. Editors show form, in words, if a
// text does not match.
func patterned(s *jsonschema.Schema, pattern, form string) *jsonschema.Schema {
	s.Pattern = pattern
	if s.Extras == nil {
		s.Extras = map[string]any{}
	}
	if pattern != "" {
		s.Extras["patternErrorMessage"] = form
	}
	return s
}

const empty = "The text is empty."

func (text) JSONSchema() *jsonschema.Schema  { return scalars(`\S`, empty, "string", "number") }
func (prose) JSONSchema() *jsonschema.Schema { return scalars(`\S`, empty, "string", "number") }
func (word) JSONSchema() *jsonschema.Schema {
	return scalars(`^\S+$`, "This takes one word, without white space.", "string", "number")
}
func (slug) JSONSchema() *jsonschema.Schema {
	return scalars(slugSyntax.String(), "A name takes lower-case letters, digits and hyphens, a letter first.", "string")
}
func (literal) JSONSchema() *jsonschema.Schema {
	return scalars(`.`, empty, "string", "number", "boolean")
}
func (verbatim) JSONSchema() *jsonschema.Schema {
	return scalars(``, ``, "string", "number", "boolean")
}
func (lines) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{AnyOf: listed(verbatim{}.JSONSchema())}
}
func (texts) JSONSchema() *jsonschema.Schema { return lines{}.JSONSchema() }
func (content) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Extras: map[string]any{"type": []string{"string", "number", "boolean", "object", "array"}}}
}
func (count) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "integer", Minimum: "1"}
}
func (date) JSONSchema() *jsonschema.Schema {
	return patterned(&jsonschema.Schema{Type: "string"}, `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`, "A day is written as in 2026-01-31.")
}
func (flag) JSONSchema() *jsonschema.Schema { return &jsonschema.Schema{Const: true} }

// formed returns the schema of a text of some form, which editors show when they offer
// the key, and again if a text does not match.
func formed(pattern, form string, examples ...any) *jsonschema.Schema {
	s := patterned(&jsonschema.Schema{Type: "string", Description: form, Examples: examples}, pattern, form)
	s.Extras["errorMessage"] = form
	return s
}

func (pointer) JSONSchema() *jsonschema.Schema {
	return formed(jsonPointer.String(), "A JSON pointer (RFC 6901) is a path of keys and indices, each behind a slash, as in /error/errors/0/reason.",
		"/error/code")
}

func (place) JSONSchema() *jsonschema.Schema {
	pointer := formed("^text$|"+jsonPointer.String(), "This is the word text, or a JSON pointer: a path of keys and indices, each behind a slash, as in /error/errors/0/reason.",
		"/error/message", "text")
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{pointer, onlyKey("header", &jsonschema.Schema{Type: "string"})}}
}

func (rawKey) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "string"}, onlyKey("body", pointer{}.JSONSchema())}}
}

// onlyKey returns the schema of a mapping with one key.
func onlyKey(key string, value *jsonschema.Schema) *jsonschema.Schema {
	properties := jsonschema.NewProperties()
	properties.Set(key, value)
	return &jsonschema.Schema{Type: "object", Properties: properties, Required: []string{key}, AdditionalProperties: jsonschema.FalseSchema}
}

func (rawWhen) JSONSchemaExtend(s *jsonschema.Schema) {
	rawCriteria{}.extend(s, status.Parts())
	s.MinProperties = new(uint64(1))
}

func (duration) JSONSchema() *jsonschema.Schema {
	return formed(`^\+?(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+$`, "A duration is numbers with their units, as in 500ms, 1s or 1h30m.",
		"1s", "500ms", "1m", "1h30m")
}

func (enum[T]) JSONSchema() *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string"}
	var docs []string
	for i, w := range words[T]() {
		s.Enum = append(s.Enum, w)
		docs = append(docs, meaning(T(i+1)))
	}
	s.Extras = map[string]any{"enumDescriptions": docs}
	if _, isKind := any(T(0)).(status.Kind); isKind {
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{
			s,
			{Type: "string", Pattern: "^(" + strings.Join(words[T](), "|") + `)\?$`, Description: "A kind with a question mark is unreviewed; lint warns."},
		}}
	}
	return s
}

// meaning returns what a word means, and what follows from it if it is a kind.
func meaning[T ~uint8](v T) string {
	doc := any(v).(interface{ Doc() string }).Doc()
	if k, ok := any(v).(status.Kind); ok {
		return fmt.Sprintf("%s (class %s, fault %s, retry %s)", doc, k.Class().Title(), k.Fault(), k.Retry())
	}
	return doc
}
