//go:build tools

// Package tools pins, through go.mod, the programs that the Makefile runs.
package tools

import (
	_ "github.com/nishanths/exhaustive/cmd/exhaustive"
	_ "golang.org/x/perf/cmd/benchstat"
	_ "honnef.co/go/tools/cmd/staticcheck"
)
