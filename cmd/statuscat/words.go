package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

func newWords(s *streams) *cobra.Command {
	var format formatFlag
	cmd := &cobra.Command{
		Use:   "words",
		Short: "List the values that catalog keys accept",
		Long: `Words lists the values that catalog keys accept: kinds and what follows from
each, retries, units of a wait, comparisons, and the ids of lint's warnings.`,
		Example: `  statuscat words
  statuscat words --format json`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			if format == formatJSON {
				return s.out.json(vocabularyJSON())
			}
			s.out.vocabulary()
			return nil
		},
	}
	format.add(cmd)
	return cmd
}

// word is a value that a catalog key accepts. Its JSON form is part of the command's
// interface, and so are those of kindWord and of vocabularyJSON.
type word struct {
	Word    string `json:"word"`
	Meaning string `json:"meaning"`
}

type kindWord struct {
	word
	Class status.Class `json:"class"`
	Fault status.Fault `json:"fault"`
	Retry status.Retry `json:"retry"`
}

func kindWords() []kindWord {
	var words []kindWord
	for _, k := range status.Kinds() {
		words = append(words, kindWord{word{k.String(), k.Doc()}, k.Class(), k.Fault(), k.Retry()})
	}
	return words
}

// wordList is the values of one sort, beside the kinds.
type wordList struct {
	key, title string
	words      []word
}

func wordLists() []wordList {
	var classes, operators, warnings []word
	for _, c := range status.Classes() {
		name, meaning, _ := strings.Cut(c.Title(), " ")
		classes = append(classes, word{name, meaning})
	}
	for _, o := range spec.Operators() {
		operators = append(operators, word{o.Key, o.Purpose})
	}
	for _, r := range spec.Rules() {
		warnings = append(warnings, word{r.ID, r.Purpose})
	}
	return []wordList{
		{"retries", "RETRY", wordsOf(status.Retries())},
		{"faults", "FAULT", wordsOf(status.Faults())},
		{"classes", "CLASS", classes},
		{"units", "UNIT", wordsOf(status.Units())},
		{"takes", "TAKE", wordsOf(status.Takes())},
		{"parts", "PART", wordsOf(status.Parts())},
		{"operators", "OPERATOR", operators},
		{"warnings", "WARNING", warnings},
	}
}

// wordsOf lists the values of a type.
func wordsOf[T interface {
	String() string
	Doc() string
}](values []T) []word {
	words := make([]word, len(values))
	for i, v := range values {
		words[i] = word{v.String(), v.Doc()}
	}
	return words
}

func vocabularyJSON() any {
	all := map[string]any{"kinds": kindWords()}
	for _, l := range wordLists() {
		all[l.key] = l.words
	}
	return all
}

func (p *printer) vocabulary() {
	rows := [][]string{{"KIND", "CLASS", "FAULT", "RETRY", "MEANING"}}
	for _, k := range kindWords() {
		rows = append(rows, []string{k.Word, k.Class.Title(), k.Fault.String(), k.Retry.String(), k.Meaning})
	}
	p.table(rows)
	for _, l := range wordLists() {
		rows := [][]string{{l.title, "MEANING"}}
		for _, w := range l.words {
			rows = append(rows, []string{w.Word, w.Meaning})
		}
		p.printf("\n")
		p.table(rows)
	}
}
