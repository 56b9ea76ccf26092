package diff

import "github.com/statuscat/statuscat/status"

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
	return status.Wait{From: []status.WaitSource{s}}.StringIn(func(text string, _ bool) string { return text })
}

func limitText(l status.Limit) string {
	if l.Remaining == "" {
		return l.String()
	}
	return l.String() + ", " + sourceText(l.Reset)
}
