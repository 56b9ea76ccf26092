package main

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// filter chooses rows; each part that is empty lets all pass.
type filter struct {
	class wordsFlag[status.Class]
	kind  wordsFlag[status.Kind]
	retry wordsFlag[status.Retry]
	codes []string
}

func newList(s *streams) *cobra.Command {
	f := &filter{
		class: wordsFlag[status.Class]{name: "class", known: status.Classes()},
		kind:  wordsFlag[status.Kind]{name: "kind", known: status.Kinds()},
		retry: wordsFlag[status.Retry]{name: "retry", known: status.Retries()},
	}
	var files []string
	var format formatFlag
	cmd := &cobra.Command{
		Use:   "list [flags] [VENDOR]",
		Short: "List the codes that vendors document",
		Long: `List shows the codes that a vendor documents, or that all vendors document, one
per row: what the code means and whether a retry can succeed. Several values in
one filter match any of them; several filters must all match. On a narrow
terminal, columns are omitted, RETRY last, and texts wrap. Use --format json for
everything, and explain for one code.`,
		Example: `  statuscat list leadcommerce
  statuscat list --code 403,429
  statuscat list --retry if-idempotent,always
  statuscat list --class 4xx --kind rate-limited --format json
  statuscat list --catalog acme.yaml`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return s.completeVendors(files)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if _, err := parseCodes(f.codes); err != nil {
				return fmt.Errorf("--code: %w; --class takes classes, such as 4xx", err)
			}
			return s.list(files, args, f, format)
		},
	}
	cmd.Flags().StringSliceVar(&f.codes, "code", nil, "only these `CODES`, separated by commas")
	complete(cmd, "code", cobra.NoFileCompletions)
	f.class.add(cmd, "only codes of these `CLASSES`: 1xx to 5xx")
	f.kind.add(cmd, "only codes of these `KINDS`, such as rate-limited")
	f.retry.add(cmd, "only codes with these `RETRIES`: never, after-change, if-idempotent or always")
	addCatalogFlag(cmd, &files)
	format.add(cmd)
	return cmd
}

func (s *streams) list(files, keys []string, f *filter, format formatFlag) error {
	vendors, err := s.choose(files, keys)
	if err != nil {
		return err
	}
	groups := f.groups(vendors)
	rows := slices.Concat(groups...)
	switch {
	case format == formatJSON:
		return s.out.json(append([]row{}, rows...))
	case len(rows) == 0:
		s.err.printf("statuscat: no code matches\n")
	default:
		s.out.table(listing(groups, len(keys) == 0))
	}
	return nil
}

// choose returns the vendor that keys names, or all.
func (s *streams) choose(files, keys []string) ([]*spec.Vendor, error) {
	if len(keys) > 0 {
		v, _, err := s.find(files, keys[0])
		return []*spec.Vendor{v}, err
	}
	catalogs, err := s.load(files)
	return vendorsOf(catalogs), err
}

// groups returns the rows that the filter lets pass, by vendor.
func (f *filter) groups(vendors []*spec.Vendor) [][]row {
	var groups [][]row
	for _, v := range vendors {
		var rows []row
		for _, variant := range v.Variants {
			if f.passes(variant) {
				rows = append(rows, documented(variant))
			}
		}
		if rows != nil {
			groups = append(groups, rows)
		}
	}
	return groups
}

func (f *filter) passes(v *spec.Variant) bool {
	return f.class.has(v.Class()) && f.kind.has(v.Kind) && f.retry.has(v.Retry) && (f.codes == nil || slices.Contains(f.codes, strconv.Itoa(v.Code)))
}

// listing is the table of the rows. The vendors' names stand above their rows,
// or in them where each has only one.
func listing(groups [][]row, named bool) [][]string {
	single := named && !slices.ContainsFunc(groups, func(rows []row) bool { return len(rows) > 1 })
	head := []string{"CODE", "DEFINITION", "KIND", "RETRY", "WAIT", "PURPOSE"}
	if single {
		head = slices.Insert(head, 0, "VENDOR")
	}
	cells := [][]string{head}
	for _, rows := range groups {
		if named && !single {
			cells = append(cells, []string{rows[0].Vendor})
		}
		for _, r := range rows {
			line := []string{strconv.Itoa(r.Code), r.Definition, r.Kind.String(), r.Retry.String(), waitCell(r.advice()), r.Purpose}
			if single {
				line = slices.Insert(line, 0, r.Vendor)
			}
			cells = append(cells, line)
		}
	}
	return cells
}
