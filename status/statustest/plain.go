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
	if len(f.Status) > 0 {
		a.Code = firstCode(c, f.Status)
	}
	a.Name = strconv.Itoa(a.Code) + " " + f.Name
	if len(f.Method) > 0 {
		a.Method = f.Method[0]
	}
	a.Host, a.Path = sample(f.Host), sample(f.Path)
	headers := map[string][]status.Match{}
	for _, h := range f.Header {
		headers[h.Name] = append(headers[h.Name], h.Match)
	}
	for name, all := range headers {
		if !slices.ContainsFunc(all, func(m status.Match) bool { return m.Op == status.OpAbsent }) {
			a.Header.Set(name, cmp.Or(sample(all), "1"))
		}
	}
	if len(f.Media) > 0 {
		a.Header.Set("Content-Type", strings.ReplaceAll(f.Media[0], "*", "json"))
	}
	a.addBody(f.Body)
	return a
}

// firstCode returns a code of the ranges, a documented one if there is any.
func firstCode(c *status.Catalog, ranges []status.CodeRange) int {
	for _, r := range ranges {
		for code := r.Low; code <= r.High; code++ {
			if c.IsDocumented(code) {
				return code
			}
		}
	}
	return ranges[0].Low
}

// sample returns a text that is like all of the matches: the one that a match
// names outright, or else beginning, middle and end in their order.
func sample(all []status.Match) string {
	var parts [4]string
	for _, m := range all {
		if len(m.Values) == 0 {
			continue
		}
		switch first := m.Values[0]; m.Op {
		case status.OpPrefix:
			parts[1] += first
		case status.OpContains:
			parts[2] += first
		case status.OpSuffix:
			parts[3] += first
		case status.OpEquals, status.OpBetween:
			return first
		case status.OpPresent, status.OpAbsent:
		}
	}
	return strings.Join(parts[:], "")
}

// addBody makes a JSON body, or a text where no pointer leads into it.
func (a *Answer) addBody(criteria []status.BodyMatch) {
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
