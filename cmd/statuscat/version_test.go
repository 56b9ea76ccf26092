package main

import (
	"runtime"
	"runtime/debug"
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
