package main

import (
	"fmt"
	"regexp"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Long: `Version prints the version of the module that statuscat was built from and,
where Go recorded it, the revision of the repository.`,
		Example:           `  statuscat version`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			s.out.printf("statuscat %s\n", currentVersion())
			return nil
		},
	}
}

// currentVersion describes the build that runs.
func currentVersion() string {
	info, _ := debug.ReadBuildInfo()
	return version(info)
}

// modulePath is the path of the module that the command is part of.
const modulePath = "github.com/statuscat/statuscat"

// cached matches the file names that go tool gives an executable, in the cache or where
// it is built for the first time. Those of go run are the same.
var cached = regexp.MustCompile(`[/\\](?:[0-9a-f]{64}-d|go-build[0-9]+[/\\]b001[/\\]exe)[/\\][^/\\]+$`)

// nameOf returns how users call the command that an executable is.
func nameOf(executable string) string {
	if cached.MatchString(executable) {
		return "go tool statuscat"
	}
	return "statuscat"
}

// version describes a build, of which info may be nil.
func version(info *debug.BuildInfo) string {
	if info == nil {
		return "unknown version, " + runtime.Version()
	}
	text := info.Main.Version
	if text == "" {
		text = "(devel)"
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if revision := settings["vcs.revision"]; revision != "" {
		text += ", revision " + revision
		if settings["vcs.modified"] == "true" {
			text += " (modified)"
		}
	}
	return fmt.Sprintf("%s, %s", text, info.GoVersion)
}
