package spec

import (
	"slices"
	"sync"

	"github.com/statuscat/statuscat/status"
)

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
		all = append(all, Operator{op.String(), "It " + op.Doc() + operands[op.Takes()], op})
	}
	return slices.Insert(all, 1, Operator{"in", "It is one of these.", status.OpEquals}) // another word for equals
})

// operatorKeys lists them.
func operatorKeys() []string {
	var keys []string
	for _, o := range Operators() {
		keys = append(keys, o.Key)
	}
	return keys
}

// partKeys lists the keys of criteria.
func partKeys() []string { return wordsOf(status.Parts()) }

// requestParts are the parts of a request.
func requestParts() []status.Part {
	return slices.DeleteFunc(status.Parts(), func(p status.Part) bool { return !p.OfRequest() })
}

func wordsOf(parts []status.Part) []string {
	var keys []string
	for _, p := range parts {
		keys = append(keys, p.String())
	}
	return keys
}
