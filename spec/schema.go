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

// schemaID is where the newest schema is found.
const schemaID = "https://raw.githubusercontent.com/statuscat/statuscat/main/spec/catalog.schema.json"

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
	for _, t := range []reflect.Type{reflect.TypeFor[rawCatalog](), reflect.TypeFor[rawMatch](), reflect.TypeFor[rawNamed](), reflect.TypeFor[rawBody](), reflect.TypeFor[literal]()} {
		of(t)
	}
	for name, d := range definitions {
		if d.Type == "object" && d.Properties.Len() == 0 {
			panic(fmt.Sprintf("the leaf %s needs a method JSONSchema in schema.go", name))
		}
	}
	root := definitions["catalog"]
	delete(definitions, "catalog")
	root.Version = jsonschema.Version
	root.ID = schemaID
	root.Description = "What the HTTP status codes mean, vendor by vendor."
	root.Definitions = definitions
	text, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic(err) // the derived schema has nothing that JSON cannot encode
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

// container is a leaf that contains others. The function of returns their schemas.
type container interface {
	schema(of func(reflect.Type) *jsonschema.Schema) *jsonschema.Schema
}

func (dict[T]) schema(of func(reflect.Type) *jsonschema.Schema) *jsonschema.Schema {
	value := of(reflect.TypeFor[T]())
	s := &jsonschema.Schema{Type: "object", MinProperties: new(uint64(1)), AdditionalProperties: value}
	switch any(*new(T)).(type) {
	case rawCode:
		// An editor takes a key of digits for a number, to which no pattern applies.
		s.PropertyNames = patterned(&jsonschema.Schema{Minimum: "100", Maximum: "999"}, "^[1-9][0-9]{2}$", "A code has three digits, 100 to 999.")
	case rawVendor, rawVariant:
		s.PropertyNames = patterned(&jsonschema.Schema{}, packageName.String(), "A vendor's key takes lower-case letters and digits, a letter first.")
	case lines:
		s.PropertyNames = patterned(&jsonschema.Schema{}, tokenSyntax.String(), "This is no header name.")
	case texts:
	case text:
		s.AdditionalProperties = jsonschema.FalseSchema
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
	return &jsonschema.Schema{AnyOf: listed(of(reflect.TypeFor[T]()))}
}

// listed returns the schemas of one element and of a list of them.
func listed(one *jsonschema.Schema) []*jsonschema.Schema {
	return []*jsonschema.Schema{one, {Type: "array", Items: one, MinItems: new(uint64(1))}}
}

// The rules of the checker that one mapping alone shows.

func (rawVendor) JSONSchemaExtend(s *jsonschema.Schema) {
	key(s, "fallback").Description += " The bundled vendors: " + strings.Join(BundledKeys(), ", ") + "."
}

func (rawVariant) JSONSchemaExtend(s *jsonschema.Schema) {
	patterned(key(s, "name"), `^\p{Lu}[\p{L}\p{Nd}_]*$`, "A constant's name takes letters, digits and underscores, an upper-case letter first.")
	s.Required = (*rawVariant)(nil).required()
	s.DependentRequired = map[string][]string{"retry": {"note"}}
	mapping := *s
	*s = jsonschema.Schema{OneOf: []*jsonschema.Schema{&mapping, {
		Type:   "string",
		Enum:   []any{undocumented},
		Extras: map[string]any{"enumDescriptions": []string{"The vendor's reference does not list this code."}},
	}}}
}

func (rawCase) JSONSchemaExtend(s *jsonschema.Schema) {
	rawCriteria{}.extend(s, status.Parts())
	s.AnyOf = required(partKeys()...)
}

// extend adds the keys of criteria.
func (rawCriteria) extend(s *jsonschema.Schema, parts []status.Part) {
	forms := map[status.Form]string{status.FormWords: "word", status.FormText: "match", status.FormNamed: "named", status.FormHeader: "named", status.FormBody: "body"}
	for _, p := range parts {
		one := &jsonschema.Schema{Ref: "#/$defs/" + forms[p.Form()]}
		s.Properties.Set(p.String(), &jsonschema.Schema{Description: p.Doc(), AnyOf: listed(one)})
	}
}

func (rawLimit) JSONSchemaExtend(s *jsonschema.Schema) { rawCriteria{}.extend(s, requestParts()) }

func (rawBy) JSONSchemaExtend(s *jsonschema.Schema) {
	header, word := *s, &jsonschema.Schema{Type: "string"}
	for _, p := range byParts {
		word.Enum = append(word.Enum, p.String())
	}
	*s = jsonschema.Schema{OneOf: []*jsonschema.Schema{&header, word}}
}

func (rawWait) JSONSchemaExtend(s *jsonschema.Schema)   { s.MinProperties = new(uint64(1)) }
func (rawSource) JSONSchemaExtend(s *jsonschema.Schema) { exactlyOne(s, "header", "body", "refill") }

// It is promoted to what embeds rawMatch.
func (rawMatch) JSONSchemaExtend(s *jsonschema.Schema) {
	for _, o := range Operators() {
		key := &jsonschema.Schema{Ref: "#/$defs/flag"}
		if o.op.Takes() != status.Nothing {
			key = &jsonschema.Schema{AnyOf: listed(&jsonschema.Schema{Ref: "#/$defs/literal"})}
		}
		key.Description = o.Purpose
		s.Properties.Set(o.Key, key)
	}
	exactlyOne(s, operatorKeys()...)
}

// exactlyOne requires one of the keys. Each forbids the others by name: if two are
// there, oneOf could only say that both match.
func exactlyOne(s *jsonschema.Schema, keys ...string) {
	s.AnyOf = required(keys...)
	s.DependentSchemas = map[string]*jsonschema.Schema{}
	for _, key := range keys {
		others := jsonschema.NewProperties()
		for _, other := range keys {
			if other != key {
				others.Set(other, jsonschema.FalseSchema)
			}
		}
		s.DependentSchemas[key] = &jsonschema.Schema{Properties: others}
	}
}

// key returns the schema of a key, and panics if there is none.
func key(s *jsonschema.Schema, name string) *jsonschema.Schema {
	k, ok := s.Properties.Get(name)
	if !ok {
		panic("no key " + name)
	}
	return k
}

// required returns schemas that require one key each.
func required(keys ...string) []*jsonschema.Schema {
	var all []*jsonschema.Schema
	for _, k := range keys {
		all = append(all, &jsonschema.Schema{Required: []string{k}})
	}
	return all
}
