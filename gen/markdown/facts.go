package markdown

import (
	"regexp"
	"slices"
	"strings"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// say returns facts as the items of a list. A purpose is none of them: it stands
// above. Those that more than text makes clearer are given in Markdown, by key.
func say(facts []spec.Fact, clearer map[string]string) []string {
	var items []string
	for _, f := range facts {
		if f.Key == "purpose" {
			continue
		}
		said := clearer[f.Key]
		if said == "" {
			said = cite(f.Text)
		}
		items = append(items, fact(f.Label, said))
	}
	return items
}

func fact(label, markdown string) string { return "**" + label + ":** " + markdown }

// wait says all of a wait; a fact has it in short.
func wait(w status.Wait) string { return w.StringIn(show) }

// criteria says what has to hold for a case. The "and" is bold, to set it off from
// the "or" between values.
func criteria(c *status.Case) string {
	all := make([]string, len(c.Criteria))
	for i := range c.Criteria {
		all[i] = c.Criteria[i].StringIn(show)
	}
	return strings.Join(all, " **and** ")
}

// caseFacts leaves out the prose that the code has already.
func caseFacts(c *status.Case, code []spec.Fact) []string {
	facts := slices.DeleteFunc(spec.CaseFacts(c), func(f spec.Fact) bool {
		return (f.Key == "remedy" || f.Key == "note") && slices.Contains(code, f)
	})
	return say(facts, map[string]string{"when": criteria(c), "wait": wait(c.Wait)})
}

// messages shows examples as HTTP messages, but those of which there is nothing to
// show except a code.
func (r *reference) messages(examples []*spec.Example) []string {
	var blocks []string
	for _, e := range examples {
		message := e.HTTP(r.definition(e.Code))
		if !strings.Contains(message, "\n") {
			continue
		}
		if e.Label != "" {
			blocks = append(blocks, "Example: "+text(e.Label))
		}
		blocks = append(blocks, fence(message))
	}
	return blocks
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
