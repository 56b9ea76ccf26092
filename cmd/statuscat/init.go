package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/statuscat/statuscat/spec"
)

// everywhere are the codes that every API has.
var everywhere = []int{200, 201, 204, 400, 401, 403, 404, 409, 422, 429, 500, 503}

func newInit(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:   "init NAME [CODE…]",
		Short: "Start a catalog of your own",
		Long: `Init writes the catalog NAME.yaml with one vendor of that name and the codes
given, or else the twelve that every API has. Definitions and kinds are those of
IANA's registry. What the vendor means by each code is left to be written: lint
names every purpose that is. A file that exists is left alone.`,
		Example: `  statuscat init acme
  statuscat init acme 200 402 404 429 500`,
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(_ *cobra.Command, args []string) error {
			return s.start(args[0], args[1:])
		},
	}
}

// start writes a catalog and says how to go on.
func (s *streams) start(name string, words []string) error {
	codes, err := parseCodes(words)
	if err != nil {
		return err
	}
	file := name + ".yaml"
	text := newCatalog(name, codes)
	var mistakes spec.ErrorList
	if _, err := spec.Load(file, text); errors.As(err, &mistakes) { // of the name, all else is ours
		return errors.New(mistakes[0].Message)
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return finding(file + " exists, and is left as it is")
	} else if err != nil {
		return environment{err}
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(file)
		return environment{err}
	}
	s.out.printf("wrote %s\n", file)
	s.err.printf(`Write the purposes, which this lists:
  statuscat lint %[1]s
and put this line into a Go file beside it:
  %[2]s
`, file, generateLine(file))
	return nil
}

// generateLine keeps what a catalog yields up to date.
func generateLine(file string) string {
	return "//go:generate go tool statuscat gen --go . --markdown . --schema . " + file
}

// parseCodes reads codes, each once, in ascending order; those of everywhere if
// there are none.
func parseCodes(words []string) ([]int, error) {
	if len(words) == 0 {
		return everywhere, nil
	}
	var codes []int
	for _, w := range words {
		code, err := strconv.Atoi(w)
		if err != nil || len(w) != 3 || code < 100 {
			return nil, fmt.Errorf("%q is no status code: a code has three digits, 100 to 999", w)
		}
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return slices.Compact(codes), nil
}

// newCatalog returns a catalog of those codes, which the registry explains as far
// as it knows them.
func newCatalog(name string, codes []int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `# yaml-language-server: $schema=catalog.schema.json
#
# What the status codes mean at %[1]s. The words that kind takes: statuscat words.
# A Go package, a page and the schema above come of this line in a Go file:
#
#	%[2]s
catalog: %[1]s
vendors:
  %[1]s:
    name: %[1]s
codes:
`, name, generateLine(name+".yaml"))
	registry := spec.IANA().Vendors[0]
	for _, code := range codes {
		info, registered := registry.Runtime().Lookup(code)
		if !registered {
			info.Definition = fmt.Sprintf("Code %d", code)
		}
		fmt.Fprintf(&b, `  %d:
    definition: %s
    variants:
      %s:
        purpose: %s
        kind: %s
`, code, info.Definition, name, spec.Unwritten, info.Kind)
		if registered && registry.Lookup(code).GoName != spec.GoName(info.Definition) {
			fmt.Fprintf(&b, "        name: %s\n", registry.Lookup(code).GoName)
		}
	}
	return []byte(b.String())
}
