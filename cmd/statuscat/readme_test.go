package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

const (
	modulePath = "github.com/statuscat/statuscat"
	published  = "v0.1.0" // under which the checkout is published for the test
)

// TestWalkThrough does what the README's section "A catalog of your own" says,
// to the letter: a file where it says "save this as", a command where it shows
// a shell, and the output that it shows. It is done in a module of its own
// outside this tree, for which the checkout is published by a file-system
// module proxy, so that go get -tool works as for anybody.
func TestWalkThrough(t *testing.T) {
	proxy := publish(t)
	dir := t.TempDir()
	env := append(os.Environ(),
		"GOFLAGS=-modcacherw", // so that the test can delete its cache
		"GOWORK=off",
		"GOMODCACHE="+t.TempDir(),
		"GOPROXY="+proxy,
		"GONOSUMDB="+modulePath, // nobody has published its checksum
	)
	var got bytes.Buffer
	for _, step := range walkThrough(t) {
		switch step.language {
		case "sh":
			got.Reset()
			cmd := exec.Command("sh", "-e", "-c", step.text)
			cmd.Dir, cmd.Env, cmd.Stdout = dir, env, &got
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			if err := cmd.Run(); err != nil {
				t.Fatalf("%s%v\n%s%s", step.text, err, &got, &stderr)
			}
		case "text":
			if diff := cmp.Diff(step.text, got.String()); diff != "" {
				t.Errorf("output (-the README +the commands):\n%s", diff)
			}
		default:
			if step.file == "" {
				t.Fatalf("the README does not say what to save this as:\n%s", step.text)
			}
			if err := os.WriteFile(filepath.Join(dir, step.file), []byte(step.text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// step is a block of code in the README, and the file that the text above it
// says to save it as.
type step struct{ language, file, text string }

var (
	block  = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$")
	saveAs = regexp.MustCompile("(?i)this as `([^`]+)`")
)

func walkThrough(t *testing.T) []step {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(readme), "\n## A catalog of your own\n")
	section, _, _ = strings.Cut(section, "\n## ")
	if !found {
		t.Fatal("the README has no section of that name any more")
	}
	var steps []step
	end := 0
	for _, m := range block.FindAllStringSubmatchIndex(section, -1) {
		s := step{language: section[m[2]:m[3]], text: section[m[4]:m[5]]}
		if names := saveAs.FindAllStringSubmatch(section[end:m[0]], -1); names != nil {
			s.file = names[len(names)-1][1]
		}
		steps, end = append(steps, s), m[1]
	}
	if len(steps) < 5 {
		t.Fatalf("the README's walk-through has %d steps", len(steps))
	}
	return steps
}

// publish puts the checkout into a file-system module proxy, and returns what
// to set GOPROXY to. The modules it needs come from this machine's own cache,
// or else from where they always come from.
func publish(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	proxy := t.TempDir()
	dir := filepath.Join(proxy, filepath.FromSlash(modulePath), "@v")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	var archive bytes.Buffer
	if err := zip.CreateFromDir(&archive, module.Version{Path: modulePath, Version: published}, root); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"list":              []byte(published + "\n"),
		published + ".info": fmt.Appendf(nil, `{"Version": %q, "Time": "2026-01-02T03:04:05Z"}`, published),
		published + ".mod":  mod,
		published + ".zip":  archive.Bytes(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command("go", "env", "GOMODCACHE", "GOPROXY").Output()
	if err != nil {
		t.Fatal(err)
	}
	cache, fallback, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return fileURL(proxy) + "," + fileURL(filepath.Join(cache, "cache", "download")) + "," + fallback
}

func fileURL(path string) string { return "file:///" + strings.TrimPrefix(filepath.ToSlash(path), "/") }
