package spec

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Pos is a position in a catalog file. Lines and columns count from 1, columns in
// characters.
type Pos struct {
	Line, Column int
}

func (p Pos) compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Severity distinguishes errors from warnings.
type Severity uint8

// The severities.
const (
	Error   Severity = iota // the catalog is rejected
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

// Diagnostic is an error or a warning about one position in a catalog.
type Diagnostic struct {
	File string
	Pos
	Severity Severity
	Message  string
	Rule     string // the id of the rule that a warning comes from; empty for an error

	id string // of the message: its format
}

// Error returns "file:line:column: message". A warning has "warning: " before the
// message, and the id of its rule after it.
func (d *Diagnostic) Error() string {
	severity, rule := "", ""
	if d.Severity == Warning {
		severity, rule = "warning: ", " ("+d.Rule+")"
	}
	return fmt.Sprintf("%s:%d:%d: %s%s%s", d.File, d.Line, d.Column, severity, d.Message, rule)
}

// ErrorList is every diagnostic of a catalog, in the order of the file.
type ErrorList []*Diagnostic

// Error returns every diagnostic on a line of its own.
func (l ErrorList) Error() string {
	lines := make([]string, len(l))
	for i, d := range l {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// Load reports the first maxErrors mistakes and counts the others, as far as
// maxFound; Lint reports as many warnings. That bounds the effort for a hostile file.
const (
	maxErrors = 50
	maxFound  = 1000
)

// reporter collects diagnostics about one file.
type reporter struct {
	file string
	end  Pos // of the file, once it is known
	list ErrorList

	suspicions []suspicion // for Lint
}

// suspicion is a warning about what is seen only while the text is read.
type suspicion struct {
	Pos
	message string
}

func (r *reporter) suspectf(p Pos, format string, args ...any) {
	r.suspicions = append(r.suspicions, suspicion{p, fmt.Sprintf(format, args...)})
}

func (r *reporter) errorf(p Pos, format string, args ...any) {
	r.report(Error, "", p, format, args...)
}

func (r *reporter) warnf(rule string, p Pos, format string, args ...any) {
	r.report(Warning, rule, p, format, args...)
}

func (r *reporter) report(s Severity, rule string, p Pos, format string, args ...any) {
	if len(r.list) > maxFound {
		panic(bailout{})
	}
	for i, a := range args {
		if text, ok := a.(string); ok && len(text) > maxQuoted {
			args[i] = strings.ToValidUTF8(text[:maxQuoted], "") + "…"
		}
	}
	if r.end != (Pos{}) && p.compare(r.end) > 0 {
		p = r.end // the library puts an absent value after the last line
	}
	r.list = append(r.list, &Diagnostic{r.file, p, s, strings.Map(printable, fmt.Sprintf(format, args...)), rule, format})
}

// said reports whether there is an error at that position already.
func (r *reporter) said(p Pos) bool {
	return slices.ContainsFunc(r.list, func(d *Diagnostic) bool { return d.Pos == p })
}

// printable lets nothing from a file act on a terminal.
func printable(c rune) rune {
	if strconv.IsPrint(c) {
		return c
	}
	return unicode.ReplacementChar
}

// maxQuoted bounds what a message quotes of the file: a text can be as long as
// the file, and aliases can put it into a thousand messages.
const maxQuoted = 200

// bailout is the panic that ends the work on a file with too many mistakes, since
// finding the rest could take long.
type bailout struct{}

// collect runs f, which reports, to its end or to a bailout.
func (r *reporter) collect(f func()) {
	defer func() {
		if p := recover(); p != nil && p != (bailout{}) {
			panic(p)
		}
	}()
	f()
}

// err returns what was reported, sorted, or nil.
func (r *reporter) err() error {
	if len(r.list) == 0 {
		return nil
	}
	return r.first(maxErrors)
}

// first returns the first of what was reported in the order of the file, and how
// much is left out.
func (r *reporter) first(most int) ErrorList {
	slices.SortStableFunc(r.list, func(a, b *Diagnostic) int {
		return cmp.Or(a.Pos.compare(b.Pos), cmp.Compare(a.Message, b.Message))
	})
	if len(r.list) <= most {
		return r.list
	}
	next, left := r.list[most], fmt.Sprint(len(r.list)-most)
	if len(r.list) > maxFound {
		left = "at least " + left
	}
	return append(r.list[:most], &Diagnostic{r.file, next.Pos, next.Severity, left + " more from here on; fix these first", next.Rule, "more"})
}
