package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/spec/draft"
)

// everywhere are codes that most APIs have.
var everywhere = []int{200, 201, 204, 400, 401, 403, 404, 409, 422, 429, 500, 503}

func newInit(s *streams) *cobra.Command {
	var from []string
	cmd := &cobra.Command{
		Use:   "init NAME [CODE…]",
		Short: "Start a catalog for your API",
		Long: `Init writes the catalog NAME.yaml with one vendor of that name.

With --from it reads what the vendor has published: an OpenAPI 3 document, or a
page of HTML, Markdown or plain text with a table of codes. Several --from are
merged, the first one counts. Definitions, purposes, examples and limit headers
come from there. The kinds cannot: each is the usual one for its number, with a
question mark, and lint warns until you have reviewed it and removed the mark.

Without --from, the catalog has the given codes, or twelve common ones, with the
definitions and kinds of IANA's registry and purposes for you to write. An
existing file is never overwritten.`,
		Example: `  statuscat init acme
  statuscat init acme 200 402 404 429 500
  statuscat init --from openapi.yaml acme
  statuscat init --from errors.html --from openapi.json acme`,
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(_ *cobra.Command, args []string) error {
			codes, err := parseCodes(args[1:])
			if err != nil {
				return err
			}
			if len(codes) == 0 && from == nil {
				codes = everywhere
			}
			return s.start(args[0], codes, from)
		},
	}
	cmd.Flags().StringArrayVar(&from, "from", nil, "read codes from this `FILE`: OpenAPI 3, HTML, Markdown or plain text; repeatable")
	return cmd
}

// maxSource bounds a file of --from. The largest public OpenAPI documents have about
// 10 MB.
const maxSource = 16 << 20

// start writes a catalog and says how to go on.
func (s *streams) start(name string, codes []int, from []string) error {
	d := &draft.Draft{}
	for _, file := range from {
		src, err := s.readSource(file)
		if err != nil {
			return environment{err}
		}
		other, err := draft.Read(filepath.ToSlash(file), src, s.readSource)
		if err != nil {
			return finding(err.Error())
		}
		d.Merge(other)
	}
	d.Merge(draft.Start(codes))

	file := name + ".yaml"
	text := d.Catalog(name, generateLine(file), from != nil)
	var mistakes spec.ErrorList
	if _, err := spec.Load(file, text); errors.As(err, &mistakes) && from == nil { // of the name, all else is ours
		return errors.New(mistakes[0].Message)
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return finding(file + " exists and is left unchanged")
	} else if err != nil {
		return environment{err}
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(file)
		return environment{err}
	}
	s.out.printf("wrote %s\n", file)
	for _, left := range d.LeftOut {
		s.err.printf("left out: %s\n", left)
	}
	s.err.printf(`Complete the catalog; this lists what is missing:
  %[3]s lint %[1]s
Then put this line into a Go file beside it:
  %[2]s
`, file, generateLine(file), s.called)
	return nil
}

// readSource reads a file of --from, or one that it refers to.
func (s *streams) readSource(file string) ([]byte, error) {
	src, err := s.readFile(filepath.FromSlash(file), maxSource+1)
	if err == nil && len(src) > maxSource {
		err = fmt.Errorf("%s is larger than %d MiB", file, maxSource>>20)
	}
	return src, err
}

// generateLine returns the line that has go generate compile a catalog.
func generateLine(file string) string {
	return "//go:generate go tool statuscat gen --go . --markdown docs --schema . " + file
}

// parseCodes reads codes and returns each once, in ascending order.
func parseCodes(words []string) ([]int, error) {
	var codes []int
	for _, w := range words {
		code, err := strconv.Atoi(w)
		if err != nil || len(w) != 3 || code < 100 {
			return nil, fmt.Errorf("want a status code from 100 to 999, have %q", w)
		}
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return slices.Compact(codes), nil
}
