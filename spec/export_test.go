package spec

import "github.com/statuscat/statuscat/spec/internal/syntax"

// ID returns what identifies the message of a diagnostic.
func (d *Diagnostic) ID() string { return d.id }

var FallsBackTo = fallsBackTo

// Examine looks for the first mistake in YAML itself.
func Examine(src []byte) (Pos, string) {
	m := syntax.Examine(src, isKey)
	if m == nil {
		return Pos{}, ""
	}
	return Pos{m.Line, m.Column}, m.Format
}
