package body

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/statuscat/statuscat/status/internal/diff"
)

// found is a value as a test compares it: its kind, and its text if it has one.
type found struct {
	Kind Kind
	Text string
}

// walked lists what walk finds, in the order of the document.
func walked(doc []byte, pointer string) []found {
	var all []found
	Walk(doc, pointer, func(v Value) bool {
		f := found{Kind: v.Kind}
		switch v.Kind {
		case String:
			f.Text = v.Text()
		case Number, Bool:
			f.Text = string(v.Raw)
		case Null, Container:
		}
		all = append(all, f)
		return true
	})
	return all
}

// looked lists what a pointer leads to in a decoded document, the members of
// an object by their keys.
func looked(v any, segments []string) []found {
	if len(segments) == 0 {
		switch v := v.(type) {
		case string:
			return []found{{String, v}}
		case json.Number:
			return []found{{Number, v.String()}}
		case bool:
			return []found{{Bool, strconv.FormatBool(v)}}
		case nil:
			return []found{{Null, ""}}
		}
		return []found{{Container, ""}}
	}
	segment, rest := segments[0], segments[1:]
	var all []found
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if segment == "*" || key == segment {
				all = append(all, looked(v[key], rest)...)
			}
		}
	case []any:
		for i, e := range v {
			if segment == "*" || strconv.Itoa(i) == segment {
				all = append(all, looked(e, rest)...)
			}
		}
	}
	return all
}

// pointerInto makes the way to a place of a decoded document out of arbitrary
// bytes: each decides about a step.
func pointerInto(v any, steps []byte) (segments []string) {
	for _, step := range steps {
		var keys []string
		var next any
		n := int(step / 4)
		switch v := v.(type) {
		case map[string]any:
			if keys = slices.Sorted(maps.Keys(v)); len(keys) > 0 {
				keys = keys[n%len(keys):]
				next = v[keys[0]]
			}
		case []any:
			if len(v) > 0 {
				keys = []string{strconv.Itoa(n % len(v))}
				next = v[n%len(v)]
			}
		default:
			if step%4 != 1 {
				return segments
			}
		}
		switch {
		case step%4 == 0:
			segments = append(segments, "*")
		case step%4 == 1 || len(keys) == 0: // most likely not there
			segments = append(segments, []string{"", "0", "-", "00", "+1", "a", "99999999999999999999", "~", "/"}[n%9])
		default:
			segments = append(segments, keys[0])
		}
		v = next
	}
	return segments
}

// decode reads a document that encoding/json and walk must read alike: valid, in
// UTF-8, and no object has a key twice.
func decode(doc []byte) (v any, ok bool) {
	d := json.NewDecoder(bytes.NewReader(doc))
	d.UseNumber()
	if !utf8.Valid(doc) || d.Decode(&v) != nil || d.Decode(new(any)) != io.EOF {
		return nil, false
	}
	d = json.NewDecoder(bytes.NewReader(doc))
	return v, uniqueKeys(d)
}

func uniqueKeys(d *json.Decoder) bool {
	token, _ := d.Token()
	seen := map[string]bool{}
	for (token == json.Delim('{') || token == json.Delim('[')) && d.More() {
		if token == json.Delim('{') {
			key, _ := d.Token()
			if seen[key.(string)] {
				return false
			}
			seen[key.(string)] = true
		}
		if !uniqueKeys(d) {
			return false
		}
	}
	if token == json.Delim('{') || token == json.Delim('[') {
		d.Token()
	}
	return true
}

// A pointer leads where it leads in the decoded document, and in a document that
// is cut off anywhere to the first of these.
func FuzzWalk(f *testing.F) {
	for _, doc := range []string{
		`{"error":{"errors":[{"reason":"slow"},{"reason":null}],"code":403}}`,
		`[1,-2.5e+10,true,false,null,"",{},[]]`,
		` { "a/b" : { "~" : "x" , "" : { "" : 1 } , "*" : [ [ 1 , 2 ] , [ 3 ] ] } } `,
		`{"\u0061\"\\":"\ud83d\ude00\n\/","ü":"\ud83d","0":{"0":["\u0000"]}}`,
		`{"a":"\\","b":"\\\"","c":"]}","d":[{"e":"{["}]}`,
		`"text"`, `12`, `[[[[[[[[[[1]]]]]]]]]]`, `{"a":1,"a":2}`, `[1 2]`, `{"a" 1}`, `{"a":tru}`, "\"\xff\"", `{`, ``,
	} {
		f.Add([]byte(doc), []byte{0, 0, 0}, 9)
		f.Add([]byte(doc), []byte{2, 2, 2, 2}, 20)
		f.Add([]byte(doc), []byte{6, 0, 6, 1}, 1)
	}
	f.Fuzz(func(t *testing.T, doc, steps []byte, cut int) {
		v, comparable := decode(doc)
		segments := pointerInto(v, steps)
		if len(segments) == 0 {
			segments = []string{"*"} // the language has no pointer to the whole document
		}
		pointer := ""
		for _, s := range segments {
			pointer += "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(s)
		}
		whole := walked(doc, pointer)
		if !comparable {
			return // it must not panic, and that is all
		}
		want := looked(v, segments)
		// The members of an object come in another order.
		got, sorted := slices.Clone(whole), func(a, b found) int { return strings.Compare(string(rune(a.Kind))+a.Text, string(rune(b.Kind))+b.Text) }
		slices.SortFunc(got, sorted)
		slices.SortFunc(want, sorted)
		if diff := diff.Diff(want, got); diff != "" {
			t.Errorf("%s in %s (-want +got):\n%s", pointer, doc, diff)
		}
		if cut < 0 || cut > len(doc) {
			return
		}
		begun := walked(doc[:cut], pointer)
		if len(begun) > len(whole) || !slices.Equal(begun, whole[:len(begun)]) {
			t.Errorf("%s in %s: %v; in the whole document %v", pointer, doc[:cut], begun, whole)
		}
	})
}
