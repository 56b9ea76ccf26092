package spec

import (
	"reflect"
	"strings"
)

// Operator is a key of a comparison: equals, prefix, present.
type Operator struct {
	Key     string
	Purpose string // what it says of a value, as a sentence
}

// Operators returns the keys that a comparison can have, of which it takes one.
func Operators() []Operator {
	var all []Operator
	for _, field := range reflect.VisibleFields(reflect.TypeFor[rawMatch]()) {
		if key, _, _ := strings.Cut(field.Tag.Get("json"), ","); key != "" && key != "-" {
			all = append(all, Operator{key, field.Tag.Get("jsonschema_description")})
		}
	}
	return all
}
