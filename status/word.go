package status

import "fmt"

// The types of the vocabulary are small numbers with a table each: a row has the
// word, as catalogs, flags and JSON have it, and what it means.

// row is a row of such a table.
type row interface{ text() (word, doc string) }

// entry is a row that has no more to say.
type entry struct{ word, doc string }

func (e entry) text() (word, doc string) { return e.word, e.doc }

// word gives the text of v; a value without a row prints as Go would print the
// conversion: "Kind(99)".
func word[T ~uint8, R row](typeName string, table []R, v T) string {
	if int(v) < len(table) {
		word, _ := table[v].text()
		return word
	}
	return fmt.Sprintf("%s(%d)", typeName, v)
}

// doc gives what v means; it is empty for a value without a row.
func doc[T ~uint8, R row](table []R, v T) string {
	if int(v) < len(table) {
		_, doc := table[v].text()
		return doc
	}
	return ""
}

func marshalWord[T ~uint8, R row](typeName string, table []R, v T) ([]byte, error) {
	if int(v) < len(table) {
		return []byte(word(typeName, table, v)), nil
	}
	return nil, fmt.Errorf("status: %s(%d) has no word", typeName, v)
}

func unmarshalWord[T ~uint8, R row](typeName string, table []R, v *T, text []byte) error {
	for i, r := range table {
		if w, _ := r.text(); w == string(text) {
			*v = T(i)
			return nil
		}
	}
	return fmt.Errorf("status: %q is no %s", text, typeName)
}

// all lists the values from the second row on; the first is the zero value.
func all[T ~uint8, R row](table []R) []T {
	list := make([]T, 0, len(table)-1)
	for i := range table[1:] {
		list = append(list, T(i+1))
	}
	return list
}
