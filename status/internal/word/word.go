// Package word implements the methods of types that are small numbers with a table: a
// row has the word for the number, as catalogs, flags and JSON write it, and what it
// means.
package word

import (
	"fmt"
	"strings"
)

// Row is a row of such a table.
type Row interface{ Text() (word, doc string) }

// Entry is a row with nothing else: the word, and what it means.
type Entry [2]string

// Text implements Row.
func (e Entry) Text() (word, doc string) { return e[0], e[1] }

// Of returns the word for v. A value without a row prints like a conversion in Go:
// "Kind(99)".
func Of[T ~uint8, R Row](table []R, v T) string {
	if int(v) < len(table) {
		word, _ := table[v].Text()
		return word
	}
	_, name, _ := strings.Cut(fmt.Sprintf("%T", v), ".")
	return fmt.Sprintf("%s(%d)", name, v)
}

// Doc returns what v means; it is empty for a value without a row.
func Doc[T ~uint8, R Row](table []R, v T) string {
	if int(v) < len(table) {
		_, doc := table[v].Text()
		return doc
	}
	return ""
}

// Marshal returns the word for v; a value without a row is an error.
func Marshal[T ~uint8, R Row](table []R, v T) ([]byte, error) {
	if int(v) < len(table) {
		return []byte(Of(table, v)), nil
	}
	return nil, fmt.Errorf("status: %s has no word", Of(table, v))
}

// Unmarshal sets v to the value of a word; what names its type in the error.
func Unmarshal[T ~uint8, R Row](what string, table []R, v *T, text []byte) error {
	for i, r := range table {
		if w, _ := r.Text(); w == string(text) {
			*v = T(i)
			return nil
		}
	}
	return fmt.Errorf("status: %q is no %s", text, what)
}

// All returns the values from the second row on; the first is the zero value.
func All[T ~uint8, R Row](table []R) []T {
	list := make([]T, 0, len(table)-1)
	for i := range table[1:] {
		list = append(list, T(i+1))
	}
	return list
}
