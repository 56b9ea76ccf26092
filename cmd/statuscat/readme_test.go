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

// TestWalkThrough does what the README's sections for beginners say, to the
// letter: a file where they say "save this as", a command where they show a
// shell, and the output that they show. It is done in folders outside this tree,
// for which the checkout is published by a file-system module proxy, so that go
// get -tool works as for anybody.
func TestWalkThrough(t *testing.T) {
	env := append(os.Environ(),
		"GOFLAGS=-modcacherw", // so that the test can delete its cache
		"GOWORK=off",
		"GOMODCACHE="+t.TempDir(),
		"GOPROXY="+publish(t),
		"GONOSUMDB="+modulePath, // nobody has published its checksum
		"GOBIN="+t.TempDir(),
	)
	t.Run("Starting", func(t *testing.T) {
		dir := t.TempDir()
		file := filepath.Join(dir, "go.mod")
		if err := os.WriteFile(file, []byte("module example.com/there\n\ngo 1.21\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		steps := walkThrough(t, "## Starting")
		follow(t, dir, env, steps[:1])
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := "module example.com/there\n\ngo " + leastGo(t) + "\n\nrequire " + modulePath + " " + published + " // indirect\n"
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("a vendor's package asks for the Go that the README says, and for no other module (-want +got):\n%s", diff)
		}
		follow(t, dir, env, steps[1:])
	})
	t.Run("From nothing", func(t *testing.T) {
		steps := walkThrough(t, "### From nothing to a catalog of your own")
		follow(t, t.TempDir(), env, steps)
		if commands := strings.Count(steps[1].text, "\n"); commands != 4 {
			t.Errorf("it takes %d commands, and four are promised", commands)
		}
	})
	t.Run("A catalog of your own", func(t *testing.T) {
		follow(t, t.TempDir(), env, walkThrough(t, "## A catalog of your own"))
	})
}

// leastGo returns the version of Go that the README asks for, in go.mod's words.
func leastGo(t *testing.T) string {
	m := regexp.MustCompile(`Go (\d+\.\d+) or newer`).FindStringSubmatch(string(readFile(t, "README.md")))
	if m == nil {
		t.Fatal("the README does not say the least version of Go")
	}
	return m[1] + ".0"
}

// follow takes the steps in a folder.
func follow(t *testing.T, dir string, env []string, steps []step) {
	t.Helper()
	var got bytes.Buffer
	for _, step := range steps {
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

// nextHeading begins the section that follows, or one in it.
var nextHeading = regexp.MustCompile(`\n###? `)

// walkThrough returns the steps of the section with that heading.
func walkThrough(t *testing.T, heading string) []step {
	t.Helper()
	_, section, found := strings.Cut(string(readFile(t, "README.md")), "\n"+heading+"\n")
	if !found {
		t.Fatalf("the README has no section %q any more", heading)
	}
	if end := nextHeading.FindStringIndex(section); end != nil {
		section = section[:end[0]]
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
	if len(steps) < 2 {
		t.Fatalf("section %q has %d steps", heading, len(steps))
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
