package diff

import (
	"fmt"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// waitText says a wait as well in what units answers tell it.
func waitText(w status.Wait) string {
	s := w.String()
	for _, source := range w.From {
		s += ", " + sourceText(source)
	}
	if w.Take != 0 {
		s += ", the " + w.Take.String() + " of them"
	}
	return s
}

func sourceText(s status.WaitSource) string {
	text := s.Name() + " in " + s.Unit.String()
	if s.After != "" {
		text += fmt.Sprintf(" after %q", s.After)
	}
	return text
}

func limitText(l status.Limit) string {
	if l.Remaining == "" {
		return l.String()
	}
	return l.String() + ", " + sourceText(l.Reset)
}

// pointersText lists places of a body; the empty one is its text.
func pointersText(list []string) string {
	all := make([]string, len(list))
	for i, p := range list {
		if all[i] = p; p == "" {
			all[i] = "text"
		}
	}
	return strings.Join(all, ", ")
}
