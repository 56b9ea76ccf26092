package html_test

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/statuscat/statuscat/spec"
)

var digest = regexp.MustCompile(`sha256-[A-Za-z0-9+/&#;]+=`)

// document is a page as a browser reads it.
type document struct {
	elements []string          // with their attributes, whose values are left out where they may be a text
	links    []string          // addresses
	texts    map[string]string // of the elements that have an id
	contents map[string]string // of script and style
}

func parse(tb testing.TB, page []byte) *document {
	tb.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		tb.Fatal(err)
	}
	d := &document{texts: map[string]string{}, contents: map[string]string{}}
	for n := range root.Descendants() {
		switch n.Type {
		case html.CommentNode:
			tb.Errorf("a comment: %s", n.Data)
		case html.ElementNode:
			d.add(n)
		}
	}
	return d
}

func (d *document) add(n *html.Node) {
	element := n.Data
	for _, a := range n.Attr {
		switch a.Key {
		case "href", "src":
			d.links = append(d.links, a.Val)
			element += " " + a.Key
		case "content":
			element += " " + a.Key
		case "id":
			d.texts[a.Val] = textOf(n)
			element += ` id="` + a.Val + `"`
		default:
			element += " " + a.Key + `="` + a.Val + `"`
		}
	}
	d.elements = append(d.elements, element)
	if n.DataAtom == atom.Script || n.DataAtom == atom.Style {
		d.contents[n.Data] += textOf(n)
	}
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for n := range n.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

// FuzzHTML: whatever the texts are, the page has the elements, attributes,
// scripts and links of a page with a harmless text, and shows the text as it is.
func FuzzHTML(f *testing.F) {
	for _, s := range []string{
		"A text.", `"><script>alert(1)</script>`, "</title></style></script><img src=x onerror=alert(1)>", "<!-- --> <![CDATA[ ]]>",
		"{{.}} {{template `x`}}", "' onmouseover='alert(1)", "&lt;b&gt; &amp;quot; &#60;", "javascript:alert(1)", "https://evil.example/\"><b>",
		"</pre></figure></details><a href='https://evil.example'>", "`${alert(1)}`", "RFC 9110, section 15", "//evil.example", "a\u2028b",
	} {
		f.Add(s)
	}
	harmless := parse(f, emit(f, hostile(f, "A text.")))
	f.Fuzz(func(t *testing.T, text string) {
		c := hostile(t, text)
		if c == nil || spec.Address(text) != "" {
			return // such a text is a link; TestLinks is about these
		}
		page := parse(t, emit(t, c))
		if strings.Contains(c.Vendors[0].Overview, "\n\n") {
			page.elements = slices.Compact(page.elements) // a paragraph each
			compact := *harmless
			compact.elements = slices.Compact(slices.Clone(harmless.elements))
			page.compare(t, &compact)
		} else {
			page.compare(t, harmless)
		}
		if want := c.Vendors[0].Variants[0].Purpose; !strings.Contains(page.texts["one-200"], want) {
			t.Errorf("the page does not show %q:\n%s", want, page.texts["one-200"])
		}
	})
}

func (d *document) compare(t *testing.T, harmless *document) {
	t.Helper()
	if diff := cmp.Diff(harmless.elements, d.elements); diff != "" {
		t.Errorf("elements (-harmless +got):\n%s", diff)
	}
	if diff := cmp.Diff(harmless.links, d.links); diff != "" {
		t.Errorf("links (-harmless +got):\n%s", diff)
	}
	if diff := cmp.Diff(harmless.contents, d.contents); diff != "" {
		t.Errorf("script and style (-harmless +got):\n%s", diff)
	}
}

// TestLinks: only addresses of the web and RFCs are links, and they are that and
// no more.
func TestLinks(t *testing.T) {
	for reference, want := range map[string]string{
		"https://a.example/b?c=d&e=f": "https://a.example/b?c=d&e=f",
		"RFC 9110, section 15.5":      "https://www.rfc-editor.org/rfc/rfc9110#section-15.5",
		`https://a.example/"><b>`:     "https://a.example/%22%3e%3cb%3e",
		"javascript:alert(1)":         "",
		"//a.example":                 "",
		"ftp://a.example":             "",
	} {
		var got []string
		for _, link := range parse(t, emit(t, hostile(t, reference))).links {
			if !strings.HasPrefix(link, "#") && link != "data:," && !slices.Contains(got, link) {
				got = append(got, link)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: links to %q, want %q", reference, got, want)
		}
	}
}

// TestPolicy: the page's policy names its own script and style, as they are.
func TestPolicy(t *testing.T) {
	page := emit(t, hostile(t, "A text."))
	d := parse(t, page)
	for element, file := range map[string]string{"script": "atlas.js", "style": "atlas.css"} {
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if d.contents[element] != string(want) {
			t.Errorf("the page's %s is not %s", element, file)
		}
	}
	if n := len(digest.FindAll(page, -1)); n != 2 {
		t.Errorf("%d digests in the page, want 2", n)
	}
}
