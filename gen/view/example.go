package view

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/statuscat/statuscat/spec"
)

// lineWidth is how long a line of an example is at most, if it has a space to break
// at.
const lineWidth = 100

// Message returns an example of v as HTTP writes it, for people: JSON is indented, and
// long lines are wrapped. It is empty if there is nothing to show but the status line,
// or nothing but what the criteria of its case say.
func Message(v *spec.Vendor, e *spec.Example) string {
	if e.Made || e.Body == "" && len(e.Header) == 0 {
		return ""
	}
	head := *e
	head.Body = ""
	text := head.HTTP(v.Runtime().Row(e.Code).Definition)
	if e.Body != "" {
		text += "\n\n" + indented(e.Body)
	}
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		lines[i] = wrapped(line)
	}
	return strings.Join(lines, "\n")
}

func indented(body string) string {
	var b bytes.Buffer
	if (strings.HasPrefix(body, "{") || strings.HasPrefix(body, "[")) && json.Indent(&b, []byte(body), "", "  ") == nil {
		return b.String()
	}
	return body
}

// wrapped breaks a line at spaces. What follows a break is indented as the line is,
// and two spaces more.
func wrapped(line string) string {
	indent := "\n" + line[:len(line)-len(strings.TrimLeft(line, " "))] + "  "
	var b strings.Builder
	for len(line) > lineWidth {
		at := strings.LastIndexByte(line[:lineWidth], ' ')
		if strings.TrimLeft(line[:max(at, 0)], " ") == "" {
			break
		}
		b.WriteString(line[:at] + indent)
		line = line[at+1:]
	}
	return b.String() + line
}
