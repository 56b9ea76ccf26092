package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// caseRow is a case of a code, as explain shows it. Its JSON form is part of the
// command's interface.
type caseRow struct {
	Name     string   `json:"name"`
	AnyCode  bool     `json:"any_code"` // it is the vendor's, for any code
	Criteria []string `json:"criteria"`
	meaningForm
	Matched *bool  `json:"matched,omitempty"` // whether the response has this meaning
	Why     string `json:"why,omitempty"`     // why it is not

	of *status.Case
}

// cases lists the cases of a code at a vendor. With trials, it says whether each matches
// the response.
func cases(c *status.Catalog, code int, trials []statushttp.Trial) []caseRow {
	var all []caseRow
	add := func(list []status.Case, any bool) {
		for i := range list {
			f := &list[i]
			r := caseRow{
				Name: f.Name, AnyCode: any, meaningForm: newMeaningForm(&f.Meaning), of: f,
			}
			for i := range f.Criteria {
				r.Criteria = append(r.Criteria, f.Criteria[i].String())
			}
			if trials != nil {
				t := trials[len(all)]
				r.Matched, r.Why = &t.Matched, t.Why
			}
			all = append(all, r)
		}
	}
	add(c.Row(code).When, false)
	add(c.When, true)
	return all
}

// printCases prints the other meanings of the code. With a response, it prints only the
// cases that match unless e.all.
func (e explanation) printCases(p *printer) {
	above := spec.InfoFacts(&e.info)
	headed, hidden := false, 0
	for _, r := range e.Cases {
		if r.Matched != nil && !*r.Matched && !e.all {
			hidden++
			continue
		}
		if !headed {
			p.printf("\n%s\n", p.paint(bold, "CASES (FIRST MATCH WINS)"))
			headed = true
		}
		p.printf("  %s", p.paint(bold, r.Name))
		if r.AnyCode {
			p.printf(" (any code)")
		}
		switch {
		case r.Matched == nil:
		case *r.Matched:
			p.printf(": %s", p.paint(green, "matches"))
		default:
			p.printf(": %s", r.Why)
		}
		p.printf("\n")
		for _, f := range spec.CaseFacts(r.of) {
			if slices.Contains(above, f) && f.Key != "kind" && f.Key != "retry" {
				continue // the case has it from the code, and it stands there
			}
			p.paragraph(fmt.Sprintf("    %-9s ", f.Key), 14, f.Text)
		}
	}
	if hidden > 0 {
		p.printf("\ncases that do not match: %d; --all shows why, and the examples\n", hidden)
	}
}

// printExamples prints the examples of this code, as HTTP writes them.
func (e explanation) printExamples(p *printer) {
	shown := 0
	for _, x := range e.vendor.Examples {
		if x.Code != e.Code || x.Made || len(x.Header) == 0 && x.Body == "" {
			continue
		}
		if shown++; shown == 1 {
			p.printf("\n%s\n", p.paint(bold, "EXAMPLES"))
		}
		p.printf("  %s\n", p.paint(bold, x.Name))
		for line := range strings.Lines(x.HTTP(e.Definition)) {
			p.printf("    %s\n", strings.TrimRight(line, "\n"))
		}
	}
}
