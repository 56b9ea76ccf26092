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
			return fmt.Errorf("unknown %s %q%s", f.name, word, spec.SuggestWord(word, known))
		}
		f.chosen = append(f.chosen, f.known[i])
	}
	return nil
}

func (f *wordsFlag[T]) add(cmd *cobra.Command, usage string) {
	cmd.Flags().Var(f, f.name, usage)
	complete(cmd, f.name, cobra.FixedCompletions(f.texts(f.known), cobra.ShellCompDirectiveNoFileComp))
}

// formatFlag chooses how a verb prints: for people, or for one sort of program.
type formatFlag string

// The formats; each verb has some of them.
const (
	formatText     formatFlag = "text"
	formatJSON     formatFlag = "json"
	formatMarkdown formatFlag = "markdown"
	formatGitHub   formatFlag = "github"
	formatSARIF    formatFlag = "sarif"
)

// add gives a verb the flag with these formats, text and JSON if there are none;
// the first is the default.
func (f *formatFlag) add(cmd *cobra.Command, known ...formatFlag) {
	if known == nil {
		known = []formatFlag{formatText, formatJSON}
	}
	*f = known[0]
	flag := formatValue{f, nil}
	for _, k := range known {
		flag.known = append(flag.known, string(k))
	}
	cmd.Flags().Var(flag, "format", flag.list("or"))
	complete(cmd, "format", cobra.FixedCompletions(flag.known, cobra.ShellCompDirectiveNoFileComp))
}

// formatValue holds a formatFlag to the formats of its verb.
type formatValue struct {
	*formatFlag
	known []string
}

func (f formatValue) String() string { return string(*f.formatFlag) }

func (f formatValue) Type() string { return "format" }

func (f formatValue) Set(s string) error {
	if !slices.Contains(f.known, s) {
		return fmt.Errorf("the formats are %s", f.list("and"))
	}
	*f.formatFlag = formatFlag(s)
	return nil
}

func (f formatValue) list(last string) string {
	n := len(f.known) - 1
	return strings.Join(f.known[:n], ", ") + " " + last + " " + f.known[n]
}
