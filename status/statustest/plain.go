package statustest

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// Plain makes an answer of what a case asks for, one value a criterion, without
// any search: it need not come to the case if its criteria exclude each other,
// or another case comes before. The code is taken if the case is not for certain
// codes. A nil case asks for nothing.
func Plain(c *status.Catalog, code int, f *status.Case) Answer {
	a := Answer{Code: code, Header: http.Header{}}
	if f == nil {
		a.Name = strconv.Itoa(code)
		return a
	}
	type subject struct {
		status.Part
		name string
	}
	matches := map[subject][]status.Match{}
	var body []status.Criterion
	for _, k := range f.Criteria {
		if k.Part == status.PartStatus {
			a.Code = firstCode(c, k.Values)
		} else if k.Part == status.PartBody {
			body = append(body, k)
		} else {
			s := subject{k.Part, k.Name}
			matches[s] = append(matches[s], k.Match)
		}
	}
	a.Name = strconv.Itoa(a.Code) + " " + f.Name
	for s, all := range matches {
		absent := slices.ContainsFunc(all, func(m status.Match) bool { return m.Op == status.OpAbsent })
		if set := set[s.Part]; set != nil && !absent {
			set(&a, s.name, sample(all))
		}
	}
	a.addBody(body)
	return a
}

// set has how to give an answer a part, but for the code and the body.
var set = [...]func(a *Answer, name, value string){
	status.PartMethod: func(a *Answer, _, value string) { a.Method = value },
	status.PartHost:   func(a *Answer, _, value string) { a.Host = value },
	status.PartPath:   func(a *Answer, _, value string) { a.Path = value },
	status.PartQuery: func(a *Answer, name, value string) {
		if a.Query == nil {
			a.Query = map[string][]string{}
		}
		a.Query[name] = []string{cmp.Or(value, "1")}
	},
	status.PartRequestHeader: func(a *Answer, name, value string) {
		if a.RequestHeader == nil {
			a.RequestHeader = http.Header{}
		}
		a.RequestHeader.Set(name, cmp.Or(value, "1"))
	},
	status.PartMediaType: func(a *Answer, _, value string) { a.Header.Set("Content-Type", strings.ReplaceAll(value, "*", "json")) },
	status.PartHeader:    func(a *Answer, name, value string) { a.Header.Set(name, cmp.Or(value, "1")) },
}

// firstCode returns the first code that one of the words covers, a documented one
// if there is any: "429", "5xx".
func firstCode(c *status.Catalog, words []string) int {
	first := 0
	for _, w := range words {
		one := status.Criterion{Match: status.Match{Values: []string{w}}}
		for code := range len(status.Rows{}) {
			if one.Covers(code) && c.IsDocumented(code) {
				return code
			}
			if one.Covers(code) && first == 0 {
				first = code
			}
		}
	}
	return first
}

// sample returns a text that is like all of the matches: the one that a match
// names outright, or else beginning, middle and end in their order.
func sample(all []status.Match) string {
	var begins, contains, ends, other string
	for _, m := range all {
		if len(m.Values) == 0 {
			continue
		}
		first := m.Values[0]
		switch begin, end := m.Op.Ends(); {
		case m.Op.Negates():
			other += strings.Join(m.Values, "") + "1" // longer than each of them
		case begin && end:
			return first
		case begin:
			begins += first
		case end:
			ends += first
		default:
			contains += first
		}
	}
	return cmp.Or(begins+contains+ends, other)
}

// addBody makes a JSON body, or a text where no pointer leads into it.
func (a *Answer) addBody(criteria []status.Criterion) {
	var doc any
	for i := range criteria {
		b := &criteria[i]
		text := sample([]status.Match{b.Match})
		switch {
		case b.Op == status.OpAbsent:
		case len(b.Pointers) == 0:
			a.Body = cmp.Or(text, "-")
		case b.Literal:
			doc = put(doc, b.Pointers[0], json.RawMessage(text))
		default:
			doc = put(doc, b.Pointers[0], cmp.Or(text, "-"))
		}
	}
	if doc == nil {
		return
	}
	text, err := json.Marshal(doc)
	if err != nil {
		return // a literal that is none
	}
	a.Body = string(text)
	if a.Header.Get("Content-Type") == "" {
		a.Header.Set("Content-Type", "application/json")
	}
}

// put sets a value where a pointer leads, and makes what leads there: a list for
// * and for numbers.
func put(doc any, pointer string, value any) any {
	if pointer == "" {
		return value
	}
	segment, rest, more := strings.Cut(pointer[1:], "/")
	if more {
		rest = "/" + rest
	}
	index, err := strconv.Atoi(segment)
	const longest = 100 // of a list that is made for one of its elements
	if segment == "*" || err == nil && index >= 0 && index < longest {
		list, _ := doc.([]any)
		for len(list) <= index {
			list = append(list, map[string]any{})
		}
		list[index] = put(list[index], rest, value)
		return list
	}
	object, ok := doc.(map[string]any)
	if !ok {
		object = map[string]any{}
	}
	key := strings.NewReplacer("~1", "/", "~0", "~").Replace(segment)
	object[key] = put(object[key], rest, value)
	return object
}
