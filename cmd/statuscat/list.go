package main

import (
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
		Long: `List shows the codes that a vendor documents, or all vendors without one, a row
each: what the code means there and whether sending the request again helps.
Several words in one filter mean any of them; several filters mean all.`,
		Example: `  statuscat list leadcommerce
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
			return s.list(files, args, f, format)
		},
	}
	f.class.add(cmd, "only codes of these classes: 1xx to 5xx")
	f.kind.add(cmd, "only codes of these kinds, such as rate-limited")
	f.retry.add(cmd, "only codes with this answer: never, after-change, if-idempotent or always")
	addCatalogFlag(cmd, &files)
	format.add(cmd)
	return cmd
}

func (s *streams) list(files, keys []string, f *filter, format formatFlag) error {
	catalogs, err := s.load(files)
	if err != nil {
		return err
	}
	vendors := vendorsOf(catalogs)
	if len(keys) > 0 {
		v, err := findVendor(vendors, keys[0])
		if err != nil {
			return err
		}
		vendors = []*spec.Vendor{v}
	}
	rows := f.rows(vendors)
	if format == formatJSON {
		return s.out.json(rows)
	}
	if len(rows) == 0 {
		s.err.printf("statuscat: no code matches\n")
		return nil
	}
	cells := [][]string{{"VENDOR", "CODE", "KIND", "RETRY", "WAIT", "DEFINITION", "PURPOSE"}}
	for _, r := range rows {
		cells = append(cells, []string{r.Vendor, strconv.Itoa(r.Code), r.Kind.String(), r.Retry.String(), dash(r.info.Wait.String()), r.Definition, r.Purpose})
	}
	s.out.table(cells)
	return nil
}

func (f *filter) rows(vendors []*spec.Vendor) []row {
	rows := []row{}
	for _, v := range vendors {
		for _, variant := range v.Variants {
			if f.class.has(variant.Class()) && f.kind.has(variant.Kind) && f.retry.has(variant.Retry) {
				rows = append(rows, documented(variant))
			}
		}
	}
	return rows
}

// dash stands in for an empty cell.
func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
