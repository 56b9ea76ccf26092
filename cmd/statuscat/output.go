package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/statuscat/statuscat/spec"
)

// streams is what a run reads from and prints to.
type streams struct {
	in       io.Reader
	out, err *printer
}

// printer prints for a person at a terminal of some width, or for a program.
type printer struct {
	*bufio.Writer
	width int  // of the terminal; 0 where there is none, and then nothing is cut
	color bool // whether ANSI colours are welcome
}

func newPrinter(w io.Writer) *printer {
	p := &printer{Writer: bufio.NewWriter(w)}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return p
	}
	p.width = 80
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
		p.width = width
	}
	p.color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return p
}

func (p *printer) printf(format string, args ...any) { fmt.Fprintf(p, format, args...) }

func (p *printer) flush() error { return p.Flush() }

// The colours, as parameters of an ANSI escape sequence.
const (
	bold   = "1"
	red    = "31"
	green  = "32"
	yellow = "33"
	cyan   = "36"
)

func (p *printer) paint(color, s string) string {
	if !p.color || s == "" {
		return s
	}
	return "\x1b[" + color + "m" + s + "\x1b[0m"
}

// paragraph prints text behind a prefix that takes indent columns. At a terminal
// it breaks the text into lines that stay to the right of the prefix.
func (p *printer) paragraph(prefix string, indent int, text string) {
	const widest = 100 // longer lines are hard to read
	width := min(p.width, widest) - indent
	line := ""
	for _, word := range strings.Fields(text) {
		if p.width > 0 && line != "" && columns(line)+1+columns(word) > width {
			p.printf("%s%s\n", prefix, line)
			prefix, line = strings.Repeat(" ", indent), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	p.printf("%s%s\n", prefix, line)
}

// json prints v for a program.
func (p *printer) json(v any) error {
	e := json.NewEncoder(p)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// diagnostics prints one a line, its place in colour.
func (p *printer) diagnostics(list spec.ErrorList) {
	for _, d := range list {
		color := red
		if d.Severity == spec.Warning {
			color = yellow
		}
		place := fmt.Sprintf("%s:%d:%d:", d.File, d.Line, d.Column)
		p.printf("%s%s\n", p.paint(color, shown(place)), strings.TrimPrefix(d.Error(), place))
	}
}

// diff prints a unified diff.
func (p *printer) diff(text []byte) {
	for line := range strings.Lines(string(text)) {
		color := ""
		switch line[0] {
		case '+':
			color = green
		case '-':
			color = red
		case '@':
			color = cyan
		}
		if color == "" {
			p.printf("%s", line)
			continue
		}
		p.printf("%s\n", p.paint(color, strings.TrimSuffix(line, "\n")))
	}
}
