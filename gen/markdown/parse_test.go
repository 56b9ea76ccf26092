package markdown_test

import (
	"bufio"
	"bytes"
	"html"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	renderer "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/status"
)

// renderers are the two of the four that Go has; testdata/renderers asks
// the others. Hugo is goldmark with Hugo's default extensions.
var renderers = map[string]goldmark.Markdown{
	"GitHub": goldmark.New(goldmark.WithExtensions(extension.GFM)),
	"Hugo": goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Typographer, extension.DefinitionList, extension.Footnote),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithHeadingAttribute()),
	),
}

// document is what a reader sees of a page.
type document struct {
	path     string
	blocks   []string // the text of each heading, paragraph, item and cell
	headings []string
	links    []string // destinations
}

// folding matches the only HTML in a page, which folds its examples.
var folding = regexp.MustCompile(`^(?:<details markdown="1">\n<summary>(?:Example|[0-9]+ examples)</summary>|</details>)\n$`)

// parse reads a page. It fails for what no page of ours has, such as other HTML.
func parse(t *testing.T, f gen.File, md goldmark.Markdown) *document {
	t.Helper()
	d := &document{path: f.Path}
	err := ast.Walk(md.Parser().Parse(text.NewReader(f.Content)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Document, *ast.List, *ast.ListItem, *ast.Blockquote, *table.Table, *table.TableHeader, *table.TableRow,
			*ast.Text, *ast.String, *ast.CodeSpan:
		case *ast.LinkReferenceDefinition:
			if string(n.Label) != "//" {
				t.Errorf("%s: a definition of [%s]", f.Path, n.Label)
			}
		case *ast.Emphasis:
			var kind status.Kind
			if said := textOf(n, f.Content); n.Level != 2 && kind.UnmarshalText([]byte(said)) != nil {
				t.Errorf("%s: emphasis: %s", f.Path, said)
			}
		case *ast.HTMLBlock:
			if lines := string(n.Lines().Value(f.Content)); !folding.MatchString(lines) {
				t.Errorf("%s: HTML: %s", f.Path, lines)
			}
		case *ast.Heading:
			d.headings = append(d.headings, textOf(n, f.Content))
			d.blocks = append(d.blocks, textOf(n, f.Content))
		case *ast.Paragraph, *ast.TextBlock, *table.TableCell:
			d.blocks = append(d.blocks, textOf(n, f.Content))
		case *ast.FencedCodeBlock:
			d.blocks = append(d.blocks, straight(strings.TrimSuffix(string(n.Lines().Value(f.Content)), "\n")))
		case *ast.Link:
			d.links = append(d.links, string(n.Destination))
		default:
			t.Errorf("%s: %v: %s", f.Path, n.Kind(), textOf(n, f.Content))
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// textOf returns the text of a node as a reader sees it.
func textOf(n ast.Node, source []byte) string {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			if n.Parent().Kind() == ast.KindCodeSpan {
				renderer.DefaultWriter.RawWrite(w, n.Segment.Value(source))
			} else {
				renderer.DefaultWriter.Write(w, n.Segment.Value(source))
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				w.WriteByte('\n')
			}
		case *ast.String:
			w.Write(n.Value)
		}
		return ast.WalkContinue, nil
	})
	w.Flush()
	return strings.ReplaceAll(html.UnescapeString(b.String()), "’", "'")
}

// checkLinks checks that every link within the pages leads somewhere, whichever
// renderer made the anchors.
func (d *document) checkLinks(t *testing.T, docs map[string]*document) {
	t.Helper()
	for _, link := range d.links {
		if strings.Contains(link, "://") {
			continue
		}
		file, anchor, _ := strings.Cut(link, "#")
		target := d
		if file != "" {
			target = docs[path.Join(path.Dir(d.path), file)]
		}
		if target == nil {
			t.Errorf("%s: a link to %s, which is not there", d.path, link)
			continue
		}
		for _, slug := range []func(string) string{githubSlug, pythonSlug} {
			exists := slices.ContainsFunc(target.headings, func(h string) bool { return slug(h) == anchor })
			if anchor != "" && !exists {
				t.Errorf("%s: a link to %s, and no such anchor among %q", d.path, link, target.headings)
			}
		}
	}
}

var (
	notGitHub = regexp.MustCompile(`[^\p{L}\p{M}\p{N}\p{Pc} -]`)
	notPython = regexp.MustCompile(`[^A-Za-z0-9_\s-]`)
	separator = regexp.MustCompile(`[-\s]+`)
)

// githubSlug makes an anchor as GitHub, Docusaurus and Hugo do.
func githubSlug(heading string) string {
	return strings.ReplaceAll(notGitHub.ReplaceAllString(strings.ToLower(heading), ""), " ", "-")
}

// pythonSlug makes an anchor as Python-Markdown does.
func pythonSlug(heading string) string {
	s := strings.ToLower(strings.TrimSpace(notPython.ReplaceAllString(heading, "")))
	return separator.ReplaceAllString(s, "-")
}
