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
	return newStreams(stdin, stdout, stderr).run(args)
}

func (s *streams) run(args []string) int {
	root := newRoot(s)
	root.SetArgs(args)
	cmd, err := root.ExecuteC()
	code := s.report(err)
	if code == exitUsage {
		s.err.printf("see %s --help\n", cmd.CommandPath())
	}
	if err := s.out.flush(); err != nil {
		code = s.report(environment{err})
	}
	s.err.flush()
	return code
}

func newRoot(s *streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "statuscat",
		Short: "Compile catalogs of HTTP status codes into Go packages and documentation",
		Long:  "Statuscat says what HTTP status codes mean at the vendor that sent them, and\ncompiles catalogs of them into Go packages and documentation.",
		Example: `  statuscat explain leadcommerce 403
  statuscat gen --go . --markdown docs acme.yaml
  //go:generate go tool statuscat gen --go . acme.yaml`,
		Version:       currentVersion(),
		Annotations:   map[string]string{cobra.CommandDisplayNameAnnotation: s.called},
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetVersionTemplate("statuscat {{.Version}}\n")
	root.SetOut(s.out)
	root.SetErr(s.err)
	for _, g := range []struct {
		title    string
		commands []*cobra.Command
	}{
		{"Look up a code", []*cobra.Command{newExplain(s), newList(s)}},
		{"Write a catalog", []*cobra.Command{newInit(s), newWords(s), newSchema(s), newLint(s), newGen(s), newDiff(s)}},
		{"Test a client", []*cobra.Command{newServe(s)}},
		{other, []*cobra.Command{newVersion(s)}},
	} {
		root.AddGroup(&cobra.Group{ID: g.title, Title: g.title})
		for _, c := range g.commands {
			c.GroupID = g.title
			root.AddCommand(c)
		}
	}
	root.SetHelpCommandGroupID(other)
	root.SetCompletionCommandGroupID(other)
	strictCompletion(root)
	of := root.HelpFunc()
	root.SetHelpFunc(func(c *cobra.Command, args []string) {
		if c != root {
			of(c, args)
			return
		}
		s.overview(root)
	})
	return root
}

// other is the group of commands that need no explanation.
const other = "Other"

// overview prints the help of the command as a whole, which fits a terminal.
func (s *streams) overview(root *cobra.Command) {
	s.out.printf("%s\n\nUsage: statuscat COMMAND\n", root.Long)
	for _, g := range root.Groups() {
		if g.ID == other {
			continue
		}
		s.out.printf("\n%s:\n", g.Title)
		for _, c := range root.Commands() {
			if c.GroupID == g.ID {
				s.out.printf("  %-9s %s\n", c.Name(), c.Short)
			}
		}
	}
	s.out.printf("%s", `
Also: completion, help, version. See statuscat COMMAND --help for its flags.
Commands use the bundled catalogs unless you name others. diff always needs two.
Exit codes: 0 success, 1 findings, 2 usage, 3 a file cannot be read or written.
`)
}
