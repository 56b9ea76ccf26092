package main

import (
	"github.com/statuscat/statuscat/spec"
)

// The exit codes; a run that has several reasons to fail exits with the highest.
const (
	exitOK = iota
	exitFindings
	exitUsage
	exitEnvironment
)

// finding is an error in what the command was given to look at.
type finding string

func (f finding) Error() string { return string(f) }

// environment is a file that cannot be read or written. Errors of any other
// type, cobra's own among them, are about usage.
type environment struct{ error }

// report says err and returns the exit code that it stands for.
func report(w *printer, err error) int {
	switch err := err.(type) {
	case nil:
		return exitOK
	case interface{ Unwrap() []error }:
		code := exitOK
		for _, e := range err.Unwrap() {
			code = max(code, report(w, e))
		}
		return code
	case spec.ErrorList:
		w.diagnostics(err)
		return exitFindings
	case finding:
		w.printf("statuscat: %v\n", err)
		return exitFindings
	case environment:
		w.printf("statuscat: %v\n", err)
		return exitEnvironment
	default:
		w.printf("statuscat: %v\n", err)
		return exitUsage
	}
}
