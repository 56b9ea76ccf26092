package gocode

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/dave/jennifer/jen"
	"github.com/statuscat/statuscat/spec"
)

// Blocks: a literal with one entry a line, and a function's body in one line.
var (
	OnePerLine = jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}
	OneLine    = jen.Options{Open: "{", Close: "}"}
)

// Field prints one key and value of a literal; jen.Dict would sort them.
func Field(name string, value jen.Code) jen.Code { return jen.Id(name + ":").Add(value) }

// lineWidth is how wide a literal may be, its indentation aside, before it takes
// a line for each of its parts.
const lineWidth = 90

// print returns a value of package status, of statushttp or of statustest as a Go
// literal, without the fields that are zero, and its width in one line, which is
// beyond lineWidth if it takes several. If typeless is set, a composite has no type,
// since the context determines it.
//
//	status.Wait{Min: time.Second, Max: 90 * time.Minute}
func print(v reflect.Value, typeless bool) (*jen.Statement, int) {
	if d, ok := v.Interface().(time.Duration); ok {
		text := duration(d)
		return jen.Id(text), len(text)
	}
	switch v.Kind() {
	case reflect.String:
		return jen.Lit(v.String()), len(strconv.Quote(v.String()))
	case reflect.Bool:
		return jen.Lit(v.Bool()), len("false")
	case reflect.Int:
		text := strconv.FormatInt(v.Int(), 10)
		return jen.Id(text), len(text)
	case reflect.Uint8:
		name := constantOf(v)
		return jen.Id(name), len(name)
	case reflect.Slice, reflect.Map, reflect.Struct:
		return Composite(v, typeless)
	}
	panic("a literal of type " + v.Type().String())
}

// Composite prints a slice, a map with string keys, or a struct.
func Composite(v reflect.Value, typeless bool) (*jen.Statement, int) {
	parts, width := Parts(v)
	code := jen.Null()
	if !typeless {
		name := v.Type().String()
		code, width = jen.Id(name), width+len(name)
	}
	if width > lineWidth {
		return code.Custom(OnePerLine, parts...), lineWidth + 1
	}
	return code.Values(parts...), width
}

// Parts prints the elements, members or fields of a composite, a line each, and
// returns their width together. Fields that are not texts share a line.
func Parts(v reflect.Value) (parts []jen.Code, width int) {
	room := 0 // on the line of the last part
	add := func(key string, code *jen.Statement, w int, alone bool) {
		if key != "" {
			code, w = jen.Id(key+":").Add(code), len(key)+2+w
		}
		w += len(", ")
		width += w
		switch {
		case alone:
			parts, room = append(parts, code), 0
		case w <= room:
			last := len(parts) - 1
			parts[last], room = jen.Add(parts[last]).Op(",").Add(code), room-w
		default:
			parts, room = append(parts, code), lineWidth-w
		}
	}
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			code, w := print(v.Index(i), true)
			add("", code, w, true)
		}
	case reflect.Map:
		for _, key := range sortedKeys(v) {
			code, w := print(v.MapIndex(reflect.ValueOf(key)), true)
			add(strconv.Quote(key), code, w, true)
		}
	default:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if !field.IsExported() || isZero(v.Field(i)) {
				continue
			}
			code, w := print(v.Field(i), false)
			add(field.Name, code, w, field.Type.Kind() == reflect.String)
		}
	}
	return parts, width
}

// isZero reports whether a field need not be printed. The zero value of a
// vocabulary is only then none of its words when it is called unknown.
func isZero(v reflect.Value) bool {
	if v.Kind() == reflect.Uint8 && v.IsZero() {
		return fmt.Sprint(v) == "unknown"
	}
	return v.IsZero() || (v.Kind() == reflect.Slice || v.Kind() == reflect.Map) && v.Len() == 0
}

// constantOf returns the constant of a word of the vocabulary: status.KindOK.
func constantOf(v reflect.Value) string {
	return v.Type().String() + spec.GoName(fmt.Sprint(v))
}

func sortedKeys(v reflect.Value) []string {
	var keys []string
	for _, k := range v.MapKeys() {
		keys = append(keys, k.String())
	}
	slices.Sort(keys)
	return keys
}

// duration prints a count of the largest unit that gives a whole one.
func duration(d time.Duration) string {
	for _, unit := range units {
		switch {
		case d == unit.size:
			return "time." + unit.name
		case d%unit.size == 0:
			return strconv.FormatInt(int64(d/unit.size), 10) + " * time." + unit.name
		}
	}
	panic("unreachable: every duration is a count of nanoseconds")
}

var units = []struct {
	name string
	size time.Duration
}{
	{"Hour", time.Hour},
	{"Minute", time.Minute},
	{"Second", time.Second},
	{"Millisecond", time.Millisecond},
	{"Microsecond", time.Microsecond},
	{"Nanosecond", time.Nanosecond},
}
