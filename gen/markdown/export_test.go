package markdown

var (
	Text     = text
	Sample   = sample
	JSONText = func(s string) string { return show(s, true) }
)
