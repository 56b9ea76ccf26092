package gocode

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestComment(t *testing.T) {
	for _, test := range []struct {
		reason     string
		paragraphs []string
		want       string
	}{
		{"a sentence gets its stop", []string{"OK is fine"}, "// OK is fine."},
		{"unless it has one, also in quotes", []string{"OK is fine!", `It says "fine."`}, "// OK is fine!\n//\n// It says \"fine.\""},
		{"or has one of another script", []string{"OK 好。"}, "// OK 好。"},
		{"an address keeps its end", []string{"See https://example.com/a"}, "// See https://example.com/a"},
		{"nothing to say", []string{"OK", "", " \n "}, "// OK."},
		{"white space folds", []string{"a\tb\n c\u00a0d\u2028e"}, "// a b c d e."},
		{"prose wraps", []string{strings.Repeat("word ", 17)},
			"// word word word word word word word word word word word word word word word\n// word word."},
		{"a word is not broken", []string{"a " + strings.Repeat("x", 90) + " b"},
			"// a\n// " + strings.Repeat("x", 90) + "\n// b."},
		{"markup stays behind the paragraph before it",
			[]string{"OK.", "# heading.", "- item.", "+build ignore.", "[a]: https://b", "go:embed *.", "//go:embed *.", "BUG(me): no.", "Deprecated: no."},
			"// OK. # heading. - item. +build ignore. [a]: https://b go:embed *. //go:embed *. BUG(me):\n// no. Deprecated: no."},
		{"and is not wrapped to the beginning of a line",
			[]string{strings.Repeat("word ", 15) + "+build +build # - word"},
			"// word word word word word word word word word word word word word word word +build +build # -\n// word."},
	} {
		var c Comment
		for _, p := range test.paragraphs {
			c.Paragraph(p)
		}
		if diff := cmp.Diff(test.want, c.String()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.reason, diff)
		}
	}
}
