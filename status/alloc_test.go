package status_test

import (
	"testing"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/leadcommerce"
)

// Asking a code costs no memory, whoever documents it, so that it can be asked
// of every response.
func TestNoAllocations(t *testing.T) {
	var kept struct {
		text  string
		flag  bool
		kind  status.Kind
		retry status.Retry
		fault status.Fault
		class status.Class
		wait  status.Wait
		info  status.Info
	}
	catalog := leadcommerce.Catalog
	for name, ask := range map[string]func(leadcommerce.Status){
		"Definition":   func(s leadcommerce.Status) { kept.text = s.Definition() },
		"Purpose":      func(s leadcommerce.Status) { kept.text = s.Purpose() },
		"IsRetryable":  func(s leadcommerce.Status) { kept.flag = s.IsRetryable() },
		"IsThrottled":  func(s leadcommerce.Status) { kept.flag = s.IsThrottled() },
		"IsDocumented": func(s leadcommerce.Status) { kept.flag = s.IsDocumented() },
		"Kind":         func(s leadcommerce.Status) { kept.kind = s.Kind() },
		"Retry":        func(s leadcommerce.Status) { kept.retry = s.Retry() },
		"Fault":        func(s leadcommerce.Status) { kept.fault = s.Fault() },
		"Class":        func(s leadcommerce.Status) { kept.class = s.Class() },
		"Wait":         func(s leadcommerce.Status) { kept.wait = s.Wait() },
		"Info":         func(s leadcommerce.Status) { kept.info = s.Info() },
		"Lookup":       func(s leadcommerce.Status) { kept.info, kept.flag = catalog.Lookup(int(s)) },
		"All": func(leadcommerce.Status) {
			for s := range leadcommerce.All() {
				kept.flag = s.IsRetryable()
			}
		},
	} {
		for _, s := range []leadcommerce.Status{leadcommerce.Forbidden, 429, 599, 1000} {
			if got := testing.AllocsPerRun(100, func() { ask(s) }); got != 0 {
				t.Errorf("%s of %d allocates %v times, want 0", name, int(s), got)
			}
		}
	}
}
