package markdown

// Text returns Markdown on one line that renders as s wherever text may stand,
// also in a table's cell.
func Text(s string) string { return text(s) }
