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

func (f *wordsFlag[T]) add(cmd *cobra.Command, usage string) {
	known := make([]string, len(f.known))
	for i, v := range f.known {
		text, _ := v.MarshalText() // known words have a text
		known[i] = string(text)
	}
	cmd.Flags().Func(f.name, usage, func(s string) error {
		for word := range strings.SplitSeq(s, ",") {
			i := slices.Index(known, word)
			if i < 0 {
				return fmt.Errorf("unknown %s %q%s", f.name, word, spec.SuggestWord(word, known))
			}
			f.chosen = append(f.chosen, f.known[i])
		}
		return nil
	})
	complete(cmd, f.name, cobra.FixedCompletions(known, cobra.ShellCompDirectiveNoFileComp))
}

// formatFlag chooses how a command prints: for people, or for one sort of program.
type formatFlag string

// The formats; each command has some of them.
const (
	formatText     formatFlag = "text"
	formatJSON     formatFlag = "json"
	formatMarkdown formatFlag = "markdown"
	formatGitHub   formatFlag = "github"
	formatSARIF    formatFlag = "sarif"
)

// add gives a command the flag with these formats, text and JSON if there are none;
// the first is the default.
func (f *formatFlag) add(cmd *cobra.Command, formats ...formatFlag) {
	if formats == nil {
		formats = []formatFlag{formatText, formatJSON}
	}
	*f = formats[0]
	var known []string
	for _, k := range formats {
		known = append(known, string(k))
	}
	cmd.Flags().Func("format", "print in this `FORMAT`: "+spec.Or(known), func(s string) error {
		if !slices.Contains(known, s) {
			return fmt.Errorf("want %s", spec.Or(known))
		}
		*f = formatFlag(s)
		return nil
	})
	complete(cmd, "format", cobra.FixedCompletions(known, cobra.ShellCompDirectiveNoFileComp))
}
