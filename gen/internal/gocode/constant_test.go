package gocode

import (
	"fmt"
	"go/constant"
	"go/types"
	"reflect"
	"testing"

	"github.com/statuscat/statuscat/status"
	"golang.org/x/tools/go/packages"
)

// Every constant of the vocabulary is called as the emitter calls it, whatever
// its word: a kind tls-failure is KindTLSFailure in both.
func TestConstantNames(t *testing.T) {
	vocabulary := map[string]func(uint8) any{
		"Kind":  func(v uint8) any { return status.Kind(v) },
		"Retry": func(v uint8) any { return status.Retry(v) },
		"Fault": func(v uint8) any { return status.Fault(v) },
		"Class": func(v uint8) any { return status.Class(v) },
		"Part":  func(v uint8) any { return status.Part(v) },
		"Op":    func(v uint8) any { return status.Op(v) },
		"Unit":  func(v uint8) any { return status.Unit(v) },
		"Take":  func(v uint8) any { return status.Take(v) },
	}
	loaded, err := packages.Load(&packages.Config{Mode: packages.NeedTypes | packages.NeedImports | packages.NeedDeps | packages.NeedSyntax | packages.NeedTypesInfo}, "github.com/statuscat/statuscat/status")
	if err != nil || len(loaded) != 1 || len(loaded[0].Errors) > 0 {
		t.Fatal(err, loaded)
	}
	scope := loaded[0].Types.Scope()
	found := map[string]int{}
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		if !ok || !c.Exported() {
			continue
		}
		named, ok := c.Type().(*types.Named)
		if !ok || vocabulary[named.Obj().Name()] == nil {
			continue
		}
		typeName := named.Obj().Name()
		number, _ := constant.Uint64Val(c.Val())
		value := vocabulary[typeName](uint8(number))
		if got, want := constantOf(reflect.ValueOf(value)), "status."+name; got != want {
			t.Errorf("the emitter writes %s for %s", got, want)
		}
		found[typeName]++
	}
	for typeName := range vocabulary {
		if found[typeName] < 2 {
			t.Errorf("type %s has %d constants here", typeName, found[typeName])
		}
	}
	// And each word has a constant.
	for typeName, count := range map[string]int{
		"Kind": len(status.Kinds()) + 1, "Retry": len(status.Retries()) + 1, "Fault": len(status.Faults()), "Class": len(status.Classes()) + 1,
		"Part": len(status.Parts()), "Op": len(status.Ops()), "Unit": len(status.Units()), "Take": len(status.Takes()),
	} {
		if found[typeName] != count {
			t.Errorf("type %s has %d constants and %d words", typeName, found[typeName], count)
		}
	}
	if got := fmt.Sprint(constantOf(reflect.ValueOf(status.KindOK))); got != "status.KindOK" {
		t.Errorf("the emitter writes %s", got)
	}
}
