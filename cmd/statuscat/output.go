package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// streams are the input and the outputs of a run.
type streams struct {
	in       io.Reader
	out, err *printer
	texts    map[string][]byte // of the catalogs that were read, by their names in diagnostics
	called   string            // how users call the command
}

func newStreams(in io.Reader, out, err io.Writer) *streams {
	executable, _ := os.Executable() // the name of an unknown one is statuscat
	return &streams{in, newPrinter(out), newPrinter(err), map[string][]byte{}, nameOf(executable)}
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
	if width, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && width > 0 {
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
	p.printf("%s%s\n", prefix, p.wrap(text, indent, min(p.width, widest)-indent))
}

// json prints v for a program.
func (p *printer) json(v any) error {
	e := json.NewEncoder(p)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
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
