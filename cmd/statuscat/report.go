package main

import (
	"errors"
	"io/fs"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

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
		w.printf("statuscat: %s\n", message(err.error))
		return exitEnvironment
	default:
		w.printf("statuscat: %s\n", message(err))
		return exitUsage
	}
}

// message is the text of an error, with the file names in it as they can be
// shown.
func message(err error) string {
	text := err.Error()
	var path *fs.PathError
	if errors.As(err, &path) {
		text = strings.ReplaceAll(text, path.Path, shown(path.Path))
	}
	return text
}

// shown returns a file name as it can be printed: what would move the cursor,
// begin a line or be invisible is escaped as in Go.
func shown(name string) string {
	var b strings.Builder
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRuneInString(name[i:])
		if char := name[i : i+size]; unicode.IsPrint(r) && (r != utf8.RuneError || size > 1) {
			b.WriteString(char)
		} else {
			b.WriteString(strings.Trim(strconv.Quote(char), `"`))
		}
		i += size
	}
	return b.String()
}
