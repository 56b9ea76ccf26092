package spec_test

import (
	"go/ast"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// The stages of the package, in the order in which a catalog goes through them. A
// file uses what its own stage or an earlier one declares, and nothing after it.
var stages = []struct {
	name  string
	files []string
}{
	{"reader: text, nodes and positions; knows YAML and not the language", []string{
		"errors.go", "suggest.go", "lists.go", "scan.go", "yaml.go",
	}},
	{"language: the keys and what is written under them", []string{
		"raw.go", "keys.go", "leaves.go", "values.go", "content.go", "decode.go", "indent.go", "names.go",
	}},
	{"model: what a catalog means, and whether it is consistent", []string{
		"model.go", "example.go", "fields.go", "facts.go", "address.go", "check.go", "check_vendor.go", "check_code.go", "check_waits.go", "check_limits.go",
		"check_examples.go", "check_verdicts.go", "cases.go", "criteria.go", "lint.go", "lint_texts.go", "lint_waits.go", "load.go", "bundled.go",
	}},
	{"printers: the schema", []string{
		"schema.go", "schema_leaves.go", "doc.go",
	}},
}

func TestStages(t *testing.T) {
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedSyntax | packages.NeedImports | packages.NeedDeps,
	}, ".")
	if err != nil || len(loaded) != 1 || len(loaded[0].Errors) > 0 {
		t.Fatal(err, loaded[0].Errors)
	}
	p := loaded[0]
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range regexp.MustCompile(`[a-z_]+\.go\b`).FindAllString(string(doc), -1) {
		if _, err := os.Stat(name); err != nil {
			t.Errorf("the package comment names a file that is not there: %v", err)
		}
	}
	stageOf := func(file string) int {
		return slices.IndexFunc(stages, func(s struct {
			name  string
			files []string
		}) bool {
			return slices.Contains(s.files, filepath.Base(file))
		})
	}
	for _, file := range p.Syntax {
		name := p.Fset.File(file.Pos()).Name()
		stage := stageOf(name)
		if stage < 0 {
			t.Errorf("%s is of no stage", filepath.Base(name))
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			used := p.TypesInfo.Uses[id]
			if used == nil || used.Pkg() != p.Types || used.Parent() != p.Types.Scope() {
				return true
			}
			if _, isPackage := used.(*types.PkgName); isPackage {
				return true
			}
			declared := p.Fset.Position(used.Pos()).Filename
			if other := stageOf(declared); other > stage {
				name, _, _ := strings.Cut(stages[other].name, ":")
				t.Errorf("%s uses %s of %s, which is of a later stage, the %s", p.Fset.Position(id.Pos()), id.Name, filepath.Base(declared), name)
			}
			return true
		})
	}
}
