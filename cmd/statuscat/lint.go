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
IANA's, a speed limit without a wait. Warnings fail only under --strict. A dash
reads standard input.`,
		Example: `  statuscat lint acme.yaml
  statuscat lint --strict --format json acme.yaml
  statuscat lint - < acme.yaml`,
		ValidArgsFunction: completeCatalogs,
		RunE: func(_ *cobra.Command, args []string) error {
			return s.lint(args, strict, format)
		},
	}
	cmd.Flags().BoolVar(&strict, "strict", false, "let warnings fail as well")
	format.add(cmd)
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
	if format == formatJSON {
		if err := s.out.json(diagnostics(list)); err != nil {
			return err
		}
	} else {
		s.out.diagnostics(list)
	}
	read := len(results) - len(unreadable)
	return errors.Join(append(unreadable, s.summary(read, list, strict))...)
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

// diagnosticJSON is a diagnostic as tools read it.
type diagnosticJSON struct {
	File     string        `json:"file"`
	Line     int           `json:"line"`
	Column   int           `json:"column"`
	Severity spec.Severity `json:"severity"`
	Message  string        `json:"message"`
}

func diagnostics(list spec.ErrorList) []diagnosticJSON {
	out := make([]diagnosticJSON, len(list))
	for i, d := range list {
		out[i] = diagnosticJSON{d.File, d.Line, d.Column, d.Severity, d.Message}
	}
	return out
}
