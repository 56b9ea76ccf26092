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

// runtimeImporter imports the standard library, and for any other path package
// status or, below it, a bundled vendor as it is emitted.
type runtimeImporter struct{}

func (runtimeImporter) Import(name string) (*types.Package, error) {
	key := path.Base(name)
	switch {
	case !strings.Contains(name, "."):
		return std.Import(name)
	case slices.Contains(spec.BundledKeys(), key):
		return bundledPackage(key)
	}
	return runtime()
}

var std = importer.Default()

var runtime = sync.OnceValues(func() (*types.Package, error) {
	paths, err := filepath.Glob("../status/*.go")
	if err != nil {
		return nil, err
	}
	sources := map[string][]byte{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		if sources[path], err = os.ReadFile(path); err != nil {
			return nil, err
		}
	}
	p, err := checkTypes("status", sources)
	if err != nil {
		return nil, err
	}
	return p.pkg, nil
})

// bundledPackage makes the package of a bundled vendor, which others can fall
// back to.
func bundledPackage(key string) (*types.Package, error) {
	if known, ok := bundledPackages.Load(key); ok {
		return known.(*types.Package), nil
	}
	v := spec.BundledVendor(key)
	if v == nil {
		return nil, fmt.Errorf("no bundled vendor %s", key)
	}
	c := &spec.Catalog{Name: key, File: key + ".yaml", Vendors: []*spec.Vendor{v}}
	files, err := golang.Output.Emit([]*spec.Catalog{c}, gen.Options{})
	if err != nil {
		return nil, err
	}
	p, err := checkTypes(key, map[string][]byte{"status_gen.go": files[0].Content})
	if err != nil {
		return nil, err
	}
	bundledPackages.Store(key, p.pkg)
	return p.pkg, nil
}

var bundledPackages sync.Map // of key to *types.Package
