package main

import (
	"cmp"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/statuscat/statuscat/gen/outputs"
	"github.com/statuscat/statuscat/spec"
)

func newLint(s *streams) *cobra.Command {
	var strict bool
	var format formatFlag
	var stale time.Time
	cmd := &cobra.Command{
		Use:   "lint [flags] [CATALOG.yaml… | -]",
		Short: "Report errors and warnings in catalogs",
		Long: `Lint reports errors and warnings with their positions, one per line, as
file:line:column: message. An error is anything that gen rejects: an unknown key,
a code twice, a vendor without a variant. A warning is legal and looks wrong, such
as a definition that differs from IANA's. Suppress a warning with allow: <id> in
the catalog; statuscat words lists the ids.

Warnings fail only with --strict. With --stale AGE, lint also warns about vendors
not checked against their documentation for that long; run that in a scheduled
job, as it depends on the date. Use - for standard input. The format github marks
positions in a pull request; sarif is for tools that collect findings.`,
		Example: `  statuscat lint acme.yaml
  statuscat lint --strict --format github acme.yaml
  statuscat lint - < acme.yaml`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: completeCatalogs,
		RunE: func(_ *cobra.Command, args []string) error {
			return s.lint(args, strict, stale, format)
		},
	}
	cmd.Flags().BoolVar(&strict, "strict", false, "fail on warnings too")
	cmd.Flags().Func("stale", "warn about vendors not checked for this `AGE`, such as 365d", func(age string) (err error) {
		stale, err = daysBefore(time.Now(), age)
		return err
	})
	complete(cmd, "stale", cobra.NoFileCompletions)
	format.add(cmd, formatText, formatJSON, formatGitHub, formatSARIF)
	return cmd
}

// daysBefore returns the day that is an age before now. The age is written in days, as
// 365d.
func daysBefore(now time.Time, age string) (time.Time, error) {
	days, ok := strings.CutSuffix(age, "d")
	n, err := strconv.ParseUint(days, 10, 16)
	if !ok || err != nil || n == 0 {
		return time.Time{}, errors.New("want an age in days, such as 365d")
	}
	return now.UTC().Truncate(24*time.Hour).AddDate(0, 0, -int(n)), nil
}

func (s *streams) lint(names []string, strict bool, stale time.Time, format formatFlag) error {
	results := s.loadAll(names)
	list := spec.ErrorList{}
	var unreadable []error
	for _, r := range results {
		var mistakes spec.ErrorList
		switch {
		case r.err == nil:
			for _, out := range outputs.All {
				if out.Check != nil {
					list = append(list, out.Check(r.catalog)...)
				}
			}
			list = append(list, spec.Lint(r.catalog, stale)...)
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
		s.diagnostics(s.out, list)
	}
	return nil
}

// summary says how many errors and warnings there are. It returns a finding if the command
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
