package main

import (
	"cmp"
	"fmt"
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

// modulePath is the module that the command belongs to.
const modulePath = "github.com/statuscat/statuscat"

// asTool reports whether a build is a tool of another module, for go tool.
func asTool(info *debug.BuildInfo) bool {
	return info != nil && info.Main.Path != "" && info.Main.Path != modulePath
}

// nameIn returns how users call the command that a build has.
func nameIn(info *debug.BuildInfo) string {
	if asTool(info) {
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
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if asTool(info) { // whose version and revision are its own
		clear(settings)
		for _, m := range info.Deps {
			if m.Path == modulePath {
				text = m.Version
			}
		}
	}
	text = cmp.Or(text, "(devel)")
	if revision := settings["vcs.revision"]; revision != "" {
		text += ", revision " + revision
		if settings["vcs.modified"] == "true" {
			text += " (modified)"
		}
	}
	return fmt.Sprintf("%s, %s", text, info.GoVersion)
}
