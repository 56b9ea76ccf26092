package draft

import (
	"bytes"
	"encoding/json"
	"iter"
	"maps"
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
	r := responses{openAPI: o, draft: d, codes: map[int]*Code{}, purposes: map[int]tally{}, message: tally{}, code: tally{}}
	for _, item := range members(member(doc, "paths")) {
		file, item := o.resolve(name, item)
		for _, operation := range members(item) {
			in, operation := o.resolve(file, operation)
			r.all(in, member(operation, "responses"))
		}
	}
	r.finish()
	return d, nil
}

// decode reads JSON or YAML. The YAML library refuses some JSON, surrogate pairs for
// example.
func decode(src []byte) (doc any, err error) {
	if trimmed := bytes.TrimSpace(src); bytes.HasPrefix(trimmed, []byte("{")) {
		err = json.Unmarshal(trimmed, &doc)
	} else {
		doc, err = spec.ReadYAML(src)
	}
	return normal(doc), err
}

// normal drops the characters that a catalog must not contain.
func normal(v any) any {
	switch v := v.(type) {
	case string:
		return visible(v)
	case []any:
		for i := range v {
			v[i] = normal(v[i])
		}
	case map[string]any:
		m := make(map[string]any, len(v))
		for key, value := range v {
			m[visible(key)] = normal(value)
		}
		return m
	}
	return v
}

// responses collects what the operations say.
type responses struct {
	*openAPI
	draft         *Draft
	codes         map[int]*Code
	purposes      map[int]tally
	message, code tally // pointers into error bodies
}

// all reads the responses of one operation.
func (r *responses) all(file string, list any) {
	for key, response := range members(list) {
		number, err := strconv.Atoi(key)
		if err != nil || number < 100 || number > 599 {
			r.leaveOut(key)
			continue
		}
		in, response := r.resolve(file, response)
		if response == nil {
			r.draft.leaveOut("the texts of a response " + key + ": its reference leads to nothing")
		}
		c := r.codes[number]
		if c == nil {
			c = &Code{Number: number}
			r.codes[number], r.purposes[number] = c, tally{}
			r.draft.Codes = append(r.draft.Codes, c)
		}
		r.purposes[number][plain(text(member(response, "description")))]++
		for name, header := range members(member(response, "headers")) {
			_, header := r.resolve(in, header)
			r.header(name, header)
		}
		for mediaType, media := range members(member(response, "content")) {
			r.content(c, in, mediaType, media)
		}
	}
}

// leaveOut notes a key of responses that is not a code.
func (r *responses) leaveOut(key string) {
	switch {
	case strings.HasPrefix(key, "x-"):
	case key == "default":
		r.draft.leaveOut("default responses: a catalog has no entry for any code")
	default:
		r.draft.leaveOut("responses " + key + ": write the codes that the vendor really sends")
	}
}

var (
	remainingHeader = regexp.MustCompile(`(?i)remaining|requests-left`)
	resetHeader     = regexp.MustCompile(`(?i)reset|retry.*after`)
)

// header notes a header that specifies when a limit is reset, or what remains of it.
func (r *responses) header(name string, h any) {
	schema := member(h, "schema")
	said := strings.ToLower(text(member(h, "description")) + " " + text(member(schema, "description")))
	switch {
	case strings.EqualFold(name, "Retry-After"): // it is always read
	case remainingHeader.MatchString(name):
		r.draft.Limits = union(r.draft.Limits, []Limit{{Remaining: name}})
	case resetHeader.MatchString(name):
		unit := unitOf(said)
		if unit == "" {
			r.draft.leaveOut("header " + name + ": its description names no unit")
			return
		}
		r.draft.Waits = union(r.draft.Waits, []Wait{{name, unit}})
	}
}

// unitOf guesses the unit of a header from its description. It is empty if the description
// names none.
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

// maxExamples bounds the examples of one code: a document can have the same one for every
// operation.
const maxExamples = 3

// content reads the examples and the schema of one media type of a response.
func (r *responses) content(c *Code, file, mediaType string, media any) {
	add := func(value any) {
		body, isText := value.(string)
		if !isText {
			body = encode(value)
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
		for _, example := range members(member(media, "examples")) {
			_, example := r.resolve(file, example)
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

// schema notes where the schema of an error body has a message and a code, at most two
// levels deep.
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
	for name, property := range members(member(schema, "properties")) {
		_, resolved := r.resolve(file, property)
		at := pointer + "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
		kind := text(member(resolved, "type"))
		switch {
		case messageField.MatchString(name) && kind == "string":
			r.message[at]++
		case codeField.MatchString(name) && (kind == "string" || kind == "integer"):
			r.code[at]++
		case errorField.MatchString(name):
			r.schema(file, at, property, depth+1)
		}
	}
}

// finish takes the purpose that most operations have, and the pointers that most
// error bodies have.
func (r *responses) finish() {
	for number, c := range r.codes {
		_, c.Purpose = splitPhrase(number, r.purposes[number].most()) // the phrase alone says nothing
	}
	r.draft.Message, r.draft.ErrCode = r.message.most(), r.code.most()
	if len(r.draft.Waits) == 0 {
		r.draft.Limits = nil
	}
	for i := range r.draft.Limits {
		r.draft.Limits[i].Reset = r.draft.Waits[0]
	}
}

// resolve follows references, and returns the value and the file that contains it.
func (o *openAPI) resolve(file string, value any) (string, any) {
	for range 16 { // longer chains are circles
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

// file returns a document, or nil if it is not beside or below the first one, or cannot be
// read.
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
type tally map[string]int

// most returns the text that was counted most often, the first in alphabetical order if
// there are several.
func (t tally) most() (most string) {
	for _, s := range slices.Sorted(maps.Keys(t)) {
		if s != "" && (most == "" || t[s] > t[most]) {
			most = s
		}
	}
	return most
}

// members yields the members of a mapping, by key.
func members(v any) iter.Seq2[string, any] {
	m, _ := v.(map[string]any)
	return func(yield func(string, any) bool) {
		for _, key := range slices.Sorted(maps.Keys(m)) {
			if !yield(key, m[key]) {
				return
			}
		}
	}
}

// member returns the value at a path of keys, or nil.
func member(v any, keys ...string) any {
	for _, key := range keys {
		switch m := v.(type) {
		case map[string]any:
			v = m[key]
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

// text returns v if it is a text, and the empty text otherwise.
func text(v any) string {
	s, _ := v.(string)
	return s
}
