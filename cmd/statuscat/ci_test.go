package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"
)

// The tests of this file try what the project offers to other tools, as far as
// that goes without them.

// repository is its folder.
var repository, _ = filepath.Abs(filepath.Join("..", ".."))

// workflow is what GitHub reads, as far as it is used here.
type workflow struct {
	Name        string
	On          any
	Permissions map[string]string
	Jobs        map[string]struct {
		RunsOn   string `yaml:"runs-on"`
		Strategy struct {
			FailFast bool `yaml:"fail-fast"`
			Matrix   struct{ Target []string }
		}
		Steps []struct {
			Uses string
			With map[string]any
			Run  string
		}
	}
}

// readYAML reads a document strictly.
func readYAML(t *testing.T, text []byte, v any) {
	t.Helper()
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(v); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
}

func readFile(t *testing.T, elem ...string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(append([]string{repository}, elem...)...))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// runs returns the commands of a workflow.
func (w *workflow) runs() []string {
	var all []string
	for _, job := range w.Jobs {
		for _, step := range job.Steps {
			const matrix = "${{ matrix.target }}"
			switch {
			case strings.Contains(step.Run, matrix):
				for _, target := range job.Strategy.Matrix.Target {
					all = append(all, strings.ReplaceAll(step.Run, matrix, target))
				}
			case step.Run != "":
				all = append(all, step.Run)
			}
		}
	}
	return all
}

// The project's own workflow runs targets of the Makefile and nothing else, so
// that what it does can be done anywhere.
func TestWorkflow(t *testing.T) {
	var w workflow
	readYAML(t, readFile(t, ".github", "workflows", "ci.yml"), &w)
	var targets []string
	for _, m := range regexp.MustCompile(`(?m)^([a-z]+):.*## `).FindAllSubmatch(readFile(t, "Makefile"), -1) {
		targets = append(targets, string(m[1]))
	}
	ran := w.runs()
	for _, run := range ran {
		if target, ok := strings.CutPrefix(run, "make "); !ok || !slices.Contains(targets, target) {
			t.Errorf("%q is no target of the Makefile", run)
		}
	}
	for _, due := range []string{"make check", "make lint", "make test", "make clients", "make editor"} {
		if !slices.Contains(ran, due) {
			t.Errorf("%s is not run", due)
		}
	}
}

// The problem matcher reads from what lint prints the places, severities and
// messages of its JSON.
func TestProblemMatcher(t *testing.T) {
	var file struct {
		ProblemMatcher []struct {
			Owner, Severity string
			Pattern         []struct {
				Regexp                                string
				File, Line, Column, Severity, Message int
			}
		}
	}
	d := json.NewDecoder(bytes.NewReader(readFile(t, ".github", "statuscat.json")))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		t.Fatal(err)
	}
	matcher := file.ProblemMatcher[0]
	pattern := matcher.Pattern[0]
	expression := regexp.MustCompile(pattern.Regexp)

	doubtful := filepath.Join(t.TempDir(), "doubtful.yaml")
	if err := os.WriteFile(doubtful, []byte("catalog: a\nvendors:\n  a: {name: A}\ncodes:\n  404: {definition: Nowhere, variants: {a: {purpose: no full stop, kind: not-found}}}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	lint := func(format string) string {
		var stdout, stderr bytes.Buffer
		run([]string{"lint", "--format", format, "testdata/broken.yaml", doubtful}, nil, &stdout, &stderr)
		return stdout.String()
	}
	id := regexp.MustCompile(` \([a-z-]+\)$`) // of a warning's rule
	var want, got []string
	var due []struct {
		File, Severity, Message string
		Line, Column            json.Number
	}
	if err := json.Unmarshal([]byte(lint("json")), &due); err != nil {
		t.Fatal(err)
	}
	severities := map[string]bool{}
	for _, d := range due {
		want = append(want, strings.Join([]string{d.File, d.Line.String(), d.Column.String(), d.Severity, id.ReplaceAllString(d.Message, "")}, "|"))
		severities[d.Severity] = true
	}
	if len(severities) != 2 {
		t.Fatalf("the severities are %v", severities)
	}
	for line := range strings.Lines(lint("text")) {
		m := expression.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if m == nil {
			t.Errorf("no match in %q", line)
			continue
		}
		severity := cmp.Or(m[pattern.Severity], matcher.Severity)
		message := id.ReplaceAllString(m[pattern.Message], "")
		got = append(got, strings.Join([]string{m[pattern.File], m[pattern.Line], m[pattern.Column], severity, message}, "|"))
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-JSON +matched):\n%s", diff)
	}
}

// hook is an entry of .pre-commit-hooks.yaml.
type hook struct {
	ID, Name, Description, Entry, Language string
	Types                                  []string
}

// The pre-commit hook's entry is a command of this module, with arguments that it
// takes before the names of the files.
func TestPreCommitHook(t *testing.T) {
	var hooks []hook
	readYAML(t, readFile(t, ".pre-commit-hooks.yaml"), &hooks)
	var config struct {
		Repos []struct {
			Repo, Rev string
			Hooks     []struct{ ID, Files string }
		}
	}
	readYAML(t, []byte(toolBlock(t, "\nrepos:\n")), &config)
	used := config.Repos[0].Hooks[0]
	if used.ID != hooks[0].ID || !regexp.MustCompile(used.Files).MatchString("acme.yaml") {
		t.Errorf("the README uses %+v, and the hooks are %+v", used, hooks)
	}
	if config.Repos[0].Repo != "https://"+modulePath {
		t.Errorf("the README's repository is %s", config.Repos[0].Repo)
	}
	for _, h := range hooks {
		entry := strings.Fields(h.Entry)
		if _, err := os.Stat(filepath.Join(repository, "cmd", entry[0], "main.go")); h.Language != "golang" || err != nil {
			t.Errorf("%s: go install ./... yields no %s: %v", h.ID, entry[0], err)
		}
		for file, ok := range map[string]bool{"testdata/solo.yaml": true, "testdata/broken.yaml": false} {
			out, err := exec.Command(entry[0], append(entry[1:], file)...).CombinedOutput()
			if ok != (err == nil) {
				t.Errorf("%s: %s: %v\n%s", h.ID, file, err, out)
			}
		}
	}
}

// TestReadmeTools runs the workflow and the Bazel rule of the command's README on the
// catalog of the walk-through.
func TestReadmeTools(t *testing.T) {
	catalog := ""
	for _, step := range walkThrough(t, "spec/README.md", "## Write every line yourself") {
		if step.file == "acme.yaml" {
			catalog = step.text
		}
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("acme.yaml", []byte(catalog), 0o644); err != nil {
		t.Fatal(err)
	}
	shell := func(command string) {
		t.Helper()
		if out, err := exec.Command("sh", "-e", "-c", command).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", command, err, out)
		}
	}

	rule := toolBlock(t, "genrule(")
	attribute := func(name string) string {
		m := regexp.MustCompile(`(?m)^    ` + name + ` = (.*),$`).FindStringSubmatch(rule)
		if m == nil {
			t.Fatalf("the genrule has no %s", name)
		}
		return m[1]
	}
	tools := attribute("tools")
	command := strings.NewReplacer(
		"$(execpath "+strings.Trim(tools, `["]`)+")", path.Base(strings.Trim(tools, `["]`)),
		"$(RULEDIR)", "bazel-out/bin",
		"$(execpath "+strings.Trim(attribute("srcs"), `["]`)+")", "acme.yaml",
	).Replace(strings.Trim(attribute("cmd"), `"`))
	if strings.Contains(command, "$(") {
		t.Fatalf("Bazel would not replace all of %s", command)
	}
	if err := os.MkdirAll("bazel-out/bin", 0o755); err != nil {
		t.Fatal(err)
	}
	shell(command)
	var outs []string
	if err := json.Unmarshal([]byte(attribute("outs")), &outs); err != nil {
		t.Fatal(err)
	}
	for _, out := range outs {
		if _, err := os.Stat(filepath.Join("bazel-out/bin", out)); err != nil {
			t.Error(err)
		}
	}

	var w workflow
	readYAML(t, []byte(toolBlock(t, "\njobs:\n")), &w)
	shell("statuscat gen --go . --markdown docs acme.yaml")
	ran := w.runs()
	if len(ran) < 3 {
		t.Fatalf("the workflow runs %q", ran)
	}
	for _, run := range ran {
		if matcher, ok := strings.CutPrefix(strings.Trim(run, `"`), `echo "::add-matcher::`); ok {
			readFile(t, matcher)
			continue
		}
		shell(strings.ReplaceAll(run, "go tool statuscat", "statuscat"))
	}
}

// toolBlock returns the block of code in the command's README that contains text.
func toolBlock(t *testing.T, text string) string {
	t.Helper()
	for _, m := range block.FindAllStringSubmatch(string(readFile(t, "cmd/statuscat/README.md")), -1) {
		if strings.Contains("\n"+m[2], text) {
			return m[2]
		}
	}
	t.Fatalf("the command's README has no block with %q", text)
	return ""
}
