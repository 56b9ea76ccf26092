package markdown

var (
	Text     = text
	Sample   = sample
	JSONText = jsonText
)
