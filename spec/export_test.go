package spec

// Examine is what looks for mistakes in YAML itself.
func Examine(src []byte) (Pos, string) { return examine(src, isKey) }
