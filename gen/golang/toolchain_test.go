package golang_test

import (
	"bytes"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/spec"
	"golang.org/x/tools/txtar"
)

// TestToolchain builds what is emitted for the bundled catalogs and for the
// catalogs of the goldens, and asks the tools that Go programmers ask.
func TestToolchain(t *testing.T) {
	tools := t.TempDir()
	run(t, ".", "go", "build", "-o", tools, "honnef.co/go/tools/cmd/staticcheck", "github.com/nishanths/exhaustive/cmd/exhaustive")
	m := newModule(t)

	run(t, m.dir, "go", append([]string{"vet"}, m.packages...)...)
	run(t, m.dir, filepath.Join(tools, "staticcheck"), append([]string{"-checks", "all"}, m.packages...)...)
	run(t, m.dir, filepath.Join(tools, "exhaustive"), append([]string{"-g"}, m.packages...)...)
	// The hand-written packages too: a switch or a table over a vocabulary that a
	// new word is missing from is half a change.
	run(t, filepath.Join("..", ".."), filepath.Join(tools, "exhaustive"),
		"-d", "-g", "-check", "switch,mapliteral", "-typeonly", "^github.com/statuscat/", "./...")
	t.Run("init", func(t *testing.T) { noInit(t, m) })
	t.Run("inline", func(t *testing.T) { inlined(t, m) })
}

// noInit checks that the packages run no code at the start of a program that
// imports them all.
func noInit(t *testing.T, m *module) {
	program := "// Package main imports everything.\npackage main\n\n"
	for _, p := range m.packages {
		program += "import _ " + strconv.Quote(p) + "\n"
	}
	m.write("main.go", []byte(program+"\nfunc main() {}\n"))
	run(t, m.dir, "go", "build", "-o", "program", ".")
	t.Setenv("GODEBUG", "inittrace=1")
	trace := run(t, m.dir, "./program")
	if !strings.Contains(trace, "init runtime ") {
		t.Fatalf("this is no trace of initialisation:\n%s", trace)
	}
	for line := range strings.Lines(trace) {
		if strings.Contains(line, "statuscat") {
			t.Error(line)
		}
	}
}

// inlined checks that the compiler inlines what is asked in hot loops, with a
// fallback and without.
func inlined(t *testing.T, m *module) {
	decision := regexp.MustCompile(`can inline Status\.(\w+) with cost (\d+)`)
	for _, p := range []string{"./status/leadcommerce", "./golden/nofallback/island"} {
		costs := map[string]string{}
		for _, match := range decision.FindAllStringSubmatch(run(t, m.dir, "go", "build", "-gcflags=-m=2", p), -1) {
			costs[match[1]] = match[2]
		}
		for _, method := range []string{"Definition", "Kind", "Fault", "Retry", "Wait", "Class", "IsDocumented", "IsRetryable", "IsThrottled"} {
			if costs[method] == "" {
				t.Errorf("%s: %s is not inlined", p, method)
			}
		}
		t.Log(p, costs)
	}
}

// module is a module of a test's own with package status and what was emitted.
// Its name is this module's, and it needs no other.
type module struct {
	t        *testing.T
	dir      string
	packages []string // what was emitted, by import path
}

const modulePath = "github.com/statuscat/statuscat"

func newModule(t *testing.T) *module {
	m := &module{t: t, dir: t.TempDir()}
	m.write("go.mod", []byte("module "+modulePath+"\n\ngo 1.26\n"))
	m.copyRuntime("status")
	for _, c := range spec.Bundled() {
		m.emit("status", c, gen.Options{})
	}
	archives, err := filepath.Glob("../testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no goldens", err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if path.Ext(f.Name) != ".yaml" {
				continue
			}
			c, err := spec.Load(f.Name, f.Data)
			if err != nil {
				t.Fatal(err)
			}
			m.emit("golden/"+strings.TrimSuffix(filepath.Base(name), ".txtar"), c, gen.Options{})
		}
	}
	for _, c := range spec.Bundled() {
		m.emit("vendors", c, gen.Options{})
	}

	// Another runtime and package name, as options.txtar has them.
	m.copyRuntime("httpstatus")
	o := gen.Options{Runtime: modulePath + "/httpstatus"}
	m.emit("httpstatus", spec.IANA(), o)
	lead, err := spec.Bundled()[0].Select("leadcommerce")
	if err != nil {
		t.Fatal(err)
	}
	o.Package = "codes"
	m.emit("renamed", lead, o)
	return m
}

// copyRuntime copies package status and the internal package that it imports.
func (m *module) copyRuntime(to string) {
	for _, below := range []string{"", "internal/word"} {
		sources, err := filepath.Glob(path.Join("../../status", below, "*.go"))
		if err != nil {
			m.t.Fatal(err)
		}
		for _, name := range sources {
			content, err := os.ReadFile(name)
			if err != nil {
				m.t.Fatal(err)
			}
			if !strings.HasSuffix(name, "_test.go") {
				content = bytes.ReplaceAll(content, []byte(modulePath+"/status/internal/"), []byte(path.Join(modulePath, to, "internal")+"/"))
				m.write(path.Join(to, below, filepath.Base(name)), content)
			}
		}
	}
}

func (m *module) emit(folder string, c *spec.Catalog, o gen.Options) {
	files, err := golang.Output.Emit([]*spec.Catalog{c}, o)
	if err != nil {
		m.t.Fatal(err)
	}
	for _, f := range files {
		name := path.Join(folder, f.Path)
		m.write(name, f.Content)
		m.packages = append(m.packages, path.Join(modulePath, path.Dir(name)))
	}
}

func (m *module) write(name string, content []byte) {
	file := filepath.Join(m.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		m.t.Fatal(err)
	}
	if err := os.WriteFile(file, content, 0o666); err != nil {
		m.t.Fatal(err)
	}
}

// run runs a command that has to succeed, and returns all that it prints.
func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}
