package spec

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/agext/levenshtein"
)

// Pos is a place in a catalog file. Lines and columns count from 1, columns in
// characters.
type Pos struct {
	Line, Column int
}

func (p Pos) compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
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
	Rule     string // the id of the rule that a warning comes from; empty for an error

	id string // of the sentence: its format
}

// Error returns "file:line:column: message"; a warning says that it is one, and
// ends with the id of its rule.
func (d *Diagnostic) Error() string {
	severity, rule := "", ""
	if d.Severity == Warning {
		severity, rule = "warning: ", " ("+d.Rule+")"
	}
	return fmt.Sprintf("%s:%d:%d: %s%s%s", d.File, d.Line, d.Column, severity, d.Message, rule)
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

	doubts []doubt // for Lint
}

// doubt is something legal that looks wrong and is seen only while the text is
// read.
type doubt struct {
	Pos
	message string
}

func (r *reporter) doubtf(p Pos, format string, args ...any) {
	r.doubts = append(r.doubts, doubt{p, fmt.Sprintf(format, args...)})
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
		p = r.end // the library puts an absent value behind the last line
	}
	r.list = append(r.list, &Diagnostic{r.file, p, s, strings.Map(printable, fmt.Sprintf(format, args...)), rule, format})
}

// said reports whether there is a mistake at that place already.
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

// maxQuoted bounds what a message repeats of the file: a text can be as long as
// the file, and aliases can put it into a thousand messages.
const maxQuoted = 200

// bailout is the panic that ends the work on a file with too many mistakes, since
// to find the rest could take long.
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

// maxSteps bounds the letters that one suggestion compares: a word of twelve
// with two thousand such words, and fewer where they are longer.
const maxSteps = 300_000

// suggest returns the known word nearest to the given one, and a sentence that
// suggests it; both are empty where none is near.
func suggest(word string, known []string) (near, sentence string) {
	const longest = 64
	if len(word) > longest {
		return "", ""
	}
	// A third of the letters wrong is a typing mistake, more is another word.
	distance := max(1, len(word)/3) + 1
	steps := 0
	for _, k := range known {
		if len(k) >= len(word)+distance || len(word) >= len(k)+distance {
			continue
		}
		if steps += len(word) * len(k); steps > maxSteps {
			break
		}
		if d := levenshtein.Distance(strings.ToLower(word), strings.ToLower(k), nil); d < distance {
			near, distance = k, d
		}
	}
	if near == "" {
		return "", ""
	}
	return near, fmt.Sprintf("; did you mean %q?", near)
}

// Suggest returns `; did you mean "x"?` with the known word nearest to the given
// one, or "" where none is near.
func Suggest(word string, known []string) string {
	_, sentence := suggest(word, known)
	return sentence
}

// SuggestWord is Suggest for a word of the language, and says as well which
// command lists them all.
func SuggestWord(word string, known []string) string {
	sentence := Suggest(word, known)
	if sentence == "" {
		sentence = ";"
	}
	return sentence + " statuscat words lists all"
}
