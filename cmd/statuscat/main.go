package main

import (
	"io"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func main() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(400)         // a run is over before it has much to collect
		debug.SetMemoryLimit(192 << 20) // but for a catalog near spec.MaxSize, which is to do with 256 MiB
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run does what the arguments ask for and returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	s := &streams{in: stdin, out: newPrinter(stdout), err: newPrinter(stderr)}
	root := newRoot(s)
	root.SetArgs(args)
	cmd, err := root.ExecuteC()
	code := report(s.err, err)
	if code == exitUsage {
		s.err.printf("see %s --help\n", cmd.CommandPath())
	}
	if err := s.out.flush(); err != nil {
		code = report(s.err, environment{err})
	}
	s.err.flush()
	return code
}

func newRoot(s *streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "statuscat",
		Short: "Compile catalogs of HTTP status codes into Go packages and documentation",
		Long: `Statuscat compiles catalogs of HTTP status codes, one variant per vendor, into
a typed Go package and a reference page per vendor. The same code does not mean
the same thing everywhere: ask it what a 403 is at two vendors.

A verb that reads catalogs and is given none takes those that come with
statuscat; diff wants to be given them.

Exit codes:
  0  all is well
  1  findings: mistakes in a catalog, files that are not up to date
  2  usage: a flag or an argument that makes no sense
  3  environment: a file that cannot be read or written`,
		Example: `  statuscat explain leadcommerce 403
  statuscat gen --go . --markdown docs acme.yaml
  //go:generate go tool statuscat gen --go . acme.yaml`,
		Version:       currentVersion(),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetVersionTemplate("{{.Name}} {{.Version}}\n")
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.AddCommand(newGen(s), newInit(s), newLint(s), newExplain(s), newList(s), newWords(s), newDiff(s), newSchema(s), newServe(s), newVersion(s))
	strictCompletion(root)
	return root
}
