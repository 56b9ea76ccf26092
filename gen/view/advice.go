// Package view holds what the pages show of meanings: how a retry and its wait are
// said in one cell, how the vendors of a code are grouped and ordered, and how an
// example is laid out. The Markdown and HTML pages, the picture and the command's
// tables take it from here, so that they agree.
package view

import (
	"slices"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// Advice says whether to retry and after how long, short enough for the cell of a
// table.
type Advice struct {
	Retry status.Retry
	Wait  status.Wait
}

var answers = [...]string{
	status.RetryUnknown:      "as the code says",
	status.RetryNever:        "no",
	status.RetryAfterChange:  "after a change",
	status.RetryIfIdempotent: "if idempotent",
	status.RetryAlways:       "yes",
}

// Answer says whether to retry: "yes", "if idempotent", "after a change", "no".
func (a Advice) Answer() string { return answers[a.Retry] }

// When says how long to wait before a retry: "Retry-After, else ≥ 1s". It is empty
// if the response must not be retried. Show writes the name of a header.
func (a Advice) When(show func(name string) string) string {
	if a.Retry != status.RetryUnknown && !a.Retry.IsRetryable() || a.Retry == status.RetryUnknown && a.Wait.IsZero() {
		return ""
	}
	var places []string
	for s := range a.Wait.Sources() {
		place := "the body"
		if s.Header != "" {
			place = show(s.Header)
		}
		if !slices.Contains(places, place) {
			places = append(places, place)
		}
	}
	said := strings.Join(places, " or ")
	if a.Wait.Take == status.TakeLongest && len(places) > 1 {
		said = "the longest of " + strings.Join(places, ", ")
	}
	return said + ", else " + backoff(a.Wait)
}

// String returns whether and when to retry in plain text: "yes: Retry-After, else ≥ 1s".
func (a Advice) String() string {
	if when := a.When(func(name string) string { return name }); when != "" {
		return a.Answer() + ": " + when
	}
	return a.Answer()
}

// backoff says the bounds of a backoff.
func backoff(w status.Wait) string {
	bounds := status.Wait{Min: w.Min, Max: w.Max}.String()
	if bounds == "" {
		return "back off"
	}
	return strings.NewReplacer("at least ", "≥ ", "at most ", "≤ ").Replace(bounds)
}
