package draft

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/spec"
)

// openAPIVersion finds the key that makes a document OpenAPI 3, anywhere in JSON and
// at the top level of YAML.
var openAPIVersion = regexp.MustCompile(`(?m)(?:^["']?openapi["']?|"openapi")\s*:\s*["']?3\.`)

func isOpenAPI(src []byte) bool { return openAPIVersion.Match(src) }

// openAPI is a document and the files that it refers to, as maps, lists and scalars.
type openAPI struct {
	name  string
	open  func(name string) ([]byte, error)
	files map[string]any
}

// readOpenAPI reads the responses of all operations of an OpenAPI 3 document.
func readOpenAPI(name string, src []byte, open func(name string) ([]byte, error)) (*Draft, error) {
	doc, err := decode(src)
	if err != nil {
		return nil, err
	}
	o := &openAPI{name, open, map[string]any{name: doc}}
	d := &Draft{
		Name:    text(member(doc, "info", "title")),
		Version: text(member(doc, "info", "version")),
	}
	r := responses{openAPI: o, draft: d, purposes: map[int]*tally{}, codes: map[int]*Code{}, pointers: map[string]*tally{"message": {}, "code": {}}}
	for _, at := range members(member(doc, "paths")) {
		file, item := o.resolve(name, at.value)
		for _, method := range members(item) {
			in, operation := o.resolve(file, method.value)
			r.all(in, member(operation, "responses"))
		}
	}
	r.finish()
	return d, errors.Join(r.errs...)
}

// decode reads JSON or YAML. The YAML library refuses some JSON, surrogate pairs for
// example.
func decode(src []byte) (doc any, err error) {
	if trimmed := bytes.TrimSpace(src); bytes.HasPrefix(trimmed, []byte("{")) {
		return doc, json.Unmarshal(trimmed, &doc)
	}
	return doc, spec.UnmarshalYAML(src, &doc)
}

// responses collects what the operations say.
type responses struct {
	*openAPI
	draft    *Draft
	codes    map[int]*Code
	purposes map[int]*tally
	pointers map[string]*tally // of error bodies: where their message and their code are
	errs     []error
}

// all reads the responses of one operation.
func (r *responses) all(file string, list any) {
	for _, entry := range members(list) {
		number, err := strconv.Atoi(entry.key)
		if err != nil || number < 100 || number > 599 {
			r.leaveOut(entry.key)
			continue
		}
		in, response := r.resolve(file, entry.value)
		c := r.codes[number]
		if c == nil {
			c = &Code{Number: number}
			r.codes[number], r.purposes[number] = c, &tally{}
			r.draft.Codes = append(r.draft.Codes, c)
		}
		r.purposes[number].add(strings.Join(strings.Fields(text(member(response, "description"))), " "))
		for _, header := range members(member(response, "headers")) {
			_, value := r.resolve(in, header.value)
			r.header(header.key, value)
		}
		for _, media := range members(member(response, "content")) {
			r.content(c, in, media.key, media.value)
		}
	}
}

// leaveOut notes a key of responses that is no code.
func (r *responses) leaveOut(key string) {
	switch {
	case strings.HasPrefix(key, "x-"):
	case key == "default":
		r.draft.LeftOut = union(r.draft.LeftOut, []string{"default responses: a catalog has no entry for any code"})
	default:
		r.draft.LeftOut = union(r.draft.LeftOut, []string{"responses " + key + ": write the codes that the vendor really sends"})
	}
}

var (
	remainingHeader = regexp.MustCompile(`(?i)remaining|requests-left`)
	resetHeader     = regexp.MustCompile(`(?i)reset|retry.*after`)
)

// header notes a header that says when a limit is over, or how much is left of it.
func (r *responses) header(name string, h any) {
	schema := member(h, "schema")
	said := strings.ToLower(text(member(h, "description")) + " " + text(member(schema, "description")))
	switch {
	case strings.EqualFold(name, "Retry-After"): // which is always read
	case remainingHeader.MatchString(name):
		r.draft.Limits = union(r.draft.Limits, []Limit{{Remaining: name}})
	case resetHeader.MatchString(name):
		unit := unitOf(said)
		if unit == "" {
			r.draft.LeftOut = union(r.draft.LeftOut, []string{"header " + name + ": its description names no unit"})
			return
		}
		r.draft.Waits = union(r.draft.Waits, []Wait{{name, unit}})
	}
}

// unitOf guesses how a header writes a time from its description; empty if that
// does not say it.
func unitOf(said string) string {
	milliseconds := strings.Contains(said, "millisecond")
	switch {
	case strings.Contains(said, "epoch") || strings.Contains(said, "unix") || strings.Contains(said, "timestamp"):
		if milliseconds {
			return "epoch-milliseconds"
		}
		return "epoch-seconds"
	case milliseconds:
		return "milliseconds"
	case strings.Contains(said, "second"):
		return "seconds"
	}
	return ""
}

// maxExamples bounds the examples of one code: a document repeats the same for every
// operation.
const maxExamples = 3

// content reads the examples and the schema of one media type of a response.
func (r *responses) content(c *Code, file, mediaType string, media any) {
	add := func(value any) {
		body, isText := value.(string)
		if !isText {
			body = encode(stringKeys(value))
		}
		e := Example{ContentType: mediaType, Body: body, JSON: !isText && mediaType == "application/json" && strings.ContainsAny(body[:min(1, len(body))], "{[")}
		if body != "" && len(c.Examples) < maxExamples && !slices.Contains(c.Examples, e) {
			c.Examples = append(c.Examples, e)
		}
	}
	if c.Number >= 400 {
		if value := member(media, "example"); value != nil {
			add(value)
		}
		for _, named := range members(member(media, "examples")) {
			_, example := r.resolve(file, named.value)
			if value := member(example, "value"); value != nil {
				add(value)
			}
		}
		r.schema(file, "", member(media, "schema"), 0)
	}
}

var (
	messageField = regexp.MustCompile(`(?i)^(?:error_?)?(?:message|description|detail|title|reason)$`)
	codeField    = regexp.MustCompile(`(?i)^(?:error_?)?(?:code|type|error)$`)
	errorField   = regexp.MustCompile(`(?i)^errors?$`)
)

// schema notes where the schema of an error body has a message and a code, at most
// two levels deep.
func (r *responses) schema(file, pointer string, schema any, depth int) {
	file, schema = r.resolve(file, schema)
	if depth > 2 {
		return
	}
	for _, key := range []string{"allOf", "oneOf", "anyOf"} {
		list, _ := member(schema, key).([]any)
		for _, part := range list {
			r.schema(file, pointer, part, depth+1)
		}
	}
	if items := member(schema, "items"); items != nil {
		r.schema(file, pointer+"/*", items, depth+1)
	}
	for _, property := range members(member(schema, "properties")) {
		_, value := r.resolve(file, property.value)
		at := pointer + "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(property.key)
		isText := text(member(value, "type")) == "string"
		switch {
		case messageField.MatchString(property.key) && isText:
			r.pointers["message"].add(at)
		case codeField.MatchString(property.key) && (isText || text(member(value, "type")) == "integer"):
			r.pointers["code"].add(at)
		case errorField.MatchString(property.key):
			r.schema(file, at, property.value, depth+1)
		}
	}
}

// finish takes the purpose that most operations have, and the pointers that most
// error bodies have.
func (r *responses) finish() {
	for number, c := range r.codes {
		_, c.Purpose = splitPhrase(number, r.purposes[number].most()) // what repeats the phrase says nothing
	}
	if at := r.pointers["message"].most(); at != "" {
		r.draft.Message = []string{at}
	}
	if at := r.pointers["code"].most(); at != "" {
		r.draft.ErrCode = []string{at}
	}
	if len(r.draft.Waits) > 0 {
		for i := range r.draft.Limits {
			r.draft.Limits[i].Reset = r.draft.Waits[0]
		}
	} else {
		r.draft.Limits = nil
	}
}

// resolve follows references, and returns the file that the value stands in.
func (o *openAPI) resolve(file string, value any) (string, any) {
	for range 16 { // which no honest chain reaches
		ref := text(member(value, "$ref"))
		if ref == "" {
			return file, value
		}
		at, pointer, _ := strings.Cut(ref, "#")
		if at != "" {
			file = path.Join(path.Dir(file), at)
		}
		value = o.file(file)
		for segment := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
			if segment != "" {
				value = member(value, strings.NewReplacer("~1", "/", "~0", "~", "%7B", "{", "%7D", "}").Replace(segment))
			}
		}
	}
	return file, nil
}

// file returns a document, or nil if it is elsewhere than beside the first one or
// cannot be read.
func (o *openAPI) file(name string) any {
	if doc, known := o.files[name]; known {
		return doc
	}
	o.files[name] = nil
	if strings.Contains(name, "://") || !strings.HasPrefix(name, path.Dir(o.name)) && path.Dir(o.name) != "." {
		return nil
	}
	if src, err := o.open(name); err == nil {
		if doc, err := decode(src); err == nil {
			o.files[name] = doc
		}
	}
	return o.files[name]
}

// tally counts texts.
type tally struct {
	count map[string]int
	order []string
}

func (t *tally) add(s string) {
	if t.count == nil {
		t.count = map[string]int{}
	}
	if s == "" {
		return
	}
	if t.count[s]++; t.count[s] == 1 {
		t.order = append(t.order, s)
	}
}

// most returns the text that was added most often, the first of several.
func (t *tally) most() (most string) {
	for _, s := range t.order {
		if most == "" || t.count[s] > t.count[most] {
			most = s
		}
	}
	return most
}

type entry struct {
	key   string
	value any
}

// members returns the members of a mapping, by key.
func members(v any) []entry {
	var list []entry
	switch m := v.(type) {
	case map[string]any:
		for key, value := range m {
			list = append(list, entry{key, value})
		}
	case map[any]any:
		for key, value := range m {
			list = append(list, entry{fmt.Sprint(key), value})
		}
	}
	slices.SortFunc(list, func(a, b entry) int { return cmp.Compare(a.key, b.key) })
	return list
}

// member returns what a path of keys leads to, or nil.
func member(v any, keys ...string) any {
	for _, key := range keys {
		switch m := v.(type) {
		case map[string]any:
			v = m[key]
		case map[any]any:
			i := slices.IndexFunc(members(m), func(e entry) bool { return e.key == key })
			if i < 0 {
				return nil
			}
			v = members(m)[i].value
		case []any:
			n, err := strconv.Atoi(key)
			if err != nil || n < 0 || n >= len(m) {
				return nil
			}
			v = m[n]
		default:
			return nil
		}
	}
	return v
}

// text returns v if it is a text, and an empty text otherwise.
func text(v any) string {
	s, _ := v.(string)
	return s
}

// stringKeys makes of what YAML decodes what JSON can encode.
func stringKeys(v any) any {
	switch v := v.(type) {
	case map[any]any, map[string]any:
		m := map[string]any{}
		for _, e := range members(v) {
			m[e.key] = stringKeys(e.value)
		}
		return m
	case []any:
		list := slices.Clone(v)
		for i := range list {
			list[i] = stringKeys(list[i])
		}
		return list
	}
	return v
}
