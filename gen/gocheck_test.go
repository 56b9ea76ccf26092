package gen_test

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/doc"
	"go/doc/comment"
	"go/format"
	"go/token"
	"go/types"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// checkGo checks the Go emitter's files against the catalogs, whatever their texts
// are: they are formatted and type-check, the constants and rows say what the
// model says, and the comments are prose that has the texts in it.
func checkGo(t *testing.T, catalogs []*spec.Catalog, files []gen.File) {
	t.Helper()
	var vendors []*spec.Vendor
	for _, c := range catalogs {
		vendors = append(vendors, c.Vendors...)
	}
	if len(files) != len(vendors) {
		t.Fatalf("%d files for %d vendors", len(files), len(vendors))
	}
	for i, v := range vendors {
		src := files[i].Content
		if formatted, err := format.Source(src); err != nil {
			t.Fatalf("%s does not parse: %v\n%s", v.Key, err, src)
		} else if diff := cmp.Diff(string(formatted), string(src)); diff != "" {
			t.Errorf("%s is not what gofmt prints (-gofmt +got)\n%s", v.Key, diff)
		}
		p, err := checkTypes(v.Key, map[string][]byte{"status_gen.go": src})
		if err != nil {
			t.Fatalf("%s: %v\n%s", v.Key, err, src)
		}
		file := p.files[0]
		if !ast.IsGenerated(file) {
			t.Errorf("%s is not known as generated", v.Key)
		}
		checkConstants(t, v, p)
		checkData(t, v, p)
		checkNames(t, v, p)
		checkComments(t, v, p)
	}
}

// checkConstants compares the constants with the documented codes.
func checkConstants(t *testing.T, v *spec.Vendor, p *checked) {
	want, got := map[string]int64{}, map[string]int64{}
	for _, variant := range v.Variants {
		want[variant.GoName] = int64(variant.Code)
	}
	cases, named := map[string]string{}, map[string]string{}
	for _, variant := range v.Variants {
		for _, c := range variant.When {
			cases[spec.CaseName(c.Name)] = c.Name
		}
	}
	for _, c := range v.When {
		cases[spec.CaseName(c.Name)] = c.Name
	}
	scope := p.pkg.Scope()
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		switch {
		case ok && c.Val().Kind() == constant.String:
			named[name] = constant.StringVal(c.Val())
		case ok:
			got[name], _ = constant.Int64Val(c.Val())
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("constants of %s (-want +got)\n%s", v.Key, diff)
	}
	if diff := cmp.Diff(cases, named); diff != "" {
		t.Errorf("cases of %s (-want +got)\n%s", v.Key, diff)
	}
}

// checkNames checks that no constant can have the name of what else is exported.
func checkNames(t *testing.T, v *spec.Vendor, p *checked) {
	scope := p.pkg.Scope()
	for _, name := range scope.Names() {
		if _, ok := scope.Lookup(name).(*types.Const); !ok && token.IsExported(name) {
			src := fmt.Sprintf("catalog: x\nvendors: {x: {name: X}}\ncodes:\n  400: {definition: %s, variants: {x: {purpose: It is., kind: ok}}}\n", name)
			c, err := spec.Load("x.yaml", []byte(src))
			if err != nil {
				t.Fatal(err)
			}
			if len(golang.Output.Check(c)) != 1 {
				t.Errorf("%s declares %s, and a constant can have that name", v.Key, name)
			}
		}
	}
}

// checkData reads the literals of Rows and Catalog back and compares them with
// the model.
func checkData(t *testing.T, v *spec.Vendor, p *checked) {
	want := make([]status.Info, len(v.Variants))
	for i, variant := range v.Variants {
		want[i] = variant.Info
	}
	var got []status.Info
	for _, row := range p.value("rows").(*ast.CompositeLit).Elts {
		var info status.Info
		p.read(row.(*ast.KeyValueExpr).Value, reflect.ValueOf(&info).Elem())
		got = append(got, info)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("rows of %s (-want +got)\n%s", v.Key, diff)
	}

	// The rest of a catalog is references and a function, and compiles.
	type head struct {
		Vendor, Name, Version string
		When                  []status.Case
		Wait                  status.Wait
		ErrorBody             status.ErrorBody
		Limits                []status.Limit
		IdempotencyKey        string
	}
	var catalog head
	p.read(p.value("Catalog").(*ast.UnaryExpr).X, reflect.ValueOf(&catalog).Elem())
	model := head{v.Key, v.Name, v.Version, v.When, v.Wait, v.ErrorBody, v.Limits, v.IdempotencyKey}
	if diff := cmp.Diff(model, catalog, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("catalog of %s (-want +got)\n%s", v.Key, diff)
	}
}

var (
	commentLine = regexp.MustCompile(`^//($| [^\s]|   - [^\s]|     [^\s]|\t)`)
	directive   = regexp.MustCompile(`^// *(\+build|[a-z0-9]+:[a-z0-9])`)
	deprecation = regexp.MustCompile(`(?im)^deprecated:`)
)

// checkComments checks that every comment is made of paragraphs and has the
// catalog's words in it, and no line is anything to a tool.
func checkComments(t *testing.T, v *spec.Vendor, p *checked) {
	file := p.files[0]
	for _, group := range file.Comments {
		for _, c := range group.List {
			if !commentLine.MatchString(c.Text) || directive.MatchString(c.Text) {
				t.Errorf("%s has the comment line %q", v.Key, c.Text)
			}
		}
		if deprecation.MatchString(group.Text()) {
			t.Errorf("%s deprecates something:\n%s", v.Key, group.Text())
		}
		parsed := new(comment.Parser).Parse(group.Text())
		if len(parsed.Links) > 0 {
			t.Errorf("%s defines links: %v", v.Key, parsed.Links)
		}
		shape := ""
		for _, block := range parsed.Content {
			shape += reflect.TypeOf(block).Elem().Name() + " "
		}
		due := regexp.MustCompile(`^(Paragraph )+(List (Paragraph )*)?$`)
		if group == file.Doc {
			due = regexp.MustCompile(`^(Paragraph )+(List )?(Paragraph )+Code $`)
		}
		if !due.MatchString(shape) {
			t.Errorf("%s has a comment of %s:\n%s", v.Key, shape, group.Text())
		}
	}

	docs := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.ValueSpec); ok {
			docs[s.Names[0].Name] = s.Doc.Text()
		}
		return true
	})
	for _, variant := range v.Variants {
		texts := []string{variant.Definition}
		for _, f := range variant.Facts() {
			switch f.Key {
			case "kind", "fault", "retry", "wait": // which have a sentence
			default:
				texts = append(texts, f.Text)
			}
		}
		for _, text := range texts {
			said, due := fold(docs[variant.GoName]), typographic.Replace(fold(text))
			if !strings.Contains(said, due) {
				t.Errorf("%s says of %s\n%s\nand not\n%s", v.Key, variant.GoName, said, due)
			}
		}
	}

	documentation, err := doc.NewFromFiles(p.fset, []*ast.File{file}, "example.com/"+v.Key)
	if err != nil {
		t.Fatal(err)
	}
	if len(documentation.Notes) > 0 {
		t.Errorf("%s has notes: %v", v.Key, documentation.Notes)
	}
}

// typographic makes of quotes what gofmt makes of them in doc comments.
var typographic = strings.NewReplacer("``", "“", "''", "”")

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }
