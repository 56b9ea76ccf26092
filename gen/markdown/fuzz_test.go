package markdown_test

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/markdown"
)

func FuzzPages(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, "A text.")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if !loadable(a) || !loadable(b) {
			return
		}
		check(t, catalog(2, a, b))
	})
}

// FuzzText reads a text back from each kind of place where one may stand.
func FuzzText(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkSample(t, s)
		if !loadable(s) {
			return
		}
		text, want := markdown.Text(s), fold(s)
		page := strings.ReplaceAll("# _: c\n\n_\n\n_\n\n- _\n- **c:** _\n\n> **c:** _\n\n| _ | c |\n|---|---|\n| _ | [_](c) |\n\n_\n", "_", text)
		blocks := []string{want + ": c", want, want, want, "c: " + want, "c: " + want, want, "c", want, want, want}
		for name, renderer := range renderers {
			d := parse(t, gen.File{Path: name, Content: []byte(page)}, renderer)
			if diff := cmp.Diff(blocks, d.blocks); diff != "" {
				t.Errorf("%q as %s reads it (-want +got):\n%s\nThe page:\n%s", s, name, diff, page)
			}
		}
	})
}

// checkSample reads back a part of a response, which can be any text: it is shown as
// it is, or in quotes.
func checkSample(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		return
	}
	for _, sample := range []string{markdown.Sample(s), markdown.JSONText(s)} {
		page := strings.ReplaceAll("_\n\n- **c:** a _ or _\n\n| c | c |\n|---|---|\n| _ | a _ |\n", "_", sample)
		for name, renderer := range renderers {
			blocks := parse(t, gen.File{Path: name, Content: []byte(page)}, renderer).blocks
			shown := blocks[0]
			if want := []string{shown, "c: a " + shown + " or " + shown, "c", "c", shown, "a " + shown}; !cmp.Equal(want, blocks) {
				t.Errorf("%q as %s reads it: %q, want %q", s, name, blocks, want)
			}
			got := shown
			if strings.HasPrefix(shown, `"`) {
				var err error
				if got, err = strconv.Unquote(shown); err != nil {
					t.Errorf("%q as %s reads it is no string: %s", s, name, shown)
				}
			}
			if got != straight(s) {
				t.Errorf("%q as %s reads it is %q", s, name, got)
			}
		}
	}
}
