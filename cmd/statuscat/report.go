package main

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
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

// finding is an error in a catalog or a generated file.
type finding string

func (f finding) Error() string { return string(f) }

// environment is a file that cannot be read or written. Errors of any other
// type, cobra's own among them, are about usage.
type environment struct{ error }

// report says err and returns the exit code that it stands for.
func (s *streams) report(err error) int {
	switch err := err.(type) {
	case nil:
		return exitOK
	case interface{ Unwrap() []error }:
		code := exitOK
		for _, e := range err.Unwrap() {
			code = max(code, s.report(e))
		}
		return code
	case spec.ErrorList:
		s.diagnostics(s.err, err)
		return exitFindings
	case finding:
		s.err.printf("statuscat: %v\n", err)
		return exitFindings
	case environment:
		s.err.printf("statuscat: %s\n", s.hints(message(err.error)))
		return exitEnvironment
	default:
		s.err.printf("statuscat: %s\n", s.hints(message(err)))
		return exitUsage
	}
}

// diagnostics prints one a line, its position in colour. At a terminal each is followed
// by the line of the catalog.
func (s *streams) diagnostics(p *printer, list spec.ErrorList) {
	const margin = "  | "
	for _, d := range list {
		color := red
		if d.Severity == spec.Warning {
			color = yellow
		}
		place := fmt.Sprintf("%s:%d:%d:", d.File, d.Line, d.Column)
		p.printf("%s%s\n", p.paint(color, shown(place)), s.hints(strings.TrimPrefix(d.Error(), place)))
		if p.width == 0 {
			continue
		}
		if line, caret := excerpt(s.texts[d.File], d.Pos, p.width-len(margin)); line != "" {
			p.printf("%s%s\n%[1]s%[3]s\n", margin, line, p.paint(color, caret))
		}
	}
}

// hints returns a message with the commands in it as users call them.
func (s *streams) hints(text string) string {
	return hint.ReplaceAllString(text, s.called+"$1")
}

var hint = regexp.MustCompile(`\bstatuscat( (?:words|explain|serve)\b)`)

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

// shown returns a file name as it can be printed: characters that would move the cursor,
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
