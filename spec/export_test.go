package spec

// Examine is what looks for mistakes in YAML itself.
var Examine = examine
