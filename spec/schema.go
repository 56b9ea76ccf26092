package spec

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"strings"

	"github.com/invopop/jsonschema"

	"github.com/statuscat/statuscat/status"
)

// Schema returns the JSON Schema of the language, indented by two spaces.
//
// It is derived from the raw structs: keys, and what they are for, from the
// tags; what a value looks like from the methods below. A new key needs nothing
// here, a new leaf needs a method.
func Schema() []byte {
	definitions := jsonschema.Definitions{}
	r := &jsonschema.Reflector{Anonymous: true, Namer: definitionName}
	of := func(t reflect.Type) *jsonschema.Schema {
		s := r.ReflectFromType(t)
		maps.Copy(definitions, s.Definitions)
		s.Definitions, s.Version = nil, ""
		return s
	}
	r.Mapper = func(t reflect.Type) *jsonschema.Schema {
		if c, ok := reflect.Zero(t).Interface().(container); ok {
			return c.schema(of)
		}
		return nil
	}
	of(reflect.TypeFor[rawCatalog]())
	for name, d := range definitions {
		if d.Type == "object" && d.Properties.Len() == 0 {
			panic(fmt.Sprintf("the leaf %s needs a method JSONSchema in schema.go", name))
		}
	}
	root := definitions["catalog"]
	delete(definitions, "catalog")
	root.Version = jsonschema.Version
	root.Title = "statuscat catalog"
	root.Description = "What the HTTP status codes mean, vendor by vendor."
	root.Definitions = definitions
	text, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic(err) // the derived schema holds nothing that JSON cannot
	}
	return append(text, '\n')
}

// definitionName makes case of rawCase and kind of enum[status.Kind].
// A container has no definition.
func definitionName(t reflect.Type) string {
	if t.Implements(reflect.TypeFor[container]()) {
		return t.Name()
	}
	name := strings.TrimSuffix(t.Name(), "]")
	name = strings.TrimPrefix(name[strings.LastIndexAny(name, ".[")+1:], "raw")
	return strings.ToLower(name[:1]) + name[1:]
}

// container is a leaf that holds others. It is given a way to their schemas.
type container interface {
	schema(of func(reflect.Type) *jsonschema.Schema) *jsonschema.Schema
}

func (dict[T]) schema(of func(reflect.Type) *jsonschema.Schema) *jsonschema.Schema {
	value := of(reflect.TypeFor[T]())
	s := &jsonschema.Schema{Type: "object", MinProperties: new(uint64(1)), AdditionalProperties: jsonschema.FalseSchema}
	switch any(*new(T)).(type) {
	case rawCode:
		s.PatternProperties = map[string]*jsonschema.Schema{"^[1-9][0-9]{2}$": value}
	case rawVendor, rawVariant:
		s.PatternProperties = map[string]*jsonschema.Schema{packageName.String(): value}
	case lines:
		s.PatternProperties = map[string]*jsonschema.Schema{tokenSyntax.String(): value}
	case text:
		s.Properties = jsonschema.NewProperties()
		for _, class := range words[status.Class]() {
			s.Properties.Set(class, value)
		}
	default:
		panic(fmt.Sprintf("schema.go does not know the keys of a %T", dict[T]{}))
	}
	return s
}

func (many[T]) schema(of func(reflect.Type) *jsonschema.Schema) *jsonschema.Schema {
	one := of(reflect.TypeFor[T]())
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{one, {Type: "array", Items: one, MinItems: new(uint64(1))}}}
}

// scalars is what is read as it is written, whatever YAML takes it for: a
// version 2 is the text "2".
func scalars(pattern string, types ...string) *jsonschema.Schema {
	return &jsonschema.Schema{Pattern: pattern, Extras: map[string]any{"type": types}}
}

func (text) JSONSchema() *jsonschema.Schema  { return scalars(`\S`, "string", "number") }
func (prose) JSONSchema() *jsonschema.Schema { return scalars(`\S`, "string", "number") }
func (word) JSONSchema() *jsonschema.Schema  { return scalars(`^\S+$`, "string", "number") }
func (literal) JSONSchema() *jsonschema.Schema {
	return scalars(`.`, "string", "number", "boolean")
}
func (verbatim) JSONSchema() *jsonschema.Schema { return scalars(``, "string", "number", "boolean") }
func (lines) JSONSchema() *jsonschema.Schema {
	one := literal{}.JSONSchema()
	one.Pattern = ""
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{one, {Type: "array", Items: one, MinItems: new(uint64(1))}}}
}
func (content) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Extras: map[string]any{"type": []string{"string", "number", "boolean", "object", "array"}}}
}
func (count) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "integer", Minimum: "1"}
}
func (date) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`}
}
func (flag) JSONSchema() *jsonschema.Schema { return &jsonschema.Schema{Const: true} }

func (pointer) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Pattern: jsonPointer.String()}
}

func (place) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Pattern: "^text$|" + jsonPointer.String()}
}

func (duration) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Pattern: `^\+?(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+$`}
}

func (enum[T]) JSONSchema() *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string"}
	for _, w := range words[T]() {
		s.Enum = append(s.Enum, w)
	}
	return s
}

// The rules of check.go and refine.go that one mapping alone shows.

func (rawCatalog) JSONSchemaExtend(s *jsonschema.Schema) {
	key(s, "catalog").Pattern = catalogName.String()
}

func (rawVendor) JSONSchemaExtend(s *jsonschema.Schema) {
	key(s, "fallback").Description += " The bundled vendors: " + strings.Join(BundledKeys(), ", ") + "."
}

func (rawVariant) JSONSchemaExtend(s *jsonschema.Schema) {
	key(s, "name").Pattern = `^\p{Lu}[\p{L}\p{Nd}_]*$`
	key(s, "name").Not = &jsonschema.Schema{}
	for _, name := range reserved {
		key(s, "name").Not.Enum = append(key(s, "name").Not.Enum, name)
	}
	s.DependentRequired = map[string][]string{"retry": {"note"}}
	mapping := *s
	*s = jsonschema.Schema{OneOf: []*jsonschema.Schema{&mapping, {Const: undocumented}}}
}

func (rawCase) JSONSchemaExtend(s *jsonschema.Schema) {
	key(s, "name").Pattern = caseName.String()
	s.AnyOf = required("status", "method", "host", "path", "media_type", "header", "body")
}

func (rawWait) JSONSchemaExtend(s *jsonschema.Schema)   { s.MinProperties = new(uint64(1)) }
func (rawSource) JSONSchemaExtend(s *jsonschema.Schema) { s.OneOf = required("header", "body") }

// It is promoted to what embeds rawMatch.
func (rawMatch) JSONSchemaExtend(s *jsonschema.Schema) {
	s.OneOf = required(fieldsOf(reflect.TypeFor[rawMatch]()).keys...)
}

// key returns the schema of a key, which must be there.
func key(s *jsonschema.Schema, name string) *jsonschema.Schema {
	k, ok := s.Properties.Get(name)
	if !ok {
		panic("no key " + name)
	}
	return k
}

// required lists schemas that want one key each.
func required(keys ...string) []*jsonschema.Schema {
	var all []*jsonschema.Schema
	for _, k := range keys {
		all = append(all, &jsonschema.Schema{Required: []string{k}})
	}
	return all
}
