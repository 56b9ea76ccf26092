package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/spec/diff"
)

// diffOptions are the flags of diff.
type diffOptions struct {
	against string    // a revision of git
	allow   diff.Bump // the largest verdict that is not a finding
	format  formatFlag
}

func newDiff(s *streams) *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use:   "diff [flags] OLD NEW | --against REV CATALOG…",
		Short: "Report what a change of a catalog does to callers",
		Long: `Diff reports semantic changes between two versions of a catalog, grouped by their
effect on callers: breaking, behaviour, added, texts. Formatting is ignored. The
last line is the verdict: the part of a semantic version to bump (none, patch,
minor or major). With --allow, diff fails on anything larger.

With --against, the old version comes from git, also if the file was renamed
since. A catalog that the revision does not have counts as new, and with --allow
the command fails, because there is nothing to compare.`,
		Example: `  statuscat diff acme.old.yaml acme.yaml
  statuscat diff --against main acme.yaml
  statuscat diff --against origin/main --allow minor --format markdown acme.yaml`,
		ValidArgsFunction: completeCatalogs,
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case cmd.Flags().Changed("against") && o.against == "":
				return errors.New("--against is empty; give a revision, such as origin/main")
			case o.against != "" && slices.Contains(args, "-"):
				return errors.New("want a file for --against, have standard input, which git does not know; name the file")
			case cmd.Flags().Changed("against") && len(args) == 0:
				return errors.New("want the catalogs to compare after --against, have none; name at least one file")
			case !cmd.Flags().Changed("against") && len(args) != 2:
				return errors.New("diff needs two catalogs, the old one and the new one; name both, or use --against with a revision")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return s.diff(args, o) },
	}
	cmd.Flags().StringVar(&o.against, "against", "", "take the old version from this `REVISION` of git")
	o.allow = diff.Major
	cmd.Flags().Func("allow", "fail on a verdict larger than this `VERDICT`: patch or minor", func(s string) error {
		for _, b := range []diff.Bump{diff.Patch, diff.Minor} {
			if b.String() == s {
				o.allow = b
				return nil
			}
		}
		return errors.New("want patch or minor")
	})
	complete(cmd, "against", cobra.NoFileCompletions)
	complete(cmd, "allow", cobra.FixedCompletions([]string{"patch", "minor"}, cobra.ShellCompDirectiveNoFileComp))
	o.format.add(cmd, formatText, formatMarkdown, formatJSON)
	return cmd
}

func (s *streams) diff(names []string, o diffOptions) error {
	old, new, absent, err := s.versions(names, o.against)
	if err != nil {
		return err
	}
	changes := diff.Compare(old, new)
	verdict := diff.Verdict(changes)
	switch o.format {
	case formatJSON:
		err = s.out.json(diffJSON(changes))
	case formatMarkdown:
		s.out.diffMarkdown(changes)
	default:
		s.out.diffText(changes)
	}
	for _, name := range absent {
		s.err.printf("statuscat: %s is not at %s, and git sees no rename of it, which takes git add; it counts as new\n", shown(name), shown(o.against))
	}
	switch {
	case err != nil || o.allow == diff.Major:
	case absent != nil:
		err = finding("--allow needs an old version to compare with; compare new catalogs without --allow")
	case verdict > o.allow:
		err = finding(fmt.Sprintf("the verdict is %s, and %s is allowed", verdict, o.allow))
	}
	return err
}

// versions loads the old and the new catalogs. It also returns the names of the files
// that the revision does not have.
func (s *streams) versions(names []string, revision string) (old, new []*spec.Catalog, absent []string, err error) {
	var before []source
	if revision == "" {
		before, names = s.read(names[:1]), names[1:]
	} else {
		seen := map[string]bool{}
		for _, name := range names {
			if seen[filepath.Clean(name)] {
				continue
			}
			seen[filepath.Clean(name)] = true
			switch was, err := atRevision(revision, name); {
			case err != nil:
				return nil, nil, nil, err
			case was == nil:
				absent = append(absent, name)
			default:
				s.texts[was.name] = was.text
				before = append(before, *was)
			}
		}
	}
	all, err := catalogsOf(sideBySide(append(before, s.read(names)...), source.load))
	if err != nil {
		return nil, nil, nil, err
	}
	return all[:len(before)], all[len(before):], absent, nil
}

// byEffect yields the changes of each effect, the worst first.
func byEffect(changes []diff.Change, do func(diff.Effect, []diff.Change)) {
	for _, effect := range diff.Effects() {
		of := slices.DeleteFunc(slices.Clone(changes), func(c diff.Change) bool { return c.Effect != effect })
		if len(of) > 0 {
			do(effect, of)
		}
	}
}

func (p *printer) diffText(changes []diff.Change) {
	byEffect(changes, func(effect diff.Effect, of []diff.Change) {
		p.printf("%s\n", p.paint(bold, effect.String()))
		for _, c := range of {
			where := c.Place()
			if where != "" {
				where += ": "
			}
			p.printf("  %s%s (%s)\n", where, c.Text(), c.ID)
		}
	})
	p.printf("verdict: %s\n", p.paint(bold, diff.Verdict(changes).String()))
}

// diffMarkdown prints the changes for a comment on a pull request.
func (p *printer) diffMarkdown(changes []diff.Change) {
	p.printf("**Verdict: %s**\n", diff.Verdict(changes))
	byEffect(changes, func(effect diff.Effect, of []diff.Change) {
		p.printf("\n### %s\n\n| Where | What | Why it matters |\n|---|---|---|\n", effect)
		for _, c := range of {
			p.printf("| %s | %s | %s (%s) |\n", markdown.Text(c.Place()), markdown.Text(c.Text()), markdown.Text(c.Why), c.ID)
		}
	})
}

// changesJSON is the changes in JSON, a form that is part of the command's interface.
type changesJSON struct {
	Verdict diff.Bump    `json:"verdict"`
	Changes []changeJSON `json:"changes"`
}

type changeJSON struct {
	Rule   string      `json:"rule"`
	Effect diff.Effect `json:"effect"`
	Why    string      `json:"why"`
	Vendor string      `json:"vendor,omitempty"`
	Code   int         `json:"code,omitempty"`
	Case   string      `json:"case,omitempty"`
	What   string      `json:"what"`
	Old    string      `json:"old,omitempty"`
	New    string      `json:"new,omitempty"`
}

func diffJSON(changes []diff.Change) changesJSON {
	out := changesJSON{diff.Verdict(changes), []changeJSON{}}
	for _, c := range changes {
		out.Changes = append(out.Changes, changeJSON{c.ID, c.Effect, c.Why, c.Vendor, c.Code, c.Case, c.What, c.Old, c.New})
	}
	return out
}
