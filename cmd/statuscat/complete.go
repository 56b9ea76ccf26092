package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/statuscat/statuscat/spec"
)

// complete sets what the shell offers for a flag of the command.
func complete(cmd *cobra.Command, flag string, f cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, f); err != nil {
		panic(err) // the command has no such flag
	}
}

// strictCompletion has the command completion refuse an unknown shell. Cobra would
// print its help and exit with 0.
func strictCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() != "completion" {
			continue
		}
		var shells []string
		for _, shell := range cmd.Commands() {
			shells = append(shells, shell.Name())
		}
		cmd.Args = cobra.ArbitraryArgs
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return fmt.Errorf("unknown shell %q%s the shells are %s", args[0], cmp.Or(spec.Suggest(args[0], shells), ";"), strings.Join(shells, ", "))
		}
	}
}

// completeCatalogs offers YAML files.
func completeCatalogs(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
}

// completeFolders offers folders.
func completeFolders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// completeVendors offers the vendors of the catalogs that files names, or the bundled
// ones, which takes no catalog. A catalog that does not load has none.
func (s *streams) completeVendors(files []string) ([]string, cobra.ShellCompDirective) {
	if len(files) == 0 {
		return spec.BundledKeys(), cobra.ShellCompDirectiveNoFileComp
	}
	var keys []string
	if !readsInput(files) {
		catalogs, _ := s.load(files)
		for _, v := range vendorsOf(catalogs) {
			keys = append(keys, v.Key)
		}
	}
	return keys, cobra.ShellCompDirectiveNoFileComp
}

// completeCodes offers the codes that the vendor documents.
func (s *streams) completeCodes(files []string, vendor string) ([]string, cobra.ShellCompDirective) {
	var offers []string
	if v := s.knownVendor(files, vendor); v != nil {
		for _, variant := range v.Variants {
			offers = append(offers, strconv.Itoa(variant.Code)+"\t"+variant.Definition)
		}
	}
	return offers, cobra.ShellCompDirectiveNoFileComp
}

// knownVendor returns the vendor of that key, or nil.
func (s *streams) knownVendor(files []string, key string) *spec.Vendor {
	if readsInput(files) {
		return nil
	}
	v, _, _ := s.find(files, key) // which is nil with an error
	return v
}

// readsInput reports whether standard input is among the files. While the shell
// completes, it is the shell's own.
func readsInput(files []string) bool { return slices.Contains(files, "-") }

// addCatalogFlag adds the flag of the commands whose arguments are not catalogs.
func addCatalogFlag(cmd *cobra.Command, files *[]string) {
	cmd.Flags().StringArrayVar(files, "catalog", nil, "read this `FILE` instead of the bundled catalogs; repeatable, - is standard input")
	complete(cmd, "catalog", completeCatalogs)
}
