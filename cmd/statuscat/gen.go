package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/mod/modfile"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/gen/gotest"
	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/gen/outputs"
	"github.com/statuscat/statuscat/gen/picture"
	"github.com/statuscat/statuscat/spec"
)

type genOptions struct {
	catalogs     []string
	vendors      []string
	destinations []string // of outputs.All; empty where one is not wanted
	gen.Options
	check  bool
	format formatFlag // of check
}

func newGen(s *streams) *cobra.Command {
	o := genOptions{destinations: make([]string, len(outputs.All))}
	cmd := &cobra.Command{
		Use:        "gen [flags] [CATALOG.yaml…]",
		SuggestFor: []string{"generate"},
		Short:      "Compile catalogs into Go packages, pages and fakes",
		Long: `Gen compiles catalogs. Each output has a flag with its destination. A vendor's
files go into a folder named after the vendor; pages that compare vendors go
beside these folders.

Gen writes each changed file whole or not at all, and no file if a catalog has an
error. It never replaces a file that it did not generate from a catalog of the
same name. Paths are relative to the current folder; under go generate that is
the folder of the file with the line.`,
		Example: `  # in your own repository, a Go package and a page for every vendor of acme.yaml
  statuscat gen --go . --markdown docs acme.yaml

  # the same, kept in a Go file beside the catalog
  //go:generate go tool statuscat gen --go . --markdown docs acme.yaml

  # one vendor, into the present folder, as package apistatus
  statuscat gen --go . --vendor acme --package apistatus ../api/acme.yaml

  # in CI: fail where a generated file is not up to date, and show the difference
  statuscat gen --check --go . --markdown docs acme.yaml`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: completeCatalogs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("vendor") && len(o.vendors) == 0 {
				return errors.New("--vendor is empty; omit it to compile every vendor")
			}
			if cmd.Flags().Changed("format") && !o.check {
				return errors.New("--format is for --check; without it there is nothing to mark")
			}
			o.catalogs = args
			return s.gen(o)
		},
	}
	flags := cmd.Flags()
	for i, out := range outputs.All {
		flags.StringVar(&o.destinations[i], out.Name, "", out.Usage)
		complete(cmd, out.Name, completeFolders)
	}
	flags.StringSliceVar(&o.vendors, "vendor", nil, "compile only this `VENDOR`; repeatable, or several separated by commas")
	flags.StringVar(&o.Package, "package", "", "`NAME` for the package of the only vendor, written into the destination itself")
	flags.StringVar(&o.Runtime, "runtime", "", "import package status from this `PATH` (default "+gen.DefaultRuntime+")")
	flags.StringVar(&o.Import, "import", "", "import the Go packages of --go from this `PATH` in the test packages (default by the go.mod above them)")
	flags.BoolVar(&o.check, "check", false, "write nothing; fail if a file is out of date, and show the difference")
	o.format.add(cmd, formatText, formatGitHub)
	complete(cmd, "vendor", func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		return s.completeVendors(args)
	})
	complete(cmd, "package", cobra.NoFileCompletions)
	complete(cmd, "runtime", cobra.NoFileCompletions)
	complete(cmd, "import", cobra.NoFileCompletions)
	return cmd
}

func (s *streams) gen(o genOptions) error {
	trees, err := s.genTrees(o)
	if err != nil {
		if o.format == formatGitHub {
			s.out.annotateAll(err)
		}
		return err
	}
	orphans := len(o.vendors) == 0
	if o.check {
		return s.check(trees, orphans, o.format)
	}
	return s.write(trees, orphans)
}

// genTrees compiles the chosen catalogs into the chosen outputs.
func (s *streams) genTrees(o genOptions) ([]*tree, error) {
	if err := o.findImport(); err != nil {
		return nil, err
	}
	catalogs, err := s.genCatalogs(o)
	if err != nil {
		return nil, err
	}
	o.findPicture()
	return compile(catalogs, o)
}

// destination returns where the files of an output go; empty if it is not wanted.
func (o *genOptions) destination(name string) string {
	return o.destinations[slices.IndexFunc(outputs.All, func(out gen.Output) bool { return out.Name == name })]
}

// findPicture sets the path from the pages to the picture, if both are wanted.
func (o *genOptions) findPicture() {
	pages, pictures := o.destination(markdown.Output.Name), o.destination(picture.Output.Name)
	if pages == "" || pictures == "" {
		return
	}
	if dir, err := filepath.Rel(pages, pictures); err == nil {
		o.Picture = path.Join(filepath.ToSlash(dir), picture.FileName)
	}
}

// findImport finds the import paths of the Go packages and the test packages, if
// test packages are wanted.
func (o *genOptions) findImport() error {
	tests := o.destination(gotest.Output.Name)
	if tests == "" || o.Import != "" {
		return nil
	}
	var err error
	if o.Import, err = importPath(cmp.Or(o.destination(golang.Output.Name), tests)); err == nil {
		o.TestImport, err = importPath(tests)
	}
	return err
}

// importPath returns the import path of a folder, by the go.mod in it or above it.
func importPath(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", environment{fmt.Errorf("the current folder is deleted or cannot be read (%w); change to another folder", err)}
	}
	for root := dir; ; root = filepath.Dir(root) {
		src, err := os.ReadFile(filepath.Join(root, "go.mod"))
		if module := modfile.ModulePath(src); err == nil && module != "" {
			below, err := filepath.Rel(root, dir)
			return path.Join(module, filepath.ToSlash(below)), err
		}
		if root == filepath.Dir(root) {
			return "", errors.New("--test needs the import path of the Go packages, and there is no go.mod above them; give it with --import")
		}
	}
}

// genCatalogs loads the chosen catalogs, with the chosen vendors only.
func (s *streams) genCatalogs(o genOptions) ([]*spec.Catalog, error) {
	if !slices.ContainsFunc(o.destinations, func(dir string) bool { return dir != "" }) {
		var flags []string
		for _, out := range outputs.All {
			flags = append(flags, "--"+out.Name+" DIR")
		}
		return nil, errors.New("nothing to generate; give at least one of " + strings.Join(flags, ", "))
	}
	if slices.Contains(o.catalogs, "-") {
		return nil, errors.New("generated files name their catalog, and standard input has no name; give a file")
	}
	catalogs, err := s.loadOf(o.catalogs, o.vendors)
	if err != nil {
		return nil, errors.Join(err, finding("nothing is written"))
	}
	catalogs, err = selectVendors(catalogs, o.vendors)
	if err != nil {
		return nil, err
	}
	if n := len(vendorsOf(catalogs)); o.Package != "" && n != 1 {
		return nil, fmt.Errorf("--package is for one vendor, and here are %d; choose with --vendor", n)
	}
	return catalogs, nil
}

// write brings the trees up to date. If a foreign file is at the path of one of theirs,
// it changes nothing.
func (s *streams) write(trees []*tree, orphans bool) error {
	changes, err := compare(trees, orphans)
	if err != nil {
		return environment{err}
	}
	files, err := toWrite(changes)
	if err != nil {
		return err
	}
	if err := clearAway(trees); err != nil {
		return err
	}
	if err := writeAll(files); err != nil {
		return err
	}
	written := 0
	for _, c := range changes {
		if c.State == gen.Orphaned {
			s.err.printf("statuscat: %s is orphaned: its catalog no longer yields it; delete it\n", shown(c.name()))
			continue
		}
		s.out.printf("wrote %s\n", shown(c.name()))
		written++
	}
	if written == 0 {
		s.out.printf("%s up to date\n", count(fileCount(trees), "file"))
	}
	return nil
}

// check shows what write would do. It returns a finding if write would do anything.
func (s *streams) check(trees []*tree, orphans bool, format formatFlag) error {
	left, err := leftOvers(trees)
	if err != nil {
		return err
	}
	for _, name := range left {
		s.out.printf("left over: %s\n", shown(name))
	}
	changes, err := compare(trees, orphans)
	if err != nil {
		return environment{err}
	}
	if len(changes)+len(left) == 0 {
		s.out.printf("%s up to date\n", count(fileCount(trees), "file"))
		return nil
	}
	found := make(map[gen.State]int)
	for _, c := range changes {
		found[c.State]++
		text := fmt.Sprintf("%v: %s", c.State, shown(c.name()))
		if format == formatGitHub {
			s.out.annotate(spec.Error, c.name(), spec.Pos{Line: c.firstLine(), Column: 1}, "statuscat gen", text)
		} else {
			s.out.printf("%s\n", text)
		}
		if c.State == gen.Stale {
			s.out.diff(c.diff())
		}
	}
	var parts, fixes []string
	add := func(n int, state, how string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, state))
			if !slices.Contains(fixes, how) {
				fixes = append(fixes, how)
			}
		}
	}
	add(found[gen.Stale], "stale", "run the command without --check")
	add(found[gen.Missing], "missing", "run the command without --check")
	add(len(left), "left over", "run the command without --check")
	add(found[gen.Orphaned], "orphaned", "delete orphaned files")
	add(found[gen.Foreign], "foreign", "move foreign files away")
	return finding("not up to date: " + strings.Join(parts, ", ") + "; " + strings.Join(fixes, " and "))
}

// count says how many: "1 file", "2 files".
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
