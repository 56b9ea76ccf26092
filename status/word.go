package status

import "fmt"

// word gives the text of v, one of the words of a type; a value without a word
// prints as Go would print the conversion: "Kind(99)".
func word[T ~uint8](typeName string, words []string, v T) string {
	if int(v) < len(words) {
		return words[v]
	}
	return fmt.Sprintf("%s(%d)", typeName, v)
}

func marshalWord[T ~uint8](typeName string, words []string, v T) ([]byte, error) {
	if int(v) < len(words) {
		return []byte(words[v]), nil
	}
	return nil, fmt.Errorf("status: %s(%d) has no word", typeName, v)
}

func unmarshalWord[T ~uint8](typeName string, words []string, v *T, text []byte) error {
	for i, w := range words {
		if w == string(text) {
			*v = T(i)
			return nil
		}
	}
	return fmt.Errorf("status: %q is no %s", text, typeName)
}
