package gen_test

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/spec"
)

// checked is a package that type-checks.
type checked struct {
	fset  *token.FileSet
	files []*ast.File
	pkg   *types.Package
	info  types.Info
}

func checkTypes(path string, sources map[string][]byte) (*checked, error) {
	p := &checked{fset: token.NewFileSet(), info: types.Info{Types: map[ast.Expr]types.TypeAndValue{}}}
	for name, src := range sources {
		file, err := parser.ParseFile(p.fset, name, src, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		p.files = append(p.files, file)
	}
	config := types.Config{Importer: runtimeImporter{}}
	var err error
	p.pkg, err = config.Check(path, p.fset, p.files, &p.info)
	return p, err
}

// value returns what a variable of the package is initialised with.
func (p *checked) value(name string) (value ast.Expr) {
	for _, file := range p.files {
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.ValueSpec); ok && s.Names[0].Name == name {
				value = s.Values[0]
			}
			return value == nil
		})
	}
	return value
}

// read stores what an expression of constants and literals stands for. It
// skips fields that the destination does not have.
func (p *checked) read(e ast.Expr, into reflect.Value) {
	value := p.info.Types[e].Value
	if name, ok := e.(*ast.Ident); ok && value == nil {
		e = p.value(name.Name)
	}
	literal, ok := e.(*ast.CompositeLit)
	switch {
	case ok && into.Kind() == reflect.Struct:
		for _, element := range literal.Elts {
			kv := element.(*ast.KeyValueExpr)
			if field := into.FieldByName(kv.Key.(*ast.Ident).Name); field.IsValid() {
				p.read(kv.Value, field)
			}
		}
	case ok:
		into.Set(reflect.MakeSlice(into.Type(), len(literal.Elts), len(literal.Elts)))
		for i, element := range literal.Elts {
			p.read(element, into.Index(i))
		}
	default:
		into.Set(reflect.ValueOf(constant.Val(value)).Convert(into.Type()))
	}
}

// runtimeImporter imports the standard library, and what stands in status/ at
// whatever path --runtime gives it: bundled vendors as they are emitted, other
// packages from their sources.
type runtimeImporter struct{}

func (runtimeImporter) Import(name string) (*types.Package, error) {
	if !strings.Contains(name, ".") {
		return std.Import(name)
	}
	name += "/"
	folder := path.Clean(name[strings.LastIndex(name, "status/"):])
	if key := path.Base(folder); slices.Contains(spec.BundledKeys(), key) {
		return imported(folder, func() (map[string][]byte, error) { return bundledSources(key) })
	}
	return imported(folder, func() (map[string][]byte, error) { return sources(folder) })
}

var std = importer.Default()

// imported returns the package in a folder of this module, which it checks once.
func imported(folder string, sources func() (map[string][]byte, error)) (*types.Package, error) {
	if known, ok := importedPackages.Load(folder); ok {
		return known.(*types.Package), nil
	}
	files, err := sources()
	if err != nil {
		return nil, err
	}
	p, err := checkTypes(path.Base(folder), files)
	if err != nil {
		return nil, err
	}
	importedPackages.Store(folder, p.pkg)
	return p.pkg, nil
}

var importedPackages sync.Map // of folder to *types.Package

func sources(folder string) (map[string][]byte, error) {
	paths, err := filepath.Glob(filepath.Join("..", folder, "*.go"))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		if files[path], err = os.ReadFile(path); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// bundledSources emits the package of a bundled vendor.
func bundledSources(key string) (map[string][]byte, error) {
	v := spec.BundledVendor(key)
	if v == nil {
		return nil, fmt.Errorf("no bundled vendor %s", key)
	}
	c := &spec.Catalog{Name: key, File: key + ".yaml", Vendors: []*spec.Vendor{v}}
	files, err := golang.Output.Emit([]*spec.Catalog{c}, gen.Options{})
	if err != nil {
		return nil, err
	}
	return map[string][]byte{"status_gen.go": files[0].Content}, nil
}
