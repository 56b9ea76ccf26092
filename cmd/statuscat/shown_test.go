package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestShown(t *testing.T) {
	tests := map[string]string{
		"plain/каталог-1.yaml": "plain/каталог-1.yaml",
		"a b\"c'.yaml":         `a b"c'.yaml`,
		"a\nb":                 `a\nb`,
		"\x1b[31mred":          `\x1b[31mred`,
		"a\u202eb\u200bc":      `a\u202eb\u200bc`,
		"no\xffUTF-8":          `no\xffUTF-8`,
		"\ufffd":               "\ufffd",
	}
	for name, want := range tests {
		if got := shown(name); got != want {
			t.Errorf("shown(%q) = %s, want %s", name, got, want)
		}
	}
}

// A file's name is not the run's word: none moves the cursor or begins a line.
func TestFileNamesAreShown(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // such names do not exist there
	}
	const evil = "\x1b[31m\nstatuscat: all is well"
	dir := t.TempDir()
	t.Chdir(dir)
	acme, err := os.ReadFile(filepath.Join(dir, "acme.yaml"))
	if err == nil {
		t.Fatalf("not a fresh folder: %s", acme)
	}
	solo := "catalog: solo\nvendors: {solo: {name: Solo}}\ncodes: {200: {definition: OK, variants: {solo: {purpose: It worked., kind: ok}}}}\n"
	write := func(name, content string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write(evil+".yaml", solo)
	write("broken"+evil+".yaml", "catalog: 1 2\n")
	write("foreign"+evil+"/solo/status_gen.go", "package solo\n")
	if err := os.MkdirAll("folder"+evil+"/solo/status_gen.go", 0o777); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"gen", "--go", "out" + evil, evil + ".yaml"},
		{"gen", "--check", "--go", "missing" + evil, evil + ".yaml"},
		{"gen", "--go", "foreign" + evil, evil + ".yaml"},
		{"gen", "--check", "--go", "foreign" + evil, evil + ".yaml"},
		{"gen", "--go", "folder" + evil, evil + ".yaml"},
		{"gen", "--go", evil + ".yaml", evil + ".yaml"},
		{"gen", "--go", "out", "broken" + evil + ".yaml"},
		{"gen", "--go", "out", "absent" + evil + ".yaml"},
		{"gen", "--go", "twice" + evil, evil + ".yaml", "./x/../" + evil + "2.yaml"},
		{"lint", "broken" + evil + ".yaml", evil + ".yaml"},
		{"explain", "--catalog", "absent" + evil, "solo", "200"},
		{"explain", "--body", "absent" + evil, "leadcommerce", "403"},
		{"list", "--catalog", "broken" + evil + ".yaml"},
	} {
		var out bytes.Buffer
		run(args, strings.NewReader(""), &out, &out)
		if strings.Contains(out.String(), "\x1b") || strings.Contains("\n"+out.String(), "\nstatuscat: all is well") || out.Len() == 0 {
			t.Errorf("%q prints %q", args, out.String())
		}
	}
}
