package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/statuscat/statuscat/status/statushttp"
)

// decided is what the response means and what to do. Its JSON form is part of the
// command's interface.
type decided struct {
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

// decide adds to an explanation what the response means, and why.
func (e *explanation) decide(s *streams, flags *responseFlags) error {
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

// printDecision prints what the response means and what to do.
func (e explanation) printDecision(p *printer) {
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
