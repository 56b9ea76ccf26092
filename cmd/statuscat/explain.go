package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/statuscat/statuscat/spec"
)

func newExplain(s *streams) *cobra.Command {
	var files []string
	var format formatFlag
	var response responseFlags
	cmd := &cobra.Command{
		Use:   "explain [flags] [VENDOR] CODE",
		Short: "Explain a code, or decide about a response",
		Long: `Explain shows what a code means at a vendor, who has to act, whether a retry can
succeed, and how long to wait. The code is its number or its definition. If the
vendor does not document it, explain shows the fallback. Without a vendor, it
shows the standard and the vendors that differ.

Many codes have several meanings. Describe the response you received, and its
request, with the flags below: explain shows the decision first, then the case
that matches. With --all it also shows why the others do not, and the examples.`,
		Example: `  statuscat explain leadcommerce 403
  statuscat explain bigcommerce request entity too large
  statuscat explain 403
  statuscat explain --header 'Retry-After: 30' leadcommerce 403
  statuscat explain --header 'X-RateLimit-Remaining: 0' --path /search --attempt 2 github 403
  statuscat explain --catalog acme.yaml --format json acme 503
  curl -s https://api.example.com/orders | statuscat explain --body - --catalog acme.yaml acme 429`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("explain needs a code, as in: statuscat explain leadcommerce 403")
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			switch len(args) {
			case 0:
				return s.completeVendors(files)
			case 1:
				return s.completeCodes(files, args[0])
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if err := response.check(); err != nil {
				return err
			}
			return s.explain(files, args, &response, format)
		},
	}
	addCatalogFlag(cmd, &files)
	response.add(cmd)
	format.add(cmd)
	return cmd
}

// explanation is everything about one code. Its JSON form is part of the
// command's interface.
type explanation struct {
	row
	About   []spec.Fact `json:"about"`           // the vendor as a whole
	Cases   []caseRow   `json:"cases,omitempty"` // its other meanings
	decided             // about the response that the flags describe
	Others  []row       `json:"others"` // what it means at other vendors and in the standard

	vendor   *spec.Vendor
	catalogs []*spec.Catalog // that it was found in
	all      bool            // print the cases that do not match, and the examples
}

func (s *streams) explain(files, args []string, response *responseFlags, format formatFlag) error {
	v, catalogs, err := s.find(files, args[0])
	var unknown unknownVendor
	switch {
	case errors.As(err, &unknown):
		return s.explainEverywhere(files, args, response, format, err)
	case err != nil:
		return err
	case len(args) == 1:
		return fmt.Errorf("explain needs a code of %s, as in: statuscat explain %[1]s 403", v.Key)
	}
	number, err := parseCode(v, strings.Join(args[1:], " "))
	if err != nil {
		return err
	}
	others := slices.DeleteFunc(withStandard(catalogs), func(other *spec.Vendor) bool { return other == v })
	e := explanation{row: meaningOf(v, number), About: about(v), Others: rowsOf(others, number), vendor: v, catalogs: catalogs, all: response.all}
	if err := e.decide(s, response); err != nil {
		return err
	}
	if format == formatJSON {
		return s.out.json(e)
	}
	e.print(s.out)
	return nil
}

// about returns everything that a catalog says of a vendor as a whole.
func about(v *spec.Vendor) []spec.Fact {
	var all []spec.Fact
	for _, f := range spec.VendorFields {
		for _, text := range f.Texts(v) {
			all = append(all, spec.Fact{Key: f.Key, Label: f.Label, Text: text})
		}
	}
	return all
}

// parseCode reads a code as the vendor's generated package would. Its error
// names the nearest definition.
func parseCode(v *spec.Vendor, s string) (int, error) {
	code, err := v.Runtime().Parse(s)
	if err == nil {
		return code, nil
	}
	var known []string
	for _, variant := range v.Variants {
		known = append(known, variant.Definition)
	}
	return 0, fmt.Errorf("%w%s", err, spec.Suggest(s, known))
}

func (e explanation) print(p *printer) {
	p.printf("%s at %s\n\n", p.paint(bold, e.info.String()), e.vendor.Title())
	e.printDecision(p)
	if text := e.fallbackText(); text != "" {
		p.paragraph("", 0, text)
		p.printf("\n")
	}
	field := func(name, text string) {
		if text != "" {
			const width = len("idempotency_key") + 2
			p.paragraph(fmt.Sprintf("%-*s", width, name), width, text)
		}
	}
	class, _ := e.Class.MarshalText() // every code that parses has a class
	field("class", fmt.Sprintf("%s %s", class, e.Class))
	facts := spec.InfoFacts(&e.info)
	if variant := e.vendor.Lookup(e.Code); variant != nil {
		facts = variant.Facts()
	}
	for _, f := range facts {
		field(f.Key, f.Text)
	}
	field("grpc", fmt.Sprintf("%d %s", e.GRPC, grpcNames[e.GRPC]))
	field("go", e.Vendor+"."+cmp.Or(e.Name, fmt.Sprintf("Status(%d)", e.Code)))
	e.printCases(p)
	if e.all {
		e.printExamples(p)
	}
	if e.Verdict != nil && !e.all {
		return
	}
	p.printf("\n%s\n", p.paint(bold, "THE VENDOR"))
	for _, f := range e.vendor.Facts() {
		if !slices.Contains(facts, f) {
			field(f.Key, f.Text)
		}
	}
	if len(e.Others) == 0 {
		return
	}
	p.printf("\n")
	p.compare(e.catalogs, e.Code, "ELSEWHERE", e.vendor)
}

// grpcNames are the names of gRPC's status codes, by number.
var grpcNames = [...]string{
	"OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
	"RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
	"UNAUTHENTICATED",
}

// fallbackText says where the meaning of an undocumented code comes from.
func (e explanation) fallbackText() string {
	const silent = "The vendor does not document %d. "
	switch e.Meaning {
	case fromFallback:
		return fmt.Sprintf(silent+"It means what %s says:", e.Code, e.vendor.FallbackOf(e.Code).Title())
	case fromClass:
		return fmt.Sprintf(silent+"It is treated by its class, as %d (RFC 9110, section 15):", e.Code, e.classCode())
	case fromVendor:
	}
	return ""
}

// classCode is the x00 of the code's class.
func (e explanation) classCode() int { return min(e.Code/100, 5) * 100 }
