package spec_test

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"gopkg.in/yaml.v3"

	"github.com/statuscat/statuscat/spec"
)

const (
	schemaFile   = "catalog.schema.json"
	schemaGolden = "testdata/schema.golden"
)

// An editor marks no mistake in a legal catalog.
func TestSchemaAccepts(t *testing.T) {
	schema := compileSchema(t)
	for i, src := range catalogs(t) {
		if _, err := spec.Load("legal.yaml", src); err != nil {
			continue
		}
		if said := validate(t, schema, src); said != "" {
			t.Errorf("%d is legal, and the schema says: %s\n%.200s", i, said, src)
		}
	}
}

// The golden lists what the schema finds in each catalog of testdata that Load rejects,
// or else what it leaves to Load.
func TestSchemaRejects(t *testing.T) {
	schema := compileSchema(t)
	var b strings.Builder
	b.WriteString("What the schema finds in the catalogs of testdata that Load refuses, so that a mistake that\n" +
		"an editor could mark does not go unmarked. A schema sees one place at a time and no positions: what\n" +
		"needs two places, or the way a value is written, is left to Load.\n\n")
	for name, g := range goldens(t) {
		_, err := spec.Load(name, g.src)
		if err == nil {
			continue
		}
		said := validate(t, schema, g.src)
		if strings.HasPrefix(said, "no YAML") {
			continue // which an editor marks without a schema
		}
		if said == "" {
			said = "left to Load: " + err.(spec.ErrorList)[0].Message
		}
		fmt.Fprintf(&b, "%s: %s\n", name, said)
	}
	got := b.String()
	if *update {
		if err := os.WriteFile(schemaGolden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(schemaGolden)
	if err != nil {
		t.Error(err)
	}
	if diff := gocmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got); -update rewrites it:\n%s", schemaGolden, diff)
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(spec.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(schemaFile, doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// validate returns what is wrong with a catalog by the schema, or "".
func validate(t *testing.T, schema *jsonschema.Schema, src []byte) string {
	t.Helper()
	var doc any
	if err := yaml.Unmarshal(src, &doc); err != nil {
		first, _, _ := strings.Cut(strings.TrimPrefix(err.Error(), "yaml: unmarshal errors:\n  "), "\n")
		return "no YAML: " + strings.TrimPrefix(first, "yaml: ")
	}
	err := schema.Validate(plain(doc))
	if err == nil {
		return ""
	}
	invalid, ok := err.(*jsonschema.ValidationError)
	if !ok {
		t.Fatal(err)
	}
	return deepest(invalid)
}

// plain turns what YAML makes of a file into what JSON could: an editor takes
// every key for a text, and a date too.
func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			v[k] = plain(v[k])
		}
	case map[any]any:
		m := map[string]any{}
		for k := range v {
			m[fmt.Sprint(k)] = plain(v[k])
		}
		return m
	case []any:
		for i := range v {
			v[i] = plain(v[i])
		}
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return v
}

// deepest returns the place and the keyword of the error that lies farthest
// inside the file: of several alternatives that all fail, the one that got farthest.
// A variant could always have been the word undocumented, so enum comes last.
func deepest(e *jsonschema.ValidationError) string {
	type finding struct {
		place   []string
		keyword string
	}
	var all []finding
	var visit func(e *jsonschema.ValidationError)
	visit = func(e *jsonschema.ValidationError) {
		for _, cause := range e.Causes {
			if _, ok := cause.ErrorKind.(*kind.PropertyNames); ok { // which has no place of its own
				all = append(all, finding{e.InstanceLocation, "propertyNames"})
				continue
			}
			visit(cause)
		}
		if len(e.Causes) == 0 {
			keyword := append(e.ErrorKind.KeywordPath(), "not") // which has no path
			all = append(all, finding{e.InstanceLocation, keyword[0]})
		}
	}
	visit(e)
	rank := func(f finding) int {
		if f.keyword == "enum" {
			return 1
		}
		return 0
	}
	first := slices.MinFunc(all, func(a, b finding) int {
		return cmp.Or(len(b.place)-len(a.place), rank(a)-rank(b), slices.Compare(a.place, b.place), strings.Compare(a.keyword, b.keyword))
	})
	return "/" + strings.Join(first.place, "/") + " " + first.keyword
}
