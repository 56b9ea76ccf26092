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
				return s.out.json(newVocabulary())
			}
			newVocabulary().print(s.out)
			return nil
		},
	}
	format.add(cmd)
	return cmd
}

// vocabulary is every word of the language. Its JSON form is part of the
// command's interface.
type vocabulary struct {
	Kinds     []kindWord `json:"kinds"`
	Retries   []word     `json:"retries"`
	Faults    []word     `json:"faults"`
	Classes   []word     `json:"classes"`
	Units     []word     `json:"units"`
	Takes     []word     `json:"takes"`
	Parts     []word     `json:"parts"`
	Operators []word     `json:"operators"`
	Warnings  []word     `json:"warnings"` // the ids of lint's rules
}

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

func newVocabulary() *vocabulary {
	v := &vocabulary{
		Retries: wordsOf(status.Retries()),
		Faults:  wordsOf(status.Faults()),
		Units:   wordsOf(status.Units()),
		Takes:   wordsOf(status.Takes()),
		Parts:   wordsOf(status.Parts()),
	}
	for _, k := range status.Kinds() {
		v.Kinds = append(v.Kinds, kindWord{word{k.String(), k.Doc()}, k.Class(), k.Fault(), k.Retry()})
	}
	for _, c := range status.Classes() {
		name, meaning, _ := strings.Cut(c.Title(), " ")
		v.Classes = append(v.Classes, word{name, meaning})
	}
	for _, o := range spec.Operators() {
		v.Operators = append(v.Operators, word{o.Key, o.Purpose})
	}
	for _, r := range spec.Rules() {
		v.Warnings = append(v.Warnings, word{r.ID, r.Purpose})
	}
	return v
}

// wordsOf lists the words of a type.
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

func (v *vocabulary) print(p *printer) {
	rows := [][]string{{"KIND", "CLASS", "FAULT", "RETRY", "MEANING"}}
	for _, k := range v.Kinds {
		rows = append(rows, []string{k.Word, k.Class.Title(), k.Fault.String(), k.Retry.String(), k.Meaning})
	}
	p.table(rows)
	for _, list := range []struct {
		title string
		words []word
	}{
		{"RETRY", v.Retries},
		{"FAULT", v.Faults},
		{"CLASS", v.Classes},
		{"UNIT", v.Units},
		{"TAKE", v.Takes},
		{"PART", v.Parts},
		{"OPERATOR", v.Operators},
		{"WARNING", v.Warnings},
	} {
		rows := [][]string{{list.title, "MEANING"}}
		for _, w := range list.words {
			rows = append(rows, []string{w.Word, w.Meaning})
		}
		p.printf("\n")
		p.table(rows)
	}
}
