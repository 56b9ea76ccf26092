package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"statuscat": main, "allocates": allocates})
}

// allocates MIB statuscat ARGUMENT… runs the command, and exits with 1 if it has
// allocated more than that.
func allocates() {
	most, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	code := run(os.Args[3:], os.Stdin, os.Stdout, os.Stderr)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.TotalAlloc > uint64(most)<<20 {
		fmt.Fprintf(os.Stderr, "%d bytes are allocated\n", m.TotalAlloc)
		code = 1
	}
	os.Exit(code)
}

// Every command says what it takes, what it does and how it is used, and stands in
// the table of the README.
func TestCommands(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, cmd := range newRoot(&streams{out: newPrinter(io.Discard), err: newPrinter(io.Discard)}).Commands() {
		if cmd.Name() == "completion" { // which is cobra's
			continue
		}
		if cmd.Args == nil || cmd.Short == "" || cmd.Long == "" || !strings.Contains(cmd.Example, "  statuscat "+cmd.Name()) {
			t.Errorf("%s lacks Args (%t), Short (%q), Long (%q) or an Example of itself (%q)", cmd.Name(), cmd.Args == nil, cmd.Short, cmd.Long, cmd.Example)
		}
		if !strings.Contains(string(readme), "`statuscat "+cmd.Name()) {
			t.Errorf("the README says nothing of %s", cmd.Name())
		}
	}
}

// TestScripts runs the scripts of testdata; the first line of each says why it
// exists. The catalogs of testdata stand in every script's folder.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(env *testscript.Env) error {
			catalogs, err := filepath.Glob("testdata/*.yaml")
			if err != nil {
				return err
			}
			for _, name := range catalogs {
				content, err := os.ReadFile(name)
				if err != nil {
					return err
				}
				if err := os.WriteFile(filepath.Join(env.WorkDir, filepath.Base(name)), content, 0o644); err != nil {
					return err
				}
			}
			env.Setenv("GOCACHE", filepath.Join(env.WorkDir, ".cache"))
			env.Vars = slices.DeleteFunc(env.Vars, func(v string) bool { return strings.HasPrefix(v, "HOME=") }) // nothing may need it
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"age":    age,
			"folder": folder,
		},
	})
}

// exits CODE COMMAND… runs a command and fails where its exit code is another.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// age FILE… makes files look written long ago; ! age FILE… fails where they were
// written since.
func age(ts *testscript.TestScript, neg bool, args []string) {
	past := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	for _, name := range args {
		name = ts.MkAbs(name)
		if !neg {
			ts.Check(os.Chtimes(name, past, past))
			continue
		}
		info, err := os.Stat(name)
		ts.Check(err)
		if !info.ModTime().Equal(past) {
			ts.Fatalf("%s was written at %v", name, info.ModTime())
		}
	}
}

// folder DIR NAME… fails where the folder holds anything but these names.
func folder(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: folder DIR NAME…")
	}
	want := map[string]bool{}
	for _, name := range args[1:] {
		want[name] = true
	}
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	for _, e := range entries {
		if !want[e.Name()] {
			ts.Fatalf("%s holds %s", args[0], e.Name())
		}
		delete(want, e.Name())
	}
	for name := range want {
		ts.Fatalf("%s lacks %s", args[0], name)
	}
}

// The repository's own generated files are what its catalogs yield today, by the
// command that make runs.
func TestGeneratedFresh(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	var stdout, stderr bytes.Buffer
	args := generate(t)
	if code := run(args, strings.NewReader(""), &stdout, &stderr); code != exitOK {
		t.Errorf("run make to fix this:\n%s%s", &stdout, &stderr)
	}
}

// generate returns the arguments of make's own run of gen, from the root, with
// --check.
func generate(tb testing.TB) []string {
	makefile, err := os.ReadFile("Makefile")
	if err != nil {
		tb.Fatal(err)
	}
	_, line, found := strings.Cut(string(makefile), "run ./cmd/statuscat gen ")
	line, _, _ = strings.Cut(line, "\n")
	if !found {
		tb.Fatal("the Makefile has no line with the command that generates")
	}
	return append([]string{"gen", "--check"}, strings.Fields(line)...)
}
