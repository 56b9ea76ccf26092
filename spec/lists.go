package spec

import "strings"

// Or lists words as a sentence does: "a, b or c".
func Or(words []string) string { return enumerate(words, " or ") }

// And lists words as a sentence does: "a, b and c".
func And(words []string) string { return enumerate(words, " and ") }

func enumerate(words []string, last string) string {
	n := len(words) - 1
	if n < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n], ", ") + last + words[n]
}

// mapped returns the results of f for all elements of a list.
func mapped[T, U any](list []T, f func(T) U) []U {
	var all []U
	for _, v := range list {
		all = append(all, f(v))
	}
	return all
}
