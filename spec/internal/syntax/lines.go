package syntax

import (
	"fmt"
	"strings"
)

// What lines and parts of lines are like.

// Lines returns the lines of a text without their ends and without a byte order
// mark.
func Lines(src []byte) []string {
	lines := strings.Split(strings.TrimPrefix(string(src), "\uFEFF"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, "\r")
	}
	return lines
}

// usualStep returns by how much lines are most often indented more than the
// line before.
func usualStep(lines []string) int {
	counts := map[int]int{}
	last, usual := 0, 2
	for _, line := range lines {
		if indent := Indent(line); indent < len(line) {
			if step := indent - last; step > 0 {
				if counts[step]++; counts[step] > counts[usual] {
					usual = step
				}
			}
			last = indent
		}
	}
	return usual
}

// Indent returns the number of spaces that line begins with.
func Indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// isBlank reports whether s is empty, or a comment.
func isBlank(s string) bool {
	s = strings.TrimLeft(s, " \t")
	return s == "" || s[0] == '#'
}

func isDash(s string) bool { return s == "-" || strings.HasPrefix(s, "- ") }

// cutComment returns a bare text without the comment after it, and the index of the
// comment, or -1.
func cutComment(s string) (string, int) {
	for i := 1; i < len(s); i++ {
		if s[i] == '#' && (s[i-1] == ' ' || s[i-1] == '\t') {
			return strings.TrimRight(s[:i], " \t"), i
		}
	}
	return s, -1
}

// colonIn returns the index of the colon that ends a key, or -1.
func colonIn(s string) int {
	for i := range len(s) {
		if s[i] == ':' && (i+1 == len(s) || s[i+1] == ' ' || s[i+1] == '\t') {
			return i
		}
	}
	return -1
}

func spaces(n int) string {
	if n == 1 {
		return "1 space"
	}
	return fmt.Sprintf("%d spaces", n)
}
