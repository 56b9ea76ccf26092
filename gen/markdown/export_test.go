package markdown

var (
	Sample   = sample
	JSONText = func(s string) string { return show(s, true) }
)
