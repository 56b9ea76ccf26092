package main

import (
	"cmp"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/statuscat/statuscat/spec"
)

func newLint(s *streams) *cobra.Command {
	var strict bool
	var format formatFlag
	cmd := &cobra.Command{
		Use:   "lint [flags] [CATALOG.yaml… | -]",
		Short: "Report what is wrong or doubtful in catalogs",
		Long: `Lint reports every mistake and every doubt, one a line, as file:line:column:
message. A mistake is something that gen refuses: an unknown key, a code twice,
a vendor without a variant. A doubt is a warning: a definition that departs from
IANA's, a purpose that is still to be written. Warnings fail only under --strict;
statuscat words lists their ids, which allow: in the catalog takes. A dash reads
standard input. The format github marks the places in a pull request, and sarif
is for tools that collect findings.`,
		Example: `  statuscat lint acme.yaml
  statuscat lint --strict --format github acme.yaml
  statuscat lint - < acme.yaml`,
		ValidArgsFunction: completeCatalogs,
		RunE: func(_ *cobra.Command, args []string) error {
			return s.lint(args, strict, format)
		},
	}
	cmd.Flags().BoolVar(&strict, "strict", false, "let warnings fail as well")
	format.add(cmd, formatText, formatJSON, formatGitHub, formatSARIF)
	return cmd
}

func (s *streams) lint(names []string, strict bool, format formatFlag) error {
	results := s.loadAll(names)
	list := spec.ErrorList{}
	var unreadable []error
	for _, r := range results {
		var mistakes spec.ErrorList
		switch {
		case r.err == nil:
			list = append(list, spec.Lint(r.catalog)...)
		case errors.As(r.err, &mistakes):
			list = append(list, mistakes...)
		default:
			unreadable = append(unreadable, r.err)
		}
	}
	if err := s.printLint(list, format); err != nil {
		return err
	}
	read := len(results) - len(unreadable)
	return errors.Join(append(unreadable, s.summary(read, list, strict))...)
}

func (s *streams) printLint(list spec.ErrorList, format formatFlag) error {
	switch format {
	case formatJSON:
		return s.out.json(diagnosticsJSON(list))
	case formatSARIF:
		return s.out.json(sarifOf(list))
	case formatGitHub:
		for _, d := range list {
			s.out.annotate(d.Severity, d.File, d.Pos, "statuscat lint: "+ruleOf(d), d.Message)
		}
	default:
		s.out.diagnostics(list)
	}
	return nil
}

// summary says for people how it went. Its error is a finding where the command
// fails.
func (s *streams) summary(catalogs int, list spec.ErrorList, strict bool) error {
	errs, warnings := 0, 0
	for _, d := range list {
		if d.Severity == spec.Warning {
			warnings++
		} else {
			errs++
		}
	}
	var parts []string
	if errs > 0 {
		parts = append(parts, count(errs, "error"))
	}
	if warnings > 0 {
		parts = append(parts, count(warnings, "warning"))
	}
	text := cmp.Or(strings.Join(parts, " and "), "nothing to report") + " in " + count(catalogs, "catalog")
	if errs > 0 || strict && warnings > 0 {
		return finding(text)
	}
	if catalogs > 0 {
		s.err.printf("statuscat: %s\n", text)
	}
	return nil
}
