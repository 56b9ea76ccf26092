package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

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
	Matched *bool  `json:"matched,omitempty"` // whether the response at hand has this meaning
	Why     string `json:"why,omitempty"`     // why it is not

	of *status.Case
}

// cases lists the cases of a code at a vendor, and whether each matches the response,
// if there are trials.
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

// answer is the decision about the response at hand. Its JSON form is part of
// the command's interface.
type answer struct {
	Verdict  *statushttp.Verdict `json:"verdict,omitempty"`
	Decision *decision           `json:"decision,omitempty"`
	Message  string              `json:"message,omitempty"`    // the vendor's own words
	ErrCode  string              `json:"error_code,omitempty"` // the vendor's own code
}

// decision is what to do after an attempt.
type decision struct {
	Retry  bool              `json:"retry"`
	WaitMS float64           `json:"wait_ms"`
	Reason statushttp.Reason `json:"reason"`
}

func (d decision) String() string {
	wait := time.Duration(d.WaitMS * float64(time.Millisecond))
	switch {
	case d.Reason == statushttp.ReasonSpecified:
		return fmt.Sprintf("retry after exactly %s: %s", wait, d.Reason.Doc())
	case d.Retry:
		return fmt.Sprintf("retry after at least %s: %s", wait, d.Reason.Doc())
	}
	return fmt.Sprintf("no retry (%s): %s", d.Reason, d.Reason.Doc())
}

// decide adds to an explanation what the response at hand means, and why.
func (e *explanation) decide(s *streams, flags *answerFlags) error {
	catalog := e.vendor.Runtime()
	if !flags.given() {
		e.Cases = cases(catalog, e.Code, nil)
		return nil
	}
	resp, err := flags.response(s, e.Code)
	if err != nil {
		return err
	}
	policy := statushttp.Policy{Catalog: catalog, MaxWait: flags.maxWait, Rand: func() float64 { return 0 }}
	d := policy.Decide(context.Background(), flags.attempt, resp, nil)
	e.Cases = cases(catalog, e.Code, policy.Trace(resp))
	e.Verdict = &d.Verdict
	e.Decision = &decision{d.Retry, float64(d.Wait) / float64(time.Millisecond), d.Reason}
	var failure *statushttp.Error
	if errors.As(policy.Check(resp), &failure) {
		e.Message, e.ErrCode = failure.Message, failure.Code
	}
	return nil
}

// printAnswer prints what the response at hand means and what to do.
func (e explanation) printAnswer(p *printer) {
	v := e.Verdict
	if v == nil {
		return
	}
	p.printf("%s\n", p.paint(bold, "THIS RESPONSE"))
	p.paragraph("  ", 2, v.Reason())
	p.paragraph("  decision  ", 12, e.Decision.String())
	if e.Message != "" {
		p.paragraph("  message   ", 12, e.Message)
	}
	if e.ErrCode != "" {
		p.paragraph("  code      ", 12, e.ErrCode)
	}
	p.printf("\n")
}

// printCases prints the other meanings of the code. Of a response at hand it prints
// only the cases that match, unless all are asked for.
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
		p.printf("\n%d other cases do not match; --all shows why, and the examples\n", hidden)
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
