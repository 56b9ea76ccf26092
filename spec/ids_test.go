//go:build unix && !race

// The large files are those of hostile_test.go.

package spec_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/spec"
)

// Every error has a golden that provokes it, or a file that is too large or too
// broken to be one. The id of an error is the format of its sentence.
func TestErrorsHaveGoldens(t *testing.T) {
	provoked := map[string]bool{}
	for _, g := range goldens(t) {
		var list spec.ErrorList
		if _, err := spec.Load("golden.yaml", g.src); errors.As(err, &list) {
			for _, d := range list {
				provoked[d.ID()] = true
			}
		}
	}
	for _, src := range []string{
		strings.Repeat("a", spec.MaxSize+1),
		strings.Repeat("- a\n", spec.MaxSize/4),
		"\xff\xfea\x00b\x00",
		"catalog: M\xfcller",
		examples(2001, 0, ""),
		toVendors + number(1001, "  v%d: {name: A}\n") + "codes: {}\n",
		examples(900, 900, "{body: '"+strings.Repeat("x", 1000)+"'}"),
	} {
		var list spec.ErrorList
		if _, err := spec.Load("large.yaml", []byte(src)); errors.As(err, &list) {
			provoked[list[0].ID()] = true
		}
	}
	for id, place := range errorIDs(t) {
		found := provoked[id]
		for p := range provoked { // where a part of the format is chosen among several
			found = found || strings.HasPrefix(id, "…") && strings.Contains(p, strings.Trim(id, "…")) ||
				strings.HasSuffix(id, "…") && strings.HasPrefix(p, strings.Trim(id, "…"))
		}
		if !found {
			t.Errorf("%s: no golden provokes %q", place, id)
		}
	}
}

// errorIDs returns the formats of all errors, and their positions. A format that
// ends with the result of a function gives its beginning and "…", and each result
// between two of these.
func errorIDs(t *testing.T) map[string]token.Position {
	t.Helper()
	fset := token.NewFileSet()
	ids, consts := map[string]token.Position{}, map[string]ast.Expr{}
	var formats []ast.Expr
	visit := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			switch called, ok := n.Fun.(*ast.SelectorExpr); {
			case ok && called.Sel.Name == "errorf":
				formats = append(formats, n.Args[1])
			case ok && called.Sel.Name == "fail":
				formats = append(formats, n.Args[2])
			}
		case *ast.ValueSpec:
			if len(n.Values) == 1 {
				consts[n.Names[0].Name] = n.Values[0]
			}
		case *ast.FuncDecl:
			if !strings.HasSuffix(n.Name.Name, "Problem") {
				break
			}
			ast.Inspect(n, func(n ast.Node) bool {
				if r, ok := n.(*ast.ReturnStmt); ok && literal(r.Results[0]) != "" {
					ids["…"+literal(r.Results[0])+"…"] = fset.Position(r.Pos())
				}
				return true
			})
		}
		return true
	}
	for _, dir := range []string{".", "internal/syntax"} {
		names, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, visit)
		}
	}
	for _, f := range formats {
		place, id := fset.Position(f.Pos()), ""
		switch f := f.(type) {
		case *ast.Ident: // a format of several places
			id = literal(consts[f.Name])
		case *ast.BinaryExpr:
			if inner, ok := f.X.(*ast.BinaryExpr); ok {
				f = inner
			}
			id = literal(f.X) + "…"
		case *ast.SelectorExpr: // of a mistake that package syntax has found
			continue
		default:
			id = literal(f)
		}
		if id == "" {
			t.Errorf("%s: this format is no literal", place)
		}
		ids[id] = place
	}
	return ids
}

// literal returns the text of a literal, or "".
func literal(e ast.Expr) string {
	if l, ok := e.(*ast.BasicLit); ok {
		text, _ := strconv.Unquote(l.Value)
		return text
	}
	return ""
}
