package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/gen/vectors"
	"github.com/statuscat/statuscat/spec"
)

// output is something that a catalog compiles to.
type output struct {
	flag  string // which takes the destination
	usage string
	emit  func(*spec.Catalog, genOptions) ([]gen.File, error)
}

var outputs = []output{
	{"go", "write Go packages below `DIR`", func(c *spec.Catalog, o genOptions) ([]gen.File, error) {
		return golang.Emit(c, golang.Options{Runtime: o.runtime, Package: o.pkg})
	}},
	{"markdown", "write reference pages below `DIR`", func(c *spec.Catalog, o genOptions) ([]gen.File, error) {
		return markdown.Emit(c, markdown.Options{Package: o.pkg})
	}},
	{"vectors", "write test vectors in JSON below `DIR`, for clients in other languages", func(c *spec.Catalog, o genOptions) ([]gen.File, error) {
		return vectors.Emit(c, vectors.Options{Package: o.pkg})
	}},
}

type genOptions struct {
	catalogs     []string
	vendors      []string
	destinations map[string]*string // by the output's flag; empty where it is not wanted
	pkg          string
	runtime      string
	check        bool
}

func newGen(s *streams) *cobra.Command {
	o := genOptions{destinations: map[string]*string{}}
	cmd := &cobra.Command{
		Use:   "gen [flags] [CATALOG.yaml…]",
		Short: "Compile catalogs into Go packages and reference pages",
		Long: `Gen compiles catalogs into one Go package, one reference page and one file of
test vectors per vendor, each in a folder named by the vendor's key below the
destination, and into a page that compares the vendors of a catalog. It writes the files that changed,
each of them whole or not at all, and none where anything is wrong. It never
replaces a file that it has not generated. Paths are relative to the current
folder, which under go generate is that of the file with the line.`,
		Example: `  # in your own repository, a Go package and a page for every vendor of acme.yaml
  statuscat gen --go . --markdown . acme.yaml

  # the same, kept in a Go file beside the catalog
  //go:generate go tool statuscat gen --go . --markdown . acme.yaml

  # one vendor, into the present folder, as package apistatus
  statuscat gen --go . --vendor acme --package apistatus ../api/acme.yaml

  # in CI: fail where a generated file is not up to date, and show the difference
  statuscat gen --check --go . --markdown . acme.yaml`,
		ValidArgsFunction: completeCatalogs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("vendor") && len(o.vendors) == 0 {
				return errors.New("--vendor is empty; leave it out to compile every vendor")
			}
			o.catalogs = args
			return s.gen(o)
		},
	}
	flags := cmd.Flags()
	for _, out := range outputs {
		o.destinations[out.flag] = flags.String(out.flag, "", out.usage)
		complete(cmd, out.flag, completeFolders)
	}
	flags.StringSliceVar(&o.vendors, "vendor", nil, "compile only this `VENDOR`; repeatable, or several separated by commas")
	flags.StringVar(&o.pkg, "package", "", "`NAME` the only vendor's package, and write straight into the destination")
	flags.StringVar(&o.runtime, "runtime", "", "import package status from this `PATH` (default "+golang.DefaultRuntime+")")
	flags.BoolVar(&o.check, "check", false, "write nothing; fail where a file is not up to date, and show the difference")
	complete(cmd, "vendor", func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		return s.completeVendors(args)
	})
	complete(cmd, "package", cobra.NoFileCompletions)
	complete(cmd, "runtime", cobra.NoFileCompletions)
	return cmd
}

func (s *streams) gen(o genOptions) error {
	catalogs, err := s.genCatalogs(o)
	if err != nil {
		return err
	}
	trees, err := compile(catalogs, o)
	if err != nil {
		return err
	}
	changes, err := compare(trees, len(o.vendors) == 0)
	if err != nil {
		return environment{err}
	}
	if o.check {
		return s.check(trees, changes)
	}
	return s.write(trees, changes)
}

// genCatalogs loads what is to be compiled.
func (s *streams) genCatalogs(o genOptions) ([]*spec.Catalog, error) {
	wanted := func(out output) bool { return *o.destinations[out.flag] != "" }
	if !slices.ContainsFunc(outputs, wanted) {
		return nil, errors.New("nothing to generate: give --go DIR, --markdown DIR or --vectors DIR")
	}
	if slices.Contains(o.catalogs, "-") {
		return nil, errors.New("generated files name their catalog, and standard input has no name: give a file")
	}
	catalogs, err := s.load(o.catalogs)
	if err != nil {
		return nil, errors.Join(err, finding("nothing is written"))
	}
	catalogs, err = selectVendors(catalogs, o.vendors)
	if err != nil {
		return nil, err
	}
	if n := len(vendorsOf(catalogs)); o.pkg != "" && n != 1 {
		return nil, fmt.Errorf("--package is for one vendor, and here are %d; choose with --vendor", n)
	}
	for _, c := range catalogs {
		c.File = label(c.File)
	}
	return catalogs, nil
}

// label is what generated files call the catalog of that file name. It is the
// same on every machine: a path outside the current folder is cut to its last
// element.
func label(file string) string {
	if !filepath.IsLocal(file) {
		return filepath.Base(file)
	}
	return filepath.ToSlash(filepath.Clean(file))
}

// write brings the trees up to date, or leaves them as they are where a file
// stands in the way.
func (s *streams) write(trees []*tree, changes []change) error {
	var foreign []error
	var files []diskFile
	for _, c := range changes {
		switch c.State {
		case gen.Foreign:
			foreign = append(foreign, finding(c.name()+" is not generated by statuscat; move it away or choose another destination"))
		case gen.Orphaned:
			s.err.printf("statuscat: %s is orphaned: its catalog no longer yields it; delete it\n", c.name())
		case gen.Missing, gen.Stale:
			files = append(files, diskFile{c.dir, c.Path, c.New})
		}
	}
	if foreign != nil {
		return errors.Join(append(foreign, finding("nothing is written"))...)
	}
	if err := writeFiles(files); err != nil {
		return environment{err}
	}
	for _, f := range files {
		s.out.printf("wrote %s\n", f.name())
	}
	if len(files) == 0 {
		s.out.printf("%s up to date\n", count(fileCount(trees), "file"))
	}
	return nil
}

// check shows what write would do. Its error is a finding where that is not
// nothing.
func (s *streams) check(trees []*tree, changes []change) error {
	if len(changes) == 0 {
		s.out.printf("%s up to date\n", count(fileCount(trees), "file"))
		return nil
	}
	found := map[gen.State]int{}
	for _, c := range changes {
		found[c.State]++
		if c.State == gen.Stale {
			s.out.diff(c.diff())
			continue
		}
		s.out.printf("%v: %s\n", c.State, c.name())
	}
	var parts, mend []string
	add := func(state gen.State, how string) {
		if n := found[state]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %v", n, state))
			if !slices.Contains(mend, how) {
				mend = append(mend, how)
			}
		}
	}
	add(gen.Stale, "run the command without --check")
	add(gen.Missing, "run the command without --check")
	add(gen.Orphaned, "delete what is orphaned")
	add(gen.Foreign, "move away what is foreign")
	return finding("not up to date: " + strings.Join(parts, ", ") + "; to mend it, " + strings.Join(mend, " and "))
}

// count says how many: "1 file", "2 files".
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
