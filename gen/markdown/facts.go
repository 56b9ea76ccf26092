package markdown

import (
	"regexp"
	"strings"

	"github.com/statuscat/statuscat/status"
)

func fact(label, markdown string) string { return "**" + label + ":** " + markdown }

// wait says all of a wait, with the unit of each source.
func wait(w status.Wait) string { return w.StringIn(show) }

// criteria lists the criteria of a case. The "and" is bold, to set it off from the
// "or" between values.
func criteria(c *status.Case) string {
	all := make([]string, len(c.Criteria))
	for i := range c.Criteria {
		all[i] = c.Criteria[i].StringIn(show)
	}
	return strings.Join(all, " **and** ")
}

// fence returns a block of code that shows s, or a list of its lines where a
// renderer would not leave the block as it is.
func fence(s string) string {
	if rewrittenCode.MatchString(s) {
		lines := strings.Split(s, "\n")
		for i, line := range lines {
			lines[i] = "- " + sample(line)
		}
		return strings.Join(lines, "\n")
	}
	ticks := "```"
	for strings.Contains(s, ticks) {
		ticks += "`"
	}
	return ticks + "http\n" + s + "\n" + ticks
}

// rewrittenCode finds what even code does not keep: Hugo's shortcodes, Docusaurus'
// highlighting, white space at the end, and what nobody can see.
var rewrittenCode = regexp.MustCompile(`\{\{[<%]|highlight-|[ \t](\n|$)|[^\n\P{C}]|[^\n \P{Z}]`)
