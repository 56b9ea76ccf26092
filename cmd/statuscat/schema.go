package main

import (
	"github.com/spf13/cobra"

	"github.com/statuscat/statuscat/spec"
)

func newSchema(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of catalogs, for editors",
		Long: `Schema prints the JSON Schema of the catalog language. With it, an editor completes,
explains and checks a catalog while you type. The editor finds the schema by the
first line of the catalog:

  # yaml-language-server: $schema=catalog.schema.json`,
		Example:           `  statuscat schema > catalog.schema.json`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			_, err := s.out.Write(spec.Schema())
			return err
		},
	}
}
