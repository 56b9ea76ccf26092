package spec

import "github.com/statuscat/statuscat/spec/internal/syntax"

// ID returns what tells the sentence of a diagnostic from others.
func (d *Diagnostic) ID() string { return d.id }

var FallsBackTo = fallsBackTo

// Examine is what looks for mistakes in YAML itself.
func Examine(src []byte) (Pos, string) {
	m := syntax.Examine(src, isKey)
	if m == nil {
		return Pos{}, ""
	}
	return Pos{m.Line, m.Column}, m.Format
}
