package spec

import "github.com/statuscat/statuscat/spec/internal/syntax"

// Examine is what looks for mistakes in YAML itself.
func Examine(src []byte) (Pos, string) {
	line, column, message := syntax.Examine(src, isKey)
	return Pos{line, column}, message
}
