package main

import (
	"cmp"
	"errors"
	"fmt"
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
	var stale daysFlag
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
			return s.lint(args, strict, stale.before(time.Now()), format)
		},
	}
	cmd.Flags().BoolVar(&strict, "strict", false, "fail on warnings too")
	cmd.Flags().Var(&stale, "stale", "warn about vendors not checked for this `AGE`, such as 365d")
	complete(cmd, "stale", cobra.NoFileCompletions)
	format.add(cmd, formatText, formatJSON, formatGitHub, formatSARIF)
	return cmd
}

// daysFlag is an age in days; 0 is none. It is written as 365d.
type daysFlag int

func (f *daysFlag) String() string {
	if *f == 0 {
		return ""
	}
	return fmt.Sprintf("%dd", int(*f))
}

func (f *daysFlag) Type() string { return "AGE" }

func (f *daysFlag) Set(s string) error {
	days, ok := strings.CutSuffix(s, "d")
	n, err := strconv.ParseUint(days, 10, 16)
	if !ok || err != nil || n == 0 {
		return errors.New("an age is written in days, as 365d")
	}
	*f = daysFlag(n)
	return nil
}

// before returns the day that is so long ago, or the zero time.
func (f daysFlag) before(now time.Time) time.Time {
	if f == 0 {
		return time.Time{}
	}
	return now.UTC().Truncate(24*time.Hour).AddDate(0, 0, -int(f))
}

func (s *streams) lint(names []string, strict bool, since time.Time, format formatFlag) error {
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
			list = append(list, spec.Lint(r.catalog, since)...)
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
