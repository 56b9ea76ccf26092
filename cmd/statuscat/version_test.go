package main

import (
	"bytes"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

func TestVersion(t *testing.T) {
	vcs := func(modified string) []debug.BuildSetting {
		return []debug.BuildSetting{{Key: "vcs.revision", Value: "0123abcd"}, {Key: "vcs.modified", Value: modified}}
	}
	tests := []struct {
		reason string
		info   *debug.BuildInfo
		want   string
	}{
		{"go install of a release", &debug.BuildInfo{GoVersion: "go1.26", Main: debug.Module{Version: "v1.2.3"}}, "v1.2.3, go1.26"},
		{"go build in a clean repository", &debug.BuildInfo{GoVersion: "go1.26", Main: debug.Module{Version: "v1.2.3"}, Settings: vcs("false")}, "v1.2.3, revision 0123abcd, go1.26"},
		{"go build with changes", &debug.BuildInfo{GoVersion: "go1.26", Main: debug.Module{Version: "(devel)"}, Settings: vcs("true")}, "(devel), revision 0123abcd (modified), go1.26"},
		{"a test binary", &debug.BuildInfo{GoVersion: "go1.26"}, "(devel), go1.26"},
		{"a build without module support", nil, "unknown version, " + runtime.Version()},
	}
	for _, tt := range tests {
		if got := version(tt.info); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.reason, got, tt.want)
		}
	}
}

// TestHints checks that hints call the command go tool statuscat if it is a tool of a
// module.
func TestHints(t *testing.T) {
	hash := strings.Repeat("0123abcd", 8)
	for path, want := range map[string]string{
		"":                               "statuscat",
		"/home/a/go/bin/statuscat":       "statuscat",
		"/home/a/go-build/bin/statuscat": "statuscat",
		"/home/a/.cache/go-build/01/" + hash + "-d/statuscat": "go tool statuscat",
		"/tmp/go-build3881678601/b001/exe/statuscat":          "go tool statuscat",
		`C:\Users\a\go-build\01\` + hash + `-d\statuscat.exe`: "go tool statuscat",
	} {
		name := nameOf(path)
		if name != want {
			t.Errorf("%q is called %q, want %q", path, name, want)
		}
		t.Chdir(t.TempDir())
		for args, hint := range map[string]string{
			"init acme":               "  # lint acme.yaml",
			"list --kind rate-limit":  "; did you mean \"rate-limited\"? # words lists all",
			"list --knd rate-limited": "see # list --help",
			"explain":                 "as in: # explain leadcommerce 403",
			"explain leadcommerce":    "as in: # explain leadcommerce 403",
			"serve":                   "as in: # serve leadcommerce",
			"lint -":                  "; # words lists all",
		} {
			var stdout, stderr bytes.Buffer
			s := newStreams(strings.NewReader("catalog: acme\nvendors: {acme: {name: Acme}}\ncodes: {200: {definition: OK, variants: {acme: {purpose: It worked., kind: fine}}}}"), &stdout, &stderr)
			s.called = name
			s.run(strings.Fields(args))
			if want := strings.ReplaceAll(hint, "#", name); !strings.Contains(stdout.String()+stderr.String(), want+"\n") {
				t.Errorf("%s %s prints no hint %q:\n%s%s", name, args, want, &stdout, &stderr)
			}
		}
	}
}
