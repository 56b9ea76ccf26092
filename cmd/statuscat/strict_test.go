package main

import (
	"bytes"
	"strings"
	"testing"
)

// TestStrict checks that every catalog shown as a model has no warning left: the
// bundled ones and the one in the README of spec.
func TestStrict(t *testing.T) {
	models := map[string]string{"bundled": ""}
	for _, step := range walkThrough(t, "spec/README.md", "## Write every line yourself") {
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
