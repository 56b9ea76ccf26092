package spec

import (
	"fmt"
	"strings"

	"github.com/agext/levenshtein"
)

// synonyms are words that other formats have for ours.
var synonyms = map[string]string{
	"matches": "contains", "regex": "contains", "starts_with": "prefix", "ends_with": "suffix", "eq": "equals",
	"is": "equals", "exists": "present", "missing": "absent", "any_of": "in", "one_of": "in", "range": "between",
	"description": "purpose", "reason": "definition", "phrase": "definition", "type": "kind", "category": "kind",
	"action": "remedy", "comment": "note", "docs": "reference", "retry_after": "wait", "backoff": "wait",
	"ms": "milliseconds", "s": "seconds", "sec": "seconds", "unix": "epoch-seconds", "timestamp": "epoch-seconds",
	"throttled": "rate-limited", "forbidden": "permission-denied", "unauthorized": "unauthenticated",
	"validation": "invalid-request", "server-error": "internal",
}

// maxSteps bounds the letters that one suggestion compares: a word of twelve
// with two thousand such words, and fewer if they are longer.
const maxSteps = 300_000

// suggest returns the known word that the given one stands for or is nearest to, and
// `; did you mean "x"?`. Both are empty if there is none.
func suggest(word string, known []string) (near, sentence string) {
	const longest = 64
	if len(word) > longest {
		return "", ""
	}
	// A third of the letters wrong is a typing mistake, more is another word.
	distance := max(1, len(word)/3) + 1
	steps, synonym := 0, synonyms[word]
	for _, k := range known {
		if k == synonym {
			near = k
			break
		}
		if len(k) >= len(word)+distance || len(word) >= len(k)+distance {
			continue
		}
		if steps += len(word) * len(k); steps > maxSteps {
			break
		}
		if d := levenshtein.Distance(strings.ToLower(word), strings.ToLower(k), nil); d < distance {
			near, distance = k, d
		}
	}
	if near == "" {
		return "", ""
	}
	return near, fmt.Sprintf("; did you mean %q?", near)
}

// Suggest returns `; did you mean "x"?` with the known word nearest to word, or "" if
// none is near.
func Suggest(word string, known []string) string {
	_, sentence := suggest(word, known)
	return sentence
}

// SuggestWord is Suggest for a word of the language. It also names the command that
// lists them all. If no word is near and they are few, it lists them itself.
func SuggestWord(word string, known []string) string {
	sentence := Suggest(word, known)
	switch {
	case sentence == "" && len(known) <= maxListed:
		return "; want " + Or(known)
	case sentence == "":
		sentence = ";"
	}
	return sentence + " statuscat words lists all"
}

// maxListed is the number of words that a message lists.
const maxListed = 12
