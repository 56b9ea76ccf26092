package spec

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/statuscat/statuscat/status"
)

// fields is what the tags of a struct of raw.go say.
type fields struct {
	keys, required []string
	index          map[string][]int
	docs           map[string]string // what each key is for, as a part of a sentence
}

// fieldsOf reads the tags of a type, once.
func fieldsOf(t reflect.Type) *fields {
	if known, ok := fieldCache.Load(t); ok {
		return known.(*fields)
	}
	f := &fields{index: map[string][]int{}, docs: map[string]string{}}
	for _, field := range reflect.VisibleFields(t) {
		if several, ok := reflect.New(field.Type).Interface().(keyed); ok {
			for _, key := range several.keys() {
				f.keys = append(f.keys, key)
				f.index[key] = field.Index
			}
		}
		key, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if key == "" || key == "-" {
			continue
		}
		f.keys = append(f.keys, key)
		f.index[key] = field.Index
		f.docs[key] = clause(field.Tag.Get("jsonschema_description"))
		if options != "omitempty" {
			f.required = append(f.required, key)
		}
	}
	if strict, ok := reflect.New(t).Interface().(interface{ required() []string }); ok {
		f.required = append(f.required, strict.required()...)
	}
	fieldCache.Store(t, f)
	return f
}

// clause returns a sentence as the part of another one.
func clause(sentence string) string {
	first, size := utf8.DecodeRuneInString(sentence)
	return strings.TrimSuffix(string(unicode.ToLower(first))+sentence[size:], ".")
}

var fieldCache sync.Map // of reflect.Type to *fields

// plainCode is how a code is written. YAML would read 0404 as 260 and 4e2 as 400.
var plainCode = regexp.MustCompile(`^[0-9]+$`)

// isKey reports whether a word can be a key: one of the language's, or a code.
func isKey(word string) bool { return languageKeys()[word] || plainCode.MatchString(word) }

// languageKeys returns every key of the language.
var languageKeys = sync.OnceValue(func() map[string]bool {
	keys, seen := map[string]bool{}, map[reflect.Type]bool{}
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Slice, reflect.Pointer:
			walk(t.Elem())
		case reflect.Struct:
			if seen[t] {
				return
			}
			seen[t] = true
			for _, key := range fieldsOf(t).keys {
				keys[key] = true
			}
			for i := range t.NumField() {
				walk(t.Field(i).Type)
			}
		}
	}
	walk(reflect.TypeFor[rawCatalog]())
	return keys
})

// Operator is a key of a comparison: equals, prefix, present.
type Operator struct {
	Key     string
	Purpose string // what it says of a value, as a sentence
	op      status.Op
}

// Operators returns the keys that a comparison can have, of which it takes one. The
// list is shared and must not be changed.
var Operators = sync.OnceValue(func() []Operator {
	var all []Operator
	for _, op := range status.Ops() {
		operands := map[status.Operands]string{
			status.Nothing: ".", status.Texts: " this, or one of these.", status.Range: " the first to the second of these two numbers.",
		}
		all = append(all, Operator{op.String(), "The value " + op.Doc() + operands[op.Takes()], op})
	}
	return slices.Insert(all, 1, Operator{"in", "The value is one of these.", status.OpEquals}) // another word for equals
})

func operatorKeys() []string { return mapped(Operators(), func(o Operator) string { return o.Key }) }

// partKeys lists the keys of criteria.
func partKeys() []string { return mapped(status.Parts(), status.Part.String) }

// requestParts are the parts of a request.
func requestParts() []status.Part {
	return slices.DeleteFunc(status.Parts(), func(p status.Part) bool { return !p.OfRequest() })
}
