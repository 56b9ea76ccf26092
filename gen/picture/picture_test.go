package picture_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/picture"
	"github.com/statuscat/statuscat/spec"
)

var update = flag.Bool("update", false, "rewrite the picture in testdata")

func emit(tb testing.TB, catalogs ...*spec.Catalog) []byte {
	tb.Helper()
	files, err := picture.Output.Emit(catalogs, gen.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return files[0].Content
}

func TestGolden(t *testing.T) {
	const name = "testdata/matrix.txtar"
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	in := archive.Files[0]
	c, err := spec.Load(in.Name, in.Data)
	if err != nil {
		t.Fatal(err)
	}
	got := txtar.Archive{Comment: archive.Comment, Files: []txtar.File{in, {Name: picture.FileName, Data: emit(t, c)}}}
	if *update {
		if err := os.WriteFile(name, txtar.Format(&got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(txtar.Format(archive)), string(txtar.Format(&got))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// drawing is a picture as an XML parser reads it.
type drawing struct {
	elements []string          // with their attributes
	columns  map[string]string // by where they are
	rows     []string          // the codes, from top to bottom
	cells    map[string]string // how the cell of a code and a column looks: "403 github"
	pitch    int               // the least distance between two columns
	right    int               // where the last column begins
}

func parse(tb testing.TB, src []byte) *drawing {
	tb.Helper()
	d := &drawing{columns: map[string]string{}, cells: map[string]string{}, pitch: 1000}
	var svg struct {
		Groups []struct {
			Texts []struct {
				Transform string `xml:"transform,attr"`
				Text      string `xml:",chardata"`
			} `xml:"text"`
			Uses []struct {
				Href string `xml:"href,attr"`
				X    int    `xml:"x,attr"`
			} `xml:"use"`
		} `xml:"g"`
	}
	if err := xml.Unmarshal(src, &svg); err != nil {
		tb.Fatalf("%v in\n%s", err, src)
	}
	for _, g := range svg.Groups {
		if g.Uses == nil { // the columns
			d.columns = map[string]string{}
			for _, text := range g.Texts {
				x, _, _ := strings.Cut(strings.TrimPrefix(text.Transform, "translate("), " ")
				d.columns[x] = text.Text
			}
			continue
		}
		code := g.Texts[0].Text
		d.rows = append(d.rows, code)
		before := -1000
		for _, use := range g.Uses {
			d.pitch, d.right, before = min(d.pitch, use.X-before), max(d.right, use.X), use.X
			name := ""
			for x, column := range d.columns {
				if at, err := strconv.Atoi(x); err == nil && use.X < at && at < use.X+16 {
					name = column
				}
			}
			d.cells[code+" "+name] = use.Href
		}
	}
	decoder := xml.NewDecoder(bytes.NewReader(src))
	for {
		token, err := decoder.Token()
		if err != nil {
			return d
		}
		switch token := token.(type) {
		case xml.StartElement:
			element := token.Name.Local
			for _, a := range token.Attr {
				element += fmt.Sprintf(" %s=%q", a.Name.Local, a.Value)
			}
			d.elements = append(d.elements, element)
		case xml.Comment, xml.Directive, xml.ProcInst:
			tb.Errorf("%T in the picture: %s", token, token)
		}
	}
}

// TestCells checks how cells look whose meaning is in the catalogs, and that only
// codes on which vendors differ have a row.
func TestCells(t *testing.T) {
	d := parse(t, emit(t, spec.Bundled()...))
	for cell, want := range map[string]string{
		"403 leadcommerce": "#ad",
		"403 bigcommerce":  "#c",
		"403 standard":     "#c",
		"403 github":       "#cc",
		"429 stripe":       "#ac",
		"503 leadcommerce": "#cd",
		"500 leadcommerce": "#i",
		"404 leadcommerce": "#n",
	} {
		if d.cells[cell] != want {
			t.Errorf("%s: looks like %q, want %q", cell, d.cells[cell], want)
		}
	}
	if slices.Contains(d.rows, "204") || len(d.rows) < 15 || !slices.IsSorted(d.rows) {
		t.Errorf("rows %q, want those on which vendors differ, in order", d.rows)
	}
}

// TestWidth checks that a column is as wide as a letter needs on a phone, however
// many vendors there are, and that all of them are in the picture.
func TestWidth(t *testing.T) {
	for _, vendors := range []int{1, 2, 29, 30, 31, 61, 200} {
		d := parse(t, emit(t, wide(t, vendors)))
		if d.pitch < 12 || d.right+d.pitch > 414 {
			t.Errorf("%d vendors: columns are %d wide and begin up to %d", vendors, d.pitch, d.right)
		}
		if len(d.cells) != vendors+1 {
			t.Errorf("%d vendors: %d different cells", vendors, len(d.cells))
		}
	}
}

// TestOneVendorMore checks that one more vendor changes few lines of the picture.
func TestOneVendorMore(t *testing.T) {
	before, after := strings.Split(string(emit(t, spec.Bundled()...)), "\n"), strings.Split(string(emit(t, append(spec.Bundled(), wide(t, 1))...)), "\n")
	changed := 0
	for i, line := range after {
		if i >= len(before) || before[i] != line {
			changed++
		}
	}
	if changed == 0 || changed > 60 {
		t.Errorf("%d of %d lines changed, want 1 to 60", changed, len(after))
	}
}

// wide returns a catalog of many vendors that differ from the standard in 404.
func wide(t *testing.T, vendors int) *spec.Catalog {
	t.Helper()
	var src strings.Builder
	src.WriteString("catalog: wide\nvendors:\n")
	for v := range vendors {
		fmt.Fprintf(&src, "  v%d: {name: V%[1]d}\n", v)
	}
	src.WriteString("codes:\n  404:\n    definition: Not Found\n    variants:\n")
	for v := range vendors {
		fmt.Fprintf(&src, "      v%d: {purpose: It is too early., kind: rate-limited}\n", v)
	}
	c, err := spec.Load("wide.yaml", []byte(src.String()))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// FuzzSVG checks that the picture has the same elements and attributes whatever the
// texts of a catalog are.
func FuzzSVG(f *testing.F) {
	for _, s := range []string{
		"A text.", `"><script>alert(1)</script>`, "</title></text></svg><b>", "<!-- --> ]]> <?xml?>", "&lt; &amp;lt; &nbsp; &#0;",
		"{{.}}", "' onload='alert(1)", "\u0085 \ufffe \u2028",
	} {
		f.Add(s)
	}
	load := func(t testing.TB, text string) *spec.Catalog {
		quoted, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		c, err := spec.Load("hostile.yaml", fmt.Appendf(nil, "catalog: hostile\nvendors: {one: {name: %[1]s, version: %[1]s}}\n"+
			"codes: {403: {definition: %[1]s, variants: {one: {name: Forbidden, purpose: %[1]s, kind: rate-limited}}}}\n", quoted))
		if err != nil {
			return nil
		}
		return c
	}
	harmless := parse(f, emit(f, load(f, "A text.")))
	f.Fuzz(func(t *testing.T, text string) {
		c := load(t, text)
		if c == nil {
			return
		}
		d := parse(t, emit(t, c))
		if diff := cmp.Diff(harmless.elements, d.elements); diff != "" {
			t.Errorf("elements (-harmless +got):\n%s", diff)
		}
	})
}
