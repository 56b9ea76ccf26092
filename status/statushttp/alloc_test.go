package statushttp_test

import (
	"context"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status/statushttp"
)

// Deciding without a body costs no memory, so that it can be done with every
// response.
func TestNoAllocations(t *testing.T) {
	p, ctx := policy(&acme), context.Background()
	for name, head := range heads {
		resp := answer(head, "")
		for what, ask := range map[string]func(){
			"Policy.Classify": func() { kept.verdict = p.Classify(resp) },
			"Classify":        func() { kept.verdict = statushttp.Classify(&acme, resp) },
			"CheckRetry":      func() { kept.again, _ = p.CheckRetry(ctx, resp, nil) },
			"Backoff":         func() { kept.wait = p.Backoff(second, minute, 1, resp) },
			"HandleIf":        func() { kept.again = p.HandleIf(resp, nil) },
			"Decide":          func() { kept.decision = p.Decide(ctx, 1, resp, nil) },
		} {
			if got := testing.AllocsPerRun(100, ask); got != 0 {
				t.Errorf("%s of %s allocates %v times, want 0", what, name, got)
			}
		}
	}
}

// Nor does a success cost any to Check.
func TestCheckOfSuccessAllocatesNothing(t *testing.T) {
	p, resp := policy(&acme), answer("204", "")
	if got := testing.AllocsPerRun(100, func() { kept.again = p.Check(resp) == nil }); got != 0 || !kept.again {
		t.Errorf("Check allocates %v times, want 0", got)
	}
}

// kept keeps results, so that the compiler cannot drop the calls.
var kept struct {
	verdict  statushttp.Verdict
	again    bool
	wait     time.Duration
	decision statushttp.Decision
	reason   string
}
