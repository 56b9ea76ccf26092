package statustest

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/unit"
)

// Responses constructs a response for every code that a catalog documents, for every
// case, and for every source of a wait, without those that get another meaning than
// intended. The responses are simple; a generated test package has the vendor's real
// ones. They are the same on every call, complete, and belong to the caller.
func Responses(catalog *status.Catalog) []Example {
	var examples []Example
	add := func(code int, c *status.Case, override bool) {
		a, name := Plain(catalog, code, c), ""
		if c != nil {
			name = c.Name
		}
		v := a.classify(catalog)
		if override && v.VendorCase != name || !override && (v.Case != name || v.VendorCase != "") {
			return
		}
		examples = append(examples, Example{a.Name, a.Response(catalog, Start), v})
		if !v.Retry.IsRetryable() {
			return
		}
		wait := v.Info().Wait
		for source := range wait.Sources() {
			b := a
			b.Header = a.Header.Clone()
			b.Name += " with " + source.Name()
			b.specify(source, 2*time.Second, Start)
			if w := b.classify(catalog); w.RetryAfter > 0 && w.Case == v.Case && w.VendorCase == v.VendorCase {
				examples = append(examples, Example{b.Name, b.Response(catalog, Start), w})
			}
		}
	}
	for row := range catalog.All() {
		add(row.Code, nil, false)
		for i := range row.When {
			add(row.Code, &row.When[i], false)
		}
	}
	for i := range catalog.When {
		add(firstCode(catalog, []string{"4xx", "5xx"}), &catalog.When[i], true)
	}
	return examples
}

// Plain returns a response constructed from one value per criterion of c. It does not
// search: the response need not match c if the criteria exclude each other, or another case
// precedes c. code is used if c has no criterion of status.PartStatus. c may be nil.
func Plain(catalog *status.Catalog, code int, c *status.Case) Answer {
	a := Answer{Name: strconv.Itoa(code), Code: code, Header: http.Header{}}
	if c == nil {
		return a
	}
	type subject struct {
		status.Part
		name string
	}
	matches := map[subject][]status.Match{}
	var body []status.Criterion
	for _, k := range c.Criteria {
		switch {
		case k.Part == status.PartStatus:
			a.Code = firstCode(catalog, k.Values)
		case k.Part == status.PartBody:
			body = append(body, k)
		default:
			s := subject{k.Part, k.Name}
			matches[s] = append(matches[s], k.Match)
		}
	}
	a.Name = strconv.Itoa(a.Code) + " " + c.Name
	for s, all := range matches {
		if !slices.ContainsFunc(all, func(m status.Match) bool { return m.Op == status.OpAbsent }) {
			a.set(s.Part, s.name, sample(all))
		}
	}
	a.addBody(body)
	return a
}

// set sets a part of the response other than the code and the body.
func (a *Answer) set(part status.Part, name, value string) {
	switch {
	case part == status.PartMethod:
		a.Method = value
	case part == status.PartHost:
		a.Host = value
	case part == status.PartPath:
		a.Path = value
	case part == status.PartMediaType:
		a.Header.Set("Content-Type", strings.ReplaceAll(value, "*", "json"))
	case part == status.PartHeader:
		a.Header.Set(name, cmp.Or(value, "1"))
	case part == status.PartQuery && a.Query == nil:
		a.Query = map[string][]string{}
		fallthrough
	case part == status.PartQuery:
		a.Query[name] = []string{cmp.Or(value, "1")}
	case part == status.PartRequestHeader && a.RequestHeader == nil:
		a.RequestHeader = http.Header{}
		fallthrough
	case part == status.PartRequestHeader:
		a.RequestHeader.Set(name, cmp.Or(value, "1"))
	}
}

// firstCode returns the first code that one of words covers, "429" or "5xx", a documented
// one if there is any.
func firstCode(c *status.Catalog, words []string) int {
	first := 0
	for i := range words {
		one := status.Criterion{Match: status.Match{Values: words[i : i+1]}}
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

// sample returns a text for all of the matches: the value of one that wants a whole
// value, or else beginning, middle and end in this order.
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

// addBody makes a JSON body, or a text if no criterion has a pointer.
func (a *Answer) addBody(criteria []status.Criterion) {
	var doc any
	for i := range criteria {
		b := &criteria[i]
		text := cmp.Or(sample([]status.Match{b.Match}), "-")
		switch {
		case b.Op == status.OpAbsent:
		case len(b.Pointers) == 0:
			a.Body = text
		case b.Literal:
			doc = put(doc, b.Pointers[0], json.RawMessage(text))
		default:
			doc = put(doc, b.Pointers[0], text)
		}
	}
	if text, err := json.Marshal(doc); doc != nil && err == nil { // an invalid literal is an error
		a.Body = string(text)
		if a.Header.Get("Content-Type") == "" {
			a.Header.Set("Content-Type", "application/json")
		}
	}
}

// specify has the response specify a wait by s, rounded up to the precision of its unit.
// It does nothing if s needs more than one value.
func (a *Answer) specify(s *status.WaitSource, wait time.Duration, now time.Time) {
	if !s.Refill.IsZero() || len(s.When) > 0 || s.Field != "" {
		return
	}
	text := s.After + unit.Write(s.Unit, wait, now)
	if s.Header != "" {
		a.Header.Set(s.Header, text)
		return
	}
	var doc any
	if CanHaveBody(a.Method, a.Code) && (a.Body == "" || json.Unmarshal([]byte(a.Body), &doc) == nil) {
		body, _ := json.Marshal(put(doc, s.Body, text)) // a decoded document always has a form
		a.Body = string(body)
	}
}

// put sets the value at pointer, and makes the objects and arrays on the way to it: an
// array for * and for numbers.
func put(doc any, pointer string, value any) any {
	if pointer == "" {
		return value
	}
	segment, rest, more := strings.Cut(pointer[1:], "/")
	if more {
		rest = "/" + rest
	}
	index, err := strconv.Atoi(segment)
	const longest = 100 // bounds an array that is made for one element
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
