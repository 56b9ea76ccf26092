package spec

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

// Pos is a place in a catalog file. Lines and columns count from 1, columns in
// characters.
type Pos struct {
	Line, Column int
}

// Severity tells a mistake from a doubt.
type Severity uint8

// The severities.
const (
	Error   Severity = iota // the catalog is refused
	Warning                 // the catalog is legal and looks wrong
)

// String returns "error" or "warning".
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// MarshalText returns the same text as String.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Diagnostic is one thing to say about one place of a catalog.
type Diagnostic struct {
	File string
	Pos
	Severity Severity
	Message  string
}

// Error returns "file:line:column: message"; a warning says that it is one.
func (d *Diagnostic) Error() string {
	severity := ""
	if d.Severity == Warning {
		severity = "warning: "
	}
	return fmt.Sprintf("%s:%d:%d: %s%s", d.File, d.Line, d.Column, severity, d.Message)
}

// ErrorList is all that is to be said of a catalog, in the order of the file.
type ErrorList []*Diagnostic

// Error returns every diagnostic on a line of its own.
func (l ErrorList) Error() string {
	lines := make([]string, len(l))
	for i, d := range l {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// maxErrors bounds what a hostile file can make Load say.
const maxErrors = 1000

// reporter collects diagnostics about one file.
type reporter struct {
	file string
	list ErrorList
}

func (r *reporter) errorf(p Pos, format string, args ...any) {
	r.report(Error, p, format, args...)
}

func (r *reporter) warnf(p Pos, format string, args ...any) {
	r.report(Warning, p, format, args...)
}

func (r *reporter) report(s Severity, p Pos, format string, args ...any) {
	if len(r.list) == maxErrors {
		format, args = "too many mistakes, the rest is not listed", nil
	}
	if len(r.list) <= maxErrors {
		r.list = append(r.list, &Diagnostic{r.file, p, s, fmt.Sprintf(format, args...)})
	}
}

// err returns what was reported, sorted, or nil.
func (r *reporter) err() error {
	if len(r.list) == 0 {
		return nil
	}
	return r.sorted()
}

func (r *reporter) sorted() ErrorList {
	slices.SortStableFunc(r.list, func(a, b *Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Message, b.Message))
	})
	return r.list
}

// suggest returns the known word nearest to the given one, and a sentence that
// suggests it; both are empty where none is near.
func suggest(word string, known []string) (near, sentence string) {
	// A third of the letters wrong is a typing mistake, more is another word.
	const longest = 64
	if len(word) > longest {
		return "", ""
	}
	distance := max(1, len(word)/3) + 1
	for _, k := range known {
		if d := levenshtein.Distance(strings.ToLower(word), strings.ToLower(k), nil); d < distance {
			near, distance = k, d
		}
	}
	if near == "" {
		return "", ""
	}
	return near, fmt.Sprintf("; did you mean %q?", near)
}

// hint is the sentence of suggest alone.
func hint(word string, known []string) string {
	_, sentence := suggest(word, known)
	return sentence
}
