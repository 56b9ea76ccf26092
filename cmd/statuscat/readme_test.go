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

// published is the version under which the checkout is published for the test.
const published = "v0.1.0"

// TestWalkThrough follows the READMEs to the letter: it saves a file where they say
// "save this as", runs the commands they show, and compares the output. It works in
// folders outside this tree. A file-system module proxy publishes the checkout, so
// that go get -tool works as for any user.
func TestWalkThrough(t *testing.T) {
	env := append(os.Environ(),
		"GOFLAGS=-modcacherw", // so that the test can delete its cache
		"GOWORK=off",
		"GOMODCACHE="+t.TempDir(),
		"GOPROXY="+publish(t),
		"GONOSUMDB="+modulePath, // nobody has published its checksum
		"GOBIN="+t.TempDir(),
	)
	t.Run("a vendor's package", func(t *testing.T) {
		dir := t.TempDir()
		file := filepath.Join(dir, "go.mod")
		if err := os.WriteFile(file, []byte("module example.com/there\n\ngo 1.21\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		follow(t, dir, env, walkThrough(t, "README.md", "# statuscat")[:1])
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := "module example.com/there\n\ngo " + leastGo(t) + "\n\nrequire " + modulePath + " " + published + " // indirect\n"
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("a vendor's package requires the Go version of the README and no other module (-want +got):\n%s", diff)
		}
		follow(t, dir, env, walkThrough(t, "cmd/statuscat/README.md", "# The statuscat command"))
	})
	for _, heading := range []string{"## Start from nothing", "## Write every line yourself"} {
		t.Run(heading, func(t *testing.T) {
			follow(t, t.TempDir(), env, walkThrough(t, "spec/README.md", heading))
		})
	}
}

// leastGo returns the version of Go that the README requires, as go.mod writes it.
func leastGo(t *testing.T) string {
	m := regexp.MustCompile(`Go (\d+\.\d+) or newer`).FindStringSubmatch(string(readFile(t, "README.md")))
	if m == nil {
		t.Fatal("the README does not name the lowest version of Go")
	}
	return m[1] + ".0"
}

// follow takes the steps in dir.
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
				t.Errorf("output (-README +commands):\n%s", diff)
			}
		default:
			if step.file == "" {
				t.Fatalf("the README does not name a file for this:\n%s", step.text)
			}
			if err := os.WriteFile(filepath.Join(dir, step.file), []byte(step.text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// step is a block of code in a README. The text above it names the file to save it
// as, if any.
type step struct{ language, file, text string }

var (
	block  = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$")
	saveAs = regexp.MustCompile("(?i)this as `([^`]+)`")
)

var nextHeading = regexp.MustCompile(`\n##+ `)

// walkThrough returns the steps of the section under heading.
func walkThrough(t *testing.T, file, heading string) []step {
	t.Helper()
	_, section, found := strings.Cut("\n"+string(readFile(t, file)), "\n"+heading+"\n")
	if !found {
		t.Fatalf("%s has no section %q", file, heading)
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
	if len(steps) == 0 {
		t.Fatalf("section %q of %s has no steps", heading, file)
	}
	return steps
}

// publish puts the checkout into a file-system module proxy and returns the value
// for GOPROXY. Other modules come from the module cache, or else from the proxies
// that the environment names.
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
