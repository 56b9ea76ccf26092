package main

import (
	"encoding"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/statuscat/statuscat/spec"
)

// wordsFlag is a flag that takes one or more words of a vocabulary, separated
// by commas or given one a flag.
type wordsFlag[T interface {
	comparable
	encoding.TextMarshaler
}] struct {
	name   string // of the flag: "kind"
	known  []T
	chosen []T
}

// has reports whether v was chosen, or nothing was.
func (f *wordsFlag[T]) has(v T) bool { return len(f.chosen) == 0 || slices.Contains(f.chosen, v) }

func (f *wordsFlag[T]) texts(values []T) []string {
	texts := make([]string, len(values))
	for i, v := range values {
		text, _ := v.MarshalText() // known words have a text
		texts[i] = string(text)
	}
	return texts
}

func (f *wordsFlag[T]) String() string { return strings.Join(f.texts(f.chosen), ",") }

func (f *wordsFlag[T]) Type() string { return f.name }

func (f *wordsFlag[T]) Set(s string) error {
	known := f.texts(f.known)
	for word := range strings.SplitSeq(s, ",") {
		i := slices.Index(known, word)
		if i < 0 {
			return fmt.Errorf("unknown %s %q%s", f.name, word, spec.Suggest(word, known))
		}
		f.chosen = append(f.chosen, f.known[i])
	}
	return nil
}

func (f *wordsFlag[T]) add(cmd *cobra.Command, usage string) {
	cmd.Flags().Var(f, f.name, usage)
	complete(cmd, f.name, cobra.FixedCompletions(f.texts(f.known), cobra.ShellCompDirectiveNoFileComp))
}

// formatFlag chooses between text for people and JSON for programs.
type formatFlag string

const (
	formatText formatFlag = "text"
	formatJSON formatFlag = "json"
)

func (f *formatFlag) String() string { return string(*f) }

func (f *formatFlag) Type() string { return "format" }

func (f *formatFlag) Set(s string) error {
	if s != string(formatText) && s != string(formatJSON) {
		return fmt.Errorf("the formats are %s and %s", formatText, formatJSON)
	}
	*f = formatFlag(s)
	return nil
}

func (f *formatFlag) add(cmd *cobra.Command) {
	*f = formatText
	cmd.Flags().Var(f, "format", "text or json")
	complete(cmd, "format", cobra.FixedCompletions([]string{string(formatText), string(formatJSON)}, cobra.ShellCompDirectiveNoFileComp))
}
