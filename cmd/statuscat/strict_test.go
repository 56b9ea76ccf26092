package main

import (
	"bytes"
	"strings"
	"testing"
)

// What is shown to others as a model is without doubts, or says of each that it
// is meant: every bundled catalog, and the README's own.
func TestStrict(t *testing.T) {
	models := map[string]string{"bundled": ""}
	for _, step := range walkThrough(t, "## A catalog of your own") {
		if strings.HasSuffix(step.file, ".yaml") {
			models["the README's "+step.file] = step.text
		}
	}
	if len(models) < 2 {
		t.Error("the README shows no catalog any more")
	}
	for name, text := range models {
		args := []string{"lint", "--strict"}
		if text != "" {
			args = append(args, "-")
		}
		var stdout, stderr bytes.Buffer
		if code := run(args, strings.NewReader(text), &stdout, &stderr); code != exitOK {
			t.Errorf("%s:\n%s%s", name, &stdout, &stderr)
		}
	}
}
