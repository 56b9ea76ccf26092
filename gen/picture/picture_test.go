package picture_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
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
	elements []string // with their attributes
	titles   []string
	cells    map[string]string // of what a cell says to how it looks
	right    int               // where the last column begins
	pitch    int               // from one column to the next, at least

	row    string
	before int
}

func parse(tb testing.TB, src []byte) *drawing {
	tb.Helper()
	d := &drawing{cells: map[string]string{}, pitch: 1000}
	decoder := xml.NewDecoder(strings.NewReader(string(src)))
	decoder.Strict = true
	var look, x, y string
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return d
		}
		if err != nil {
			tb.Fatalf("%v in\n%s", err, src)
		}
		switch token := token.(type) {
		case xml.StartElement:
			element := token.Name.Local
			at := map[string]string{}
			for _, a := range token.Attr {
				element += fmt.Sprintf(" %s=%q", a.Name.Local, a.Value)
				at[a.Name.Local] = a.Value
			}
			d.elements = append(d.elements, element)
			switch token.Name.Local {
			case "title":
				var text string
				if err := decoder.DecodeElement(&text, &token); err != nil {
					tb.Fatal(err)
				}
				d.titles = append(d.titles, text)
				if look != "" {
					d.cells[text] = look
					d.place(tb, x, y)
				}
			case "use":
				look = at["href"]
				x, y = at["x"], at["y"]
			default:
				look = ""
			}
		case xml.Comment, xml.Directive, xml.ProcInst:
			tb.Errorf("%T in the picture: %s", token, token)
		}
	}
}

// place takes note of where the next cell is.
func (d *drawing) place(tb testing.TB, x, row string) {
	at, err := strconv.Atoi(x)
	if err != nil {
		tb.Fatal(err)
	}
	if row == d.row {
		d.pitch = min(d.pitch, at-d.before)
	}
	d.right, d.row, d.before = max(d.right, at), row, at
}

// Each documented code of each vendor is a cell with its retry's letter, its
// marks, and a title that says the same in words.
func TestCells(t *testing.T) {
	d := parse(t, emit(t, spec.Bundled()...))
	for cell, want := range map[string]string{
		"403 Forbidden at Lead Commerce API: rate-limited, always, otherwise than the standard":                            "#ad",
		"403 Forbidden at BigCommerce Stores API V2: permission-denied, after-change":                                      "#c",
		"403 Forbidden at IANA HTTP Status Code Registry: permission-denied, after-change":                                 "#c",
		"429 Too Many Requests at Stripe API v1: rate-limited, always; 3 cases":                                            "#ac",
		"503 Service Unavailable at Lead Commerce API: disabled, after-change, otherwise than the standard":                "#cd",
		"500 Internal Server Error at Lead Commerce API: internal, if-idempotent":                                          "#i",
		"404 Not Found at Lead Commerce API: not-found, never":                                                             "#n",
		"424 External Dependency Failed at Stripe API v1: bad-gateway, if-idempotent, otherwise than the standard; 1 case": "#idc",
	} {
		if d.cells[cell] != want {
			t.Errorf("%s: looks like %q, want %q", cell, d.cells[cell], want)
		}
	}
	for _, c := range spec.Bundled() {
		for _, v := range c.Vendors {
			if v.Key == "iana" {
				continue
			}
			for _, variant := range v.Variants {
				text := fmt.Sprintf("%s at %s: %s, %s", &variant.Info, v.Title(), variant.Kind, variant.Retry)
				found := false
				for cell := range d.cells {
					found = found || strings.HasPrefix(cell, text)
				}
				if !found {
					t.Errorf("no cell says %q", text)
				}
			}
		}
	}
}

// However many vendors there are, a column is as wide as a letter needs on a
// phone, and all of them are in the picture.
func TestWidth(t *testing.T) {
	for _, vendors := range []int{1, 2, 23, 24, 25, 49, 200} {
		var src strings.Builder
		src.WriteString("catalog: wide\nvendors:\n")
		for v := range vendors {
			fmt.Fprintf(&src, "  v%d: {name: V%[1]d}\n", v)
		}
		src.WriteString("codes:\n  404:\n    definition: Not Found\n    variants:\n")
		for v := range vendors {
			fmt.Fprintf(&src, "      v%d: {purpose: It is not there., kind: not-found}\n", v)
		}
		c, err := spec.Load("wide.yaml", []byte(src.String()))
		if err != nil {
			t.Fatal(err)
		}
		d := parse(t, emit(t, c))
		if d.pitch < 14 || d.right+d.pitch > 390 {
			t.Errorf("%d vendors: columns are %d wide and begin up to %d", vendors, d.pitch, d.right)
		}
		if len(d.cells) != vendors+1 {
			t.Errorf("%d vendors: %d different cells", vendors, len(d.cells))
		}
	}
}

// FuzzSVG: whatever the texts are, the picture has the elements and attributes
// of a picture with a harmless text, and shows the text as it is.
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
		if want := "403 " + c.Codes[0].Definition + " at " + c.Vendors[0].Title(); !strings.Contains(strings.Join(d.titles, "\n"), want) {
			t.Errorf("no title says %q: %q", want, d.titles)
		}
	})
}
